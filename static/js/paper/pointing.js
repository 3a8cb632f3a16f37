// On a poster without cells the picture can be pressed where the next note stands: a calm mark lies
// there, and the note that is typed then keeps it.

import { t } from "../core/texts.js";

/** @typedef {import("./cells/rules.js").Photo} Photo */
/** @typedef {import("./viewer_view.js").Mark} Mark */

const WHOLE = 1000;

/**
 * @param {object} options
 * @param {() => void} options.draw
 * @param {(text: string) => void} options.say
 * @param {() => void} options.toField
 */
export function pointing({ draw, say, toField }) {
  let spot = "";
  return {
    /** Where the next note stands, or "". */
    spot: () => spot,
    /** The note has it now. */
    done() {
      spot = "";
    },
    /** @param {Photo | undefined} photo @param {{x: number, y: number}} at */
    point(photo, at) {
      if (!photo || photo.sheet) return;
      spot = `${photo.uid}:${Math.round(at.x * WHOLE)}:${Math.round(at.y * WHOLE)}`;
      draw();
      say(t("Marked: the next note stands here."));
      toField();
    },
    /**
     * What is typed off, by number in the order of the table, and what is pointed at now.
     * @param {Photo | undefined} photo
     * @param {{spot?: string, struck: boolean}[]} notes
     */
    marks: (photo, notes) => marksOf(photo, notes, spot),
  };
}

/**
 * @param {Photo | undefined} photo
 * @param {{spot?: string, struck: boolean}[]} notes  oldest first
 * @param {string} next
 * @returns {Mark[]}
 */
export function marksOf(photo, notes, next) {
  if (!photo) return [];
  const typed = notes.filter(({ struck }) => !struck);
  const marks = typed.map(({ spot = "" }, at) => markOf(photo, spot, String(at + 1), "typed"));
  return [...marks, markOf(photo, next, "", "")].filter((mark) => mark !== null);
}

/** @param {Photo} photo @param {string} spot @param {string} label @param {string} said @returns {Mark | null} */
function markOf({ uid }, spot, label, said) {
  const [where, x, y] = spot.split(":");
  if (where !== uid || y === undefined) return null;
  const [left, top] = [Number(x) / WHOLE, Number(y) / WHOLE];
  return { left, top, wide: 0, high: 0, label, said, here: !label };
}
