// The fields of the plan: what is typed in one is kept at each letter, and sent when it pauses.

import { draft } from "../core/offline/drafts.js";
import { put } from "../core/offline/entries.js";
import { replacing } from "../core/offline/field_words.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {ReturnType<typeof replacing>} Words */
/** @typedef {(was: string, text: string) => Entry | null} EntryOf */
/** @typedef {(text: string) => string} WrongIn */
/** @typedef {{words: Words, timer: number, now: string, theirs: string, raw: string, entryOf: EntryOf,
 *   wrongIn: WrongIn, saving: Promise<unknown>}} Field  `saving`: until the outbox has what was handed over */

const PAUSE_MS = 700;

/**
 * @param {object} page
 * @param {string} page.name  under which the device keeps what is typed on this page
 * @param {import("../core/offline/drafts.js").Change} page.change  the outbox's
 * @param {() => void} page.draw  at once: what the hand does
 * @param {() => void} page.gently  what comes of it, when the outbox has it (core/frames.js)
 * @param {(made: Entry) => void} page.made  a command is on its way
 */
export function fieldWords({ name, change, draw, gently, made }) {
  /** @type {Map<string, Field>} */
  const fields = new Map();
  let under = 0;

  /**
   * What stands in a field.
   * @param {string} id
   * @param {{now: string, theirs?: string | undefined, entryOf: EntryOf, wrongIn?: WrongIn}} field
   *   `now`: what is there when nothing is typed; `theirs`: what the café has when that is another;
   *   `entryOf`: what makes one text of another, null: nothing has to be done; `wrongIn`: why a text
   *   cannot be sent, "": it can. It stays in its field.
   */
  const at = (id, { now, theirs = now, entryOf, wrongIn = () => "" }) => {
    const known = fields.get(id);
    if (known) return Object.assign(known, { now, theirs, entryOf, wrongIn });
    /** @type {Field} */
    const field = {
      words: /** @type {any} */ (null),
      timer: 0,
      now,
      theirs,
      raw: now,
      entryOf,
      wrongIn,
      saving: Promise.resolve(),
    };
    field.words = replacing({
      draft: draft(`${name}:${id}`),
      change: (how, ...besides) => change(how, ...besides),
      entryOf: (was, text) => {
        const entry = field.entryOf(was, text);
        if (entry) made(entry);
        return entry;
      },
      now: () => field.now,
      base: () => field.theirs,
    });
    fields.set(id, field);
    return field;
  };

  return {
    at,
    /** As it was typed, with a blank at its end: it is not taken away under the hand. @param {string} id @param {string} now */
    text(id, now) {
      const field = fields.get(id);
      const typed = field?.words.typed();
      if (typed) return typed.text;
      return field && field.raw.trim() === now ? field.raw : now;
    },
    /** What is wrong with what is typed in it, "" while it may become right. @param {string} id */
    wrong(id) {
      const field = fields.get(id);
      const typed = field?.words.typed();
      return field && typed && !field.timer ? field.wrongIn(typed.text) : "";
    },
    /** Words were erased for good: what is typed is what the drafts have. */
    retake: () => [...fields.values()].map(({ words }) => words.retake()),
    /** Whether something is typed that the outbox has not got. @param {string} id */
    typed: (id) => Boolean(fields.get(id)?.words.typed()),
    /** @param {string} id @param {string} text */
    type(id, text) {
      const field = fields.get(id);
      if (!field) return;
      field.words.type(text);
      field.raw = text;
      clearTimeout(field.timer);
      field.timer = window.setTimeout(() => this.save(id), PAUSE_MS);
      draw();
    },
    /** @param {string} id */
    async save(id) {
      const field = fields.get(id);
      if (!field) return;
      clearTimeout(field.timer);
      field.timer = 0;
      const typed = field.words.typed();
      if (typed && field.wrongIn(typed.text)) return gently();
      field.saving = Promise.all([field.saving, field.words.save()]);
      await field.saving;
      if (typed) gently(); // else nothing is new: a large plan has a thousand fields
    },
    /** How many fields and commands there are that the outbox has not got. */
    open: () => under + [...fields.values()].filter(({ words }) => words.typed()).length,
    /** Send what is typed anywhere. */
    saveAll() {
      return Promise.all([...fields.keys()].map((id) => this.save(id)));
    },
    async put(/** @type {Entry[]} */ ...entries) {
      for (const entry of entries) made(entry);
      under += 1;
      draw();
      await change((list) => entries.reduce(put, list));
      under -= 1;
      gently();
    },
  };
}
