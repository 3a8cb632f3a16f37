/**
 * Which notes and sentences are shown. Pure.
 *
 * @typedef {import("./view.js").Note} Note
 * @typedef {import("./view.js").EntryView} EntryView
 * @typedef {import("./view.js").Table} Table
 * @typedef {""|"elaborated"|"paper"|"keyword"|"statement"|"own"|"worded"|"opposed"} Kind
 * @typedef {{table: number, text: string, kind: Kind, away: Set<string>}} Filter `table` 0: all of
 *   them; `away` are ids whose command is on its way: out of the list, so that quick people meet the next
 * @typedef {{worded(id: string): boolean, opposed(note: string): boolean}} Known
 */

import { fold } from "../core/text/matching.js";

/** @param {Filter} filter whether it hides anything */
export function narrows({ table, text, kind }) {
  return table !== 0 || kind !== "" || text.trim() !== "";
}

/** @param {Note} note @param {Table|undefined} table @param {Filter} filter @param {Known} known */
export function showsNote(note, table, filter, known) {
  if (filter.table && filter.table !== table?.number) return false;
  return ofKind(note, filter.kind, known) && has([note.text, ...note.elaborations], filter.text);
}

/**
 * A sentence is shown for its own words, or for a note behind it that would be.
 * @param {EntryView} shown @param {Filter} filter @param {Known} known
 */
export function showsEntry({ entry, sources }, filter, known) {
  if (!narrows(filter)) return true;
  if (filter.kind === "own" || filter.kind === "worded") {
    const fits = filter.kind === "own" ? !sources.length : known.worded(entry.id);
    if (!fits) return false;
  }
  const kind = filter.kind === "own" || filter.kind === "worded" ? "" : filter.kind;
  const rest = { ...filter, kind, text: "" };
  const behind = sources.filter(({ note, table }) => showsNote(note, table, rest, known));
  if (!behind.length && (filter.table || kind)) return false;
  const said = behind.flatMap(({ note }) => [note.text, ...note.elaborations]);
  return has([entry.text, ...said], filter.text);
}

/** @param {Note} note @param {Kind} kind @param {Known} known */
function ofKind(note, kind, known) {
  if (kind === "elaborated") return note.elaborations.length > 0;
  if (kind === "paper") return note.paper;
  if (kind === "keyword" || kind === "statement") return note.kind === kind;
  if (kind === "opposed") return known.opposed(note.id);
  return kind === ""; // a note that waits is nobody's wording
}

/** Every word somewhere in one of the texts. @param {string[]} texts @param {string} wanted */
function has(texts, wanted) {
  const said = fold(texts.join("\n"));
  return fold(wanted)
    .split(" ")
    .every((word) => said.includes(word));
}
