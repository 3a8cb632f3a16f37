// Which pair of likely doubles is looked at, and which are still to come.

import { kept, nameOf } from "./data.js";

/** @typedef {import("./data.js").Pair} Pair */

/**
 * @param {Pair | null} first  the one to begin with
 * @param {() => ReturnType<typeof import("./data.js").placesOf>} placed  where notes stand now
 */
export function pairQueue(first, placed) {
  /** @type {Pair[]} */
  let queue = first ? [first] : [];
  let now = first;
  const judged = new Set();
  const later = new Set();

  const left = () => {
    const at = placed();
    const gone = (/** @type {string} */ note) => at.get(note)?.absorbed ?? false;
    return queue.filter(
      (pair) => pair.may && !judged.has(nameOf(pair)) && !gone(pair.left) && !gone(pair.right),
    );
  };
  return {
    now: () => now,
    /** Those nobody has judged, the one that is looked at and those put off included. */
    left,
    postponed: () => left().filter((pair) => later.has(nameOf(pair))),
    /** Take one to look at. @returns {boolean} whether it took the place of another */
    choose() {
      const open = left();
      const waiting = open.filter((pair) => !later.has(nameOf(pair)));
      const before = now && nameOf(now);
      now =
        open.find((pair) => nameOf(pair) === before && !later.has(before)) ?? waiting[0] ?? null;
      return Boolean(now && before && nameOf(now) !== before);
    },
    /** What the café offers now. @param {Pair[]} found */
    fill(found) {
      queue = kept(found, now);
    },
    /** @param {Pair} pair */
    judge: (pair) => judged.add(nameOf(pair)),
    /** @param {Pair} pair */
    putOff: (pair) => later.add(nameOf(pair)),
    again: () => later.clear(),
    /** What was done with it is undone: it is the one to look at again. @param {Pair} pair */
    takeBack(pair) {
      judged.delete(nameOf(pair));
      queue = [pair, ...queue.filter((other) => nameOf(other) !== nameOf(pair))];
      now = pair;
    },
  };
}
