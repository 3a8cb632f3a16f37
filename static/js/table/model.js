// What the host sees: what the café holds, and on top of it what still waits on the tablet. Pure.

/**
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {import("../core/live/store.js").Note} Note
 * @typedef {import("../core/live/store.js").Table} Table
 * @typedef {"received" | "practice" | "late" | "left" | "sending" | "kept" | "refused"} Status
 *   `practice`: it lies here alone and counts nowhere (practice.js); `late`: it came after the table
 *   was closed, the organiser has it; `left`: and left it out
 * @typedef {Note & {status: Status, refusal: Entry | null, placed?: string, reason?: string | null,
 *   part_said?: string | null}} Card
 *   `placed`: the operation that moves it, while that waits; `reason`: of a late one; `part_said`: of one
 *   that waits here, what its part read
 * @typedef {{state: State, table: number, entries: Entry[], sending: string, fresh: Map<any, any>,
 *   practice?: Entry[]}} Seen  `practice`: what is tried before the tables open
 *   `fresh`: answers the café gave us that the live connection has not brought yet, by id
 */

import { besides, unborn, wordsOf } from "./laying.js";
import { laid } from "./tray/model.js";

const WORST = /** @type {const} */ ([
  "received",
  "practice",
  "late",
  "left",
  "sending",
  "kept",
  "refused",
]);

/**
 * The notes of the poster, oldest first, as they will be when all has arrived.
 * @param {Seen} seen
 * @returns {Card[]}
 */
export function cards(seen) {
  /** @type {Map<string, Card>} */
  const all = new Map();
  for (const note of seen.state.notes.values()) {
    if (note.table === seen.table) all.set(note.id, received(note));
  }
  for (const answer of newer(seen)) {
    if ("kind" in answer && !("decided" in answer)) all.set(answer.id, received(answer));
  }
  const known = [...all.values()].sort((a, b) => a.order - b.order);
  const late = lateCards(seen).filter(({ id }) => !all.has(id));
  const cards = new Map([...known, ...late, ...laid(seen)].map((card) => [card.id, card]));
  for (const entry of seen.entries) lay(cards, entry, seen);
  for (const entry of seen.practice ?? []) lay(cards, entry, seen, "practice");
  return [...cards.values()];
}

/**
 * @param {Note} note
 * @returns {Card}
 */
function received(note) {
  return { ...note, status: "received", refusal: null };
}

/**
 * What came after the table was closed and does not hang on the poster.
 * @param {Seen} seen
 * @returns {Card[]}
 */
function lateCards(seen) {
  const answers = newer(seen).filter((answer) => "decided" in answer);
  const all = new Map([...seen.state.late.values(), ...answers].map((late) => [late.id, late]));
  return [...all.values()]
    .filter(({ table, decided, tray }) => table === seen.table && decided !== "taken" && !tray)
    .map(({ decided, ...late }) => ({
      ...unborn(late.id, late.table),
      ...late,
      status: decided === "left" ? "left" : "late",
    }));
}

/** @param {Seen} seen */
function newer({ fresh, state }) {
  return [...fresh.values()].filter((answer) => answer.revision > state.revision);
}

/**
 * @param {Map<string, Card>} cards
 * @param {Entry} entry
 * @param {Seen} seen
 * @param {Status} [where]  how it stands, when that is not said by the outbox
 */
function lay(cards, entry, { table, sending }, where = statusOf(entry, sending)) {
  if (!entry.path.startsWith("notes")) return;
  const id = /** @type {string} */ (entry.thing.split("/")[0]);
  // What was done in the tray is drawn there; what was said no to at the note, where it hangs meanwhile:
  // whatever else is written in it waits behind that.
  const inTray = entry.path.endsWith("/tray");
  if (inTray && !(entry.refusal && cards.has(id))) return;
  const card = cards.get(id) ?? unborn(id, table);
  const status = worst(card.status, where);
  const refusal = card.refusal ?? (entry.refusal ? entry : null);
  // A strike that met other words has struck nothing: they stand as they are until the host chooses.
  const words = inTray || ("struck" in entry.body && entry.refusal?.now) ? {} : wordsOf(entry);
  cards.set(id, { ...card, ...words, status, refusal });
  besides(cards, entry, { id, status });
}

