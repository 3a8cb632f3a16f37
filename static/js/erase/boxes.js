/**
 * The fields over a photograph, in parts of a thousand of its sides. Pure.
 *
 * @typedef {[number, number, number, number]} Box left, top, width, height
 */

export const WHOLE = 1000;
/** The least side of a field that somebody meant. */
const LEAST = 8;
/** How far a key moves one. */
export const STEP = 10;

/**
 * The field between two points of the photograph.
 * @param {{x: number, y: number}} from @param {{x: number, y: number}} to  each 0 to 1
 * @returns {Box}
 */
export function between(from, to) {
  const [left, right] = [from.x, to.x].map(part).sort((a, b) => a - b);
  const [top, bottom] = [from.y, to.y].map(part).sort((a, b) => a - b);
  return [left, top, right - left, bottom - top];
}

/** @param {number} at */
function part(at) {
  return Math.round(Math.min(1, Math.max(0, at)) * WHOLE);
}

/** @param {Box} box @returns {boolean} whether it is large enough to be meant */
export function isMeant([, , width, height]) {
  return width >= LEAST && height >= LEAST;
}

/**
 * The field moved, kept inside.
 * @param {Box} box @param {number} across @param {number} down  in parts of a thousand
 * @returns {Box}
 */
export function moved([left, top, width, height], across, down) {
  return [within(left + across, WHOLE - width), within(top + down, WHOLE - height), width, height];
}

/**
 * The field made larger or smaller at its right and lower side.
 * @param {Box} box @param {number} across @param {number} down
 * @returns {Box}
 */
export function sized([left, top, width, height], across, down) {
  const wide = Math.max(LEAST, Math.min(width + across, WHOLE - left));
  const high = Math.max(LEAST, Math.min(height + down, WHOLE - top));
  return [left, top, wide, high];
}

/** @param {number} at @param {number} most */
function within(at, most) {
  return Math.max(0, Math.min(at, most));
}

/** A field in the middle, for who has no pointer. @returns {Box} */
export function middle() {
  return [400, 400, 200, 200];
}
