// A note being mended in its place. Like the big field it draws itself, and keeps a draft.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { composing, meansAdd } from "../../core/keys.js";
import { isBlank } from "../../core/mend.js";
import { t } from "../../core/texts.js";
import { choiceView } from "../fields/choice.js";
import { inPart, kinds, partChoices } from "../words.js";

/**
 * @typedef {import("../commands.js").Words & {was: string, joins?: {id: string, saw: string}}} Edit
 *   `was`: the text before; `joins`: the note whose words are taken in
 */
/** @typedef {import("../../core/offline/drafts.js").Draft} Draft */

/**
 * @param {object} options
 * @param {string} options.id  the note's
 * @param {Edit} options.edit  where to begin: the note, or what a draft kept of it
 * @param {string} [options.hint]  what to do here
 * @param {{letter: string, text: string}[]} options.parts
 * @param {Draft} options.draft
 * @param {(edit: Edit) => void} options.onSave
 * @param {(edit: Edit, rest: string) => void} options.onPart  `edit` is what stays
 * @param {() => void} options.onCancel
 * @param {(text: string) => void} options.say
 */
export function editor({ id, edit, hint = "", parts, draft, onSave, onPart, onCancel, say }) {
  const element = document.createElement("form");
  element.className = "editor";
  // Once it is saved nothing more is taken, until it is kept and closed: no word comes in between.
  let saved = false;

  /** @param {Partial<Edit>} change */
  const set = (change) => {
    if (saved) return;
    edit = { ...edit, ...change };
    draft.keep(JSON.stringify(edit));
    draw();
  };
  const save = () => {
    if (saved || isBlank(edit.text)) return;
    saved = true;
    draw();
    onSave({ ...edit, text: edit.text.trim() });
  };
  const part = () => {
    if (saved) return;
    const at = element.querySelector("textarea")?.selectionEnd ?? 0;
    const [text, rest] = [edit.text.slice(0, at).trim(), edit.text.slice(at).trim()];
    if (text && rest) {
      saved = true;
      draw();
      return onPart({ ...edit, text }, rest);
    }
    hint = partHint();
    say(hint);
    draw();
    element.querySelector("textarea")?.focus();
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (event.key === "Escape" && !composing(event)) return onCancel();
    if (!meansAdd(event)) return;
    event.preventDefault();
    save();
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });

  const draw = () =>
    render(
      html`${
        edit.joins
          ? html`<p class="hint">${t("Two notes become one. Mend the words until they fit.")}</p>`
          : nothing
      }
        <label class="sr-only" for="edit-${id}">${t("The note's text")}</label>
        <textarea dir="auto"
          id="edit-${id}"
          class="ds-input"
          rows="2"
          ?readonly=${saved}
          .value=${live(edit.text)}
          @input=${(/** @type {any} */ event) => set({ text: event.target.value })}
          @keydown=${key}
        ></textarea>
        <div class="row">
          ${choiceView({
            name: `kind-${id}`,
            legend: t("Kind of note"),
            options: kinds(),
            value: edit.kind,
            onPick: (kind) => set({ kind: /** @type {Edit["kind"]} */ (kind) }),
          })}
          ${parts.length ? partView() : nothing}
        </div>
        ${hint ? html`<p class="hint">${hint}</p>` : nothing}
        <div class="row">
          <button class="ds-button" type="submit">${edit.joins ? t("Join") : t("Save")}</button>
          <button class="ds-button" data-variant="tertiary" type="button" @click=${onCancel}>
            ${t("Cancel")}
          </button>
          ${edit.joins ? nothing : partButton()}
        </div>`,
      element,
    );
  const partButton = () =>
    html`<button class="ds-button" data-variant="tertiary" type="button" @click=${part}>
      ${t("Split at the cursor")}
    </button>`;
  const partView = () =>
    choiceView({
      name: `part-${id}`,
      legend: t("Part of the question"),
      options: partChoices(parts),
      value: edit.part ?? "",
      onPick: (letter) => set(inPart(parts, letter)),
    });

  draw();
  return element;
}

/** How a note is split in two. */
export function partHint() {
  return t("Put the cursor where the second note begins, then press “Split at the cursor”.");
}
