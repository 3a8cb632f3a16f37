// Which cells of a sheet look different from the photograph they were read in. It is only proposed: a
// person looks and decides.

import { WIDE } from "./ink.js";
import { ANEW, readBefore, writtenSince } from "./rules.js";

/** @typedef {import("./rules.js").Photo} Photo */
/** @typedef {import("./rules.js").Cell} Cell */

/**
 * @param {Pick<ReturnType<typeof import("./ink.js").darkCells>, "of" | "ask">} dark
 */
export function changesIn(dark) {
  /** Reckoned once for each. @type {Map<string, boolean>} */
  const known = new Map();
  /** @param {Photo | null | undefined} before @param {Photo} now @param {number} at */
  const differs = (before, now, at) => {
    if (!before) return false;
    const name = `${before.id}/${now.id}/${at}`;
    dark.ask(before.id);
    const [was, is] = [dark.of(before.id)?.[at], dark.of(now.id)?.[at]];
    if (was && is && !known.has(name)) known.set(name, writtenSince(was, is, WIDE) > ANEW);
    return known.get(name) ?? false;
  };
  /**
   * @param {Cell[]} cells
   * @param {Photo[]} photos  of the table, oldest first
   * @param {Photo} shown
   * @returns {Cell[]}
   */
  return (cells, photos, shown) => {
    const before = readBefore(cells, photos, shown);
    return cells.map((cell, at) => ({ ...cell, changed: differs(before[at], shown, at) }));
  };
}
