// The host has dealt with a note while its writer was changing it: the new words stand in a field of
// their own, to be sent as a new note.

import { draft } from "../core/offline/drafts.js";
import { put } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { field } from "../pairs/field.js";
import { newNote, without } from "./model.js";

/** @typedef {import("./model.js").Slip} Slip */

/**
 * @param {object} options
 * @param {string} options.name  of the table on this phone, for drafts
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 */
export function dealtWith({ name, change }) {
  /** @type {Map<string, Element>} */
  const fields = new Map();
  const drop = (/** @type {string} */ id) => {
    fields.delete(id);
    draft(`${name}:anew:${id}`).clear();
    change((entries) => without(entries, id));
  };

  return {
    /** The note stays as the host has it. @param {Slip} slip */
    leave: ({ id }) => drop(id),
    /** @param {Iterable<string>} ids  of which words were erased for good */
    forget(ids) {
      for (const id of ids) fields.delete(id);
    },
    /** @param {Slip} slip @param {string} words  that came too late */
    fieldOf({ id }, words) {
      const found = fields.get(id);
      if (found) return found;
      const { element } = field({
        id: `anew-${id}`,
        label: t("Your new words"),
        button: t("Send as a new note"),
        draft: draft(`${name}:anew:${id}`),
        begin: words,
        change,
        entryOf: newNote,
        into: (entries, made) => put(without(entries, id), made),
        onDone: () => fields.delete(id),
        onCancel: () => drop(id),
        cancel: t("Throw away"),
      });
      fields.set(id, element);
      return element;
    },
  };
}
