/** The field that opens in the paper in place of what is changed there. */

import { html, nothing, render } from "lit-html";
import { Problem } from "../core/http.js";
import { composing } from "../core/keys.js";
import { logInAgain } from "../core/log_in.js";
import { t } from "../core/texts.js";
import { oneLine } from "../core/words.js";
import { CLASS_PLACE, classing } from "../sort/classing.js";
import { conflict, mayGoOn, offer, toConflict } from "../sort/commands/conflict.js";
import { typedOver } from "../sort/commands/over.js";

/**
 * @typedef {{label: string, text: string, draft: {last(): string, keep(text: string): void, clear(): void},
 *   lines: boolean, made: string|null, madeLabel: string, behind: {text: string, from: string}[], link: string,
 *   classed: import("../sort/classing.js").Classed|null, moves: boolean, keep(text: string): Promise<void>, mend(problem: Problem): void,
 *   move(up: boolean): void, closed(): void}} Words
 *   `lines`: Enter makes a line; `made` is what the café makes by itself; `mend` hears why it was
 *   refused; `behind` are the notes a sentence was made from
 */

/**
 * @param {HTMLElement[]} elements what is changed; not shown meanwhile
 * @param {Words} words
 * @returns {{close(): void, box: HTMLElement, field: HTMLTextAreaElement}}
 */
export function openEditor(elements, words) {
  const first = /** @type {HTMLElement} */ (elements[0]);
  const box = document.createElement(first.tagName === "P" ? "div" : "span");
  box.className = "piece-editor";
  const kept = typedOver(words.draft, words.text);
  let problem = kept.told.join(" ");
  let refused = false;
  let loggedOut = false;
  /** @type {Problem|null} */
  let met = null;
  /** @type {string|null} */
  let mended = null;
  let busy = false;

  const typed = classing(words.classed, () => box.querySelector(`#${CLASS_PLACE}`));
  const heard = () => {
    kept.keep(field().value);
    typed(words.lines ? field().value.trim() : oneLine(field().value));
  };
  const field = () => /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const close = () => {
    box.remove();
    for (const element of elements) element.hidden = false;
    words.closed();
  };
  const cancel = () => {
    kept.clear();
    close();
  };
  /** @param {boolean} [meant] also over what somebody else has written meanwhile */
  const keep = async (meant = false) => {
    if (busy || (met && !meant)) return;
    busy = field().readOnly = true; // nothing is typed between these words and their answer
    try {
      await words.keep(words.lines ? field().value.trim() : oneLine(field().value));
      kept.clear();
      close();
    } catch (error) {
      met = error instanceof Problem && error.meanwhile ? error : null;
      mended = error instanceof Problem ? error.mended : null;
      loggedOut = error instanceof Problem && error.status === 401;
      if (error instanceof Problem) words.mend(error);
      problem = error instanceof Error ? error.message : String(error);
      refused = true;
      draw();
      if (met) toConflict(box);
      else field().focus();
    } finally {
      busy = field().readOnly = false;
    }
  };
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    event.stopPropagation(); // the paper has keys of its own
    if (composing(event)) return; // also Escape, which leaves only what is proposed
    if (event.key === "Escape")
      close(); // the draft stays: a slip of the hand costs nothing
    else if (event.key !== "Enter" || event.target !== field()) return;
    else if (words.lines ? event.ctrlKey || event.metaKey : true) void keep();
    else return;
    event.preventDefault();
  };
  const useMade = () => {
    field().value = words.made ?? "";
    heard();
    field().focus();
  };

  const sendMended = () => {
    field().value = mended ?? field().value;
    return keep();
  };
  /** @param {Problem} problem */
  const whoWasQuicker = (problem) => {
    const over = mayGoOn(problem) ? () => void keep(true) : null;
    return conflict(problem, { keep: cancel, over }, field().value);
  };
  const draw = () =>
    render(
      html`<span class="piece-fields" @keydown=${press}>
        <label for="piece-text">${words.label}</label>
        ${words.behind.length ? html`<span class="behind" role="list" aria-label=${t("The notes behind it")}>${words.behind.map(({ text, from }) => html`<span role="listitem"><q>${text}</q> ${from}</span>`)}</span>` : nothing}
        <textarea dir="auto" class="ds-input" id="piece-text" rows=${words.lines ? 8 : 2} .defaultValue=${kept.text || words.text}
          aria-describedby=${met ? "meanwhile-words" : problem ? "piece-problem" : nothing} aria-invalid=${refused ? "true" : nothing}
          @input=${heard}></textarea>
        <span class="wording-class" id=${CLASS_PLACE} aria-live="polite"></span>
        ${met ? whoWasQuicker(met) : nothing}
        ${mended === null ? nothing : offer(mended, sendMended)}
        ${problem && !met ? html`<span class=${refused ? "problem" : "good"} id="piece-problem" role=${refused ? "alert" : "status"}>${problem} ${loggedOut ? logInAgain() : nothing}</span>` : nothing}
        <span class="row" ?hidden=${met !== null}>
          <button class="ds-button" type="button" @click=${() => keep()}>${t("Save")}</button>
          <button class="ds-button" data-variant="tertiary" type="button" @click=${cancel}>${t("Cancel")}</button>
          ${words.made === null ? nothing : html`<button class="ds-button" data-variant="tertiary" type="button" @click=${useMade}>${words.madeLabel}</button>`}
          ${
            words.moves
              ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => words.move(true)}>${t("Move up")}</button>
                  <button class="ds-button" data-variant="tertiary" type="button" @click=${() => words.move(false)}>${t("Move down")}</button>`
              : nothing
          }
          ${words.link ? html`<a href=${words.link}>${t("See it where it is sorted")}</a>` : nothing}
        </span>
      </span>`,
      box,
    );

  first.before(box);
  for (const element of elements) element.hidden = true;
  draw();
  field().focus({ preventScroll: true });
  return { close, box, field: field() };
}