/**
 * @param {Entry} entry
 * @param {string} sending
 * @returns {Status}
 */
function statusOf(entry, sending) {
  if (entry.refusal) return "refused";
  return entry.act === sending ? "sending" : "kept";
}

/**
 * @param {Status} one
 * @param {Status} other
 */
function worst(one, other) {
  return WORST.indexOf(one) > WORST.indexOf(other) ? one : other;
}

/**
 * The table as the café last told of it, by answer or by event.
 * @param {Seen} seen
 * @returns {Table | undefined}
 */
export function tableSeen(seen) {
  const answer = newer(seen).find((one) => one.id === seen.table);
  return answer ?? seen.state.tables.get(seen.table);
}

/** @typedef {"cafe-name" | "main-statement" | "hosts"} Field */

const KEYS = /** @type {const} */ ({
  "cafe-name": "cafe_name",
  "main-statement": "main_statement",
  hosts: "hosts",
});

/**
 * A field's words as one text; names stand with commas between.
 * @param {string | string[] | null | undefined} words
 */
export function asText(words) {
  return Array.isArray(words) ? words.join(", ") : (words ?? "");
}

/**
 * What the poster will say in one of the table's fields, and whether it has arrived.
 * @param {Seen} seen
 * @param {Field} field
 * @returns {{text: string, status: Status, refusal: Entry | null}}
 */
export function wordsSeen(seen, field) {
  const entry = seen.entries.findLast((one) => one.thing === field);
  const refusal = seen.entries.find((one) => one.thing === field && one.refusal) ?? null;
  const text = asText(entry?.body.names ?? entry?.body.text ?? tableSeen(seen)?.[KEYS[field]]);
  return { text, status: entry ? statusOf(refusal ?? entry, seen.sending) : "received", refusal };
}

/**
 * @param {Seen} seen
 * @returns {boolean} whether the parts are fields of the poster
 */
export function splitSeen(seen) {
  const entry = seen.entries.findLast((one) => one.thing === "split" && !one.refusal);
  return entry?.body.split ?? tableSeen(seen)?.split ?? false;
}

/**
 * How many notes the poster has, how many of them wait, how many were refused.
 * @param {Seen} seen
 * @param {Card[]} [all]  its cards, where they are known already
 */
export function tally(seen, all = cards(seen)) {
  /** @param {(card: Card) => boolean} which */
  const count = (which) => all.filter(which).length;
  return {
    notes: count((card) => !card.struck && card.status !== "late" && card.status !== "left"),
    waiting: count((card) => card.status === "kept" || card.status === "sending"),
    refused: count((card) => card.status === "refused"),
    late: count((card) => card.status === "late"),
    practice: count((card) => card.status === "practice"),
  };
}

/**
 * The order on this page, newest first. Each note keeps the place it first had, so that nothing moves
 * under a finger when another tablet's notes come in, until somebody moves one; `ranks` remembers.
 * @param {Card[]} all  oldest first
 * @param {Map<string, {rank: number, place: string | number | null}>} ranks
 */
export function inPlace(all, ranks) {
  if (all.some((card) => moved(card, ranks.get(card.id)?.place))) ranks.clear();
  for (const card of all) {
    ranks.set(card.id, { rank: ranks.get(card.id)?.rank ?? ranks.size, place: placeOf(card) });
  }
  return [...all].sort((a, b) => rankOf(b, ranks) - rankOf(a, ranks));
}

/** @param {Card} card */
function placeOf(card) {
  return card.placed ?? (Number.isFinite(card.order) ? card.order : null);
}

/**
 * @param {Card} card
 * @param {string | number | null | undefined} before  undefined: new on this page
 */
function moved(card, before) {
  if (before === undefined) return false;
  // From no place to one: it has arrived, which is no reason to jump.
  return placeOf(card) !== before && (before !== null || card.placed !== undefined);
}

/**
 * @param {Card} card
 * @param {Map<string, {rank: number}>} ranks
 */
function rankOf(card, ranks) {
  return Number(ranks.get(card.id)?.rank);
}
