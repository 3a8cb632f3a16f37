// The parts of a question, as lines beneath it: what is typed in one is kept as all of them.

import { uuid } from "../core/uuid.js";
import * as commands from "./commands.js";
import { meaningOf } from "./keys.js";
import { theirsIn } from "./refused.js";

/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./handlers.js").Page} Page */

/** @param {Page & {focus: (id: string) => void, after: (uid: string) => string | null}} page */
export function partHandlers({ plan, words, draw, focus, after }) {
  /** Questions where somebody begins one more part. @type {Set<string>} */
  const begun = new Set();
  /** Questions of which a part is just becoming one: a second press on it makes no second. @type {Set<string>} */
  const going = new Set();
  const idOf = (/** @type {Row} */ row) => `parts:${row.uid}`;

  /** @param {Row} row @returns {string[]} as they stand on the page */
  const partsOf = (row) => {
    const now = JSON.stringify(row.parts);
    const theirs = theirsIn(row.refused.parts);
    words.at(idOf(row), {
      now,
      theirs: theirs && JSON.stringify(theirs),
      entryOf: (was, text) => commands.setParts(row.uid, JSON.parse(was), said(JSON.parse(text))),
    });
    const parts = JSON.parse(words.text(idOf(row), now));
    return begun.has(row.uid) ? [...parts, ""] : parts;
  };
  const addPart = (/** @type {string} */ uid) => {
    begun.add(uid);
    draw();
    const row = plan().rows.find((one) => one.uid === uid);
    if (row) focus(`p:${uid}:${partsOf(row).length - 1}`);
  };
  /** It becomes a question after this one. @param {Row} row @param {number} index @param {string} text */
  const outdent = async (row, index, text) => {
    const left = said(partsOf(row)).filter((_one, place) => place !== index);
    if (!text || going.has(row.uid)) return;
    going.add(row.uid);
    const question = { id: uuid(), text, before: after(row.uid) };
    try {
      await words.put(commands.newQuestion(question), commands.setParts(row.uid, row.parts, left));
    } finally {
      going.delete(row.uid);
    }
    focus(`q:${question.id}`);
  };

  return {
    addPart,
    outdent,
    partsOf,
    /** @param {Row} row @param {number} index @param {string} text */
    typePart(row, index, text) {
      const parts = partsOf(row);
      parts[index] = text;
      if (text && index === parts.length - 1) begun.delete(row.uid);
      const kept = parts.filter((one, place) => one || place === index);
      words.type(idOf(row), JSON.stringify(kept));
    },
    /** @param {Row} row @param {number} index @param {KeyboardEvent} event */
    partKey(row, index, event) {
      const { value, selectionStart, selectionEnd } = /** @type {HTMLTextAreaElement} */ (
        event.target
      );
      const meaning = meaningOf(event, { text: value, from: selectionStart, to: selectionEnd });
      if (!meaning || meaning === "up" || meaning === "down" || meaning === "indent") return;
      event.preventDefault();
      void words.save(idOf(row));
      if (meaning === "outdent") return void outdent(row, index, value.trim());
      if (meaning !== "remove") return addPart(row.uid);
      begun.delete(row.uid);
      focus(index ? `p:${row.uid}:${index - 1}` : `q:${row.uid}`);
    },
  };
}

/** @param {string[]} parts */
function said(parts) {
  return parts.filter((one) => one.trim());
}
