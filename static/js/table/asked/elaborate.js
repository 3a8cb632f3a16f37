// Elaborating a note at its poster: a field of its own below the note, whose words stay as they are.

import { wordsForm } from "../../asked/words.js";
import { limit } from "../../core/limits.js";
import { draft } from "../../core/offline/drafts.js";
import { put } from "../../core/offline/entries.js";
import { t } from "../../core/texts.js";
import { elaborateNote } from "./commands.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/** @typedef {{id: string, elaborations: string[]}} Elaborated  a note or a card */

/**
 * @param {object} options
 * @param {string} options.name  of the table, for drafts
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(then?: () => void) => void} options.draw
 */
export function elaborating({ name, change, draw }) {
  /** @type {Map<string, Element>} */
  const forms = new Map();
  const draftOf = (/** @type {string} */ id) => draft(`${name}:more:${id}`);

  /** @param {string} id */
  const close = (id) => {
    forms.delete(id);
    draftOf(id).clear();
    draw(() => {
      const back = document.querySelector(`[data-id="${id}"] button.hand`);
      if (back instanceof HTMLElement) back.focus();
    });
  };
  /** @param {Elaborated} note */
  const open = ({ id, elaborations }) => {
    const form = wordsForm({
      id: `more-${id}`,
      label: t("What was added at the poster"),
      hint: t("Shown apart from the note's own words, on the wall and in sorting."),
      was: elaborations,
      many: true,
      longest: limit("statement"),
      draft: draftOf(id),
      async onSave({ was, words }) {
        const same = words.join("\n") === was.join("\n");
        const made = same ? [] : [elaborateNote(id, was, words)];
        await draftOf(id).hand(change, (entries) => made.reduce(put, entries));
        close(id);
      },
      onCancel: () => close(id),
    });
    forms.set(id, form);
  };

  return {
    elaboratorOf: (/** @type {string} */ id) => forms.get(id),
    /** @param {Elaborated} note */
    elaborate(note) {
      if (!forms.has(note.id)) open(note);
      draw(() => {
        const field = document.querySelector(
          `[data-id="${note.id}"] .words-form textarea:last-of-type`,
        );
        if (field instanceof HTMLElement) field.focus();
        field?.scrollIntoView({ block: "center" });
      });
    },
    /** Words were erased for good: what is being written goes on without them, or not at all. @param {Iterable<string>} ids */
    retakeMore(ids) {
      for (const id of ids)
        if (forms.delete(id) && draftOf(id).last()) open({ id, elaborations: [] });
    },
    /** Open those that were under way when the page closed. @param {Elaborated[]} notes */
    takeUpMore(notes) {
      for (const note of notes) if (draftOf(note.id).last()) open(note);
    },
  };
}
