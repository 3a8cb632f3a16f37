/** What stands over the posters: their order, the way to each, the search, and what is new. */
import { html, nothing } from "lit-html";
import { n, t } from "../core/texts.js";
import { placeName } from "../core/words.js";
import { farButton } from "./far.js";
import { searchForm } from "./search/search.js";

/** @typedef {import("./outline.js").Poster} Poster */
/** @typedef {import("./outline.js").Section} Section */
/** @typedef {import("./overview.js").Wall} Wall */

/**
 * @param {Section[]} found @param {Map<number, Poster>} hung @param {Wall} wall
 * @param {number} at the table whose poster one stands at
 */
export function drawBar(found, hung, wall, at) {
  const { by, search } = wall;
  return html`<div class="wall-bar ${search.open ? "searching" : ""}">
    ${tools(wall)}
    ${hung.size ? farButton(wall.far, at) : nothing}
    <details class="jump">
      <summary>${t("Go to …")}</summary>
      <nav aria-label=${t("Questions and tables")} @click=${jump}>
        ${tools(wall)}
        ${by === "question" ? found.map(jumpSection) : jumpTables([...hung.values()])}
      </nav>
    </details>
    ${searchForm(search)}
    ${nextNew(wall.whatsNew)}
    <a class="to-projector" href="${wall.base}/projector">${t("Big screen")}</a>
  </div>`;
}

/** Shown on the bar, or in its list where the bar is narrow; never both. @param {Wall} wall */
function tools({ by, sort, telling }) {
  return html`<div class="wall-tools"><div class="choice" role="group" aria-label=${t("Order of the posters")}>
      <button type="button" aria-pressed=${by === "question"} @click=${() => sort("question")}>${t("By question")}</button>
      <button type="button" aria-pressed=${by === "table"} @click=${() => sort("table")}>${t("By table")}</button>
    </div>
    <button class="pill" type="button" aria-pressed=${telling.paused()} @click=${telling.toggle}
      >${t("Pause announcements")}</button></div>`;
}

/** @param {Wall["whatsNew"]} whatsNew */
function nextNew({ count, next, seen }) {
  if (!count) return nothing;
  return html`<span class="new-control"><button class="pill to-new" type="button" @click=${next}
    >${n("%(count)s new", "%(count)s new", count)}<span class="sr-only">: ${t("go to the next")}</span></button
    ><button class="pill seen-all" type="button" title=${t("All seen")} @click=${seen}><span class="sr-only">${t("All seen")}</span></button></span>`;
}

/** @param {Section} section */
function jumpSection({ question, posters }) {
  const first = posters[0]?.table.number ?? 0;
  return html`<a class="jump-question" href="#question-${question.number}" data-first="table-${first}">
      <b>${t("Question %(number)s", { number: question.number })}</b> <bdi>${question.text}</bdi></a>
    ${jumpTables(posters)}`;
}

/** @param {Poster[]} posters */
function jumpTables(posters) {
  return html`<ul role="list">${posters.map(
    ({ table, question }) => html`<li><a href="#table-${table.number}">${placeName(question, table)}
      ${table.cafe_name ? html`<span class="quiet" dir="auto">${table.cafe_name}</span>` : ""}</a></li>`,
  )}</ul>`;
}

/** Close the list; the walk follows the address. @param {Event} event */
function jump(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  link?.closest("details")?.removeAttribute("open");
}
