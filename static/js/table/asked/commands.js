// What a host does with a question from the wall, and with a note at its poster, for the outbox.

import { entry } from "../commands.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */

/**
 * @param {string} id  the question's
 * @param {"no" | "voice" | "written"} answered
 * @param {string | null} answer
 * @param {string | null} was  the written answer the host saw
 */
export function answerAsked(id, answered, answer, was) {
  return entry(id, "PUT", `asked/${id}`, { answered, answer, was });
}

/**
 * @param {string} id
 * @param {boolean} shown
 */
export function showAsked(id, shown) {
  return entry(`${id}/shown`, "PUT", `asked/${id}/shown`, { shown });
}

/**
 * @param {string} id  the note's
 * @param {string[]} was
 * @param {string[]} elaborations  all of them
 */
export function elaborateNote(id, was, elaborations) {
  return entry(`${id}/more`, "PUT", `notes/${id}/elaborations`, { was, elaborations });
}
