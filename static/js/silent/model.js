// What the phone's list shows: what was received, and what still waits here. Pure.

import { uuid } from "../core/uuid.js";
import { entry } from "../table/commands.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("../pairs/model.js").Status} Status */
/** @typedef {{id: string, text: string, erased: boolean, status: Status, refusal: Entry | null}} Slip */

/**
 * In the order they were written.
 * @param {import("./written.js").Written[]} received
 * @param {Entry[]} entries
 * @param {string} sending
 * @returns {Slip[]}
 */
export function slips(received, entries, sending) {
  const there = received.map(({ id, text, erased = false }) => {
    return { id, text, erased, status: /** @type {Status} */ ("received"), refusal: null };
  });
  const waiting = entries.map((one) => {
    /** @type {Status} */
    const status = one.refusal ? "refused" : one.act === sending ? "sending" : "kept";
    const refusal = one.refusal ? one : null;
    return { id: one.thing, text: one.body.text, erased: false, status, refusal };
  });
  const known = new Set(waiting.map(({ id }) => id));
  return [...there.filter(({ id }) => !known.has(id)), ...waiting];
}

/** @param {Slip[]} all */
export function tally(all) {
  const count = (/** @type {Status[]} */ ...which) =>
    all.filter(({ status }) => which.includes(status)).length;
  return { notes: all.length, waiting: count("kept", "sending"), refused: count("refused") };
}

/** @param {string} text @returns {Entry} */
export function newNote(text) {
  const id = uuid();
  return entry(id, "POST", "notes", { id, text });
}

/** Whether a note can be begun now. @param {State} state */
export function isOpen({ workshop }) {
  return workshop?.stage === "open" && Boolean(workshop.silent);
}
