// The page round the photograph and the field.

import { html, nothing } from "lit-html";
import { t } from "../core/texts.js";
import { placeName } from "../core/words.js";

/**
 * @param {object} page
 * @param {string} page.base
 * @param {import("../core/live/store.js").Table} page.table
 * @param {import("../core/live/store.js").Question} page.question
 * @param {string} page.stage
 * @param {Record<"glass" | "field" | "photos", Element>} page.elements
 * @param {boolean} page.waiting  a photograph waits for the host or for the network
 * @param {unknown} page.cells  of a sheet: which one it is and what can be said of it, or null
 * @param {unknown} page.map  all its cells, or null
 * @param {unknown} page.status
 * @param {{count: number, view: unknown}} page.slips
 */
export function paperView({
  base,
  table,
  question,
  stage,
  elements,
  waiting,
  cells,
  map,
  status,
  slips,
}) {
  return html`<div class="paper-page" data-empty=${!table.posters.length}>
    <header class="row">
      <h1>${t("Type off the paper poster")}</h1>
      <p class="where">${placeName(question, table)}</p>
      <a class="back" href=${base}>${t("Back to the table")}</a>
      ${table.posters.length ? moreView(elements.photos, waiting) : nothing}
    </header>
    <div class="look">
      ${table.posters.length ? elements.glass : html`${noneView()} ${elements.photos}`}
    </div>
    <div class="type">
      <p class="asked" tabindex="0">
        <strong>${t("Question %(number)s:", { number: question.number })}</strong> <bdi>${question.text}</bdi>
        ${question.parts.map(({ letter, text }) => html`<strong>${letter}</strong> <bdi>${text}</bdi> `)}
      </p>
      ${lateView(stage)} ${cells ?? nothing} ${elements.field} ${map ?? nothing}
      <section class="typed" aria-labelledby="typed-title">
        <div class="row head">
          <h2 id="typed-title">${t("Typed off")} <span class="count">${slips.count}</span></h2>
          ${status}
        </div>
        ${slips.count ? nothing : html`<p class="quiet">${t("Nothing is typed off yet.")}</p>`}
        ${slips.view}
      </section>
    </div>
  </div>`;
}

function noneView() {
  return html`<p>${t("There is no photograph of this table's poster yet.")}</p>`;
}

/**
 * @param {Element} photos
 * @param {boolean} waiting
 */
function moreView(photos, waiting) {
  return html`<details class="another" ?open=${waiting}>
    <summary>${t("Another photograph")}</summary>
    ${photos}
  </details>`;
}

/** @param {string} stage  what comes after the tables were closed goes to the organiser */
function lateView(stage) {
  if (stage === "open") return nothing;
  if (stage === "planning")
    return html`<p class="notice">${t("The tables are not open yet. What you type waits on this device until they are.")}</p>`;
  return html`<p class="notice">
    ${t("The tables are closed. What you type now goes to the organiser, who takes it in or leaves it.")}
  </p>`;
}
