/** Tells a screen reader what comes to the wall: gathered, politely, and only while it is wanted. */

import { attempt } from "../core/attempt.js";
import { say } from "../core/say.js";
import { n, t } from "../core/texts.js";
import { placeName } from "../core/words.js";

/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("../core/live/store.js").Note} Note */

const GATHER_MS = 6000;
const PLACES = 3; // more than these are not told one by one
const KEY = "wall-announcements";

/** @param {{state: () => State, onChange: () => void}} page */
export function openTelling({ state, onChange }) {
  /** @type {Set<string>} */
  const come = new Set();
  let timer = 0;
  let paused = localPaused();

  const tell = () => {
    timer = 0;
    const words = arrivals(state(), come);
    come.clear();
    if (words && !paused) say(words);
  };

  return {
    paused: () => paused,
    toggle() {
      paused = !paused;
      attempt(() => localStorage.setItem(KEY, paused ? "paused" : "on"));
      onChange();
    },
    /** @param {string} note its id */
    hear(note) {
      come.add(note);
      if (!timer) timer = window.setTimeout(tell, GATHER_MS);
    },
  };
}

function localPaused() {
  return attempt(() => localStorage.getItem(KEY)) === "paused";
}

/**
 * @param {State} state
 * @param {Iterable<string>} ids of notes that came
 * @returns {string} "" when they have all been taken away again
 */
export function arrivals(state, ids) {
  /** @type {Map<number, Note[]>} */
  const by = new Map();
  let count = 0;
  for (const id of ids) {
    const note = state.notes.get(id);
    if (!note || note.struck) continue;
    count += 1;
    by.set(note.table, [...(by.get(note.table) ?? []), note]);
  }
  if (by.size > PLACES)
    return n("%(count)s new note on the wall", "%(count)s new notes on the wall", count);
  return [...by].map(([table, notes]) => atOne(state, table, notes)).join(". ");
}

/** @param {State} state @param {number} id @param {Note[]} notes */
function atOne(state, id, notes) {
  const table = state.tables.get(id);
  const place = table?.cafe_name || placeName(state.questions.get(table?.question ?? 0), table);
  const [only] = notes;
  if (notes.length === 1 && only)
    return t("New at %(place)s: %(note)s", { place, note: only.text });
  return t("%(count)s new notes at %(place)s", { count: notes.length, place });
}
