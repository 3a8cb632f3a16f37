// The one big field. It draws itself and nobody else does: no live refresh reaches what is typed.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { adding } from "../core/field_words.js";
import { limit } from "../core/limits.js";
import { isBlank } from "../core/mend.js";
import { n, t } from "../core/texts.js";
import { choiceView } from "./choice.js";
import { cameAtOnce, linesOf } from "./lines.js";
import { guessKind, meansAdd } from "./rules.js";
import { kinds, partChoices } from "./words.js";

/** @typedef {import("./acts.js").Words} Words */
/**
 * @typedef {{closed: string, late?: string, parts: {letter: string, text: string}[]}} Shown
 *   `closed`: why nothing can be added, or ""; `late`: what becomes of what is added now, or ""
 */

/**
 * @param {object} options
 * @param {import("../core/drafts.js").Draft} options.draft
 * @param {import("../core/drafts.js").Change} options.change  the outbox's
 * @param {(words: Words) => import("../core/entries.js").Entry} options.entryOf
 * @param {(text: string) => string} [options.seen]  the note that says the same already, or ""
 * @param {(text: string) => void} options.say
 */
export function writer({ draft, change, entryOf, seen = () => "", say }) {
  const element = document.createElement("form");
  element.className = "writer";
  const words = adding({ draft, change });
  /** @type {Words["kind"] | null} */
  let chosen = null;
  /** @type {string | null} */
  let part = null;
  /** @type {Shown} */
  let shown = { closed: "", parts: [] };

  // A list that was pasted before the page was closed is asked about again.
  let asking = linesOf(words.text()).length > 2;

  const add = async () => {
    const text = words.text();
    if (isBlank(text)) return;
    if (shown.closed) return say(shown.closed);
    if (text.length > limit("note")) return say(tooLong(text.length - limit("note")));
    await addAll([text]);
  };
  const addLines = async () => {
    if (shown.closed) return say(shown.closed);
    const lines = linesOf(words.text());
    const over = Math.max(...lines.map((line) => line.length - limit("note")));
    if (over > 0) return say(tooLong(over));
    element.querySelector("textarea")?.focus();
    await addAll(lines);
    say(n("%(count)s note is on the poster.", "%(count)s notes are on the poster.", lines.length));
  };
  /** All into the outbox at once; what is typed meanwhile is another note. @param {string[]} texts */
  const addAll = (texts) => {
    const [kind, part] = [chosen, partNow()];
    const made = texts.map((one) =>
      entryOf({ text: one.trim(), kind: kind ?? guessKind(one), part }),
    );
    [chosen, asking] = [null, false];
    const kept = words.add(made);
    draw();
    return kept;
  };
  const asOne = () => {
    asking = false;
    draw();
    element.querySelector("textarea")?.focus();
  };
  const partNow = () => (shown.parts.some(({ letter }) => letter === part) ? part : null);

  /** @param {Event} event */
  const typed = (event) => {
    const now = /** @type {HTMLTextAreaElement} */ (event.target).value;
    const asked = asking;
    asking =
      linesOf(now).length > 1 && (asking || cameAtOnce(inputTypeOf(event), words.text(), now));
    words.type(now);
    draw();
    if (asking && !asked) say(askWords());
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!meansAdd(event)) return;
    event.preventDefault();
    add();
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    add();
    element.querySelector("textarea")?.focus();
  });

  const draw = () => {
    const text = words.text();
    const over = asking ? 0 : text.length - limit("note");
    const twin = seen(text);
    render(
      html`<label for="writer-text">${t("What was said")}</label>
        <textarea
          id="writer-text"
          class="ds-input"
          rows="2"
          enterkeyhint="send"
          aria-describedby="writer-help"
          .value=${live(text)}
          @input=${typed}
          @keydown=${key}
        ></textarea>
        ${over > 0 ? html`<p class="problem">${tooLong(over)}</p>` : nothing}
        ${asking ? askView() : nothing}
        ${shown.closed || shown.late ? html`<p class="notice">${shown.closed || shown.late}</p>` : nothing}
        <div class="row">
          ${choiceView({
            name: "writer-kind",
            legend: t("Kind of note"),
            options: kinds(),
            value: chosen ?? (text.trim() ? guessKind(text) : ""),
            onPick: (kind) => {
              chosen = /** @type {Words["kind"]} */ (kind);
              draw();
            },
          })}
          ${shown.parts.length ? partsView() : nothing}
          <button class="ds-button add" type="submit">${t("Add")}</button>
        </div>
        ${twin ? html`<p class="seen quiet">${t("Seen before: %(text)s", { text: twin })}</p>` : nothing}
        <p class="quiet small" id="writer-help" ?hidden=${twin}>
          ${t("Enter adds the note, Shift and Enter make a new line.")}
        </p>`,
      element,
    );
  };
  const askWords = () => {
    const count = linesOf(words.text()).length;
    return n("%(count)s line: one note per line?", "%(count)s lines: one note per line?", count);
  };
  const askView = () =>
    html`<div class="ask" role="group" aria-label=${askWords()}>
      <span>${askWords()}</span>
      <button class="ds-button" data-variant="secondary" type="button" @click=${addLines}>
        ${t("One note per line")}
      </button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${asOne}>
        ${t("Keep as one note")}
      </button>
    </div>`;
  const partsView = () =>
    choiceView({
      name: "writer-part",
      legend: t("Part of the question"),
      options: partChoices(shown.parts),
      value: partNow() ?? "",
      onPick: (letter) => {
        part = letter || null;
        draw();
      },
    });

  draw();
  return {
    element,
    /** What stands in the field. */
    text: words.text,
    /** @param {Shown} next */
    update(next) {
      shown = next;
      draw();
    },
  };
}

/** @param {Event} event */
function inputTypeOf(event) {
  return event instanceof InputEvent ? event.inputType : "";
}

/** @param {number} over */
function tooLong(over) {
  return n("%(count)s character too long.", "%(count)s characters too long.", over);
}
