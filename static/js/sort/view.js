/**
 * What the page shows of one question, worked out from what it knows. Pure.
 *
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {import("../core/live/store.js").Note} Note
 * @typedef {import("../core/live/store.js").Table} Table
 * @typedef {import("../core/live/store.js").Question} Question
 * @typedef {import("../core/live/store.js").Entry} Entry
 * @typedef {import("../core/live/store.js").Category} Category
 * @typedef {{note: Note, table: Table|undefined, question: Question|undefined, absorbed: boolean}} SourceView
 * @typedef {{entry: Entry, sources: SourceView[]}} EntryView
 * @typedef {{category: Category, number: number, entries: EntryView[], shown: EntryView[]}} Heading
 *   `shown` are those the filter lets through
 * @typedef {{table: Table, all: Note[], notes: Note[]}} Group `notes`: those the filter lets through
 * @typedef {{note: Note, table: Table|undefined}} Placed
 * @typedef {import("./filter.js").Filter} Filter
 * @typedef {{question: Question|undefined, tables: Table[], groups: Group[], aside: Note[], main: Note[], struck: Note[], erased: number,
 *   headings: Heading[], accounts: import("./accounts.js").Accounts, left: Map<number, number>, waiting: number,
 *   reasons: string[], used: string[], every: Map<string, Placed>, opposites: Map<string, Placed[]>,
 *   unprinted: [Placed, Placed][], narrowed: boolean, keys: {notes: string[], entries: string[]}}} View
 *   `opposites` by note; `unprinted`: pairs of them of which one is not in print
 */
import { accounts } from "./accounts.js";
import { narrows, showsEntry, showsNote } from "./filter.js";

/**
 * @param {State} state
 * @param {number} question its id
 * @param {Filter} filter what is shown of it
 * @param {(entry: string) => boolean} [worded] whether a sentence reads otherwise than its notes
 * @returns {View}
 */
export function view(state, question, filter, worded = () => false) {
  const tables = placesOf(state)
    .filter((table) => table.question === question)
    .sort((a, b) => a.number - b.number);
  const byTable = new Map(tables.map((table) => [table.id, table]));
  const notes = [...state.notes.values()]
    .filter((note) => byTable.has(note.table))
    .sort((a, b) => a.order - b.order);
  const headings = headingsOf(state, question, byTable);
  const sources = headings.flatMap((h) => h.entries.flatMap((shown) => shown.entry.sources));
  const marks = notes.map((note) => ({
    id: note.id,
    struck: note.struck,
    aside: note.aside != null,
    erased: note.erased,
    // Without a main statement there is nothing that it could be used in (model/note.py).
    main: Boolean(note.in_main && byTable.get(note.table)?.main_statement),
  }));
  const sum = accounts(marks, sources);
  const every = new Map(notes.map((note) => [note.id, { note, table: byTable.get(note.table) }]));
  const opposites = oppositesOf(state, every);
  const known = { worded, opposed: (/** @type {string} */ note) => opposites.has(note) };
  for (const heading of headings) {
    heading.entries = heading.entries.filter(({ entry }) => !filter.away.has(entry.id));
    heading.shown = heading.entries.filter((shown) => showsEntry(shown, filter, known));
  }
  /** @param {Note} note */
  const fits = (note) => showsNote(note, byTable.get(note.table), filter, known);
  const waiting = pick(notes, sum.unplaced).filter((note) => !filter.away.has(note.id));
  const groups = tables
    .map((table) => {
      const all = waiting.filter((one) => one.table === table.id);
      return { table, all, notes: all.filter(fits) };
    })
    .filter(({ all }) => all.length);
  return {
    question: state.questions.get(question),
    tables,
    groups,
    aside: pick(notes, sum.aside).filter(fits),
    main: pick(notes, sum.main).filter(fits),
    struck: pick(notes, sum.struck),
    erased: sum.erased.length,
    headings,
    accounts: sum,
    left: counted(waiting),
    waiting: waiting.length,
    reasons: reasonsOf(state),
    used: usedElsewhere(state, question),
    every,
    opposites,
    unprinted: unprintedOf(state, every, new Set(sum.printed)),
    narrowed: narrows(filter),
    keys: {
      notes: groups.flatMap((group) => group.notes.map((note) => `note:${note.id}`)),
      entries: headings.flatMap((h) => h.shown.map(({ entry }) => `entry:${entry.id}`)),
    },
  };
}

/** @type {WeakMap<Map<number, import("../core/live/store.js").Origin>, Table[]>} */
const shaped = new WeakMap();

/**
 * Tables, and origins in the shape of tables: here they differ by their name alone. An origin that has not
 * changed keeps its object (`steady`).
 * @param {State} state @returns {Table[]}
 */
function placesOf({ tables, origins }) {
  let made = shaped.get(origins);
  if (!made) {
    made = [...origins.values()].map((origin) => asTable(origin));
    shaped.set(origins, made);
  }
  return [...tables.values(), ...made];
}

/** @param {import("../core/live/store.js").Origin} origin @returns {Table} */
function asTable({ id, number, question, name }) {
  const none = { cafe_name: null, split: false, main_statement: null, posters: [] };
  return { id, number, question, ...none, origin: name };
}

/**
 * The tables and headings at which nothing has changed keep their objects, so that who draws need
 * not look into them.
 * @param {View} before @param {View} now @returns {View}
 */
export function steady(before, now) {
  const groups = new Map(before.groups.map((group) => [group.table.id, group]));
  const headings = new Map(before.headings.map((heading) => [heading.category.id, heading]));
  return {
    ...now,
    groups: now.groups.map((group) => {
      const was = groups.get(group.table.id);
      const same = was?.table === group.table && alike(was.all, group.all);
      return same && alike(was.notes, group.notes) ? was : group;
    }),
    headings: now.headings.map((heading) => {
      const was = headings.get(heading.category.id);
      const same = was?.category === heading.category && was.number === heading.number;
      return same && alike(parts(was), parts(heading)) ? was : heading;
    }),
  };
}

/** @param {unknown[]} one @param {unknown[]} other */
function alike(one, other) {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}

/** All that is seen of a heading's sentences. @param {Heading} heading */
function parts({ entries, shown }) {
  const lines = entries.flatMap(({ entry, sources }) => [
    entry,
    ...sources.flatMap(({ note, table, question }) => [note, table, question]),
  ]);
  return [...lines, ...shown.map(({ entry }) => entry)];
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
    shown: [],
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

/** @param {State} state @param {Map<string, Placed>} every @returns {Map<string, Placed[]>} */
function oppositesOf(state, every) {
  const found = new Map();
  for (const { notes } of state.opposed.values()) {
    for (const [one, other] of [notes, [...notes].reverse()]) {
      const placed = every.get(other);
      if (placed && every.has(one)) found.set(one, [...(found.get(one) ?? []), placed]);
    }
  }
  return found;
}

/** @param {State} state @param {Map<string, Placed>} every @param {Set<string>} printed @returns {[Placed, Placed][]} */
function unprintedOf(state, every, printed) {
  return [...state.opposed.values()].flatMap(({ notes: [one, other] }) => {
    const [first, second] = [every.get(one), every.get(other)];
    const whole = printed.has(one) && printed.has(other);
    return first && second && !whole ? [/** @type {[Placed, Placed]} */ ([first, second])] : [];
  });
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
  const { compare } = new Intl.Collator(globalThis.document?.documentElement.lang || "nb");
  return [...there].sort(compare);
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
