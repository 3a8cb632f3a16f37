/** What a scribe hears of: whose notes, and of which question first. Pure. */

/** @typedef {import("../../wall/outline.js").Poster} Poster */
/** @typedef {Pick<Poster, "table" | "question" | "notes">} Heard */

/**
 * Each pair's and table's notes that can be shown, but the scribe's own; those who have none are left out.
 * @param {Iterable<Heard>} hung @param {number} own the scribe's table @returns {Heard[]}
 */
export function heardFrom(hung, own) {
  return [...hung]
    .filter(({ table }) => table.id !== own)
    .map(({ table, question, notes }) => {
      return { table, question, notes: notes.filter(({ struck, erased }) => !struck && !erased) };
    })
    .filter(({ notes }) => notes.length > 0);
}

/**
 * The question that is looked at: the chosen one, else the last that was talked over before.
 * @param {{id: number, number: number}[]} questions @param {number} number the plenary's own
 * @param {number|null} chosen @returns {number|null}
 */
export function askedFirst(questions, number, chosen) {
  if (questions.some(({ id }) => id === chosen)) return chosen;
  const inOrder = [...questions].sort((a, b) => a.number - b.number);
  const before = inOrder.filter((one) => one.number < number).at(-1);
  return (before ?? inOrder[0])?.id ?? null;
}
