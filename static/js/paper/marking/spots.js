// Where on a poster's picture notes stand: as text ("<photograph>:350:610", parts of a thousand), as marks
// and in words. Pure.

import { t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";

/** @typedef {import("../cells/rules.js").Photo} Photo */
/** @typedef {import("../viewer_view.js").Mark} Mark */
/** @typedef {{id: string, text: string, spot?: string, struck: boolean}} Marked  a note */

const WHOLE = 1000;

/** @param {Photo} photo @param {{x: number, y: number}} at  in parts of its sides */
export function spotAt({ uid }, { x, y }) {
  return `${uid}:${within(x * WHOLE)}:${within(y * WHOLE)}`;
}

/** @param {string} spot @param {number} dx @param {number} dy */
export function moved(spot, dx, dy) {
  const [uid, x, y] = spot.split(":");
  return `${uid}:${within(Number(x) + dx)}:${within(Number(y) + dy)}`;
}

/** @param {number} at */
const within = (at) => Math.round(Math.min(WHOLE, Math.max(0, at)));

/**
 * Where it is, for who cannot see it.
 * @param {string} spot
 * @param {boolean} [exactly]  with how far from the edges, for whoever moves it
 */
export function whereWords(spot, exactly = false) {
  const [, x, y] = spot.split(":").map(Number);
  if (x === undefined || y === undefined) return "";
  const [column, row] = [x, y].map((at) => Math.min(2, Math.floor((at * 3) / WHOLE)));
  const words = [
    [t("upper left"), t("at the top"), t("upper right")],
    [t("to the left"), t("in the middle"), t("to the right")],
    [t("lower left"), t("at the bottom"), t("lower right")],
  ];
  const where = words[row ?? 0]?.[column ?? 0] ?? "";
  if (!exactly) return where;
  const [across, down] = [Math.round(x / 10), Math.round(y / 10)];
  return t("%(where)s: %(across)s per cent from the left, %(down)s from the top", {
    where,
    across,
    down,
  });
}

/**
 * @param {Photo | undefined} photo
 * @param {Marked[]} notes  oldest first
 * @param {{next: string, chosen?: string}} now  `next`: where the next note stands
 * @returns {Mark[]}
 */
export function marksOf(photo, notes, { next, chosen = "" }) {
  if (!photo) return [];
  const typed = notes.filter(({ struck }) => !struck);
  const marks = typed.map(({ id, text, spot = "" }, at) => {
    const number = String(at + 1);
    const mark = markOf(photo, spot, { label: number, said: "typed", here: id === chosen });
    const words = t("Mark %(number)s, “%(note)s”: %(where)s", {
      number,
      note: shortened(text),
      where: whereWords(spot),
    });
    return mark && { ...mark, id, words };
  });
  const pointed = markOf(photo, next, { label: "", said: "", here: true });
  return [...marks, pointed].filter((mark) => mark !== null);
}

/**
 * @param {Photo} photo
 * @param {string} spot
 * @param {Pick<Mark, "label" | "said" | "here">} looks
 * @returns {Mark | null}
 */
function markOf({ uid }, spot, looks) {
  const [where, x, y] = spot.split(":");
  if (where !== uid || y === undefined) return null;
  return { left: Number(x) / WHOLE, top: Number(y) / WHOLE, wide: 0, high: 0, ...looks };
}
