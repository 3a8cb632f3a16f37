/** One row above both sides: which notes and sentences are shown, and how many. */
import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";

/** @typedef {import("../view.js").View} View */
/**
 * @typedef {{filter: import("../filter.js").Filter, choosing: boolean, filterText(event: Event): void,
 *   filterTable(event: Event): void, filterKind(event: Event): void, filterNone(): void,
 *   chooseMode(): void, sorts: boolean}} Handlers  `sorts`: whether whoever looks may sort
 */

/** @returns {[import("../filter.js").Kind, string][]} */
function kinds() {
  return [
    ["", t("All kinds")],
    ["elaborated", t("with elaboration")],
    ["paper", t("from paper")],
    ["keyword", t("keywords")],
    ["statement", t("statements")],
    ["opposed", t("with an opposite")],
    ["worded", t("reworded sentences")],
    ["own", t("no note behind it")],
  ];
}

/** @param {View} view @param {Handlers} handlers */
export function filterRow(view, handlers) {
  const { filter } = handlers;
  return html`<div class="filters" role="search" aria-label=${t("Filter")}>
    <label class="sr-only" for="filter-text">${t("Words in notes and sentences")}</label>
    <input class="ds-input" id="filter-text" type="search" autocomplete="off"
      placeholder=${t("Words in notes and sentences")} @input=${handlers.filterText}>
    <label class="sr-only" for="filter-table">${t("Table")}</label>
    <select class="ds-input" id="filter-table" @change=${handlers.filterTable}>
      <option value="0" .selected=${filter.table === 0}>${view.tables.some(({ origin }) => origin) ? t("All tables and sources") : t("All tables")}</option>
      ${view.tables.map(
        (table) =>
          html`<option value=${table.number} .selected=${filter.table === table.number}>${placeName(view.question, table)}</option>`,
      )}
    </select>
    <label class="sr-only" for="filter-kind">${t("Kind")}</label>
    <select class="ds-input" id="filter-kind" @change=${handlers.filterKind}>
      ${kinds().map(
        ([kind, words]) =>
          html`<option value=${kind} .selected=${filter.kind === kind}>${words}</option>`,
      )}
    </select>
    ${view.narrowed ? narrowed(view, handlers) : nothing}
    ${handlers.sorts ? chooseMode(handlers) : nothing}
  </div>`;
}

/** @param {Handlers} handlers */
function chooseMode(handlers) {
  return html`<button class="ds-button" data-variant="tertiary" type="button" id="choose-mode"
    aria-pressed=${handlers.choosing ? "true" : "false"} @click=${handlers.chooseMode}>${t("Choose several")}</button>`;
}

/** @param {View} view @param {Handlers} handlers */
function narrowed({ keys }, handlers) {
  const values = { notes: keys.notes.length, sentences: keys.entries.length };
  return html`<span class="shown">${t("Notes: %(notes)s, sentences: %(sentences)s", values)}</span>
    <button class="ds-button" data-variant="secondary" type="button" id="filter-none" @click=${handlers.filterNone}>
      ${t("Show all")}</button>`;
}
