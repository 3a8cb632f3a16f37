/**
 * Words written for somebody who waits: an answer, or elaborations of a note. It draws itself, so
 * that no event ever touches what is being typed, and keeps a draft of each keystroke.
 */

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { composing } from "../core/keys.js";
import { t } from "../core/texts.js";

/** @typedef {import("../core/offline/drafts.js").Draft} Draft */
/** @typedef {{was: string[], words: string[]}} Typed `was`: what stood there when it began */

/**
 * @param {object} options
 * @param {string} options.id  unique on the page
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {string[]} options.was  what stands there now
 * @param {boolean} [options.many]  room for one more each time
 * @param {number} options.longest  characters in each
 * @param {Draft} options.draft
 * @param {(typed: Typed) => Promise<void>} options.onSave  blank ones left out; nothing is typed until
 *   it resolves
 * @param {() => void} options.onCancel
 */
export function wordsForm({ id, label, hint, was, many, longest, draft, onSave, onCancel }) {
  const element = document.createElement("form");
  element.className = "words-form";
  /** @type {Typed} */
  let typed = JSON.parse(draft.last() || "null") ?? {
    was,
    words: many || !was.length ? [...was, ""] : was,
  };

  /** @param {number} at @param {string} text */
  const set = (at, text) => {
    typed = { ...typed, words: typed.words.map((word, place) => (place === at ? text : word)) };
    draft.keep(JSON.stringify(typed));
  };
  let saving = false;
  /** @param {boolean} now */
  const hold = (now) => {
    saving = now;
    for (const area of element.querySelectorAll("textarea")) area.readOnly = now;
  };
  const save = async () => {
    const words = typed.words.map((word) => word.trim()).filter(Boolean);
    if (saving || !(words.length || many)) return;
    hold(true);
    await onSave({ was: typed.was, words }).finally(() => hold(false));
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  element.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  });

  /** @param {string} text @param {number} at */
  const area = (
    text,
    at,
  ) => html`<textarea dir="auto" class="ds-input" rows="2" maxlength=${longest}
    id=${at ? `${id}-${at}` : id} aria-label=${at ? `${label} ${at + 1}` : label}
    .value=${live(text)} @input=${(/** @type {any} */ event) => set(at, event.target.value)}></textarea>`;
  render(
    html`<p class="words-label" aria-hidden="true">${label}</p>
      ${hint ? html`<p class="quiet small">${hint}</p>` : nothing} ${typed.words.map(area)}
      <div class="row">
        <button class="ds-button" type="submit">${t("Save")}</button>
        <button class="ds-button" data-variant="tertiary" type="button" @click=${onCancel}>
          ${t("Cancel")}</button>
      </div>`,
    element,
  );
  return element;
}
