// On a poster without cells the picture can be pressed where the next note stands: a calm mark lies
// there, and the note that is typed then keeps it. A mark can be moved and taken off afterwards; the note
// keeps its words.

import { put } from "../../core/offline/entries.js";
import { t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";
import { markNote } from "../../table/commands.js";
import { marksOf, moved, spotAt, whereWords } from "./spots.js";

/** @typedef {import("../cells/rules.js").Photo} Photo */
/** @typedef {import("./spots.js").Marked} Marked */
/** @typedef {{x: number, y: number}} Point  in parts of the picture's sides */

// Keys come one by one: where the mark came to is sent when they rest.
const REST_MS = 600;

/**
 * @param {object} options
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => void} options.draw
 * @param {(text: string) => void} options.say
 * @param {() => void} options.leave  to the field
 */
export function pointing({ change, draw, say, leave }) {
  let [spot, chosen] = ["", ""];
  /** @type {Photo | undefined} */
  let photo;
  const book = markBook(change);
  /** @param {string} id @param {string} next  lies there now, and is told of later */
  const hold = (id, next) => {
    book.hold(id, next);
    chosen = id;
    draw();
  };
  let timer = 0;
  const settle = () => {
    clearTimeout(timer);
    book.settle();
    draw();
  };

  return {
    /** Where the next note stands, or "". */
    spot: () => spot,
    /** The note has it now. */
    done() {
      spot = "";
    },
    /** @param {Photo | undefined} shown @param {Point} at */
    point(shown, at) {
      if (!shown || shown.sheet) return;
      spot = spotAt(shown, at);
      draw();
      say(t("Marked %(where)s: the next note stands here.", { where: whereWords(spot) }));
      leave();
    },
    leave,
    /** @param {string} id */
    choose(id) {
      chosen = id;
      draw();
    },
    /** A finger or the mouse has it. @param {string} id @param {Point} at */
    drag(id, at) {
      if (photo) hold(id, spotAt(photo, at));
    },
    drop() {
      settle();
      say(t("Moved: %(where)s.", { where: whereWords(book.placeOf(chosen)) }));
    },
    putBack() {
      book.putBack();
      draw();
    },
    /** By a key: so many parts of a thousand. @param {string} id @param {number} dx @param {number} dy */
    step(id, dx, dy) {
      hold(id, moved(book.placeOf(id), dx, dy));
      say(whereWords(book.placeOf(id), true));
      clearTimeout(timer);
      timer = window.setTimeout(settle, REST_MS);
    },
    /** @param {string} id */
    takeOff(id) {
      book.hold(id, "");
      settle();
      say(t("The mark is taken off. The note stays."));
    },
    undo() {
      settle();
      const last = book.undo();
      if (!last) return;
      chosen = last.id;
      draw();
      say(t("Undone: the mark is back %(where)s.", { where: whereWords(last.was) }));
    },
    /** @param {Photo | undefined} shown @param {Marked[]} notes  oldest first */
    update(shown, notes) {
      photo = shown?.sheet ? undefined : shown;
      book.update(notes);
    },
    /** What is typed off, by number in the order of the table, and what is pointed at now. */
    marks: () => marksOf(photo, book.notes(), { next: spot, chosen }),
    /** Of the mark that was chosen last: what stands below the picture; null: nothing can be done. */
    about: () => (photo ? aboutOf(photo, book, chosen) : null),
  };
}

/**
 * Where the notes' marks are, with one that is just being moved, and what was done, to be undone.
 * @param {import("../../core/offline/drafts.js").Change} change
 */
function markBook(change) {
  /** @type {Marked[]} */
  let known = [];
  /** @type {{id: string, spot: string} | null} */
  let held = null;
  /** @type {{id: string, was: string, off: boolean}[]} */
  const done = [];
  const spotOf = (/** @type {string} */ id) => known.find((note) => note.id === id)?.spot ?? "";
  /** @param {string} id @param {string} next */
  const send = (id, next) => change((entries) => put(entries, markNote(id, spotOf(id), next)));
  const book = {
    /** As they lie now, oldest first. */
    notes: () => known.map((note) => (note.id === held?.id ? { ...note, spot: held.spot } : note)),
    /** @param {string} id */
    placeOf: (id) => (held?.id === id ? held.spot : spotOf(id)),
    /** @param {string} id @param {string} spot */
    hold(id, spot) {
      if (held && held.id !== id) book.settle();
      held = { id, spot };
    },
    /** What is held lies where it lay. */
    putBack() {
      held = null;
    },
    /** What is held stays there: it goes to the café. */
    settle() {
      const now = held;
      held = null;
      if (!now || now.spot === spotOf(now.id)) return;
      done.push({ id: now.id, was: spotOf(now.id), off: !now.spot });
      send(now.id, now.spot);
    },
    last: () => done.at(-1),
    undo() {
      const last = done.pop();
      if (last) send(last.id, last.was);
      return last;
    },
    /** @param {Marked[]} notes */
    update(notes) {
      known = notes;
    },
  };
  return book;
}

/** @param {Photo} photo @param {ReturnType<typeof markBook>} book @param {string} chosen */
function aboutOf({ uid }, book, chosen) {
  const note = book.notes().find(({ id }) => id === chosen);
  const here = note?.spot?.startsWith(`${uid}:`) && !note.struck ? note : null;
  const last = book.last();
  if (!here && !last) return null;
  return {
    id: here?.id ?? "",
    words: shortened(here?.text ?? ""),
    where: whereWords(here?.spot ?? ""),
    undo: last ? (last.off ? t("Undo: put the mark back") : t("Undo: move the mark back")) : "",
  };
}
