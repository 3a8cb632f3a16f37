// How the checklist is drawn: what ticks itself, what is ticked by hand, the organisers' own lines.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { may } from "../core/log_in.js";
import { n, t } from "../core/texts.js";
import { tick } from "../table/icons.js";

/** @typedef {import("./model.js").Shown} Shown */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/**
 * @typedef {object} Handlers
 * @property {string} base  the café's address
 * @property {(key: string, now: string) => string} text  what stands in a line's field
 * @property {(key: string, text: string) => void} type
 * @property {(key: string) => void} save
 * @property {(line: Shown, state: import("./model.js").State) => void} tick
 * @property {(line: Shown) => void} remove
 * @property {(entry: Entry) => void} again
 * @property {(entry: Entry) => void} letGo
 * @property {(date: string) => string} moment
 */

/**
 * @param {Shown[]} lines
 * @param {boolean} choosing  whether lines are being taken off
 * @param {Handlers} handlers
 */
export function linesView(lines, choosing, handlers) {
  return html`<ul class="checklist">
    ${repeat(
      lines.filter(({ state, refused }) => choosing || state !== "none" || refused),
      ({ key }) => key,
      (
        line,
      ) => html`<li data-kind=${line.kind} ?data-done=${line.done} ?data-none=${line.state === "none"}>
        ${tickView(line, handlers)}
        <div class="checkline">${wordsView(line, handlers)} ${asideView(line, handlers)}
          ${line.refused ? refusedView(line.refused, handlers) : nothing}</div>
        ${choosing ? choiceView(line, handlers) : nothing}
      </li>`,
    )}
  </ul>`;
}

/** @param {Shown} line @param {Handlers} handlers */
function tickView(line, handlers) {
  if (line.kind === "fact") {
    const words = line.done ? t("done") : t("not done");
    return html`<span class="fact" role="img" aria-label=${words}>${line.done ? tick : nothing}</span>`;
  }
  return html`<input type="checkbox" aria-label=${line.text} .checked=${live(line.done)} ?disabled=${line.state === "none" || !may("plan.edit")}
    @change=${() => handlers.tick(line, line.done ? "open" : "done")} />`;
}

/** @param {Shown} line @param {Handlers} handlers */
function wordsView({ key, kind, text, place }, handlers) {
  if (kind === "own" && may("plan.edit")) {
    return html`<input class="ds-input own" dir="auto" type="text" aria-label=${t("Your own line")} .value=${live(handlers.text(key, text))}
      @input=${(/** @type {Event} */ event) => handlers.type(key, /** @type {HTMLInputElement} */ (event.target).value)}
      @change=${() => handlers.save(key)} />`;
  }
  return place ? html`<a href="${handlers.base}/${place}">${text}</a>` : html`<span>${text}</span>`;
}

/** How far a fact is, or who ticked and when. @param {Shown} line @param {Handlers} handlers */
function asideView({ kind, of, done, by, at }, { moment }) {
  if (of) {
    return html`<span class="quiet small">${t("%(done)s of %(count)s", { done: of[0], count: of[1] })}</span>`;
  }
  if (kind === "fact" || !done || !at) return nothing;
  const when = moment(at);
  return html`<span class="quiet small">${by ? t("%(who)s, %(when)s", { who: by, when }) : when}</span>`;
}

/** @param {Shown} line @param {Handlers} handlers */
function choiceView(line, { tick, remove }) {
  const act = () => (line.kind === "own" ? remove(line) : tick(line, off ? "open" : "none"));
  const off = line.state === "none";
  const words = line.kind === "own" ? t("Remove") : off ? t("For us after all") : t("Not for us");
  return html`<button class="ds-button" data-variant="tertiary" type="button" @click=${act}>
    ${words}<span class="sr-only">: ${line.text}</span>
  </button>`;
}

/** @param {Entry} entry @param {Handlers} handlers */
function refusedView(entry, { again, letGo }) {
  const { title = "", now } = entry.refusal ?? {};
  const conflict = typeof now === "string" && "text" in entry.body;
  return html`<div class="refusal" role="alert">
    <p>${title}</p>
    ${
      conflict
        ? html`<dl><div><dt>${t("You wrote")}</dt><dd>${entry.body.text || t("(nothing)")}</dd></div>
          <div><dt>${t("There now")}</dt><dd>${now || t("(nothing)")}</dd></div></dl>`
        : nothing
    }
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="button" @click=${() => again(entry)}>${conflict ? t("Use mine") : t("Send again")}</button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${() => letGo(entry)}>${conflict ? t("Keep what is there") : t("Throw away")}</button>
    </div>
  </div>`;
}

/**
 * @param {object} field
 * @param {string} field.value
 * @param {(text: string) => void} field.type
 * @param {() => void} field.add
 */
export function newView({ value, type, add }) {
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    add();
  };
  return html`<form class="new-line" @submit=${submit}>
    <label for="remains-new">${t("A line of your own")}</label>
    <div class="row">
      <input id="remains-new" class="ds-input" type="text" autocomplete="off" .value=${live(value)}
        @input=${(/** @type {Event} */ event) => type(/** @type {HTMLInputElement} */ (event.target).value)} />
      <button class="ds-button" data-variant="secondary" type="submit">${t("Add")}</button>
    </div>
  </form>`;
}

/** @param {number} count */
export function leftWords(count) {
  return count ? n("%(count)s left", "%(count)s left", count) : t("All is done.");
}
