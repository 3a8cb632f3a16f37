// How the questions of the plan are drawn, with their parts and tables.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { foldedBefore } from "../../core/live/asked_before.js";
import { n, t } from "../../core/texts.js";
import { saidView } from "../before.js";
import { fieldView, grow, refusedView } from "./field.js";
import { tablesView } from "./tables.js";

/** @typedef {import("../model.js").Row} Row */
/** @typedef {import("../handlers.js").Handlers} Handlers */

/** @param {Handlers} handlers @param {Row[]} rows */
export function questionsView(handlers, rows) {
  const roles = rows.some(({ tables }) =>
    tables.some(({ hosts }) => hosts.some(({ role }) => role)),
  );
  return html`<ol class="outline" data-list="questions">${repeat(
    rows,
    ({ uid }) => uid,
    (row, at) => questionView(handlers, { row, number: at + 1, roles }),
  )}</ol>`;
}

/** @param {Handlers} handlers @param {{row: Row, number: number, roles: boolean}} line */
function questionView(handlers, { row, number, roles }) {
  const { uid, text, refused } = row;
  const name = t("Question %(number)s", { number });
  const told = handlers.told(uid);
  return html`<li class="planned" id=${`question-${number}`} data-uid=${uid} data-item="question" data-id=${uid}>
    <div class="asked">
      <div class="line">
        <span class="number" aria-hidden="true" title=${t("Drag the question by its number to move it")}>${number}</span>
        ${fieldView(handlers, { id: `q:${uid}`, label: name, now: text, refused: refused.text ?? refused.gone, hidden: true, size: "wide" })}
      </div>
      ${told ? html`<p class="problem small" role="alert">${told}</p>` : nothing}
      ${handlers.partsOf(row).length ? partsView(handlers, row) : aloneView(handlers, row)}
      ${refusedIn(handlers, row, ({ parts, hints }) => [parts, hints])}
      ${text || row.born ? settingView(handlers, row, name) : nothing}
      ${refusedIn(handlers, row, ({ text, gone, parts, hints, ...others }) => Object.values(others))}
      ${foldedBefore(row.before)}
      ${saidView(handlers.saidBefore(uid))}
    </div>
    ${tablesView(handlers, row, roles)}
  </li>`;
}

/**
 * Whatever else of the question is drawn: what it says no to waits for somebody, and all about the
 * question waits behind it.
 * @param {Handlers} handlers @param {Row} row
 * @param {(refused: import("../model.js").Refused) => (import("../../core/offline/entries.js").Entry | undefined)[]} which
 */
function refusedIn(handlers, { refused }, which) {
  return which(refused).map((entry) => (entry ? refusedView(handlers, entry) : nothing));
}

/** @param {Handlers} handlers @param {Row} row @param {string} name */
function menuView(handlers, { uid }, name) {
  const button = (
    /** @type {string} */ words,
    /** @type {() => void} */ press,
    /** @type {string} */ seen = words,
  ) =>
    html`<button class="ds-button" data-variant="tertiary" type="button" aria-label=${`${words}: ${name}`} title=${seen === words ? nothing : words} @click=${press}>${seen}</button>`;
  return html`<span class="row tools">
    ${button(t("Up"), () => handlers.move(uid, -1), "↑")}
    ${button(t("Down"), () => handlers.move(uid, 1), "↓")}
    ${button(t("Divide into parts"), () => handlers.addPart(uid))}
    ${button(t("Remove"), () => handlers.remove(uid))}
  </span>`;
}

/** Pairs may be asked the question itself. @param {Handlers} handlers @param {Row} row */
function aloneView(handlers, row) {
  if (row.form !== "pairs" || !row.born) return nothing;
  return html`<div class="alone">${hintView(handlers, row, 0)}</div>`;
}

/** @param {Handlers} handlers @param {Row} row */
function partsView(handlers, row) {
  const parts = handlers.partsOf(row);
  // Two and two may have the one thing to answer.
  const alone = parts.length === 1 && row.form !== "pairs";
  return html`<ol class="parts-of">${parts.map(
    (part, at) => html`<li>
      <span class="number" aria-hidden="true">${"ABCDEF"[at]}</span>
      <div><textarea dir="auto" id=${`p:${row.uid}:${at}`} class="ds-input" rows="1" data-lines="no" aria-label=${t("Part %(letter)s", { letter: "ABCDEF"[at] ?? "" })}
        .value=${live(part)} @input=${(/** @type {Event} */ event) => handlers.typePart(row, at, /** @type {HTMLTextAreaElement} */ (event.target).value)}
        @change=${() => handlers.save(`parts:${row.uid}`)} @keydown=${(/** @type {KeyboardEvent} */ event) => handlers.partKey(row, at, event)} ${ref(grow)}></textarea>
      ${row.form === "pairs" && at < row.parts.length ? hintView(handlers, row, at) : nothing}</div>
    </li>`,
  )}</ol>
  ${alone ? html`<p class="quiet small alone">${t("A question with parts needs two. Enter begins the next part.")}</p>` : nothing}`;
}

/** What the field of a prompt's hint is called. @param {string} uid @param {number} at  which prompt */
export const hintOf = (uid, at) => `hint:${at}:${uid}`;

/** How pairs go about the prompt; where nothing is written they read what the field shows. @param {Handlers} handlers @param {Row} row @param {number} at */
function hintView(handlers, { uid, parts, hints }, at) {
  const letter = parts.length ? "ABCDEF"[at] : "";
  return fieldView(handlers, {
    id: hintOf(uid, at),
    label: letter ? t("Hint to part %(letter)s", { letter }) : t("Hint to the question"),
    hint: t("Say it to each other first. Then write one thing at a time."),
    now: hints[at] ?? "",
    size: "hint",
  });
}

/** @param {Handlers} handlers @param {Row} row @param {string} name */
function settingView(handlers, row, name) {
  const forms = { tables: t("Tables"), pairs: t("In pairs"), plenary: t("Plenary") };
  const { uid, form } = row;
  return html`<div class="setting">
    <label>${t("Form of talk")}
      <select class="ds-input" aria-label=${`${t("Form of talk")}: ${name}`} .value=${live(form)} @change=${(/** @type {Event} */ event) => handlers.setForm(row, /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${Object.entries(forms).map(([value, words]) => html`<option value=${value} ?selected=${value === form}>${words}</option>`)}
      </select></label>
    ${
      form === "tables"
        ? html`<span class="stepper"><span id=${`count:${uid}`}>${n("%(count)s table", "%(count)s tables", row.count)}</span>
          <button class="ds-button" data-variant="secondary" type="button" aria-label=${`${t("One table less")}: ${name}`} ?disabled=${!row.count} @click=${() => handlers.setCount(row, row.count - 1)}>−</button>
          <button class="ds-button" data-variant="secondary" type="button" aria-label=${`${t("One more table")}: ${name}`} @click=${() => handlers.setCount(row, row.count + 1)}>+</button></span>`
        : nothing
    }
    ${menuView(handlers, row, name)}
  </div>`;
}
