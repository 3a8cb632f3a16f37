/**
 * What this device has seen of the wall: a short mark for each note with its words, so that a note
 * that was reworded or elaborated is new again. Pure, but for the two that read and write the device.
 *
 * @typedef {import("../core/live/store.js").Note} Note
 */

import { attempt } from "../core/attempt.js";

const KEY = "wall-seen:";

/** Eighteen hundred notes are asked for with each one that comes. @type {WeakMap<Note, string>} */
const marks = new WeakMap();

/** @param {Note} note */
export function markOf(note) {
  const known = marks.get(note);
  if (known) return known;
  const made = worked(note);
  marks.set(note, made);
  return made;
}

/** FNV-1a, 32 bits: a mark need only differ from the note's own older one. @param {Note} note */
function worked({ id, text, elaborations }) {
  let sum = 0x811c9dc5;
  for (const sign of [id, text, ...elaborations].join("\u0000"))
    sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (sum >>> 0).toString(36);
}

/**
 * @param {Iterable<Note>} notes that hang now
 * @param {Set<string>} seen
 * @returns {Note[]} those that have not been seen as they are now
 */
export function newOnes(notes, seen) {
  return [...notes].filter((note) => !note.struck && !seen.has(markOf(note)));
}

/** @param {string} workshop @returns {Set<string>|null} null: never been here */
export function recall(workshop) {
  const kept = attempt(() => JSON.parse(localStorage.getItem(KEY + workshop) ?? "null"));
  return Array.isArray(kept) ? new Set(kept) : null;
}

/** @param {string} workshop @param {Set<string>} seen @param {Iterable<Note>} notes only their marks are kept */
export function keep(workshop, seen, notes) {
  const there = recall(workshop); // what has been seen on another page of this device
  const kept = [...notes].map(markOf).filter((mark) => seen.has(mark) || there?.has(mark));
  attempt(() => localStorage.setItem(KEY + workshop, JSON.stringify(kept)));
}

/**
 * @param {Iterable<import("../core/live/store.js").Note>} notes
 * @param {import("../core/live/store.js").State["tables"]} [tables]
 * @returns {Map<string, string[]>} their ids, by the poster's own id
 */
export function byPoster(notes, tables) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { id, table } of notes) {
    const poster = `table-${tables?.get(table)?.number}`;
    found.set(poster, [...(found.get(poster) ?? []), id]);
  }
  return found;
}
