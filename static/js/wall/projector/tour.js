/**
 * Where the big screen goes, and how long it stays. Pure.
 *
 * @typedef {import("../outline.js").Poster} Poster
 * @typedef {{table: number, page: number}} Stop  `table`: its id, or one of the boards below
 */

/** A board that is no table's poster, and the café's seal. */
export const BOARD = 0;
export const SEAL = -1;

const SHORTEST_S = 8;
const LONGEST_S = 45;
const SECONDS_PER_WORD = 0.4; // read aloud under one's breath, from the back of the hall

/**
 * The tables to visit, question after question: those where something hangs; all when nothing does.
 * While people write, pairs are visited before they have written: there stands how they come in.
 *
 * @param {Iterable<Poster>} hung
 * @param {number|null} question only this question's number
 * @param {boolean} [open] people write now
 * @returns {number[]} table ids
 */
export function route(hung, question, open = false) {
  const all = [...hung]
    .filter((poster) => question === null || poster.question.number === question)
    .sort((a, b) => a.question.number - b.question.number || a.table.number - b.table.number);
  const written = all.filter(
    ({ table, notes, question: { form } }) =>
      notes.length || table.main_statement || table.posters.length || (open && form === "pairs"),
  );
  return (written.length ? written : all).map((poster) => poster.table.id);
}

/**
 * One page on or back; round from the last to the first. Going back to a poster opens its last page.
 *
 * @param {number[]} stops
 * @param {Stop|null} here
 * @param {number} pages of what is shown now
 * @param {1|-1} way
 * @returns {Stop|null} null when there is nowhere to go; `page` may be Infinity: the last
 */
export function step(stops, here, pages, way) {
  const place = here ? stops.indexOf(here.table) : -1;
  const page = (here?.page ?? 0) + way;
  if (here && place >= 0 && page >= 0 && page < pages) return { table: here.table, page };
  const next = place < 0 ? 0 : (place + way + stops.length) % stops.length;
  const table = stops[next];
  return table === undefined ? null : { table, page: way > 0 ? 0 : Number.POSITIVE_INFINITY };
}

/**
 * @param {string} text what is on all pages
 * @param {number} pages over which it is shown
 * @returns {number} seconds that a page stays
 */
export function seconds(text, pages) {
  const words = text.trim().split(/\s+/).length;
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, (words / pages) * SECONDS_PER_WORD));
}
