/**
 * Whether the phones of the hall have lost the line: many at once, while this screen has it. Pure.
 *
 * @typedef {{at: number, count: number}} Seen  how many looked, and when
 */

const AT_ONCE_MS = 30_000; // phones that go to sleep do so one by one
const REMEMBERED_MS = 120_000;
const FEW = 6;

/**
 * @param {Seen[]} seen what `lookers` gave before
 * @param {Seen} now
 * @returns {Seen[]} with what is too old forgotten
 */
export function lookers(seen, now) {
  return [...seen, now].filter(({ at }) => now.at - at < REMEMBERED_MS);
}

/**
 * @param {Seen[]} seen
 * @returns {boolean} half of them, and not just a few, were gone within half a minute, and have not come back
 */
export function areLost(seen) {
  const now = seen.at(-1)?.count ?? 0;
  return seen.some((before, at) => {
    const after = seen.slice(at + 1).filter((one) => one.at - before.at <= AT_ONCE_MS);
    const fell = after.some(({ count }) => isHalf(before.count, count));
    return fell && isHalf(before.count, now);
  });
}

/** @param {number} before @param {number} after */
function isHalf(before, after) {
  return before - after >= FEW && after * 2 <= before;
}
