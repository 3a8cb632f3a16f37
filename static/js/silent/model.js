// What the phone's list shows: what was received, and on top what still waits here. Pure.

import { uuid } from "../core/uuid.js";
import { entry } from "../table/commands.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("../pairs/model.js").Status} Status */
/**
 * @typedef {{id: string, text: string, struck: boolean, erased: boolean, own: boolean, status: Status,
 *   refusal: Entry | null}} Slip  `struck`: taken back; `own`: this phone may change it still
 */

/**
 * In the order they were written.
 * @param {import("./written.js").Written[]} received
 * @param {Entry[]} entries
 * @param {string} sending
 * @returns {Slip[]}
 */
export function slips(received, entries, sending) {
  /** @type {Map<string, Slip>} */
  const all = new Map();
  for (const { id, text, struck = false, erased = false, receipt, dealt } of received)
    all.set(id, { ...unborn(id), text, struck, erased, own: Boolean(receipt) && !dealt });
  for (const one of entries) lay(all, one, sending);
  return [...all.values()];
}

/** @param {Map<string, Slip>} all @param {Entry} entry @param {string} sending */
function lay(all, entry, sending) {
  const id = aboutOf(entry);
  const slip = all.get(id) ?? unborn(id);
  const { text = slip.text, struck = slip.struck } = entry.body;
  const refusal = slip.refusal ?? (entry.refusal ? entry : null);
  // What the host has dealt with meanwhile stands as it was.
  const words = isDealt(refusal) ? {} : { text, struck };
  const way = slip.status === "kept" || entry.act !== sending ? "kept" : "sending";
  const status = isDealt(refusal) ? slip.status : refusal ? "refused" : way;
  all.set(id, { ...slip, ...words, status, refusal });
}

/** @param {string} id @returns {Slip} */
function unborn(id) {
  const rest = { struck: false, erased: false, own: true, refusal: null };
  return { id, text: "", status: "received", ...rest };
}

/** Whether the host had dealt with the note when it came. @param {Entry | null} entry */
export function isDealt(entry) {
  return entry?.refusal?.where === "dealt";
}

/** The note that an entry is about. @param {Entry} entry @returns {string} */
export function aboutOf({ thing }) {
  return /** @type {string} */ (thing.split("/")[0]);
}

/** Nothing about this note waits any more. @param {Entry[]} entries @param {string} id */
export function without(entries, id) {
  return entries.filter((one) => aboutOf(one) !== id);
}

/** @param {Slip[]} all */
export function tally(all) {
  const count = (/** @type {Status[]} */ ...which) =>
    all.filter(({ status }) => which.includes(status)).length;
  const notes = all.filter(({ struck }) => !struck).length;
  return { notes, waiting: count("kept", "sending"), refused: count("refused") };
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

/** Whether one that was written can still be changed: afterwards the organiser sorts. @param {State} state */
export function isMending({ workshop }) {
  return workshop?.stage === "open" || workshop?.stage === "vernissage";
}
