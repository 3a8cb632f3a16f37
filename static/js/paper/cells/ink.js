// What is dark in each cell of a picture: the browser looks, and nobody else is asked.

import { darkOf, rectOf } from "./rules.js";

/** @typedef {import("./rules.js").Grid} Grid */

/** Dots across a cell. */
export const WIDE = 96;
// Of a cell: its frame is left out on all sides, and the printed number above.
const [EDGE, NUMBER] = [0.06, 0.2];

/**
 * @param {HTMLImageElement} picture
 * @param {Grid} grid
 * @param {number} count
 * @returns {Uint8Array[]}  of each cell, in order, its dots; empty when the browser does not let us look
 */
function darkIn(picture, grid, count) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [];
  const { naturalWidth: wide, naturalHeight: high } = picture;
  return Array.from({ length: count }, (_none, at) => {
    const rect = rectOf(grid, at + 1);
    const [across, down] = [rect.wide * wide, rect.high * high];
    canvas.width = WIDE;
    // Of the form and not of this picture, so that two photographs have as many dots.
    canvas.height = Math.round((WIDE * rect.high) / rect.wide / SHEET);
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
    return darkOf(pen.getImageData(0, 0, canvas.width, canvas.height).data);
  });
}

const SHEET = Math.SQRT2; // how much wider a sheet is than high

/**
 * The dots of each cell of other photographs, fetched once.
 * @param {object} options
 * @param {string} options.base
 * @param {Grid} options.grid
 * @param {number} options.count
 * @param {() => void} options.onCome  another one can be asked for now
 */
export function darkCells({ base, grid, count, onCome }) {
  /** @type {Map<number, Uint8Array[]>} */
  const known = new Map();
  /** @type {Set<number>} */
  const asked = new Set();
  return {
    /** What the page shows anyway. @param {number} id @param {HTMLImageElement} picture */
    take(id, picture) {
      if (!known.has(id)) known.set(id, darkIn(picture, grid, count));
    },
    /** @param {number} id @returns {Uint8Array[] | undefined} */
    of: (id) => known.get(id),
    /** One that is not shown: it is fetched. @param {number} id */
    ask(id) {
      if (known.has(id) || asked.has(id)) return;
      asked.add(id);
      const picture = new Image();
      picture.addEventListener("load", () => {
        this.take(id, picture);
        onCome();
      });
      picture.src = `${base}/photos/${id}`;
    },
  };
}
