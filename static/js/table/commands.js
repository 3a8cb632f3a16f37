// What a host can do, as entries for the outbox. The ids are made here, once for all tries.

import { newSalt } from "../core/seal/leaf.js";
import { uuid } from "../core/uuid.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/**
 * @typedef {{text: string, kind: "keyword" | "statement", part: string | null, part_said?: string | null}} Words
 *   `part_said`: what the part reads where the note was written
 */

/**
 * @param {Words & {round?: number, paper?: boolean, spot?: string, practice?: boolean, typed?: number}} words
 *   `round`: when it was said, however late it arrives; `paper`: typed off a paper poster, where `spot` says; `typed`: at
 *   which second of the café's clock, for what comes when the table is closed;
 *   `practice`: perhaps only tried, so the organiser decides
 * @returns {Entry}
 */
export function newNote({ text, kind, part, ...more }) {
  const id = uuid();
  return typed(id, "POST", "notes", { id, kind, text, part, ...more });
}

/**
 * @param {string} id
 * @param {string} was  the text the host saw
 * @param {Words} words
 */
export function editNote(id, was, { text, kind, part, part_said = null }) {
  return typed(id, "PUT", `notes/${id}`, { was, text, kind, part, part_said });
}

/**
 * @param {string} id
 * @param {string} was  the text the host saw
 * @param {boolean} struck
 */
export function strikeNote(id, was, struck) {
  return typed(`${id}/struck`, "PUT", `notes/${id}/struck`, { was, struck });
}

/**
 * Each move is an entry of its own: what a place means depends on all that is before it in the box.
 * @param {string} id
 * @param {string | null} before  the note that will come after it; null: last
 */
export function moveNote(id, before) {
  return typed(`${id}/place/${uuid()}`, "PUT", `notes/${id}/place`, { before });
}

/**
 * `saw` is not called `was`: an outbox takes a `was` up into a note that has not left yet, and a join
 * needs both notes to be there.
 * @param {{id: string, saw: string}} into
 * @param {{id: string, saw: string}} other
 * @param {Pick<Words, "text" | "kind">} words  as the host confirmed them
 */
export function joinNotes(into, other, { text, kind }) {
  const body = { saw: into.saw, other_saw: other.saw, text, kind };
  return typed(into.id, "PUT", `notes/${into.id}/join/${other.id}`, body);
}

/**
 * @param {{id: string, saw: string}} note
 * @param {Pick<Words, "text" | "kind">} words  what stays
 * @param {string} rest  what becomes a note of its own
 */
export function partNote({ id, saw }, { text, kind }, rest) {
  return typed(id, "PUT", `notes/${id}/part/${uuid()}`, { saw, text, kind, rest });
}

/**
 * @param {string[]} was
 * @param {string[]} names
 */
export function nameHosts(was, names) {
  return typed("hosts", "PUT", "hosts", { was, names });
}

/**
 * @param {"cafe-name" | "main-statement"} field
 * @param {string} was
 * @param {string} text
 */
export function setWords(field, was, text) {
  return typed(field, "PUT", field, { was, text });
}

/**
 * What is said of a cell from which no note is typed; null: nothing any more.
 * @param {number} sheet
 * @param {number} cell
 * @param {"empty" | "illegible" | "same" | null} said  "same": nothing was written there since
 * @param {string} photo  the uid of the photograph that it is seen in
 */
export function sayOfCell(sheet, cell, said, photo) {
  return typed(`cell:${sheet}:${cell}`, "PUT", `cells/${sheet}/${cell}`, { said, photo });
}

/**
 * A mark on a poster's picture is moved, or with "" taken off.
 * @param {string} id  the note's
 * @param {string} saw
 * @param {string} spot
 */
export function markNote(id, saw, spot) {
  return typed(`${id}/spot`, "PUT", `notes/${id}/spot`, { was: saw, spot });
}

/**
 * What a photograph shows, for who cannot see it.
 * @param {number} id
 * @param {string} was
 * @param {string} text
 */
export function describePhoto(id, was, text) {
  return typed(`photo:${id}`, "PUT", `photos/${id}/alt`, { was, text });
}

/** @param {number} id */
export function takeDown(id) {
  return typed(`photo:${id}:down`, "PUT", `photos/${id}/down`, {});
}

/** The sheet in a photograph is another one than those with its number. @param {number} id */
export function numberAnew(id) {
  return typed(`photo:${id}:sheet`, "PUT", `photos/${id}/another`, {});
}

/** @param {boolean} split */
export function splitPoster(split) {
  return typed("split", "PUT", "split", { split });
}

/**
 * @param {string} thing
 * @param {"POST" | "PUT"} method
 * @param {string} path
 * @param {Record<string, any>} body
 * @returns {Entry}
 */
export function entry(thing, method, path, body) {
  return { act: uuid(), thing, method, path, body, tries: 0, refusal: null };
}

/**
 * The same with a salt of its own, of its leaf (core/seal/leaf.js): what a table's routes take.
 *
 * @param {string} thing
 * @param {"POST" | "PUT"} method
 * @param {string} path
 * @param {Record<string, any>} body
 * @returns {Entry}
 */
export function typed(thing, method, path, body) {
  return entry(thing, method, path, { ...body, salt: newSalt() });
}
