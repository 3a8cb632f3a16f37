// The café name and the main statement: one line of words each, saved when the host leaves the field.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { put } from "../core/entries.js";
import { t } from "../core/texts.js";
import { asText } from "./model.js";
import { refusalView } from "./refusal.js";
import { meansAdd } from "./rules.js";
import { statusWords } from "./words.js";

/** @typedef {import("../core/entries.js").Entry} Entry */
/** @typedef {ReturnType<typeof import("./model.js").wordsSeen>} Shown */
/** @typedef {{was: string, text: string}} Typed */

/**
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.label
 * @param {string} options.hint
 * @param {(now: any) => string} options.theirs  the words in what the café holds after a conflict
 * @param {import("../core/drafts.js").Draft} options.draft
 * @param {import("../core/drafts.js").Change} options.change  the outbox's
 * @param {(was: string, text: string) => Entry} options.entryOf
 * @param {(act: string) => void} options.again
 * @param {(act: string) => void} options.letGo
 */
export function field({ id, label, hint, theirs, draft, change, entryOf, again, letGo }) {
  const element = document.createElement("div");
  element.className = `words ${id}`;
  /** @type {Typed | null} */
  let typed = JSON.parse(draft.read(lastWords) || "null");
  /** Those of them that are on their way to the outbox. @type {Typed | null} */
  let handed = null;
  /** @type {Shown & {open: boolean}} */
  let shown = { text: "", status: "received", refusal: null, open: true };

  const value = () => typed?.text ?? shown.text;
  /** The words the café has now, as far as we know: what the new ones replace. */
  const base = () => {
    if (!shown.refusal) return shown.text;
    const now = shown.refusal.refusal?.now;
    return now ? theirs(now) : asText(shown.refusal.body.was);
  };
  /** @param {Event} event */
  const input = (event) => {
    const text = /** @type {HTMLTextAreaElement} */ (event.target).value;
    typed = { was: saw(), text };
    draft.keep(JSON.stringify(typed));
    draw();
  };
  /** What the words being typed will replace. */
  const saw = () => {
    if (handed && typed === handed) return handed.text.trim();
    return typed?.was ?? base();
  };
  const keep = async () => {
    if (!typed || typed === handed) return; // Enter, and then the field is left
    const words = typed;
    handed = words;
    const text = words.text.trim();
    const made = text === shown.text ? [] : [entryOf(words.was, text)];
    await draft.hand(change, (entries) => made.reduce(put, entries));
    if (handed === words) handed = null;
    if (typed !== words) return; // went on typing meanwhile
    typed = null;
    draw();
  };
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
        <textarea
          id=${id}
          class="ds-input"
          rows="1"
          data-lines=${id === "cafe-name" ? "no" : nothing}
          enterkeyhint="done"
          placeholder=${hint}
          ?readonly=${!shown.open && !typed}
          .value=${live(value())}
          @input=${input}
          @keydown=${key}
          @change=${keep}
        ></textarea>
        <p class="state quiet small">
          ${typed ? saveView() : shown.text ? stateView() : nothing}
        </p>
        ${shown.refusal && !typed ? noView(shown.refusal) : nothing}`,
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
    /** @param {Shown & {open: boolean}} next */
    update(next) {
      shown = next;
      draw();
    },
  };
}

/**
 * What was on its way to the outbox when the page ended, and what was typed after it, as one text.
 * @param {string[]} parts
 */
function lastWords(parts) {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return "";
  return JSON.stringify({ ...JSON.parse(last), was: JSON.parse(first).was });
}
