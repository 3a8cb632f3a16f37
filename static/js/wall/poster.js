/**
 * One poster: the café's name on top, the card with the table and its question, the slips round it,
 * the main statement, and photographs of the paper poster. One markup for wall, page and big screen.
 */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { beforeView } from "../core/live/asked_before.js";
import { pieces } from "../core/text/matching.js";
import { t } from "../core/texts.js";
import { placeName } from "../core/words.js";
import { fields, tilt } from "./outline.js";

/** @typedef {import("./outline.js").Poster} Poster */
/** @typedef {import("./outline.js").Field} Field */
/** @typedef {import("../core/live/store.js").Note} Note */
/** @typedef {{base: string, fresh: Set<string>, level: 1|2|3, link: boolean,
 *   query?: string}} Hanging
 *   `fresh` holds the ids of notes that came while the page was open; `level` is the heading's;
 *   `query` is marked where it stands in the notes. */

/**
 * @param {Poster} poster
 * @param {Hanging} how
 */
export function drawPoster(poster, how) {
  const { table } = poster;
  return html`<article class="poster" id="table-${table.number}" tabindex="-1"
    aria-labelledby="name-${table.number}" data-kind=${table.split ? "split" : "whole"}>
    ${heading(poster, how)}<div class="poster-new"></div>
    <div class="sheet-of-paper">
      ${card(poster)}
      ${drawFields(poster, how.fresh, how.query)}
    </div>
    ${mainStatement(table.main_statement)}
    ${photographs(poster, how.base)}
  </article>`;
}

/** @param {Poster} poster @param {Hanging} how */
function heading({ table, question }, { level, link, base }) {
  const name = table.cafe_name || placeName(question, table);
  const words = link ? html`<a href="${base}/table/${table.number}">${name}</a>` : html`${name}`;
  const id = `name-${table.number}`;
  if (level === 1) return html`<h1 class="cafe-name" id=${id} dir="auto">${words}</h1>`;
  if (level === 2) return html`<h2 class="cafe-name" id=${id} dir="auto">${words}</h2>`;
  return html`<h3 class="cafe-name" id=${id} dir="auto">${words}</h3>`;
}

/** @param {Poster} poster */
export function card({ table, question, before }) {
  return html`<div class="card-on-poster">
    <p class="table-number">${placeName(question, table)}</p>
    <p class="question"><b>${t("Question %(number)s:", { number: question.number })}</b> <bdi>${question.text}</bdi></p>
    ${table.split ? nothing : parts(question.parts)} ${beforeView(before)}
  </div>`;
}

/** @param {{letter: string, text: string}[]} all */
function parts(all) {
  return all.map(
    ({ letter, text }) => html`<p class="question"><b>${letter}</b> <bdi>${text}</bdi></p>`,
  );
}

/** @param {Poster} poster @param {Set<string>} fresh @param {string} [query] */
export function drawFields(poster, fresh, query = "") {
  return fields(poster).map((field) => drawField(field, fresh, query));
}

/** @param {Field} field @param {Set<string>} fresh @param {string} query */
function drawField({ letter, text, notes }, fresh, query) {
  const title = letter ? html`<p class="part"><b>${letter}</b> <bdi>${text}</bdi></p>` : nothing;
  return html`<div class="field-of-poster">${title}${slips(notes, fresh, query)}</div>`;
}

/** @param {Note[]} notes @param {Set<string>} fresh @param {string} query */
function slips(notes, fresh, query) {
  if (!notes.length) return html`<p class="no-notes">${t("No notes yet")}</p>`;
  return html`<ul class="slips" role="list">${repeat(
    notes,
    (note) => note.id,
    (note) => slip(note, fresh.has(note.id), query),
  )}</ul>`;
}

/** @param {string} text @param {string} query as `fold` gives it */
function words(text, query) {
  if (!query) return text;
  return pieces(text, query).map((piece) =>
    piece.hit ? html`<mark>${piece.text}</mark>` : piece.text,
  );
}

/** @param {Note} note @param {boolean} fresh @param {string} query */
function slip(note, fresh, query) {
  if (note.erased) return html`<li class="slip erased"><p>${t("erased for good")}</p></li>`;
  return html`<li class="slip ${note.kind} ${fresh ? "fresh" : ""}" data-tilt=${tilt(note.id)} data-note=${note.id}
    ><p dir="auto">${words(note.text, query)}</p>${note.elaborations.map((more) => html`<p class="more" dir="auto">${words(more, query)}</p>`)}${note.paper ? html`<small class="from-paper">${t("from paper")}</small>` : nothing}<div class="slip-own"></div></li>`;
}

/** @param {string|null} text */
export function mainStatement(text) {
  if (!text) return nothing;
  return html`<div class="main-statement">
    <p class="label">${t("Main statement")}</p>
    <p dir="auto">${text}</p>
  </div>`;
}

/** @param {Poster} poster @param {string} base */
export function photographs({ table, question }, base) {
  const alt = t("The paper poster: %(table)s", { table: placeName(question, table) });
  return table.posters.map(
    (photo) => html`<a class="photograph" href="${base}/photos/${photo.id}">
      <img src="${base}/photos/${photo.id}" alt=${photo.alt || alt} loading="lazy"></a>`,
  );
}
