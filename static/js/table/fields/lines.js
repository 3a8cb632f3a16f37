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

// What a list begins its lines with: a bullet, a number, a letter; then a space.
const SIGN = /^\s*(?:[-–—*•·▪◦‣●○☐]|\(?\d{1,3}[.)]|\p{L}\))\s+(?=\S)/u;

/** @param {string} line @returns {string} without the bullet or number that it begins with */
export function unsigned(line) {
  return line.replace(SIGN, "");
}

/** @param {string[]} lines @returns {boolean} whether they are a list with signs of its own */
export function isSigned(lines) {
  return lines.filter((line) => SIGN.test(line)).length > 1;
}

// A row of cells as a spreadsheet copies it: a cell with line breaks stands between quotes.
const CELL = '(?:"(?:[^"]|"")*"(?=[\\t\\r\\n]|$)|[^\\t\\r\\n]*)';
const ROW = new RegExp(`${CELL}(?:\\t${CELL})*(?:\\r\\n|[\\n\\r]|$)`, "g");
// Of a cell of a row: it stands between its quotes.
const WITHIN = /[\r\n]/;
const QUOTED = /^"((?:[^"]|"")*)"$/;

/**
 * The lines that say something, each as it was typed; a spreadsheet's cell stays whole. What stands
 * in quotes alone is no spreadsheet's.
 * @param {string} text
 * @returns {string[]}
 */
export function notesOf(text) {
  const rows = (text.match(ROW) ?? []).filter((row) => !isBlank(row));
  if (rows.length < 2) return linesOf(text);
  return rows.flatMap((row) => {
    const cells = row.replace(/[\r\n]+$/, "").split("\t");
    return cells.some((cell) => WITHIN.test(cell))
      ? [cells.map(unquoted).join("\t")]
      : linesOf(row);
  });
}

/** @param {string} cell */
function unquoted(cell) {
  const inside = WITHIN.test(cell) ? QUOTED.exec(cell)?.[1] : undefined;
  return inside?.replaceAll('""', '"') ?? cell;
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
  return !byHand && more && notesOf(after).length > 1;
}
