// What this phone has written: what the café holds of it, and on top what still waits here. Pure.

import { uuid } from "../core/uuid.js";

/**
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {"received" | "sending" | "kept" | "refused"} Status
 * @typedef {{id: string, part: string | null, text: string, revision: number, late: boolean,
 *   struck?: boolean, decided?: string, held?: boolean, off?: boolean, reason?: string | null, erased?: boolean}} Own
 *   a note of ours as the café answered it; `off`: the organiser has struck it or left it out
 * @typedef {{id: string, part: string | null, text: string, struck: boolean, late: boolean,
 *   held: boolean, off: boolean, reason: string, erased: boolean, status: Status, refusal: Entry | null}} Slip
 * @typedef {{own: Map<string, Own>, state: State, entries: Entry[], sending: string}} Seen
 */

/**
 * Our notes in the order they were written.
 * @param {Seen} seen
 * @returns {Slip[]}
 */
export function slips({ own, state, entries, sending }) {
  /** @type {Map<string, Slip>} */
  const all = new Map();
  for (const note of own.values()) all.set(note.id, received(note, state));
  for (const entry of entries) lay(all, entry, sending);
  return [...all.values()];
}

/**
 * The note as the wall has it now, if it knows it later than we do: a helper may have mended it.
 * A struck note comes to the wall without its words; ours are those we wrote.
 * @param {Own} note
 * @param {State} state
 * @returns {Slip}
 */
function received(note, state) {
  const { id, part, text, revision, late, struck, decided } = note;
  const now = state.revision >= revision ? state.notes.get(id) : undefined;
  const erased = now?.erased ?? note.erased ?? false;
  const theirs = now && (!now.struck || now.erased);
  const words = theirs ? { part: now.part, text: now.text } : { part, text };
  const gone = now?.struck ?? struck ?? decided === "left";
  const kept = late && !now;
  const off = gone && (note.off ?? false);
  const more = { held: kept && (note.held ?? false), off, reason: note.reason ?? "", erased };
  return { id, ...words, struck: gone, late: kept, ...more, status: "received", refusal: null };
}

/**
 * Whether the organiser may have decided about a note of ours without the wall telling us.
 * @param {Map<string, Own>} own
 * @param {State} state
 */
export function waitsToHear(own, state) {
  return [...own.values()].some(({ id, late, decided, struck }) => {
    const now = state.notes.get(id);
    return now ? now.struck && !struck : late && decided === "waiting";
  });
}

/**
 * @param {Map<string, Slip>} all
 * @param {Entry} entry
 * @param {string} sending
 */
function lay(all, entry, sending) {
  const id = /** @type {string} */ (entry.thing.split("/")[0]);
  const slip = all.get(id) ?? unborn(id);
  const { text = slip.text, part = slip.part, struck = slip.struck } = entry.body;
  const status = slip.refusal || entry.refusal ? "refused" : way(entry, slip, sending);
  const refusal = slip.refusal ?? (entry.refusal ? entry : null);
  all.set(id, { ...slip, text, part, struck, status, refusal });
}

/**
 * @param {string} id
 * @returns {Slip}
 */
function unborn(id) {
  const rest = { struck: false, late: false, held: false, off: false, erased: false };
  return { id, part: null, text: "", status: "received", reason: "", refusal: null, ...rest };
}

/**
 * @param {Entry} entry
 * @param {Slip} slip
 * @param {string} sending
 * @returns {Status}
 */
function way(entry, slip, sending) {
  return slip.status === "kept" || entry.act !== sending ? "kept" : "sending";
}

/**
 * How many there are, how many wait here, how many were refused.
 * @param {Slip[]} all
 */
export function tally(all) {
  /** @param {(slip: Slip) => boolean} which */
  const count = (which) => all.filter(which).length;
  return {
    notes: count((slip) => !slip.struck),
    waiting: count(({ status }) => status === "kept" || status === "sending"),
    refused: count(({ status }) => status === "refused"),
  };
}

/**
 * @param {string} text
 * @param {string | null} part
 * @param {string | null} said  what is asked there: its letter may be another's when the note arrives
 * @returns {Entry}
 */
export function newNote(text, part, said) {
  const id = uuid();
  return entry(id, "POST", "notes", { id, text, part, part_said: said });
}

/**
 * @param {string} id
 * @param {string} was  the text that the pair saw
 * @param {string} text
 */
export function rewordNote(id, was, text) {
  return entry(id, "PUT", `notes/${id}`, { was, text });
}

/**
 * A struck note comes back to the phone without its words: then there are none that it saw.
 * @param {string} id
 * @param {string} was  the text that the pair saw
 * @param {boolean} struck
 */
export function strikeNote(id, was, struck) {
  const body = struck ? { was, struck } : { struck };
  return entry(`${id}/struck`, "PUT", `notes/${id}/struck`, body);
}

/**
 * @param {string} thing
 * @param {"POST" | "PUT"} method
 * @param {string} path
 * @param {Record<string, any>} body
 * @returns {Entry}
 */
function entry(thing, method, path, body) {
  return { act: uuid(), thing, method, path, body, tries: 0, refusal: null };
}
