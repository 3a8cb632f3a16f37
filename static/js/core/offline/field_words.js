// What stands in a field, without the field: kept at each letter, handed to the outbox, and never in
// one place only. `adding` is for fields where each Enter makes something new, `replacing` for those
// that hold one text.

import { put } from "./entries.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {{draft: import("./drafts.js").Draft, change: import("./drafts.js").Change}} Ways */
/** @typedef {{was: string, text: string}} Typed  `was`: what the new words will replace */

/** @param {Ways} ways */
export function adding({ draft, change }) {
  let text = draft.read();
  return {
    text: () => text,
    /** @param {string} now */
    type(now) {
      text = now;
      draft.keep(now);
    },
    /**
     * All of it goes into the outbox as `made`, in one step; the field is empty, and what is typed
     * meanwhile is another matter. Resolves when the outbox has it.
     * @param {Entry[]} made
     */
    add(made) {
      text = "";
      return draft.hand(change, (entries) => made.reduce(put, entries));
    },
  };
}

/**
 * @param {Ways & {entryOf: (was: string, text: string) => Entry | null, now: () => string,
 *   base: () => string}} options
 *   `now`: what the field shows when nothing is typed; `base`: what the café has, as far as we know
 */
export function replacing({ draft, change, entryOf, now, base }) {
  /** @type {Typed | null} */
  let typed = JSON.parse(draft.last(lastWords) || "null");
  /** Those of them that are on their way to the outbox. @type {Typed | null} */
  let handed = null;

  const saw = () => {
    if (handed && typed === handed) return handed.text.trim();
    return typed?.was ?? base();
  };
  return {
    /** What is typed and not yet handed over, or null. */
    typed: () => typed,
    /** Words were erased for good: what is typed is what the draft has. */
    retake() {
      typed = JSON.parse(draft.last(lastWords) || "null");
    },
    /** @param {string} text */
    type(text) {
      typed = { was: saw(), text };
      draft.keep(JSON.stringify(typed));
    },
    /** Resolves when the outbox has it. What is typed meanwhile goes on standing there. */
    async save() {
      if (!typed || typed === handed) return; // Enter, and then the field is left
      const words = typed;
      handed = words;
      const text = words.text.trim();
      const entry = text === now() ? null : entryOf(words.was, text);
      const made = entry ? [entry] : [];
      await draft.hand(change, (entries) => made.reduce(put, entries));
      if (handed === words) handed = null;
      if (typed === words) typed = null;
    },
  };
}

/**
 * What was on its way to the outbox when the page ended, and what was typed after it, as one text.
 * @param {string[]} parts
 */
function lastWords(parts) {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return "";
  return JSON.stringify({ ...JSON.parse(last), was: JSON.parse(first).was });
}
