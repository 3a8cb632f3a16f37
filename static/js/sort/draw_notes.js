/** The left side: notes that wait for a place, by table; what is set aside; what was struck out. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { placeName } from "../core/places.js";
import { n, t } from "../core/texts.js";
import { chip } from "./draw_likely.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").Note} Note */
/** @typedef {import("./view.js").Table} Table */
/**
 * @typedef {{current: string|null, menu(key: string): void, takeBack(id: string): void,
 *   filterText(event: Event): void, filterTable(event: Event): void, doubles(): void, above(): void,
 *   suggested(id: string): import("./view.js").Heading|undefined, takeSuggested(key: string): void,
 *   suggests: boolean}} Hands
 */

/** @param {View} view @param {Hands} hands */
export function notesSide(view, hands) {
  return html`
    <section class="side" id="unplaced" aria-labelledby="unplaced-title">
      <div class="side-head">
        <h2 id="unplaced-title">${t("Not yet placed")} <span class="count">${view.waiting}</span></h2>
        ${filters(view, hands)}
        ${offersRow(view, hands)}
      </div>
      ${view.groups.length ? nothing : html`<p class="done" data-list="unplaced" data-fixed data-end tabindex="-1">${why(view)}</p>`}
      ${repeat(
        view.groups,
        ({ table }) => table.id,
        ({ table, notes }) => group(table, notes, view, hands),
      )}
      ${asideBox(view, hands)} ${struckBox(view)}
    </section>
  `;
}

/** @param {View} view @param {Hands} hands */
function offersRow(view, hands) {
  if (!view.accounts.typed.length) return nothing;
  return html`<div class="offers-row">
    <button class="ds-button" data-variant="secondary" type="button" id="doubles" @click=${hands.doubles}>${t("Likely doubles")}</button>
    ${
      hands.suggests
        ? html`<button class="ds-button" data-variant="secondary" type="button" id="above" @click=${hands.above}>${t("Suggested headings")}</button>`
        : nothing
    }
  </div>`;
}

/** Why no note is shown. @param {View} view */
function why(view) {
  if (!view.accounts.typed.length) return t("No notes were written here.");
  return view.waiting ? t("No note fits the filter.") : t("Every note has its place.");
}

/** @param {View} view @param {Hands} hands */
function filters(view, hands) {
  return html`<div class="filters" role="search" aria-label=${t("Filter")}>
    <label class="sr-only" for="filter-text">${t("Words in the note")}</label>
    <input class="ds-input" id="filter-text" type="search" autocomplete="off"
      placeholder=${t("Words in the note")} @input=${hands.filterText}>
    <label class="sr-only" for="filter-table">${t("Table")}</label>
    <select class="ds-input" id="filter-table" @change=${hands.filterTable}>
      <option value="0">${t("All tables")}</option>
      ${view.tables.map(
        (table) => html`<option value=${table.number}>${placeName(view.question, table)}</option>`,
      )}
    </select>
  </div>`;
}

/** @param {Table} table @param {Note[]} notes @param {View} view @param {Hands} hands */
function group(table, notes, view, hands) {
  const all = view.left.get(table.id) ?? 0;
  return html`<section class="group" aria-labelledby=${`table-${table.id}`}>
    <h3 id=${`table-${table.id}`}>
      ${placeName(view.question, table)}
      ${table.cafe_name ? html`<span class="cafe-name">${table.cafe_name}</span>` : nothing}
      <span class="count">${all}</span>
    </h3>
    <ul class="notes" data-list="unplaced" data-fixed>
      ${repeat(
        notes,
        (note) => note.id,
        (note) => slip(note, hands),
      )}
    </ul>
  </section>`;
}

/** @param {Note} note @param {Hands} hands */
function slip(note, hands) {
  const key = `note:${note.id}`;
  const here = key === hands.current ? 0 : -1;
  return html`<li class="slip ${note.kind}" data-item="note" data-id=${note.id} data-ref=${key} tabindex=${here}>
    <p class="words">${note.text}</p>
    ${facts(note)}
    ${note.elaborations.map((more) => html`<p class="more">${more}</p>`)}
    ${chip(hands.suggested(note.id), here, () => hands.takeSuggested(key))}
    <button class="to" type="button" tabindex=${here} @click=${() => hands.menu(key)}>
      ${t("Move to…")}
    </button>
  </li>`;
}

/** @param {Note} note */
export function facts(note) {
  const kind = note.kind === "keyword" ? t("keyword") : t("statement");
  const part = note.part ? t("part %(letter)s", { letter: note.part }) : "";
  const paper = note.paper ? t("from paper") : "";
  return html`<span class="facts">${[kind, part, paper].filter(Boolean).join(" · ")}</span>`;
}

/** @param {View} view @param {Hands} hands */
function asideBox(view, hands) {
  const many = view.aside.length;
  return html`<section class="aside" id="aside" aria-labelledby="aside-title">
    <h3 id="aside-title">${t("Set aside")} <span class="count">${many}</span></h3>
    <ul class="notes" data-list="aside" data-fixed data-hint=${t("Drop a note here to set it aside")}>
      ${repeat(
        view.aside,
        (note) => note.id,
        (
          note,
        ) => html`<li class="slip set" data-item="aside" data-id=${note.id} data-ref=${`aside:${note.id}`} tabindex="-1">
          <p class="words">${note.text}</p>
          <p class="reason">${note.aside}</p>
          <button class="to" type="button" @click=${() => hands.takeBack(note.id)}>
            ${t("Take back")}<span class="sr-only">: ${note.text}</span>
          </button>
        </li>`,
      )}
    </ul>
  </section>`;
}

/** @param {View} view */
function struckBox(view) {
  const many = view.struck.length;
  if (!many) return nothing;
  return html`<details class="struck" id="struck">
    <summary>${n("%(count)s note struck out at the table", "%(count)s notes struck out at the table", many)}</summary>
    <ul class="notes">
      ${view.struck.map((note) => html`<li class="slip gone"><p class="words"><s>${note.text}</s></p></li>`)}
    </ul>
  </details>`;
}
