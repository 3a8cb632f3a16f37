// What the phones at the table have written: what lies in the tray, and what a host has done with it
// that waits to be sent. Pure.

import { unborn } from "../laying.js";

/** @typedef {import("../model.js").Seen} Seen */
/** @typedef {import("../model.js").Card} Card */
/** @typedef {import("../../core/live/store.js").Late} Late */
/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/** @typedef {"waiting" | "taken" | "left" | "recalled"} Place */
/** @typedef {Late & {entry: Entry | null, refusal: Entry | null}} Lying  `entry`: what waits to be sent about it */

/** @type {Record<string, Place>} */
const PLACES = { lay: "taken", aside: "left", back: "waiting" };

/**
 * All notes of the tray, in the order they came, with where they are when all has arrived.
 * @param {Seen} seen
 * @returns {Lying[]}
 */
function all({ state, table, fresh, entries }) {
  /** @type {Map<string, Lying>} */
  const found = new Map();
  for (const late of state.late.values())
    if (late.tray && late.table === table && !late.erased)
      found.set(late.id, { ...late, entry: null, refusal: null });
  for (const [id, note] of found) if (state.notes.has(id)) note.decided = "taken";
  for (const answer of fresh.values()) {
    const known = found.get(answer.id);
    if (known && answer.revision > state.revision) known.decided = answer.decided ?? "taken";
  }
  for (const entry of entries) {
    const [, id = "", verb, other = ""] = entry.path.split("/");
    const note = found.get(verb === "join" ? other : verb === "tray" ? id : "");
    if (!note) continue;
    if (verb === "tray" && entry.refusal) note.refusal = entry;
    if (entry.refusal || note.decided === "recalled") continue;
    note.decided = verb === "join" ? "taken" : (PLACES[entry.body.do] ?? note.decided);
    note.entry = entry;
  }
  return [...found.values()];
}

/**
 * What lies in the tray, what was set aside, what its writer took back while the host decided, and what
 * this hand has just taken out (`mine`: ids).
 * @param {Seen} seen
 */
export function trayOf(seen) {
  const notes = all(seen);
  const out = notes.filter(({ entry, decided }) => entry && decided !== "waiting");
  const at = (/** @type {Place} */ place) => notes.filter(({ decided }) => decided === place);
  const recalled = at("recalled").filter(({ refusal }) => refusal);
  const mine = new Set(out.map(({ id }) => id));
  return { lying: at("waiting"), aside: at("left"), recalled, mine };
}

/**
 * What is laid on the poster and waits to be sent: the last ones there.
 * @param {Seen} seen
 * @returns {Card[]}
 */
export function laid(seen) {
  return all(seen).flatMap(({ id, table, kind, part, text, decided, entry }) => {
    if (decided !== "taken" || !entry?.path.endsWith("/tray")) return [];
    const status = entry.act === seen.sending ? "sending" : "kept";
    const round = seen.state.workshop?.round ?? 0;
    return [{ ...unborn(id, table), kind, part, text, round, status }];
  });
}

/** @typedef {{id: string, note: Lying | null}} Row  `note`: null where one lay that is gone */

/**
 * The rows of the tray, so that none moves but by the host's own hand: what comes stands last, and where
 * one has gone by itself its place stays until the host takes one out.
 * @param {Row[]} before
 * @param {{lying: Lying[], mine: Set<string>}} tray
 * @returns {Row[]}
 */
export function rowsOf(before, { lying, mine }) {
  if (!lying.length) return [];
  const here = new Map(lying.map((note) => [note.id, note]));
  const moved = before.some(({ id }) => mine.has(id));
  const stay = before.filter(({ id }) => here.has(id) || !moved).map(({ id }) => id);
  const ids = new Set([...stay, ...here.keys()]);
  return [...ids].map((id) => ({ id, note: here.get(id) ?? null }));
}
