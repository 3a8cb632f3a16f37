/** What hangs on the big screen while people work: all tables at once, one poster, main statements. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { n, t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";
import { card, drawFields, mainStatement, photographs } from "../poster.js";
import { statements } from "./moment.js";
import { NARROW } from "./softly.js";
import { wayIn } from "./ways.js";
import { whole } from "./whole.js";

/** @typedef {import("../outline.js").Poster} Poster */
/** @typedef {import("./scenes.js").Scene} Scene */

/** Every table with its number, name and count. @param {Scene} scene */
export function talking({ hung }) {
  if (!hung.size) return html`<p class="empty">${t("There are no tables in this café yet.")}</p>`;
  return html`<div class="pager"><ul class="leaves grid" role="list">${repeat(
    hung.values(),
    ({ table }) => table.id,
    cell,
  )}</ul></div>`;
}

/** @param {Poster} poster */
function cell({ table, question, notes }) {
  const numbered = question.form === "tables";
  const place = placeName(question, table);
  return html`<li class="cell" data-cell=${table.id}>
    <span class="sr-only">${numbered ? place : ""}</span>
    <span class="cell-number" aria-hidden="true">${numbered ? table.number : "…"}</span>
    <b class="cell-name" dir="auto">${whole(table.cafe_name || place, NARROW)}</b>
    <span class="cell-count" aria-hidden="true">${notes.length}</span>
    <span class="sr-only">${n("%(count)s note", "%(count)s notes", notes.length)}</span>
  </li>`;
}

/** Where one is, on each page of a poster. @param {Poster} poster */
function whose({ table, question }) {
  const place = placeName(question, table);
  return html`<h2 class="scene-head" id="slide-name"><span class="place">${place}</span>
    ${table.cafe_name ? html`<b class="cafe-name" dir="auto">${whole(table.cafe_name)}</b>` : nothing}</h2>`;
}

/** One table's poster, on as many pages as it needs. @param {Scene} scene */
export function poster({ hung, stop, base, fresh, open }) {
  const shown = hung.get(stop);
  if (!shown) return html`<p class="empty">${t("There are no tables in this café yet.")}</p>`;
  const { table, question } = shown;
  return html`<article class="slide" aria-labelledby="slide-name">${whose(shown)}
    <div class="pager"><div class="leaves two">
      ${card(shown)}${open ? wayIn(`way-in-${question.id}`) : nothing}
      ${mainStatement(table.main_statement)}
      ${drawFields(shown, fresh)}${photographs(shown, base)}</div></div>
  </article>`;
}

/** Who lacks the main statement, and all that are there. @param {Scene} scene */
export function mains({ hung, state }) {
  const found = statements(hung.values());
  const all = found.with.length + found.lacking.length;
  const asks = state.workshop?.asks_main ?? false;
  return html`<h2 class="scene-head"><b class="cafe-name">${t("Main statements")}</b>
      <span class="place">${t("%(done)s of %(count)s", { done: found.with.length, count: all })}</span></h2>
    ${asks && found.lacking.length ? lacking(found.lacking) : nothing}
    <div class="pager"><div class="leaves two">
      ${repeat(found.with, ({ table }) => table.id, statement)}</div></div>`;
}

/** @param {Poster[]} posters */
function lacking(posters) {
  const tables = posters.map(({ table }) => table.number).join(", ");
  return html`<p class="lacking">${n("Not written yet: table %(tables)s", "Not written yet: tables %(tables)s", posters.length, { tables })}</p>`;
}

/** @param {Poster} poster */
function statement({ table, question }) {
  return html`<div class="main-statement"><p class="label">${placeName(question, table)}
      ${table.cafe_name ? html`<bdi>${whole(table.cafe_name)}</bdi>` : nothing}</p>
    <p dir="auto">${table.main_statement}</p></div>`;
}

/** One note, as large as it goes. @param {Scene} scene */
export function lifted({ state, hung }) {
  const note = state.notes.get(state.screen?.note ?? "");
  const from = note && hung.get(note.table);
  if (!note || !from) return nothing;
  return html`<article class="slide lift" aria-labelledby="slide-name">${whose(from)}
    <div class="pager"><div class="leaves one" data-largest="2.6"><p dir="auto">${note.erased ? t("erased for good") : note.text}</p>
      ${note.elaborations.map((more) => html`<p class="more" dir="auto">${more}</p>`)}</div></div></article>`;
}

/** What has just come, over the board or beside a prompt, until it has been read. @param {Scene} scene */
export function risen({ state, hung, rising }) {
  if (!rising) return nothing;
  const asked = rising.kind === "asked" ? state.asked.get(rising.id) : undefined;
  const note = state.notes.get(asked?.note ?? rising.id);
  const from = note && hung.get(note.table);
  if (!note || !from) return nothing;
  const more = rising.kind === "more" ? note.elaborations.at(-1) : asked?.answer;
  return html`<article class="risen" data-kind=${rising.kind} data-from=${note.table}>
    <p class="scene-head"><span class="place">${placeName(from.question, from.table)}</span>
      ${from.table.cafe_name ? html`<b class="cafe-name" dir="auto">${whole(from.table.cafe_name)}</b>` : nothing}</p>
    <div class="pager"><div class="leaves one" data-largest="2.6"><p class=${asked || more ? "about" : ""} dir="auto">${note.text}</p>
      ${asked ? html`<p class="asks" dir="auto">${asked.text}</p>` : nothing}
      ${more ? html`<p class="more" dir="auto">${more}</p>` : nothing}
      ${asked?.answered === "voice" ? html`<p class="more">${t("Answered aloud at the table.")}</p>` : nothing}
    </div></div></article>`;
}
