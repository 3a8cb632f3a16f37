// Several lines at once, pasted or dictated: one note each, when the host says so. Pure.

import { isBlank } from "../../core/mend.js";

const BREAK = /\r\n|[\n\r\u2028\u2029]/;

/**
 * The lines that say something, each as it was typed.
 * @param {string} text
 */
export function linesOf(text) {
  return text.split(BREAK).filter((line) => !isBlank(line));
}

/**
 * Whether these lines came all at once. Who makes a new line by hand means it.
 * @param {string} inputType  of the input event
 * @param {string} before
 * @param {string} after
 */
export function cameAtOnce(inputType, before, after) {
  const byHand = inputType === "insertLineBreak" || inputType === "insertParagraph";
  const more = after.split(BREAK).length > before.split(BREAK).length;
  return !byHand && more && linesOf(after).length > 1;
}

/** @param {string[]} texts @param {number} most @returns {number} letters that the longest has too many */
export function overBy(texts, most) {
  return Math.max(0, ...texts.map((text) => text.length - most));
}
