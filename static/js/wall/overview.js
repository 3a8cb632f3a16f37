/** The whole wall: by question, the tables of a question side by side, or by table number. */
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { toEvaluation } from "../core/programme/evaluation.js";
import { matches } from "../core/text/matching.js";
import { n, t } from "../core/texts.js";
import { drawBar } from "./bar.js";
import { drawFar, farButton } from "./far.js";
import { inOrder, sections } from "./outline.js";
import { drawPoster } from "./poster.js";

/** @typedef {import("./outline.js").Poster} Poster */
/** @typedef {import("./outline.js").Section} Section */
/** @typedef {{base: string, fresh: Set<string>, up: Set<number>, by: "question"|"table",
 *   sort: (by: "question"|"table") => void, search: import("./search/search.js").Search,
 *   walk: ReturnType<typeof import("./search/walk.js").openWalk>,
 *   far: import("./far.js").Far, dotsLeft: (question: number) => number, telling: {paused: () => boolean, toggle: () => void},
 *   whatsNew: {count: number, next: () => void, seen: () => void}}} Wall */

/**
 * @param {import("../core/live/store.js").State} state
 * @param {Map<number, Poster>} hung
 * @param {Wall} wall
 */
export function drawWall(state, hung, wall) {
  const found = sections(state, hung);
  return html`<h1 class="sr-only">${t("The wall")}</h1>
    ${toEvaluation(state.workshop, "participants", wall.base)}
    ${state.workshop?.stage === "open" ? found.map((section) => wayIn(section, wall.base)) : nothing}
    ${drawBar(found, hung, wall, placeNow(found, hung, wall).table?.number ?? 0)}
    ${hung.size ? strip(found, hung, wall) : html`<p class="quiet">${t("There are no tables in this café yet.")}</p>`}`;
}

/** The posters, side by side on a phone, and there the way from one to the next. @param {Section[]} found @param {Map<number, Poster>} hung @param {Wall} wall */
function strip(found, hung, wall) {
  const { at, count, question, table } = placeNow(found, hung, wall);
  const { number = 0, id = 0 } = question ?? {};
  const dots = wall.dotsLeft(id);
  const { far } = wall;
  return html`${far.is ? drawFar(found, hung, wall) : nothing}<div class="strip" ?hidden=${far.is}>${
    wall.by === "question"
      ? repeat(found, byId, (section) => drawSection(section, wall))
      : row([...hung.values()], wall, 2)
  }</div>
  <nav class="walker" aria-label=${t("From poster to poster")}>
    <button class="pill step back" type="button" ?hidden=${far.is} ?disabled=${at <= 0} @click=${wall.walk.back}><span class="sr-only">${t("Previous")}</span></button>
    <p role="status"><b>${t("Question %(number)s", { number })}</b>${dotsView(dots)}
      <span>${t("%(place)s of %(count)s", { place: at + 1, count })}</span></p>
    ${farButton(far, table?.number ?? 0)}
    <button class="pill step on" type="button" ?hidden=${far.is} ?disabled=${at >= count - 1} @click=${wall.walk.on}><span class="sr-only">${t("Next")}</span></button>
  </nav>`;
}

/** The poster before the reader's eyes. @param {Section[]} found @param {Map<number, Poster>} hung @param {Wall} wall */
function placeNow(found, hung, wall) {
  const all = inOrder(found, hung, wall.by);
  const at = Math.min(wall.walk.place().at, all.length - 1);
  return { at, count: all.length, question: all[at]?.question, table: all[at]?.table };
}

/** To the pairs' page, for who came by the wall's code. @param {Section} section @param {string} base */
function wayIn({ question }, base) {
  if (question.form !== "pairs") return nothing;
  return html`<a class="way-in" href="${base}/pairs/${question.number}">
    <strong>${t("Talk two and two: write here")}</strong>
    <span dir="auto">${question.text}</span></a>`;
}

/** @param {number} dots that this phone has left at a question */
function dotsView(dots) {
  if (!dots) return nothing;
  return html` <span class="dots-left">${n("%(count)s dot left", "%(count)s dots left", dots)}</span>`;
}

const byId = (/** @type {Section} */ section) => section.question.id;

/** @param {Section} section @param {Wall} wall */
function drawSection({ question, posters }, wall) {
  return html`<section aria-labelledby="question-${question.number}">
    <h2 class="wall-question" id="question-${question.number}" tabindex="-1">
      ${t("Question %(number)s", { number: question.number })}${dotsView(wall.dotsLeft(question.id))}</h2>
    ${row(posters, wall, 3)}
  </section>`;
}

/** @param {Poster[]} posters @param {Wall} wall @param {2|3} level */
function row(posters, { base, fresh, up, search }, level) {
  return html`<div class="posters">${repeat(
    posters,
    (poster) => poster.table.id,
    // The cost of a note is its own poster, not the wall.
    (poster) => {
      if (!up.has(poster.table.id)) return nail(poster);
      const query = has(poster, search.query) ? search.query : "";
      const how = { base, fresh, level, link: true, query };
      return guard([poster, query], () => drawPoster(poster, how));
    },
  )}</div>`;
}

/** Where a poster will hang in a moment. @param {Poster} poster */
function nail({ table }) {
  return html`<article class="poster" id="table-${table.number}" tabindex="-1" aria-busy="true"></article>`;
}

/** @param {Poster} poster @param {string} query */
function has({ notes }, query) {
  if (!query) return false;
  return notes.some(({ text, elaborations }) =>
    [text, ...elaborations].some((words) => matches(words, query).length > 0),
  );
}
