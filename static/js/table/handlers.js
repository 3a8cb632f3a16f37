// What a tap on a slip does. Each operation goes into the outbox; nothing here talks to the café.

import { composing } from "../core/keys.js";
import { draft } from "../core/offline/drafts.js";
import { again, letGo, put } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { shortened } from "../core/words.js";
import { editNote, joinNotes, partNote, strikeNote } from "./commands.js";
import { guessKind } from "./fields/rules.js";
import { editor } from "./notes/editor.js";
import { haveBoth, haveMine } from "./notes/mine.js";
import { inPart } from "./words.js";

/**
 * @typedef {import("./model.js").Card} Card
 * @typedef {import("./notes/editor.js").Edit} Edit
 * @typedef {import("./notes/layout.js").Part} Part
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 */

/**
 * @param {object} options
 * @param {string} options.name  of the table, for drafts
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => Part[]} options.parts
 * @param {(then?: () => void) => void} options.draw
 * @param {(text: string) => void} options.say
 */
export function handlers({ name, change, parts, draw, say }) {
  /** @type {Map<string, Element>} */
  const editors = new Map();
  let opened = "";
  /** @type {Card | null} */
  let joining = null;
  const draftOf = (/** @type {string} */ id) => draft(`${name}:edit:${id}`);

  /**
   * @param {string} id
   * @param {Edit} edit
   * @param {string} [hint]
   */
  const open = (id, edit, hint) => {
    const onSave = async (/** @type {Edit} */ made) => {
      const { was, joins, ...words } = made;
      const saw = { id, saw: was };
      const entry = joins ? joinNotes(saw, joins, words) : editNote(id, was, words);
      await draftOf(id).hand(change, (entries) => put(entries, entry));
      close(id);
    };
    const onPart = async (/** @type {Edit} */ made, /** @type {string} */ rest) => {
      const entry = partNote({ id, saw: made.was }, made, rest);
      await draftOf(id).hand(change, (entries) => put(entries, entry));
      close(id);
      say(t("Now there are two notes."));
    };
    const onCancel = () => close(id);
    const part = { parts: parts(), draft: draftOf(id), say };
    editors.set(id, editor({ id, edit, hint, ...part, onSave, onPart, onCancel }));
  };
  /** @param {string} id */
  const close = (id) => {
    editors.delete(id);
    draftOf(id).clear();
    draw(() => focusOn(id, "button.hand"));
  };

  /** Choose the note that takes this one in; null: none after all. @param {Card | null} card */
  const join = (card) => {
    const back = joining?.id ?? "";
    [joining, opened] = [card, ""];
    draw(() => focusOn(card?.id ?? back, card ? ".joining button" : "button.hand"));
    say(card ? t("Choose the note it shall be joined with.") : t("Nothing is joined."));
  };

  return {
    editorOf: (/** @type {string} */ id) => editors.get(id),
    /** `hint`: what to do there */
    edit(/** @type {Card} */ card, /** @type {string} */ hint = "") {
      opened = "";
      open(card.id, editOf(card, parts()), hint);
      draw(() => focusOn(card.id, "textarea"));
    },
    opened: (/** @type {string} */ id) => opened === id,
    more(/** @type {string} */ id) {
      opened = opened === id ? "" : id;
      draw();
    },
    joining: () => joining?.id ?? "",
    join,
    /** Escape, wherever the focus is; in an editor it leaves the editor. @param {KeyboardEvent} event */
    leaveJoining(event) {
      const inside = event.target instanceof Element && event.target.closest(".editor");
      if (joining && event.key === "Escape" && !composing(event) && !inside) join(null);
    },
    joinInto(/** @type {Card} */ card) {
      if (!joining) return;
      const { id, text } = joining;
      joining = null;
      const both = `${card.text}\n${text}`;
      open(card.id, {
        ...editOf(card, parts()),
        ...{ text: both, kind: guessKind(both) },
        joins: { id, saw: text },
      });
      draw(() => focusOn(card.id, "textarea"));
    },
    /** Open the edits that were under way when the page closed. */
    takeUp(/** @type {Card[]} */ cards) {
      for (const { id } of cards) {
        const kept = draftOf(id).last();
        if (kept) open(id, JSON.parse(kept));
      }
    },
    retake: (/** @type {Iterable<string>} */ ids) => retake(ids, { editors, draftOf, open, draw }),
    ...sending({ change, parts, draw, say }),
  };
}

/**
 * What goes out at a tap.
 * @param {{change: import("../core/offline/drafts.js").Change, parts: () => Part[],
 *   draw: (then?: () => void) => void, say: (text: string) => void}} page
 */
function sending({ change, parts, draw, say }) {
  const send = (/** @type {Entry} */ entry) => change((entries) => put(entries, entry));
  return {
    send,
    otherKind(/** @type {Card} */ card) {
      const kind = card.kind === "keyword" ? "statement" : "keyword";
      const { was, ...words } = editOf(card, parts());
      send(editNote(card.id, was, { ...words, kind }));
    },
    async strike(/** @type {Card} */ card, /** @type {boolean} */ struck) {
      await send(strikeNote(card.id, card.text, struck));
      const about = { note: shortened(card.text) };
      say(struck ? t("Struck out: %(note)s", about) : t("Brought back: %(note)s", about));
      // The button that was pressed is another one now: the focus is on the one that takes it back.
      draw(() => leftAlone(card.id) && focusOn(card.id, "button[data-strike]"));
    },
    bothStay(/** @type {Card} */ card) {
      const entry = card.refusal;
      if (entry) change((entries) => haveBoth(entries, entry, card));
    },
    useMine(/** @type {Card} */ card) {
      const entry = card.refusal;
      if (entry) change((entries) => haveMine(entries, entry, card));
    },
    again(/** @type {Card} */ card) {
      change((entries) => again(entries, (entry) => entry.act === card.refusal?.act));
    },
    letGo(/** @type {Card} */ card) {
      change((entries) => letGo(entries, card.refusal?.act ?? ""));
    },
  };
}

/**
 * Words were erased for good: what is being written goes on without them, or not at all.
 * @param {Iterable<string>} ids
 * @param {{editors: Map<string, Element>, draftOf: (id: string) => import("../core/offline/drafts.js").Draft,
 *   open: (id: string, edit: Edit) => void, draw: (then?: () => void) => void}} page
 */
function retake(ids, { editors, draftOf, open, draw }) {
  for (const id of ids) {
    const here = editors.get(id)?.contains(document.activeElement);
    if (!editors.delete(id)) continue;
    const kept = draftOf(id).last();
    if (kept) open(id, JSON.parse(kept));
    draw(() => here && focusOn(id, kept ? "textarea" : "button.hand"));
  }
}

/**
 * @param {Card} card
 * @param {Part[]} parts
 * @returns {Edit}
 */
function editOf({ refusal, text, kind, part }, parts) {
  const now = refusal?.refusal?.now?.text;
  return { was: now ?? refusal?.body.was ?? text, text, kind, ...inPart(parts, part) };
}

/** Whether the focus is nowhere, or at this note. @param {string} id */
function leftAlone(id) {
  const now = document.activeElement;
  return now === document.body || now?.closest(".slip")?.getAttribute("data-id") === id;
}

/**
 * @param {string} id
 * @param {string} what
 */
function focusOn(id, what) {
  const found = document.querySelector(`[data-id="${id}"] ${what}`);
  if (found instanceof HTMLElement) found.focus();
}
