// What stands above the field while a sheet is typed off: which cell it is, and what can be said of it.

import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";

/** @typedef {import("./rules.js").Cell} Cell */
/** @typedef {import("./rules.js").Photo} Photo */
/**
 * @typedef {{go(cell: number): void, decide(said: "empty" | "illegible" | "same" | null): void, another(): void,
 *   lookIn(photo: Photo): void}} Handlers  `lookIn`: at the same cell, in another photograph
 */

/**
 * @param {object} seen
 * @param {Cell[]} seen.cells
 * @param {number} seen.at
 * @param {{letter: string, text: string} | undefined} seen.part
 * @param {number} seen.done
 * @param {string} seen.doneWords
 * @param {boolean} seen.looksEmpty
 * @param {boolean} seen.again  a sheet of this number was photographed before
 * @param {number[]} seen.changed  the cells that look different now from when they were read
 * @param {Photo | null} seen.before  the earlier photograph in which this cell was read
 * @param {Photo | null} seen.newer  a newer photograph of the same sheet
 * @param {(photo: Photo) => number} seen.numberOf  as the buttons above the picture call it
 * @param {Handlers} handlers
 */
export function sheetView(seen, handlers) {
  const { cells, at, part, done, doneWords, looksEmpty, again, newer } = seen;
  const cell = cells[at - 1];
  const all = done === cells.length;
  return html`<section class="cells" aria-labelledby="cells-title" data-at=${at} data-done=${done}>
    <div class="row head">
      <h2 id="cells-title">${t("Cell %(number)s of %(count)s", { number: at, count: cells.length })}</h2>
      <p class="quiet">${all ? t("Every cell is done.") : doneWords}</p>
    </div>
    ${part ? html`<p class="part"><strong>${part.letter}</strong> <bdi>${part.text}</bdi></p>` : nothing}
    ${again ? againView(seen, handlers) : nothing} ${newer ? newerView(newer, seen, handlers) : nothing}
    <p class="stands" data-said=${cell?.said ?? ""}>${standsWords(cell, looksEmpty)}</p>
    ${cell?.changed ? changedView(cell, seen, handlers) : nothing}
    <div class="row decide">
      <button class="ds-button" data-variant="tertiary" type="button" ?disabled=${at === 1} @click=${() => handlers.go(at - 1)}>
        ${t("Back")}
      </button>
      ${decideView("empty", t("Empty"), cell, handlers, looksEmpty)}
      ${decideView("illegible", t("Illegible"), cell, handlers)}
      <button class="ds-button" data-variant="tertiary" type="button" ?disabled=${at === cells.length} @click=${() => handlers.go(at + 1)}>
        ${t("Next")}
      </button>
    </div>
  </section>`;
}

/**
 * Below the field: every cell, to go to any of them, and which keys there are.
 * @param {{cells: Cell[], columns: number, at: number}} seen
 * @param {{go(cell: number): void}} handlers
 */
export function mapView({ cells, columns, at }, handlers) {
  return html`<div class="cell-map" role="group" aria-label=${t("The cells of the sheet")} data-columns=${columns}>
      ${cells.map((one) => placeView(one, one.number === at, handlers.go))}
    </div>
    <p class="quiet small">
      ${t("Enter types the cell off and goes on. A dash and Enter: it is empty. A question mark: illegible. Page up and page down: back and forth.")}
    </p>`;
}

/**
 * @param {"empty" | "illegible"} said
 * @param {string} label
 * @param {Cell | undefined} cell
 * @param {{decide(said: "empty" | "illegible" | null): void}} handlers
 * @param {boolean} [offered]
 */
function decideView(said, label, cell, { decide }, offered = false) {
  const is = cell?.said === said && !cell.changed;
  return html`<button
    class="ds-button"
    data-variant=${is || (offered && !cell?.said) ? "primary" : "secondary"}
    type="button"
    aria-pressed=${is}
    @click=${() => decide(is ? null : said)}
  >
    ${label}
  </button>`;
}

/** @param {Cell | undefined} cell @param {boolean} looksEmpty */
function standsWords(cell, looksEmpty) {
  if (cell?.said === "typed") return html`${t("Typed off:")} <bdi>${cell.text}</bdi>`;
  if (cell?.said) return saidWords(cell.said);
  return looksEmpty ? t("It looks empty.") : t("Not typed off yet.");
}

/** @param {string} said */
function saidWords(said) {
  if (said === "typed") return t("Typed off");
  if (said === "empty") return t("Empty");
  return said ? t("Illegible") : t("Not typed off yet.");
}

/** @param {Cell} cell @param {boolean} here @param {(cell: number) => void} go */
function placeView({ number, said, changed }, here, go) {
  const words = changed ? t("It looks different now.") : saidWords(said);
  return html`<button
    type="button"
    data-said=${said}
    ?data-changed=${changed}
    aria-current=${here ? "true" : "false"}
    aria-label=${`${t("Cell %(number)s", { number })}: ${words}`}
    @click=${() => go(number)}
  >
    ${number}
  </button>`;
}

/**
 * @param {{changed: number[]}} seen
 * @param {Handlers} handlers
 */
function againView({ changed }, { another }) {
  return html`<div class="notice">
    <p>
      ${t("A sheet with this number was photographed before. If it is the same sheet, go on: what is typed off stays. If it is another copy, say so.")}
    </p>
    ${
      changed.length
        ? html`<p class="changed">
            ${t("These cells look different from the photograph they were read in: %(cells)s.", { cells: changed.join(", ") })}
          </p>`
        : nothing
    }
    <button class="ds-button" data-variant="secondary" type="button" @click=${another}>
      ${t("It is another sheet")}
    </button>
  </div>`;
}

/**
 * What a person can do about a cell that looks different: look at both, type what is new as a note of
 * its own, or say that nothing is.
 * @param {Cell} cell
 * @param {{before: Photo | null, numberOf: (photo: Photo) => number}} seen
 * @param {Handlers} handlers
 */
function changedView({ said }, { before, numberOf }, { decide, lookIn }) {
  const still = said === "empty" || said === "illegible" ? said : "same";
  return html`<p>${t("It looks different now. Type what is new as a note of its own.")}</p>
    <div class="row decide">
      <button class="ds-button" data-variant="secondary" type="button" @click=${() => decide(still)}>
        ${t("Nothing is new")}
      </button>
      ${before ? lookView(t("As it was: photograph %(number)s", { number: numberOf(before) }), () => lookIn(before)) : nothing}
    </div>`;
}

/** @param {Photo} newer @param {{numberOf: (photo: Photo) => number}} seen @param {Handlers} handlers */
function newerView(newer, { numberOf }, { lookIn }) {
  return html`<div class="notice">
    <p>${t("This sheet was photographed again later.")}</p>
    ${lookView(t("As it is now: photograph %(number)s", { number: numberOf(newer) }), () => lookIn(newer))}
  </div>`;
}

/** @param {string} words @param {() => void} look */
function lookView(words, look) {
  return html`<button class="ds-button" data-variant="tertiary" type="button" @click=${look}>${words}</button>`;
}
