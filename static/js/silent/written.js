// What this phone has written and the café has received. It lies here alone: the café does not know
// which phone wrote a note, so it could not tell.

import { attempt } from "../core/attempt.js";

/** @typedef {{id: string, text: string, erased?: boolean}} Written */

/** @param {string} name  of the table on this phone */
export function written(name) {
  const key = `silent:${name}`;
  /** What was kept here for this page alone, where the browser keeps nothing. @type {Written[]} */
  let here = [];
  /** @returns {Written[]} */
  const all = () => attempt(() => JSON.parse(localStorage.getItem(key) ?? "null")) ?? here;
  const keep = (/** @type {Written[]} */ list) => {
    here = list;
    attempt(() => localStorage.setItem(key, JSON.stringify(list)));
  };
  return {
    all,
    /** @param {Written} note */
    add: (note) => keep([...all().filter(({ id }) => id !== note.id), note]),
    /** Words were erased for good in these: the copy goes too. @param {Set<string>} ids */
    erase(ids) {
      if (all().some(({ id, erased }) => ids.has(id) && !erased))
        keep(all().map((one) => (ids.has(one.id) ? { ...one, text: "", erased: true } : one)));
    },
    clear() {
      here = [];
      attempt(() => localStorage.removeItem(key));
    },
  };
}
