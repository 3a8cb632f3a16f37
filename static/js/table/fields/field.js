// The café name and the main statement: one line of words each, saved when the host leaves the field.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { meansAdd } from "../../core/keys.js";
import { put } from "../../core/offline/entries.js";
import { replacing } from "../../core/offline/field_words.js";
import { t } from "../../core/texts.js";
import { asText } from "../model.js";
import { refusalView } from "../notes/refusal.js";
import { statusWords } from "../words.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/** @typedef {ReturnType<typeof import("../model.js").wordsSeen>} Shown */

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} options.hint
 * @param {(now: any) => string} options.theirs  the words in what the café holds after a conflict
 * @param {import("../../core/offline/drafts.js").Draft} options.draft
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(was: string, text: string) => Entry} options.entryOf
 * @param {(act: string) => void} options.again
 * @param {(act: string) => void} options.letGo
 * @param {() => void} options.gently  draws the page, but not under a finger: a field is mostly left by
 *   pressing what lies below it, and that moves when the words are saved
 */
export function field({ id, label, hint, theirs, draft, change, entryOf, again, letGo, gently }) {
  const element = document.createElement("div");
  element.className = `words ${id}`;
  /** @type {Shown & {open: boolean}} */
  let shown = { text: "", status: "received", refusal: null, open: true };

  const value = () => words.typed()?.text ?? shown.text;
  /** The words the café has now, as far as we know: what the new ones replace. */
  const base = () => {
    if (!shown.refusal) return shown.text;
    const now = shown.refusal.refusal?.now;
    return now ? theirs(now) : asText(shown.refusal.body.was);
  };
  const words = replacing({ draft, change, entryOf, now: () => shown.text, base });
  /** @param {Event} event */
  const input = (event) => {
    words.type(/** @type {HTMLTextAreaElement} */ (event.target).value);
    draw();
  };
  const keep = () => words.save().then(gently);
  /** @param {string} was @param {string} text */
  const save = (was, text) => {
    const entry = entryOf(was, text);
    change((entries) => put(entries, entry));
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!meansAdd(event)) return;
    event.preventDefault();
    keep();
  };

  const draw = () =>
    render(
      html`<label for=${id}>${label}</label>
        <textarea dir="auto"
          id=${id}
          class="ds-input"
          rows="1"
          data-lines=${id === "cafe-name" ? "no" : nothing}
          enterkeyhint="done"
          placeholder=${hint}
          ?readonly=${!shown.open && !words.typed()}
          .value=${live(value())}
          @input=${input}
          @keydown=${key}
          @change=${keep}
        ></textarea>
        <p class="state quiet small">
          ${words.typed() ? saveView() : shown.text ? stateView() : nothing}
        </p>
        ${shown.refusal && !words.typed() ? noView(shown.refusal) : nothing}`,
      element,
    );
  const stateView = () =>
    html`<span data-status=${shown.status}>${statusWords(shown.status)}</span>`;
  const saveView = () =>
    html`${t("Not saved yet.")}
      <button class="ds-button" data-variant="secondary" type="button" @click=${keep}>
        ${t("Save")}
      </button>`;
  /** @param {Entry} entry */
  const noView = (entry) => {
    const now = entry.refusal?.now;
    return refusalView({
      entry,
      theirs: now ? theirs(now) : null,
      useMine: () => save(now ? theirs(now) : "", asText(entry.body.names ?? entry.body.text)),
      again: () => again(entry.act),
      letGo: () => letGo(entry.act),
    });
  };

  return {
    element,
    /** Words were erased for good in what is typed here. */
    retake() {
      words.retake();
      draw();
    },
    /** @param {Shown & {open: boolean}} next */
    update(next) {
      shown = next;
      draw();
    },
  };
}
