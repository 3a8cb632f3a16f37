/**
 * How large letters must be to be read from the last seat. Pure. What counts is the angle under which
 * the eye sees a capital: 22 arc minutes are read at ease, under 16 people guess.
 */

const READ_MINUTES = 22;
const LEAST_MINUTES = 16;
/** Capitals of the faces that we use, as a share of the letter's size; the lower of the two. */
const CAPITAL = 0.65;

/**
 * @param {{far: number, high: number}} hall how far the last seat is and how high the picture, in metres
 * @returns {{letter: number, small: number}} sizes of type in hundredths of the picture's height:
 *   what is read, and what stands beside it
 */
export function sizesFor(hall) {
  return { letter: hundredths(READ_MINUTES, hall), small: hundredths(LEAST_MINUTES, hall) };
}

/** @param {number} minutes @param {{far: number, high: number}} hall */
function hundredths(minutes, { far, high }) {
  const metres = far * Math.tan((minutes / 60 / 180) * Math.PI);
  return Math.ceil((10_000 * metres) / high / CAPITAL) / 100;
}
