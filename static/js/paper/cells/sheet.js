// Typing off a sheet cell by cell: which cell it is, and what is said of it. The picture stands beside
// and shows that cell; the field is the page's own.

import { limit } from "../../core/limits.js";
import { put } from "../../core/offline/entries.js";
import { n, t } from "../../core/texts.js";
import { newNote, numberAnew, sayOfCell } from "../../table/commands.js";
import { inPart } from "../../table/words.js";
import { changesIn } from "./changes.js";
import { darkCells } from "./ink.js";
import {
  cellsOf,
  countOf,
  doneOf,
  inkOf,
  nextOpen,
  partOf,
  readBefore,
  rectOf,
  SPECK,
  saidOf,
  spotOf,
} from "./rules.js";
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
 * @param {string} options.base
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(id: number) => void} options.show  another photograph
 * @param {(rect: import("./rules.js").Rect) => void} options.look  bring this part of the picture near
 * @param {() => void} options.draw
 * @param {(text: string) => void} options.say
 * @param {() => void} options.toField  let the cursor stand in the field
 */
export function sheetTyping({ base, change, show, look, draw, say, toField }) {
  const grid = gridSaid();
  const dark = darkCells({ base, grid, count: countOf(grid), onCome: draw });
  const changes = changesIn(dark);
  /** @type {Known} */
  let known = { photos: [], cells: [], parts: [], cards: [], entries: [] };
  /** @type {Photo | undefined} */
  let photo;
  let looked = "";

  const cells = () => {
    if (!photo?.sheet) return [];
    const said = saidOf(known.cells, known.entries);
    return changes(cellsOf(grid, photo.sheet, known.cards, said), known.photos, photo);
  };
  const { at, go, onward, keep } = walking({ photo: () => photo, cells, draw, say });
  /** @param {"empty" | "illegible" | "same" | null} said */
  const entryFor = (said) => sayOfCell(Number(photo?.sheet), at(), said, photo?.uid ?? "");
  /** @param {"empty" | "illegible" | "same" | null} said */
  const decide = async (said) => {
    const entry = entryFor(said);
    const kept = change((entries) => put(entries, entry));
    if (said) onward();
    toField();
    await kept;
  };
  /** The same cell in another photograph of the sheet. @param {Photo} other */
  const lookIn = (other) => {
    keep(other.id, at());
    show(other.id);
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
      if (said) return entryFor(said);
      const part = known.parts[partOf(grid, at(), photo?.parts ?? 0) ?? -1]?.letter ?? null;
      const spot = spotOf(Number(photo?.sheet), at(), photo?.uid ?? "");
      const where = words.part ? {} : inPart(known.parts, part);
      return newNote({ ...words, ...where, ...more, spot });
    },
    onward,
    /** @param {KeyboardEvent} event */
    key(event) {
      const step = { PageDown: 1, PageUp: -1 }[event.key];
      if (!step || !photo?.sheet) return;
      event.preventDefault();
      go(at() + step);
    },
    /** The picture is there: what is dark in its cells. @param {HTMLImageElement} picture */
    seen(picture) {
      if (photo?.sheet) dark.take(photo.id, picture);
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
            seenOf({ grid, known, photo, cells: cells(), at: at(), dark: dark.of(photo.id) }),
            { go, decide, another, lookIn },
          )
        : null,
    map: () =>
      photo?.sheet ? mapView({ cells: cells(), columns: grid.columns, at: at() }, { go }) : null,
  };
}

/**
 * From cell to cell.
 * @param {{photo(): Photo | undefined, cells(): Cell[], draw(): void, say(text: string): void}} sheet
 */
function walking({ photo, cells, draw, say }) {
  /** Where one is, by photograph. @type {Map<number, number>} */
  const places = new Map();
  const at = () => places.get(photo()?.id ?? 0) || nextOpen(cells(), 0) || 1;
  /** @param {number} cell */
  const go = (cell) => {
    const [here, count] = [photo(), cells().length];
    if (!here) return;
    places.set(here.id, Math.min(count, Math.max(1, cell)));
    draw();
    say(t("Cell %(number)s of %(count)s", { number: at(), count }));
  };
  return {
    at,
    go,
    /** @param {number} id  of a photograph @param {number} cell */
    keep: (id, cell) => void places.set(id, cell),
    /** To the next that is open: once what was done here is in the outbox's hands. */
    onward() {
      const here = at();
      const done = { said: /** @type {const} */ ("typed"), changed: false };
      const rest = cells().map((one) => (one.number === here ? { ...one, ...done } : one));
      const next = nextOpen(rest, here);
      if (next) return go(next);
      draw();
      say(t("Every cell is done."));
    },
  };
}

/** @param {import("./rules.js").Grid} grid @param {Cell} cell @param {number} at */
function markOf(grid, { number, said, changed }, at) {
  const looks = changed ? "changed" : said;
  return { ...rectOf(grid, number), label: String(number), said: looks, here: number === at };
}

/**
 * @param {{grid: import("./rules.js").Grid, known: Known, photo: Photo, cells: Cell[], at: number,
 *   dark: Uint8Array[] | undefined}} now
 */
function seenOf({ grid, known, photo, cells, at, dark }) {
  const [done, here] = [doneOf(cells), dark?.[at - 1]];
  const ofSheet = known.photos.filter(({ sheet }) => sheet === photo.sheet);
  const newest = ofSheet.at(-1);
  return {
    cells,
    at,
    part: known.parts[partOf(grid, at, photo.parts ?? 0) ?? -1],
    done,
    doneWords: n("%(count)s cell done", "%(count)s cells done", done),
    looksEmpty: here !== undefined && inkOf(here) < SPECK,
    again: ofSheet[0] !== photo,
    changed: cells.filter((cell) => cell.changed).map(({ number }) => number),
    before: readBefore(cells, known.photos, photo)[at - 1] ?? null,
    newer: newest && newest !== photo ? newest : null,
    numberOf: (/** @type {Photo} */ one) => known.photos.indexOf(one) + 1,
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
