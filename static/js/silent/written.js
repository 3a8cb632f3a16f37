// What this phone has written and the café has received. It lies here alone: the café does not know
// which phone wrote a note, so it could not tell. With the receipt a note is mended and taken back.

import { keptList } from "../core/attempt.js";

/**
 * @typedef {{id: string, text: string, receipt?: string, struck?: boolean, dealt?: boolean, erased?: boolean}} Written
 *   `receipt`: shows that this phone wrote it; `struck`: taken back; `dealt`: the host has dealt with it, and the phone was told
 */

/** @param {string} name  of the table on this phone */
export function written(name) {
  /** @type {ReturnType<typeof keptList<Written>>} */
  const kept = keptList(`silent:${name}`);
  const { all } = kept;
  /** @param {string} id @param {Partial<Written>} more */
  const change = (id, more) =>
    kept.change((list) =>
      list.map((one) => (one.id === id && !one.erased ? { ...one, ...more } : one)),
    );
  return {
    all,
    change,
    /** The café has it, once more perhaps. @param {Written} note */
    add(note) {
      if (all().some(({ id }) => id === note.id)) change(note.id, note);
      else kept.change((list) => [...list, note]);
    },
    /** @param {string} id */
    of: (id) => all().find((one) => one.id === id),
    /** Words were erased for good in these: the copy goes too. @param {Set<string>} ids */
    erase(ids) {
      for (const id of ids) change(id, { text: "", erased: true });
    },
    clear: kept.clear,
  };
}
