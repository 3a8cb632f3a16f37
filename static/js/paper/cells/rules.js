// A sheet with numbered cells: where each cell is, how each stands, and which comes next. Pure. Lengths
// are parts of the picture's sides.

/**
 * @typedef {{left: number, top: number, wide: number, high: number}} Rect
 * @typedef {{columns: number, rows: number, first: Rect}} Grid  `first`: the first cell
 * @typedef {{id: number, uid: string, alt: string, sheet?: number|null, parts?: number}} Photo
 * @typedef {"typed" | "empty" | "illegible" | ""} Said
 * @typedef {{number: number, said: Said, text: string, photos: string[], same: boolean,
 *   changed?: boolean}} Cell
 *   `photos`: the uids of those in which somebody has read it or said something of it; `same`: of the
 *   last one a person has said that nothing was written there since; `changed`: it looks as if somebody had
 * @typedef {{said: string, photo: string}} Told  what is said of a cell, and by which photograph
 * @typedef {import("../../core/offline/entries.js").Entry} Entry
 */

/** @param {Grid} grid */
export const countOf = ({ columns, rows }) => columns * rows;

/** @param {number} sheet @param {number} cell  from 1 @param {string} photo  its uid */
export const spotOf = (sheet, cell, photo) => `${sheet}/${cell}@${photo}`;

/** The cell of a spot, without its photograph, and the photograph: "" when it is not known. @param {string} spot */
const partsOf = (spot) => {
  const [cell = "", photo = ""] = spot.split("@");
  return { cell, photo };
};

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
 * @returns {Map<string, Told>}  by sheet and cell
 */
export function saidOf(cells, entries) {
  /** @type {Map<string, Told>} */
  const known = new Map();
  for (const { cell: spot, said } of cells) {
    const { cell, photo } = partsOf(spot);
    known.set(cell, { said, photo });
  }
  for (const { path, body, refusal } of entries) {
    const cell = path.startsWith("cells/") ? path.slice("cells/".length) : "";
    if (!cell || refusal) continue;
    if (body.said) known.set(cell, { said: body.said, photo: body.photo ?? "" });
    else known.delete(cell);
  }
  return known;
}

/**
 * How each cell of the sheet stands. What was typed off says more than what was said of it before.
 * @param {Grid} grid
 * @param {number} sheet
 * @param {Iterable<{spot?: string, struck: boolean, text: string}>} notes
 * @param {Map<string, Told>} said
 * @returns {Cell[]}
 */
export function cellsOf(grid, sheet, notes, said) {
  /** @type {Map<string, {texts: string[], photos: string[]}>} */
  const typed = new Map();
  for (const { spot = "", struck, text } of notes) {
    if (!spot.includes("/") || struck) continue;
    const { cell, photo } = partsOf(spot);
    const there = typed.get(cell) ?? { texts: [], photos: [] };
    typed.set(cell, { texts: [...there.texts, text], photos: [...there.photos, photo] });
  }
  return Array.from({ length: countOf(grid) }, (_none, at) => {
    const cell = `${sheet}/${at + 1}`;
    const [notes, told] = [typed.get(cell), said.get(cell)];
    const same = told?.said === "same";
    const stands = notes ? "typed" : same ? "" : (told?.said ?? "");
    const photos = [...(notes?.photos ?? []), ...(told ? [told.photo] : [])];
    const text = notes?.texts.join(" · ") ?? "";
    return { number: at + 1, said: /** @type {Said} */ (stands), text, photos, same };
  });
}

/**
 * In which earlier photograph each cell was last read, for those that the one now shown is newer than:
 * null where there is nothing to compare.
 * @param {Cell[]} cells
 * @param {Photo[]} photos  of the table, oldest first
 * @param {Photo} shown
 * @returns {(Photo | null)[]}
 */
export function readBefore(cells, photos, shown) {
  const earlier = photos.slice(0, Math.max(0, photos.indexOf(shown)));
  const ofSheet = earlier.filter(({ sheet }) => sheet === shown.sheet);
  return cells.map(({ said, photos: uids }) => {
    if (!said) return null;
    if (photos.slice(photos.indexOf(shown)).some(({ uid }) => uids.includes(uid))) return null;
    const known = uids.some(Boolean);
    return ofSheet.findLast(({ uid }) => !known || uids.includes(uid)) ?? null;
  });
}

