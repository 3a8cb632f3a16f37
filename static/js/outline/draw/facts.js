// The facts of the gathering and the words of the document, as fields.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { t } from "../../core/texts.js";
import { setFact } from "../commands.js";
import { dayInWords } from "./day.js";
import { fieldView, refusedView } from "./field.js";
import { headerLine } from "./header.js";

/** @typedef {import("../model.js").Plan} Plan */
/** @typedef {{handlers: import("../handlers.js").Handlers, words: ReturnType<typeof import("../words.js").fieldWords>}} Page */

// Each fact's name, what it is called, whether it has lines, and how wide it is: of six columns.
/** @typedef {readonly [string, () => string, string, string]} Fact */

export const FACTS = /** @type {const} */ ([
  ["name", () => t("What it is called"), "line", "half"],
  ["network", () => t("Kind of gathering, or network"), "line", "half"],
  ["date", () => t("Date"), "date", "third"],
  ["starts", () => t("From"), "line", "short"],
  ["ends", () => t("To"), "line", "short"],
  ["place", () => t("Place"), "line", "third"],
  ["commissioner", () => t("Commissioned by"), "line", "half"],
  ["participants", () => t("Who takes part"), "lines", "half"],
  ["purpose", () => t("Purpose"), "lines", "wide"],
  ["background", () => t("Background, with links"), "lines", "wide"],
  ["silent", () => t("Silent start: minutes"), "line", "third"],
]);
export const PRINTED = /** @type {const} */ ([
  ["title", () => t("Header line"), "line", "wide"],
  ["document_title", () => t("Title of the document"), "line", "half"],
  ["signature_name", () => t("Name"), "line", "half"],
  ["signature_position", () => t("Position, organisation"), "line", "half"],
  ["signature_month", () => t("Month and year"), "line", "half"],
]);

/** @param {Page} page @param {Plan} now @param {Fact} fact */
export function factView(page, now, [id, label, kind, size]) {
  return fieldView(page.handlers, {
    id: `f:${id}`,
    label: label(),
    kind: /** @type {"line"} */ (kind),
    now: now.facts[id] ?? "",
    refused: now.refused[id],
    size,
    beneath: BENEATH[id]?.(page, now),
  });
}

/** What stands under a fact. @type {Record<string, (page: Page, now: Plan) => unknown>} */
const BENEATH = {
  date: (_page, { facts: { date = "", language = "" } }) =>
    html`<span class="hint" id="f:date-words" lang=${language}>${dayInWords(date, language, "full")}</span>`,
  silent: () =>
    html`<span class="hint">${t("Each writes on the own phone before the table talks. Empty: no silent start.")}</span>`,
  title: offerView,
};

/** Another header line, when the facts make one and somebody has worded theirs. @param {Page} page @param {Plan} now */
function offerView({ words }, { facts, waits }) {
  const made = headerLine(facts);
  const still = waits || words.open() || made === facts.title; // it may be on its way
  if (!made || still) return nothing;
  const take = () => words.put(setFact("title", facts.title ?? "", made));
  return html`<p class="offer small">${t("The facts make:")} <q lang=${facts.language ?? ""} dir="auto">${made}</q>
    <button class="ds-button" data-variant="tertiary" type="button" @click=${take}>${t("Use this header line")}</button></p>`;
}

/** @param {Page} page @param {Plan} now */
export function languageView({ handlers, words }, { facts, refused }) {
  const languages = { nb: "Bokmål", nn: "Nynorsk", en: "English" };
  const choose = (/** @type {Event} */ event) => {
    const to = /** @type {HTMLSelectElement} */ (event.target).value;
    void words.put(setFact("language", facts.language ?? "", to));
  };
  return html`<div class="field third"><label for="f:language">${t("Language of the café and the document")}</label>
    <select id="f:language" class="ds-input" .value=${live(facts.language ?? "")} @change=${choose}>
      ${Object.entries(languages).map(([tag, name]) => html`<option value=${tag} ?selected=${tag === facts.language}>${name}</option>`)}
    </select>${refused.language ? refusedView(handlers, refused.language) : nothing}</div>`;
}
