/**
 * What the page shows of one question, worked out from what it knows. Pure.
 *
 * @typedef {import("../core/store.js").State} State
 * @typedef {import("../core/store.js").Note} Note
 * @typedef {import("../core/store.js").Table} Table
 * @typedef {import("../core/store.js").Question} Question
 * @typedef {import("../core/store.js").Entry} Entry
 * @typedef {import("../core/store.js").Category} Category
 * @typedef {{note: Note, table: Table|undefined, question: Question|undefined, absorbed: boolean}} SourceLine
 * @typedef {{entry: Entry, sources: SourceLine[]}} EntryLine
 * @typedef {{category: Category, number: number, entries: EntryLine[]}} Heading
 * @typedef {{table: number, text: string, away: Set<string>}} Filter `table` 0: all of them; `away`
 *   are ids whose act is on its way: out of the list, so that fast hands meet the next one
 * @typedef {{question: Question|undefined, tables: Table[], groups: {table: Table, notes: Note[]}[], aside: Note[], struck: Note[],
 *   headings: Heading[], accounts: import("./accounts.js").Accounts, left: Map<number, number>, waiting: number,
 *   reasons: string[], used: string[], every: Map<string, {note: Note, table: Table|undefined}>, keys: {notes: string[], entries: string[]}}} View
 */
import { accounts } from "./accounts.js";

/**
 * @param {State} state
 * @param {number} question its id
 * @param {Filter} filter by table and text only what waits for a place
 * @returns {View}
 */
export function view(state, question, filter) {
  const tables = [...state.tables.values()]
    .filter((table) => table.question === question)
    .sort((a, b) => a.number - b.number);
  const byTable = new Map(tables.map((table) => [table.id, table]));
  const notes = [...state.notes.values()]
    .filter((note) => byTable.has(note.table))
    .sort((a, b) => a.order - b.order);
  const headings = headingsOf(state, question, byTable);
  const sources = headings.flatMap((h) => h.entries.flatMap((line) => line.entry.sources));
  const marks = notes.map(({ id, struck, aside }) => ({ id, struck, aside: aside != null }));
  const sum = accounts(marks, sources);
  for (const heading of headings) {
    heading.entries = heading.entries.filter(({ entry }) => !filter.away.has(entry.id));
  }
  const waiting = pick(notes, sum.unplaced).filter((note) => !filter.away.has(note.id));
  const groups = tables
    .map((table) => ({ table, notes: waiting.filter((note) => shown(note, table, filter)) }))
    .filter((group) => group.notes.length);
  return {
    question: state.questions.get(question),
    tables,
    groups,
    aside: pick(notes, sum.aside),
    struck: pick(notes, sum.struck),
    headings,
    accounts: sum,
    left: counted(waiting),
    waiting: waiting.length,
    reasons: reasonsOf(state),
    used: usedElsewhere(state, question),
    every: new Map(notes.map((note) => [note.id, { note, table: byTable.get(note.table) }])),
    keys: {
      notes: groups.flatMap((group) => group.notes.map((note) => `note:${note.id}`)),
      entries: headings.flatMap((h) => h.entries.map(({ entry }) => `entry:${entry.id}`)),
    },
  };
}

/**
 * In the document's order: the bullets, then what stands outside the list.
 * @param {State} state
 * @param {number} question
 * @param {Map<number, Table>} byTable
 * @returns {Heading[]}
 */
function headingsOf(state, question, byTable) {
  const categories = [...state.categories.values()].filter((c) => c.question === question);
  categories.sort((a, b) => Number(b.listed) - Number(a.listed) || byPlace(a, b));
  /** @type {Map<string, Entry[]>} */
  const inside = new Map(categories.map((category) => [category.id, []]));
  for (const entry of state.entries.values()) inside.get(entry.category)?.push(entry);
  const asked = state.questions.get(question);
  return categories.map((category, index) => ({
    category,
    number: index + 1,
    entries: (inside.get(category.id) ?? []).sort(byPlace).map((entry) => ({
      entry,
      sources: entry.sources.flatMap(({ note: id, absorbed }) => {
        const note = state.notes.get(id);
        return note ? [{ note, table: byTable.get(note.table), question: asked, absorbed }] : [];
      }),
    })),
  }));
}

/** @param {{position: number, id: string}} a @param {{position: number, id: string}} b */
function byPlace(a, b) {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}

/** @param {Note[]} notes @param {string[]} ids */
function pick(notes, ids) {
  const wanted = new Set(ids);
  return notes.filter((note) => wanted.has(note.id));
}

/** @param {Note} note @param {Table} table @param {Filter} filter */
function shown(note, table, filter) {
  if (note.table !== table.id || (filter.table && filter.table !== table.number)) return false;
  const words = filter.text.trim().toLocaleLowerCase();
  const said = [note.text, ...note.elaborations].join(" ").toLocaleLowerCase();
  return said.includes(words);
}

/** @param {Note[]} waiting @returns {Map<number, number>} how many wait, by table id */
function counted(waiting) {
  const left = new Map();
  for (const note of waiting) left.set(note.table, (left.get(note.table) ?? 0) + 1);
  return left;
}

/** @param {State} state @param {number} question @returns {string[]} headings of other questions, each once */
function usedElsewhere(state, question) {
  const all = [...state.categories.values()];
  const here = new Set(all.filter((one) => one.question === question).map((one) => one.heading));
  const there = new Set(all.map((one) => one.heading).filter((heading) => !here.has(heading)));
  return [...there].sort((a, b) => a.localeCompare(b));
}

/** @param {State} state @returns {string[]} reasons given before, the most used first */
function reasonsOf(state) {
  /** @type {Map<string, number>} */
  const used = new Map();
  for (const { aside } of state.notes.values()) {
    if (aside) used.set(aside, (used.get(aside) ?? 0) + 1);
  }
  return [...used.keys()].sort((a, b) => (used.get(b) ?? 0) - (used.get(a) ?? 0));
}
