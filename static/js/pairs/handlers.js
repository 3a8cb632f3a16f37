// What a tap on one of our slips does. Each operation goes into the outbox; nothing here talks to the café.

import { draft } from "../core/offline/drafts.js";
import { again, letGo, onTopOf, put } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { field } from "./field.js";
import { rewordNote, strikeNote } from "./model.js";

/** @typedef {Pick<import("./model.js").Slip, "id" | "text" | "refusal">} Slip  of pairs, or of a silent start */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} options
 * @param {string} options.name  of the question on this phone, for drafts
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => void} options.draw
 */
export function handlers({ name, change, draw }) {
  /** @type {Map<string, Element>} */
  const editors = new Map();
  const draftOf = (/** @type {string} */ id) => draft(`${name}:edit:${id}`);

  /** @param {Slip} slip */
  const open = (slip) => {
    const { id, text } = slip;
    const kept = draftOf(id);
    const close = () => {
      editors.delete(id);
      kept.clear();
      draw();
      focusOn(id, "button.hand");
    };
    const { element } = field({
      id: `edit-${id}`,
      label: t("The note's text"),
      button: t("Save"),
      draft: kept,
      begin: text,
      onCancel: close,
      change,
      entryOf: (words) => rewordNote(id, base(slip), words),
      onDone: close,
    });
    editors.set(id, element);
  };

  return {
    edit(/** @type {Slip} */ slip) {
      open(slip);
      draw();
      focusOn(slip.id, "textarea");
    },
    /** Open the edits that were under way when the page closed. */
    takeUp(/** @type {Slip[]} */ slips) {
      for (const slip of slips) if (!editors.has(slip.id) && draftOf(slip.id).read()) open(slip);
    },
    editorOf: (/** @type {string} */ id) => editors.get(id),
    /** Words were erased for good: it is drawn anew from what is left of it, or not at all. @param {Iterable<string>} ids */
    retake(ids) {
      for (const id of ids) if (editors.delete(id)) draw();
    },
    strike(/** @type {Slip} */ { id, text }, /** @type {boolean} */ struck) {
      const entry = strikeNote(id, text, struck);
      change((entries) => put(entries, entry));
    },
    useMine(/** @type {Slip} */ slip) {
      const { refusal } = slip;
      if (refusal && "struck" in refusal.body) {
        change((entries) => onTopOf(entries, refusal));
        return;
      }
      const entry = rewordNote(slip.id, base(slip), slip.text);
      change((entries) => put(entries, entry));
    },
    again(/** @type {Slip} */ { refusal }) {
      change((entries) => again(entries, (entry) => entry.act === refusal?.act));
    },
    letGo(/** @type {Slip} */ { refusal }) {
      change((entries) => letGo(entries, refusal?.act ?? ""));
    },
  };
}

/**
 * The words that new ones replace: what the café showed us when it refused, or those we see.
 * @param {Slip} slip
 * @returns {string}
 */
function base({ refusal, text }) {
  return refusal?.refusal?.now?.text ?? refusal?.body.was ?? text;
}

/**
 * @param {string} id
 * @param {string} what
 */
function focusOn(id, what) {
  const found = document.querySelector(`[data-id="${id}"] ${what}`);
  if (found instanceof HTMLElement) found.focus();
}
