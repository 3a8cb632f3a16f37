// Where a question, or a block of the programme, stands among the others. Pure.

/**
 * Put `row` before the one that is named; last, where that is not there.
 * @template {{uid: string}} R
 * @param {R[]} rows @param {R} row @param {string | null} before
 */
export function insert(rows, row, before) {
  const at = rows.findIndex(({ uid }) => uid === before);
  rows.splice(at < 0 ? rows.length : at, 0, row);
}

/**
 * Before which a new one is to stand. What was said no to stays before what stood behind it, and does not
 * go behind all that came in after it, under the hand.
 * @param {readonly {uid: string}[]} rows @param {import("../core/offline/entries.js").Entry} entry  that makes it
 * @param {readonly string[]} stood  as they were drawn last
 * @returns {string | null}
 */
export function beforeOf(rows, { body, refusal }, stood) {
  const at = refusal ? stood.indexOf(body.id) : -1;
  const there = (/** @type {string} */ one) => rows.some(({ uid }) => uid === one);
  return (at < 0 ? undefined : stood.slice(at + 1).find(there)) ?? body.before;
}
