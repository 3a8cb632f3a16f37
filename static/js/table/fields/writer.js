// The one big field. It draws itself and nobody else does: no live refresh reaches what is typed.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { meansAdd } from "../../core/keys.js";
import { tooMany } from "../../core/limits.js";
import { isBlank } from "../../core/mend.js";
import { adding } from "../../core/offline/field_words.js";
import { n, t } from "../../core/texts.js";
import { inPart, kinds, partChoices } from "../words.js";
import { choiceView } from "./choice.js";
import { pasted } from "./pasted.js";
import { guessKind } from "./rules.js";

/** @typedef {import("../commands.js").Words} Words */
/**
 * @typedef {{closed: string, late?: string, parts: {letter: string, text: string}[]}} Shown
 *   `closed`: why nothing can be added, or ""; `late`: what becomes of what is added now, or ""
 */

/**
 * @param {object} options
 * @param {import("../../core/offline/drafts.js").Draft} options.draft
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(words: Words) => import("../../core/offline/entries.js").Entry} options.entryOf
 * @param {(text: string) => string} [options.seen]  the note that says the same already, or ""
 * @param {(text: string) => void} options.say
 */
export function writer({ draft, change, entryOf, seen = () => "", say }) {
  const element = formFor(() => add());
  const words = adding({ draft, change });
  /** @type {Words["kind"] | null} */
  let chosen = null;
  /** The part that was chosen. @type {import("../notes/layout.js").Part | null} */
  let part = null;
  /** @type {Shown} */
  let shown = { closed: "", parts: [] };

  const list = pasted({
    text: words.text,
    addLines: () => addLines(),
    draw: () => draw(),
    focus: () => element.querySelector("textarea")?.focus(),
  });

  const add = async () => {
    if (list.enters()) return addLines();
    const text = words.text();
    if (isBlank(text)) return;
    const why = whyNot(shown, [text]);
    if (why) return say(why);
    await addAll([text]);
  };
  const addLines = async () => {
    const lines = list.lines();
    const why = whyNot(shown, lines);
    if (why) return say(why);
    element.querySelector("textarea")?.focus();
    await addAll(lines);
    say(n("%(count)s note is on the poster.", "%(count)s notes are on the poster.", lines.length));
  };
  /** All into the outbox at once; what is typed meanwhile is another note. @param {string[]} texts */
  const addAll = (texts) => {
    const [kind, where] = [chosen, inPart(shown.parts, among(shown.parts, part))];
    const made = texts.map((one) => entryOf(wordsFrom(one, kind, where)));
    chosen = null;
    list.end();
    const kept = words.add(made);
    draw();
    return kept;
  };
  /** @param {string} kind */
  const pickKind = (kind) => {
    chosen = /** @type {Words["kind"]} */ (kind);
    draw();
  };
  /** @param {string} letter */
  const pickPart = (letter) => {
    part = shown.parts.find((one) => one.letter === letter) ?? null;
    draw();
  };

  /** @param {Event} event */
  const typed = (event) => {
    const now = /** @type {HTMLTextAreaElement} */ (event.target).value;
    const asks = list.heard(inputTypeOf(event), now);
    words.type(now);
    draw();
    const question = asks();
    if (question) say(question);
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (!meansAdd(event)) return;
    event.preventDefault();
    add();
  };
  const draw = () => {
    const text = words.text();
    const over = list.asking() ? 0 : tooMany(text, "note");
    const twin = seen(text);
    const kind = chosen ?? (text.trim() ? guessKind(text) : "");
    const where = among(shown.parts, part) ?? "";
    const seenNow = { text, over, list, shown, twin, kind, part: where };
    render(writerView(seenNow, { typed, key, pickKind, pickPart }), element);
  };

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

/** @param {() => void} add @returns {HTMLFormElement} */
function formFor(add) {
  const element = document.createElement("form");
  element.className = "writer";
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    add();
    element.querySelector("textarea")?.focus();
  });
  return element;
}

/** @param {Shown} shown @param {string[]} texts @returns {string} why they cannot be added, or "" */
function whyNot({ closed }, texts) {
  const over = Math.max(0, ...texts.map((text) => tooMany(text, "note"))); // of the longest
  return closed || (over ? tooLong(over) : "");
}

/**
 * @param {{text: string, over: number, list: ReturnType<typeof pasted>, shown: Shown, twin: string,
 *   kind: string, part: string}} seen
 * @param {{typed(event: Event): void, key(event: KeyboardEvent): void, pickKind(kind: string): void,
 *   pickPart(letter: string): void}} handlers
 */
function writerView({ text, over, list, shown, twin, kind, part }, handlers) {
  return html`<label for="writer-text">${t("What was said")}</label>
    ${fieldView(text, handlers.typed, handlers.key)}
    ${over > 0 ? html`<p class="problem">${tooLong(over)}</p>` : nothing}
    ${list.view()} ${noticeView(shown)}
    <div class="row">
      ${kindsView(kind, handlers.pickKind)}
      ${shown.parts.length ? partsView(shown.parts, part, handlers.pickPart) : nothing}
      <button class="ds-button add" type="submit">${t("Add")}</button>
    </div>
    ${helpView(twin, list.enters())}`;
}

/** @param {Shown} shown */
function noticeView({ closed, late }) {
  return closed || late ? html`<p class="notice">${closed || late}</p>` : nothing;
}

/** @param {string} twin  the note that says the same already, or "" @param {boolean} lines */
function helpView(twin, lines) {
  return html`${twin ? html`<p class="seen quiet">${t("Seen before: %(text)s", { text: twin })}</p>` : nothing}
    <p class="quiet small" id="writer-help" ?hidden=${twin}>
      ${lines ? t("Enter makes a note of each line.") : t("Enter adds the note, Shift and Enter make a new line.")}
    </p>`;
}

/** @param {string} text @param {(event: Event) => void} typed @param {(event: KeyboardEvent) => void} key */
function fieldView(text, typed, key) {
  return html`<textarea dir="auto"
    id="writer-text"
    class="ds-input"
    rows="2"
    enterkeyhint="send"
    aria-describedby="writer-help"
    .value=${live(text)}
    @input=${typed}
    @keydown=${key}
  ></textarea>`;
}

/** @param {string} value @param {(kind: string) => void} onPick */
function kindsView(value, onPick) {
  const legend = t("Kind of note");
  return choiceView({ name: "writer-kind", legend, options: kinds(), value, onPick });
}

/**
 * Where the part is that was chosen, by its words: parts change their letters under a host's hand.
 * @param {Shown["parts"]} parts @param {Shown["parts"][number]|null} part @returns {string|null} null when it is no more
 */
function among(parts, part) {
  const same = parts.filter(({ text }) => text === part?.text);
  return (same.find(({ letter }) => letter === part?.letter) ?? same[0])?.letter ?? null;
}

/** @param {string} text @param {Words["kind"]|null} kind @param {ReturnType<typeof inPart>} where @returns {Words} */
function wordsFrom(text, kind, where) {
  return { text: text.trim(), kind: kind ?? guessKind(text), ...where };
}

/** @param {Shown["parts"]} parts @param {string} value @param {(letter: string) => void} onPick */
function partsView(parts, value, onPick) {
  const legend = t("Part of the question");
  return choiceView({ name: "writer-part", legend, options: partChoices(parts), value, onPick });
}
