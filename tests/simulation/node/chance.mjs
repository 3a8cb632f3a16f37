// Chance that can be repeated: everything a simulation leaves to chance comes from here.

/** @typedef {ReturnType<typeof chanceOf>} Chance */

/** @param {number} seed */
export function chanceOf(seed) {
  let state = seed | 0;
  /** From 0 to 1 (mulberry32). */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  for (let warm = 0; warm < 3; warm++) next();
  /** @param {number} low @param {number} high */
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    /** @param {number} part */
    odds: (part) => next() < part,
    /** @template T @param {readonly T[]} all @returns {T} */
    pick: (all) => /** @type {T} */ (all[between(0, all.length - 1)]),
    /** One of the keys, as often as its weight says. @template {string} T @param {Record<T, number>} weights @returns {T} */
    weighed(weights) {
      const all = /** @type {[T, number][]} */ (Object.entries(weights));
      let left = next() * all.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of all) {
        left -= weight;
        if (left < 0) return name;
      }
      return /** @type {[T, number]} */ (all[0])[0];
    },
  };
}
