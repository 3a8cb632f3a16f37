/** Moving along a list by keys. Pure: no page, no pointer. */

/**
 * Where the arrow keys lead in a list.
 * @param {string[]} keys in order
 * @param {string|null} current
 * @param {"ArrowUp"|"ArrowDown"|"Home"|"End"|string} key
 * @returns {string|null} the next one; the same at the ends, the first when there was none
 */
export function step(keys, current, key) {
  const at = current === null ? -1 : keys.indexOf(current);
  if (at < 0) return keys[0] ?? null;
  const last = keys.length - 1;
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[key] ?? at;
  return keys[Math.max(0, Math.min(last, to))] ?? null;
}

/**
 * Who is current when the list has changed: the same if it is there, else who stands in its place.
 * @param {string[]} before
 * @param {string[]} after
 * @param {string|null} current
 */
export function stay(before, after, current) {
  if (current === null || after.includes(current)) return current;
  const at = before.indexOf(current);
  if (at < 0) return null;
  const following = before.slice(at).find((key) => after.includes(key));
  return following ?? after[Math.min(at, after.length) - 1] ?? null;
}
