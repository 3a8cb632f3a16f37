// What a host does with a question from the wall, and with a note at its poster, for the outbox.

import { typed } from "../commands.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */

/**
 * @param {string} id  the question's
 * @param {"no" | "voice" | "written"} answered
 * @param {string | null} answer
 * @param {string | null} was  the written answer the host saw
 */
export function answerAsked(id, answered, answer, was) {
  return typed(id, "PUT", `asked/${id}`, { answered, answer, was });
}

/**
 * @param {string} id
 * @param {boolean} shown
 */
export function showAsked(id, shown) {
  return typed(`${id}/shown`, "PUT", `asked/${id}/shown`, { shown });
}

/**
 * @param {string} id  the note's
 * @param {string[]} was
 * @param {string[]} elaborations  all of them
 */
export function elaborateNote(id, was, elaborations) {
  return typed(`${id}/more`, "PUT", `notes/${id}/elaborations`, { was, elaborations });
}
