// A sheet with numbered cells: where each cell is, how each stands, and which comes next. Pure. Lengths
// are parts of the picture's sides.

/**
 * @typedef {{left: number, top: number, wide: number, high: number}} Rect
 * @typedef {{columns: number, rows: number, first: Rect}} Grid  `first`: the first cell
 * @typedef {{id: number, uid: string, alt: string, sheet?: number|null, parts?: number}} Photo
 * @typedef {"typed" | "empty" | "illegible" | ""} Said
 * @typedef {{number: number, spot: string, said: Said, text: string}} Cell
 * @typedef {import("../../core/offline/entries.js").Entry} Entry
 */

/** @param {Grid} grid */
export const countOf = ({ columns, rows }) => columns * rows;

/** @param {number} sheet @param {number} cell  from 1 */
export const spotOf = (sheet, cell) => `${sheet}/${cell}`;

/**
 * @param {Grid} grid
 * @param {number} cell  from 1
 * @returns {Rect}
 */
export function rectOf({ columns, first }, cell) {
  const [row, column] = [Math.floor((cell - 1) / columns), (cell - 1) % columns];
  const { wide, high } = first;
  return { left: first.left + column * wide, top: first.top + row * high, wide, high };
}

/**
 * Which of the question's parts the cell belongs to, from 0; null: to none.
 * @param {Grid} grid
 * @param {number} cell
 * @param {number} parts  among how many the sheet is divided
 */
export function partOf(grid, cell, parts) {
  return parts ? Math.floor(((cell - 1) * parts) / countOf(grid)) : null;
}

/**
 * What is said of the table's cells, with what waits on this device on top.
 * @param {{cell: string, said: string}[]} cells  as the café has them
 * @param {Entry[]} entries
 * @returns {Map<string, string>}  by spot
 */
export function saidOf(cells, entries) {
  const said = new Map(cells.map((one) => [one.cell, one.said]));
  for (const { path, body, refusal } of entries) {
    const spot = path.startsWith("cells/") ? path.slice("cells/".length) : "";
    if (!spot || refusal) continue;
    if (body.said) said.set(spot, body.said);
    else said.delete(spot);
  }
  return said;
}

/**
 * How each cell of the sheet stands. What was typed off says more than what was said of it before.
 * @param {Grid} grid
 * @param {number} sheet
 * @param {Iterable<{spot?: string, struck: boolean, text: string}>} notes
 * @param {Map<string, string>} said
 * @returns {Cell[]}
 */
export function cellsOf(grid, sheet, notes, said) {
  /** @type {Map<string, string>} */
  const typed = new Map();
  for (const { spot, struck, text } of notes) if (spot && !struck) typed.set(spot, text);
  return Array.from({ length: countOf(grid) }, (_none, at) => {
    const spot = spotOf(sheet, at + 1);
    const text = typed.get(spot);
    const stands = text === undefined ? (said.get(spot) ?? "") : "typed";
    return { number: at + 1, spot, said: /** @type {Said} */ (stands), text: text ?? "" };
  });
}

/**
 * The next cell of which nothing is said, after this one and then from the beginning; 0: none is left.
 * @param {Cell[]} cells
 * @param {number} after
 */
export function nextOpen(cells, after) {
  const open = cells.filter(({ said }) => !said);
  return (open.find(({ number }) => number > after) ?? open[0])?.number ?? 0;
}

/** @param {Cell[]} cells  how many are done with */
export const doneOf = (cells) => cells.filter(({ said }) => said).length;

/**
 * How much of a cell is darker than its own paper: the share of its dots. The frame and the printed
 * number are left out by whoever cuts it.
 * @param {ArrayLike<number>} dots  red, green, blue, and how opaque, one after the other
 */
export function inkOf(dots) {
  /** @type {number[]} */
  const light = [];
  for (let at = 0; at + 2 < dots.length; at += 4)
    light.push((Number(dots[at]) + Number(dots[at + 1]) + Number(dots[at + 2])) / 3);
  if (!light.length) return 0;
  const paper = Number([...light].sort((a, b) => a - b)[Math.floor(light.length * 0.6)]);
  return light.filter((one) => one < paper * DARK).length / light.length;
}

const DARK = 0.7;
/** Less than so is a speck or a shadow. A person decides all the same. */
export const SPECK = 0.004;
