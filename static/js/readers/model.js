// What this device has remarked: what the café has of it, and on top what still waits here. Pure.

import { limit } from "../core/limits.js";
import { uuid } from "../core/uuid.js";

/**
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 * @typedef {"said" | "missing" | "words"} Kind
 * @typedef {{id: string, at: string, kind: Kind, text: string}} Kept  `at`: the anchor of what it is on
 * @typedef {Kept & {waits: boolean, refusal: Entry | null}} Own
 */

export const KINDS = /** @type {const} */ (["said", "missing", "words"]);

/**
 * @param {Kept[]} kept  what the café has
 * @param {Entry[]} entries  what waits, in order
 * @returns {Own[]} in the order in which they were first written
 */
export function own(kept, entries) {
  /** @type {Map<string, Own>} */
  const all = new Map(kept.map((one) => [one.id, { ...one, waits: false, refusal: null }]));
  for (const entry of entries) {
    const { id, at, kind, text } = entry.body;
    const refusal = entry.refusal ? entry : null;
    all.set(id, { id, at, kind, text, waits: !refusal, refusal });
  }
  return [...all.values()];
}

/** With one more that the café has, or the same in other words. @param {Kept[]} kept @param {Kept} one @returns {Kept[]} */
export function withOne(kept, { id, at, kind, text }) {
  const others = kept.filter((other) => other.id !== id);
  return [...others, { id, at, kind, text }].slice(-limit("own_questions"));
}

/** @param {Kept} said @returns {Entry} */
export function entryOf({ id, at, kind, text }) {
  const body = { id, at, kind, text };
  return { act: uuid(), thing: id, method: "POST", path: "remarks", body, tries: 0, refusal: null };
}

/** What is wrong with it before it is sent: "kind", "text" or "". @param {string} kind @param {string} text */
export function lacks(kind, text) {
  if (!KINDS.some((one) => one === kind)) return "kind";
  return kind !== "said" && !text.trim() ? "text" : "";
}

/** How many wait here, were refused, and have arrived. @param {Own[]} all */
export function tally(all) {
  const refused = all.filter(({ refusal }) => refusal).length;
  const waiting = all.filter(({ waits }) => waits).length;
  return { waiting, refused, received: all.length - waiting - refused };
}
