// Which notes this device has written by the wall's link: the ids lie here alone, so that afterwards it
// can ask what became of them without saying who asks.

import { attempt } from "../attempt.js";
import { limit } from "../limits.js";

/** @param {string} workshop @returns {string[]} ids, the first written first */
export function ownNotes(workshop) {
  return attempt(() => JSON.parse(localStorage.getItem(`mine:${workshop}`) ?? "[]")) ?? [];
}

/** @param {string} workshop @param {string} id  of a note that the café has */
export function rememberNote(workshop, id) {
  const known = ownNotes(workshop);
  if (known.includes(id)) return;
  const all = JSON.stringify([...known, id].slice(-limit("own_questions")));
  attempt(() => localStorage.setItem(`mine:${workshop}`, all));
}

/** Notes that something was asked about here. @param {string} workshop @returns {string[]} */
export function notesAskedAbout(workshop) {
  const asked = attempt(() => JSON.parse(localStorage.getItem(`asked:${workshop}`) ?? "[]")) ?? [];
  return asked.map((/** @type {{note: string}} */ { note }) => note);
}
