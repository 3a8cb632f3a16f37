// Typing off a sheet cell by cell: which cell it is, and what is said of it. The picture stands beside
// and shows that cell; the field is the page's own.

import { limit } from "../../core/limits.js";
import { put } from "../../core/offline/entries.js";
import { n, t } from "../../core/texts.js";
import { newNote, numberAnew, sayOfCell } from "../../table/commands.js";
import { inkIn } from "./ink.js";
import { cellsOf, countOf, doneOf, nextOpen, partOf, rectOf, SPECK, saidOf } from "./rules.js";
import { mapView, sheetView } from "./view.js";

/**
 * @typedef {import("./rules.js").Photo} Photo
 * @typedef {import("./rules.js").Cell} Cell
 * @typedef {{photos: Photo[], cells: {cell: string, said: string}[], parts: {letter: string, text: string}[],
 *   cards: import("../../table/model.js").Card[], entries: import("../../core/offline/entries.js").Entry[]}} Known
 */
/** What one types in place of a note. @type {Record<string, "empty" | "illegible">} */
const SIGNS = { "-": "empty", "–": "empty", "?": "illegible" };

/**
 * @param {object} options
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(rect: import("./rules.js").Rect) => void} options.look  bring this part of the picture near
 * @param {() => void} options.draw
 * @param {(text: string) => void} options.say
 * @param {() => void} options.toField  let the cursor stand in the field
 */
export function sheetTyping({ change, look, draw, say, toField }) {
  const grid = gridSaid();
  /** Where one is, by photograph. @type {Map<number, number>} */
  const places = new Map();
  /** @type {Map<number, number[]>} */
  const inks = new Map();
  /** @type {Known} */
  let known = { photos: [], cells: [], parts: [], cards: [], entries: [] };
  /** @type {Photo | undefined} */
  let photo;
  let looked = "";

  const cells = () =>
    photo?.sheet ? cellsOf(grid, photo.sheet, known.cards, saidOf(known.cells, known.entries)) : [];
  const at = () => places.get(photo?.id ?? 0) || nextOpen(cells(), 0) || 1;
  /** @param {number} cell */
  const go = (cell) => {
    if (!photo) return;
    places.set(photo.id, Math.min(countOf(grid), Math.max(1, cell)));
    draw();
    tell();
  };
  const tell = () => say(t("Cell %(number)s of %(count)s", { number: at(), count: countOf(grid) }));
  /** To the next of which nothing is said: once what was done here is in the outbox's hands. */
  const onward = () => {
    const here = at();
    const rest = cells().map((one) => (one.number === here ? { ...one, said: "typed" } : one));
    const next = nextOpen(/** @type {Cell[]} */ (rest), here);
    if (next) go(next);
    else {
      draw();
      say(t("Every cell is done."));
    }
  };
  /** @param {"empty" | "illegible" | null} said */
  const decide = async (said) => {
    const entry = sayOfCell(Number(photo?.sheet), at(), said);
    const kept = change((entries) => put(entries, entry));
    if (said) onward();
    toField();
    await kept;
  };
  const another = () => change((entries) => put(entries, numberAnew(Number(photo?.id))));

  return {
    /** Whether the picture that is shown has cells. */
    open: () => Boolean(photo?.sheet),
    /**
     * The entry for what was typed in this cell. @param {import("../../table/commands.js").Words} words
     * @param {object} more  what a note from paper says of itself
     */
    entryOf(words, more) {
      const said = SIGNS[words.text];
      if (said) return sayOfCell(Number(photo?.sheet), at(), said);
      const part = known.parts[partOf(grid, at(), photo?.parts ?? 0) ?? -1]?.letter ?? null;
      const spot = `${photo?.sheet}/${at()}`;
      return newNote({ ...words, part: words.part ?? part, ...more, spot });
    },
    onward,
    /** @param {KeyboardEvent} event */
    key(event) {
      const step = { PageDown: 1, PageUp: -1 }[event.key];
      if (!step || !photo?.sheet) return;
      event.preventDefault();
      go(at() + step);
    },
    /** The picture is there: how much ink is in its cells. @param {HTMLImageElement} picture */
    seen(picture) {
      if (photo?.sheet && !inks.has(photo.id))
        inks.set(photo.id, inkIn(picture, grid, countOf(grid)));
      looked = "";
      this.update(known, photo);
      draw();
    },
    /** @param {Known} next @param {Photo | undefined} shown */
    update(next, shown) {
      known = next;
      photo = shown;
      const now = photo?.sheet ? `${photo.id}/${at()}` : "";
      if (now && now !== looked) look(rectOf(grid, at()));
      looked = now;
    },
    /** The cells as marks on the picture. */
    marks: () => cells().map((cell) => markOf(grid, cell, at())),
    view: () =>
      photo?.sheet
        ? sheetView(
            seenOf({ grid, known, photo, cells: cells(), at: at(), ink: inks.get(photo.id) }),
            { go, decide, another },
          )
        : null,
    map: () =>
      photo?.sheet ? mapView({ cells: cells(), columns: grid.columns, at: at() }, { go }) : null,
  };
}

/** @param {import("./rules.js").Grid} grid @param {Cell} cell @param {number} at */
function markOf(grid, { number, said }, at) {
  return { ...rectOf(grid, number), label: String(number), said, here: number === at };
}

/**
 * @param {{grid: import("./rules.js").Grid, known: Known, photo: Photo, cells: Cell[], at: number,
 *   ink: number[] | undefined}} now
 */
function seenOf({ grid, known, photo, cells, at, ink }) {
  const [done, dark] = [doneOf(cells), ink?.[at - 1]];
  return {
    cells,
    at,
    part: known.parts[partOf(grid, at, photo.parts ?? 0) ?? -1],
    done,
    doneWords: n("%(count)s cell done", "%(count)s cells done", done),
    looksEmpty: dark !== undefined && dark < SPECK,
    again: known.photos.some(({ sheet, id }) => sheet === photo.sheet && id < photo.id),
  };
}

/** @returns {import("./rules.js").Grid} */
function gridSaid() {
  const whole = 10_000;
  return {
    columns: limit("cell_columns"),
    rows: limit("cell_rows"),
    first: {
      left: limit("cell_left") / whole,
      top: limit("cell_top") / whole,
      wide: limit("cell_wide") / whole,
      high: limit("cell_high") / whole,
    },
  };
}
