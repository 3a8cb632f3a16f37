// One field of the plan, with what was wrong or said no to beneath it.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { limit } from "../../core/limits.js";
import { t } from "../../core/texts.js";
import { asksWhy } from "../refused.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/**
 * @typedef {object} Fields  what a field needs, on whichever of the plan's pages it stands
 * @property {(id: string, now: string) => string} text
 * @property {(id: string, text: string) => void} type
 * @property {(id: string) => void} save
 * @property {(id: string) => string} [wrong]
 * @property {(id: string, event: KeyboardEvent) => void} key
 * @property {(id: string, event: ClipboardEvent) => void} paste
 * @property {(entry: Entry) => unknown} again
 * @property {(entry: Entry) => unknown} letGo
 * @property {(entry: Entry) => string} mine
 * @property {(entry: Entry) => string | null} theirs
 * @property {(entry: Entry) => string} [why]
 * @property {(entry: Entry, text: string) => unknown} [typeWhy]
 */
/** @typedef {{id: string, label: string, kind?: "line" | "lines" | "date", hint?: string}} Shown */

/** A line is as high as its words. Safari and Firefox do not know `field-sizing` yet. @param {unknown} element */
export const grow = (element) => {
  if (!(element instanceof HTMLTextAreaElement) || CSS.supports("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
};

/**
 * @param {Fields} handlers
 * @param {Shown & {now: string, refused?: Entry, hidden?: boolean, size?: string, beneath?: unknown}} field
 *   `hidden`: its label is heard and not seen
 */
export function fieldView(
  handlers,
  { id, label, now, refused, hidden, size = "", beneath, ...shown },
) {
  const wrong = handlers.wrong?.(id) ?? "";
  return html`<div class=${`field ${size}`}>
    <label for=${id} class=${hidden ? "sr-only" : ""}>${label}</label>${boxView(handlers, { id, now, wrong, ...shown })}
    ${wrong ? html`<p class="problem small" role="alert" id=${`wrong:${id}`}>${wrong}</p>` : nothing}
    ${beneath ?? nothing} ${refused ? refusedView(handlers, refused) : nothing}
  </div>`;
}

/** @param {Fields} handlers @param {Omit<Shown, "label"> & {now: string, wrong: string}} field */
function boxView(handlers, { id, kind = "line", hint, now, wrong }) {
  const value = handlers.text(id, now);
  const input = (/** @type {Event} */ event) => {
    grow(event.target);
    handlers.type(id, /** @type {HTMLInputElement} */ (event.target).value);
  };
  const change = () => handlers.save(id);
  if (kind === "date")
    return html`<input id=${id} class="ds-input" type="date" aria-describedby=${`${id}-words`} .value=${live(value)} @input=${input} @change=${change}>`;
  return html`<textarea dir="auto" id=${id} class="ds-input" rows=${kind === "lines" ? 2 : 1} data-lines=${kind === "lines" ? nothing : "no"} placeholder=${hint ?? nothing}
    aria-invalid=${wrong ? "true" : nothing} aria-describedby=${wrong ? `wrong:${id}` : nothing}
    .value=${live(value)} @input=${input} @change=${change} @keydown=${(/** @type {KeyboardEvent} */ event) => handlers.key(id, event)}
    @paste=${(/** @type {ClipboardEvent} */ event) => handlers.paste(id, event)} ${ref(grow)}></textarea>`;
}

/** @param {Fields} handlers @param {Entry} entry */
export function refusedView(handlers, entry) {
  if (asksWhy(entry)) return whyView(handlers, entry);
  const { title = "", now } = entry.refusal ?? {};
  const theirs = now ? handlers.theirs(entry) : null;
  return html`<div class="refusal" role="alert">
    <p>${title}</p>
    ${
      theirs === null
        ? nothing
        : html`<dl><div><dt>${t("You wrote")}</dt><dd>${handlers.mine(entry)}</dd></div>
            <div><dt>${t("There now")}</dt><dd>${theirs || t("(nothing)")}</dd></div></dl>`
    }
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.again(entry)}>${
        now ? t("Use mine") : t("Send again")
      }</button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.letGo(entry)}>${
        now ? t("Keep what is there") : t("Throw away")
      }</button>
    </div>
  </div>`;
}

/** The question stays as it is until somebody has said why. @param {Fields} handlers @param {Entry} entry */
function whyView(handlers, entry) {
  const id = `why:${entry.act}`;
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    void handlers.again(entry);
  };
  return html`<form class="refusal" @submit=${send}>
    <p role="alert">${entry.refusal?.title}</p>
    <label for=${id}>${t("The question is changed because …")}</label>
    <input id=${id} class="ds-input" maxlength=${limit("line")} required aria-describedby=${`${id}-told`}
      .value=${live(handlers.why?.(entry) ?? "")} @input=${(/** @type {Event} */ event) => handlers.typeWhy?.(entry, /** @type {HTMLInputElement} */ (event.target).value)}>
    <p id=${`${id}-told`} class="quiet small">${t("The reason and the earlier words are shown at the tables, on the wall and in the document.")}</p>
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="submit">${t("Change the question")}</button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.letGo(entry)}>${t("Keep what is there")}</button>
    </div>
  </form>`;
}

/** Words about something that is gone: they are there until the person has said what becomes of them. @param {Fields} handlers @param {Entry} entry */
export function lostView(handlers, entry) {
  const mine = handlers.mine(entry);
  return html`<div class="lost">${mine ? html`<p><q>${mine}</q></p>` : nothing}${refusedView(handlers, entry)}</div>`;
}
