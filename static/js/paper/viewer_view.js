// How the photograph to type off is drawn, with its tools and the choice between several.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../core/texts.js";
import { larger, rotate, smaller, whole } from "./icons.js";

/**
 * @typedef {import("./viewer.js").Photo} Photo
 * @typedef {{key(event: KeyboardEvent): void, show(id: number): void, larger(): void, smaller(): void,
 *   all(): void, turn(): void, laid(): void, failed(id: number): void, again(id: number): void,
 *   takeOff(id: string): void, undoMark(): void}} Handlers
 */

/**
 * @typedef {{left: number, top: number, wide: number, high: number, label: string, said: string,
 *   here: boolean, id?: string, words?: string}} Mark  on the picture, in parts of its sides; no extent: a
 *   place; `id`: of the note, whose mark a hand can move; `words`: what it is and where
 * @typedef {{id: string, words: string, where: string, undo: string}} About  the mark that was chosen
 */

/**
 * @param {{base: string, photos: Photo[], photo: Photo|undefined, lost: boolean|undefined, marks: Mark[],
 *   about: About | null}} seen
 * @param {Handlers} handlers
 */
export function viewerView({ base, photos, photo, lost, marks, about }, handlers) {
  const stop = (marks.find(({ id, here }) => id && here) ?? marks.find(({ id }) => id))?.id;
  return html`${photos.length > 1 ? choiceView(photos, photo, handlers) : nothing}
    <div
      class="frame"
      role="group"
      tabindex="0"
      aria-label=${t("The photograph: move it with the arrow keys, plus and minus change its size, zero shows all of it, M marks its middle. On a mark the arrow keys move it, Delete takes it off")}
      @keydown=${handlers.key}
    >
      ${photo && !lost ? imageView(base, photo, handlers) : nothing}
      ${photo && !lost && marks.length ? html`<div class="marks">${repeat(marks, nameOf, (mark) => markView(mark, stop))}</div>` : nothing}
    </div>
    ${photo && lost ? lostView(photo.id, handlers) : nothing}
    <div class="row tools">
      ${tool(t("Larger"), larger, handlers.larger)} ${tool(t("Smaller"), smaller, handlers.smaller)}
      ${tool(t("The whole picture"), whole, handlers.all)} ${tool(t("Turn"), rotate, handlers.turn)}
    </div>
    ${about ? aboutView(about, handlers) : nothing}`;
}

/** @param {string} base @param {Photo} photo @param {Handlers} handlers */
function imageView(base, { id, alt }, handlers) {
  return html`<img
    src="${base}/photos/${id}"
    alt=${alt || t("Photograph of the paper poster")}
    draggable="false"
    @load=${handlers.laid}
    @error=${() => handlers.failed(id)}
  />`;
}

/** @param {Mark} mark */
const nameOf = ({ id, label }) => id ?? `cell ${label}`;

/** Of the marks that can be moved one is on the way of the tab key. @param {Mark} mark @param {string | undefined} stop */
function markView(mark, stop) {
  const { left, top, wide, high, label, said, here, id } = mark;
  if (id)
    return html`<button
      class="mark"
      type="button"
      tabindex=${id === stop ? 0 : -1}
      aria-label=${mark.words ?? ""}
      data-mark=${id}
      data-left=${left}
      data-top=${top}
      data-said=${said}
      ?data-here=${here}
      data-place
    >
      <b>${label}</b>
    </button>`;
  return html`<span
    class="mark"
    aria-hidden="true"
    data-left=${left}
    data-top=${top}
    data-width=${wide || nothing}
    data-height=${high || nothing}
    data-said=${said}
    ?data-here=${here}
    ?data-place=${!wide}
    ><b>${label}</b></span
  >`;
}

/** @param {About} about @param {Handlers} handlers */
function aboutView({ id, words, where, undo }, { takeOff, undoMark }) {
  return html`<div class="row about-mark">
    ${id ? html`<p><bdi>${words}</bdi> <span class="quiet">${where}</span></p>` : nothing}
    ${
      id
        ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => takeOff(id)}>
            ${t("Take the mark off")}
          </button>`
        : nothing
    }
    ${
      undo
        ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${undoMark}>${undo}</button>`
        : nothing
    }
  </div>`;
}

/** @param {number} id @param {Handlers} handlers */
function lostView(id, handlers) {
  return html`<p class="problem" role="alert">
    ${t("The photograph could not be fetched.")}
    <button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.again(id)}>
      ${t("Try again")}
    </button>
  </p>`;
}

/** @param {Photo[]} photos @param {Photo|undefined} shown @param {Handlers} handlers */
function choiceView(photos, shown, handlers) {
  return html`<div class="row numbers" role="group" aria-label=${t("Photographs")}>
    ${photos.map(
      ({ id }, place) =>
        html`<button type="button" aria-pressed=${id === shown?.id} @click=${() => handlers.show(id)}>
          <span class="sr-only">${t("Photograph %(number)s", { number: place + 1 })}</span>
          <span aria-hidden="true">${place + 1}</span>
        </button>`,
    )}
  </div>`;
}

/**
 * @param {string} label
 * @param {unknown} drawing
 * @param {() => void} act
 */
function tool(label, drawing, act) {
  return html`<button class="hand" type="button" @click=${act}>
    ${drawing}<span>${label}</span>
  </button>`;
}
