// How much ink there is in each cell of a picture: the browser looks, and nobody else is asked.

import { inkOf, rectOf } from "./rules.js";

/** @typedef {import("./rules.js").Grid} Grid */

const WIDE = 96;
// Of a cell: its frame is left out on all sides, and the printed number above.
const [EDGE, NUMBER] = [0.06, 0.2];

/**
 * @param {HTMLImageElement} picture
 * @param {Grid} grid
 * @param {number} count
 * @returns {number[]}  of each cell, in order; empty when the browser does not let us look
 */
export function inkIn(picture, grid, count) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [];
  const { naturalWidth: wide, naturalHeight: high } = picture;
  return Array.from({ length: count }, (_none, at) => {
    const rect = rectOf(grid, at + 1);
    const [across, down] = [rect.wide * wide, rect.high * high];
    canvas.width = WIDE;
    canvas.height = Math.round((WIDE * down) / across);
    pen.drawImage(
      picture,
      rect.left * wide + across * EDGE,
      rect.top * high + down * NUMBER,
      across * (1 - 2 * EDGE),
      down * (1 - NUMBER - EDGE),
      0,
      0,
      canvas.width,
      canvas.height,
    );
    return inkOf(pen.getImageData(0, 0, canvas.width, canvas.height).data);
  });
}