/** @param {Cell} cell  whether a person has still to look at it */
const isOpen = ({ said, changed }) => !said || changed;

/**
 * The next cell that is open, after this one and then from the beginning; 0: none is left.
 * @param {Cell[]} cells
 * @param {number} after
 */
export function nextOpen(cells, after) {
  const open = cells.filter(isOpen);
  return (open.find(({ number }) => number > after) ?? open[0])?.number ?? 0;
}

/** @param {Cell[]} cells  how many are done with */
export const doneOf = (cells) => cells.filter((cell) => !isOpen(cell)).length;

const DARK = 0.7;
/** Less ink than so is a speck or a shadow. A person decides all the same. */
export const SPECK = 0.004;
/** More than this share of the cell written anew: it looks different. */
export const ANEW = 0.006;

/**
 * Which dots of a cell are darker than its own paper, whatever light lies on it. The frame and the
 * printed number are left out by whoever cuts it.
 * @param {ArrayLike<number>} dots  red, green, blue, and how opaque, one after the other
 * @returns {Uint8Array}  1: dark
 */
export function darkOf(dots) {
  const light = new Float32Array(Math.floor(dots.length / 4));
  for (let at = 0; at < light.length; at += 1)
    light[at] = (Number(dots[4 * at]) + Number(dots[4 * at + 1]) + Number(dots[4 * at + 2])) / 3;
  const paper = Number([...light].sort((a, b) => a - b)[Math.floor(light.length * 0.6)]);
  return Uint8Array.from(light, (one) => (one < paper * DARK ? 1 : 0));
}

/** The share of its dots that are dark. @param {Uint8Array} dark */
export function inkOf(dark) {
  return dark.length ? dark.reduce((sum, one) => sum + one, 0) / dark.length : 0;
}

// How far a cell may lie from where it lay in another photograph, in dots: paper curls. And how much
// thicker a stroke may be there.
const [ASTRAY, THICK] = [6, 2];

/**
 * How much is written in a cell that was not there before, or is there no more: a share of its dots. The
 * two photographs never lie quite alike, so the earlier is moved until most of it is found again.
 * @param {Uint8Array} before
 * @param {Uint8Array} now  both as wide
 * @param {number} wide
 */
export function writtenSince(before, now, wide) {
  const [old, fresh] = [placesOf(before, wide), placesOf(now, wide)];
  if (!old.length || !fresh.length) return Math.max(inkOf(before), inkOf(now));
  const nearNow = thickened(fresh, wide, before.length);
  let best = { x: 0, y: 0, found: -1 };
  for (let y = -ASTRAY; y <= ASTRAY; y += 1)
    for (let x = -ASTRAY; x <= ASTRAY; x += 1) {
      const found = old.filter((at) => nearNow[at.y + y]?.[at.x + x]).length;
      const nearer = Math.hypot(x, y) < Math.hypot(best.x, best.y);
      if (found > best.found || (found === best.found && nearer)) best = { x, y, found };
    }
  const moved = old.map(({ x, y }) => ({ x: x + best.x, y: y + best.y }));
  const nearOld = thickened(moved, wide, before.length);
  const anew = fresh.filter(({ x, y }) => !nearOld[y]?.[x]).length;
  return Math.max(anew, old.length - best.found) / now.length;
}

/** @param {Uint8Array} dark @param {number} wide */
function placesOf(dark, wide) {
  /** @type {{x: number, y: number}[]} */
  const places = [];
  dark.forEach((is, at) => {
    if (is) places.push({ x: at % wide, y: Math.floor(at / wide) });
  });
  return places;
}

/** @param {{x: number, y: number}[]} places @param {number} wide @param {number} count  of all dots */
function thickened(places, wide, count) {
  const rows = Array.from({ length: Math.ceil(count / wide) }, () => new Uint8Array(wide));
  for (const { x, y } of places)
    for (let down = y - THICK; down <= y + THICK; down += 1)
      rows[down]?.fill(1, Math.max(0, x - THICK), Math.max(0, x + THICK + 1));
  return rows;
}
