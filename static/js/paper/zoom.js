// Where a picture lies in its frame. Pure. Lengths in CSS pixels; `x` and `y` are the picture's middle
// from the frame's middle; `scale` 1 is the whole picture just inside the frame; a turn is 90 degrees.

/**
 * @typedef {{width: number, height: number}} Size
 * @typedef {{scale: number, x: number, y: number, turns: number}} Place
 */

export const MOST = 8;
/** @type {Place} */
export const WHOLE = { scale: 1, x: 0, y: 0, turns: 0 };

/**
 * How large the picture is at scale 1, as it lies after its turns.
 * @param {Size} picture
 * @param {Size} frame
 * @param {number} turns
 * @returns {Size}
 */
export function fitted(picture, frame, turns) {
  const lying = turns % 2 === 1;
  const [width, height] = lying ? [picture.height, picture.width] : [picture.width, picture.height];
  const share = Math.min(frame.width / width, frame.height / height);
  return { width: width * share, height: height * share };
}

/**
 * `place` brought back to where the picture fills the frame, or stands in the middle of it.
 * @param {Place} place
 * @param {Size} picture
 * @param {Size} frame
 * @returns {Place}
 */
export function kept(place, picture, frame) {
  const scale = Math.min(MOST, Math.max(1, place.scale));
  const size = fitted(picture, frame, place.turns);
  const spare = {
    x: Math.max(0, (size.width * scale - frame.width) / 2),
    y: Math.max(0, (size.height * scale - frame.height) / 2),
  };
  const x = Math.min(spare.x, Math.max(-spare.x, place.x));
  const y = Math.min(spare.y, Math.max(-spare.y, place.y));
  return { scale, x, y, turns: place.turns };
}

/**
 * Larger or smaller by `factor`; what lies at `point` (from the frame's middle) stays there.
 * @param {Place} place
 * @param {number} factor
 * @param {{x: number, y: number}} point
 * @returns {Place}
 */
export function zoomed(place, factor, point = { x: 0, y: 0 }) {
  const scale = Math.min(MOST, Math.max(1, place.scale * factor));
  const by = scale / place.scale;
  return {
    ...place,
    scale,
    x: point.x - (point.x - place.x) * by,
    y: point.y - (point.y - place.y) * by,
  };
}

/**
 * @param {Place} place
 * @param {number} dx
 * @param {number} dy
 * @returns {Place}
 */
export function moved(place, dx, dy) {
  return { ...place, x: place.x + dx, y: place.y + dy };
}

/**
 * The place at which a part of the picture, upright, fills the frame with a little round it.
 * @param {{left: number, top: number, wide: number, high: number}} rect  in parts of the picture's sides
 * @param {Size} picture
 * @param {Size} frame
 * @returns {Place}
 */
export function near(rect, picture, frame) {
  const size = fitted(picture, frame, 0);
  const fills = Math.min(
    frame.width / (rect.wide * size.width),
    frame.height / (rect.high * size.height),
  );
  const scale = Math.min(MOST, Math.max(1, 0.92 * fills));
  const x = (0.5 - rect.left - rect.wide / 2) * size.width * scale;
  const y = (0.5 - rect.top - rect.high / 2) * size.height * scale;
  return { scale, x, y, turns: 0 };
}

/**
 * Which part of the picture lies at `point` (from the frame's middle), or null: beside it.
 * @param {{x: number, y: number}} point
 * @param {Place} place
 * @param {Size} picture
 * @param {Size} frame
 * @returns {{x: number, y: number} | null}
 */
export function pointed(point, place, picture, frame) {
  const size = fitted(picture, frame, place.turns);
  let x = (point.x - place.x) / (size.width * place.scale);
  let y = (point.y - place.y) / (size.height * place.scale);
  // Back through the turns: a quarter to the right has brought (x, y) to (-y, x).
  for (let turn = 0; turn < place.turns; turn += 1) [x, y] = [y, -x];
  return Math.abs(x) <= 0.5 && Math.abs(y) <= 0.5 ? { x: x + 0.5, y: y + 0.5 } : null;
}

/**
 * A quarter to the right, seen whole again: nobody knows where to look after a turn.
 * @param {Place} place
 * @returns {Place}
 */
export function turned(place) {
  return { ...WHOLE, turns: (place.turns + 1) % 4 };
}
