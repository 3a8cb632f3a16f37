/**
 * Where every typed note went. The same sum as `accounts` in cafe/sort/rules.py, for the bar that is
 * always in sight; both are tested with tests/sort/accounts.json.
 *
 * @typedef {{typed: string[], printed: string[], absorbed: string[], main: string[], aside: string[],
 *   struck: string[], unplaced: string[], erased: string[]}} Accounts
 */

/**
 * @param {{id: string, struck?: boolean, aside?: boolean, main?: boolean, erased?: boolean}[]} notes
 * @param {{note: string, absorbed: boolean}[]} sources
 * @returns {Accounts} a note behind several entries counts once, as printed if it can
 */
export function accounts(notes, sources) {
  /** @type {Accounts} */
  const piles = {
    typed: [],
    printed: [],
    absorbed: [],
    main: [],
    aside: [],
    struck: [],
    unplaced: [],
    erased: [],
  };
  const printed = new Set(sources.filter((s) => !s.absorbed).map((s) => s.note));
  const absorbed = new Set(sources.filter((s) => s.absorbed).map((s) => s.note));
  for (const note of notes) {
    piles.typed.push(note.id);
    if (note.erased) piles.erased.push(note.id);
    else if (printed.has(note.id)) piles.printed.push(note.id);
    else if (absorbed.has(note.id)) piles.absorbed.push(note.id);
    else if (note.main) piles.main.push(note.id);
    else if (note.aside) piles.aside.push(note.id);
    else piles[note.struck ? "struck" : "unplaced"].push(note.id);
  }
  return piles;
}
