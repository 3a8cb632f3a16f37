/**
 * What has just come rises, is read, and settles. Pure: which things have come since the last picture,
 * and which of them is to be read now.
 *
 * @typedef {import("../../core/live/store.js").State} State
 * @typedef {{kind: (typeof KINDS)[number], id: string}} Risen
 */

/** What rises: a new note, a note's newest elaboration, a question from the wall with its answer. */
export const KINDS = /** @type {const} */ (["note", "more", "asked"]);

const WAITING = 3; // what is older than that has hung long enough to be looked for

/**
 * @param {State} before
 * @param {State} now
 * @param {import("./moment.js").Moment} moment in the vernissage people ask and answer; before, they write
 * @returns {Risen[]} in the order they came
 */
export function cameSince(before, now, moment) {
  return moment === "vernissage" ? [...newWords(before, now)] : newNotes(before, now);
}

/** @param {State} before @param {State} now @returns {Risen[]} */
function newNotes(before, now) {
  const fresh = [...now.notes.values()].filter(
    ({ id, struck }) => !struck && !before.notes.has(id),
  );
  return fresh.map(({ id }) => ({ kind: "note", id }));
}

/** @param {State} before @param {State} now @returns {Generator<Risen>} */
function* newWords(before, now) {
  for (const asked of now.asked.values()) {
    const last = before.asked.get(asked.id);
    if (!last || last.answered !== asked.answered || last.answer !== asked.answer)
      yield { kind: "asked", id: asked.id };
  }
  for (const note of now.notes.values()) {
    const last = before.notes.get(note.id);
    if (last && last !== note && note.elaborations.length > last.elaborations.length)
      yield { kind: "more", id: note.id };
  }
}

/**
 * @param {Risen[]} waiting
 * @param {Risen[]} came
 * @returns {Risen[]} each once, the last few
 */
export function queued(waiting, came) {
  const ids = new Set(came.map(({ id }) => id));
  return [...waiting.filter(({ id }) => !ids.has(id)), ...came].slice(-WAITING);
}

/** Whether it can still be read: nobody has struck it out or hidden it. @param {Risen} risen @param {State} state */
export function isThere({ kind, id }, state) {
  if (kind === "asked") return state.asked.has(id);
  const note = state.notes.get(id);
  return Boolean(note && !note.struck && (kind === "note" || note.elaborations.length));
}
