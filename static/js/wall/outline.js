/**
 * What hangs where on the wall. Pure. A poster whose table, question and notes are the same objects
 * as before is itself the same object, so that drawing can skip it.
 *
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {import("../core/live/store.js").Question} Question
 * @typedef {import("../core/live/store.js").Table} Table
 * @typedef {import("../core/live/store.js").Note} Note
 * @typedef {{letter: string|null, text: string, notes: Note[]}} Field
 * @typedef {import("../core/live/store.js").Wording} Wording
 * @typedef {{table: Table, question: Question, before: Wording[], notes: Note[]}} Poster  `before`: what
 *   the question read
 * @typedef {{question: Question, posters: Poster[]}} Section
 */

import { wordingsOf } from "../core/live/asked_before.js";

/**
 * @param {State} state
 * @param {Map<number, Poster>} [hung] what the last call gave
 * @returns {Map<number, Poster>} by table id, in the order of table numbers
 */
export function posters(state, hung = new Map()) {
  const notes = notesByTable(state);
  const found = new Map();
  for (const table of [...state.tables.values()].sort((a, b) => a.number - b.number)) {
    const question = state.questions.get(table.question);
    if (!question) continue;
    const before = wordingsOf(state, question.id);
    const next = { table, question, before, notes: notes.get(table.id) ?? [] };
    const last = hung.get(table.id);
    found.set(table.id, last && alike(last, next) ? last : next);
  }
  return found;
}

/** @param {State} state @returns {Map<number, Note[]>} not struck, and those that were erased, in the order they were written */
function notesByTable(state) {
  /** @type {Map<number, Note[]>} */
  const byTable = new Map();
  for (const note of state.notes.values()) {
    if (note.struck && !note.erased) continue;
    const list = byTable.get(note.table);
    if (list) list.push(note);
    else byTable.set(note.table, [note]);
  }
  for (const list of byTable.values()) list.sort((a, b) => a.order - b.order);
  return byTable;
}

/** @param {Poster} a @param {Poster} b */
function alike(a, b) {
  return (
    a.table === b.table &&
    a.question === b.question &&
    a.before === b.before &&
    a.notes.length === b.notes.length &&
    a.notes.every((note, place) => note === b.notes[place])
  );
}

/**
 * @param {State} state
 * @param {Map<number, Poster>} hung what `posters` gave
 * @returns {Section[]} question by question, the tables of each in order; no question without tables
 */
export function sections(state, hung) {
  const questions = [...state.questions.values()].sort((a, b) => a.number - b.number);
  const all = [...hung.values()];
  return questions
    .map((question) => ({
      question,
      posters: all.filter((poster) => poster.question.id === question.id),
    }))
    .filter((section) => section.posters.length > 0);
}

/**
 * @param {Section[]} found
 * @param {Map<number, Poster>} hung
 * @param {"question"|"table"} by
 * @returns {Poster[]} as one walks along them
 */
export function inOrder(found, hung, by) {
  return by === "question" ? found.flatMap(({ posters }) => posters) : [...hung.values()];
}

/**
 * The next of a big wall's posters to be drawn in full, the one that is asked for first.
 *
 * @param {Poster[]} all in the order they hang
 * @param {Set<number>} up the ids of those that are drawn
 * @param {number} many at once
 * @param {string} [asked] the anchor in the address, `#table-7`
 * @returns {number[]} table ids
 */
export function nextUp(all, up, many, asked = "") {
  const waiting = all.filter(({ table }) => !up.has(table.id));
  const first = waiting.filter(({ table }) => asked === `#table-${table.number}`);
  const ids = [...first, ...waiting].map(({ table }) => table.id);
  return [...new Set(ids)].slice(0, many);
}

/**
 * The fields of a poster: one, or one per part when the host has split it. Notes under no part
 * keep a field of their own, first.
 *
 * @param {Poster} poster
 * @returns {Field[]}
 */
export function fields({ table, question, notes }) {
  const whole = { letter: null, text: "", notes };
  if (!table.split || !question.parts.length) return [whole];
  const letters = new Set(question.parts.map((part) => part.letter));
  const loose = notes.filter((note) => !note.part || !letters.has(note.part));
  const parts = question.parts.map(({ letter, text }) => ({
    letter,
    text,
    notes: notes.filter((note) => note.part === letter),
  }));
  return loose.length ? [{ ...whole, notes: loose }, ...parts] : parts;
}

/**
 * How a slip hangs: a little askew, always the same for the same note.
 *
 * @param {string} id
 * @returns {number} 0 to 4
 */
export function tilt(id) {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 9973;
  return sum % 5;
}
