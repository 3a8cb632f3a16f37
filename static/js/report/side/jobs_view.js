/** How a file or version made in the background is drawn. */
import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../core/texts.js";
import { underWay } from "../../job/following.js";

/** @typedef {import("./jobs.js").Status} Status */
/** @typedef {import("./jobs.js").Row} Row */
/** @typedef {{stop(row: Row): void, again(row: Row): void, drop(row: Row): void}} Handlers */

/**
 * Files beside the links that ask for them, versions beside the others that were kept.
 *
 * @param {Row[]} rows @param {(row: Row) => Status} statusOf @param {Handlers} handlers
 */
export function drawJobs(rows, statusOf, handlers) {
  for (const [place, files] of /** @type {const} */ ([
    ["jobs", true],
    ["keeping", false],
  ])) {
    const element = document.getElementById(place);
    const own = rows.filter((row) => (row.file !== "") === files);
    const drawn = repeat(
      own,
      (row) => row.id,
      (row) => jobView(row, statusOf(row), handlers),
    );
    if (element) render(drawn, element);
  }
}

/**
 * One that is being made, was made or failed, with what can be done about it.
 *
 * @param {Row} row @param {Status} now
 * @param {Handlers} handlers
 */
function jobView(row, now, handlers) {
  const name = html`<span class="sr-only">: ${row.name}</span>`;
  return html`<div class="job ${now.state}">
    <p><b>${row.name}:</b> ${now.words}</p>
    ${underWay(now) ? html`<progress aria-label=${row.name} max=${now.of || 1} value=${now.of ? now.done : nothing}></progress>` : nothing}
    <span class="row">
      ${underWay(now) ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.stop(row)}>${t("Cancel")}${name}</button>` : nothing}
      ${now.state === "ready" ? html`<a href=${row.file} download>${t("Take it again")}${name}</a>` : nothing}
      ${now.state === "failed" ? html`<button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.again(row)}>${t("Try again")}${name}</button>` : nothing}
      ${underWay(now) ? nothing : html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.drop(row)}>${t("Close")}${name}</button>`}
    </span>
  </div>`;
}
