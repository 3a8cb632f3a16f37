/**
 * The one dialog of the page. It lives outside what the live line redraws, so that news never touches
 * what somebody is writing; what the café refuses is said in it, with the words still there.
 */
import { html, nothing, render } from "lit-html";
import { Problem } from "../core/http.js";
import { t } from "../core/texts.js";

/** @typedef {import("lit-html").TemplateResult} Template */

/**
 * Ask something in a form.
 * @param {{title: string, body: Template, button?: string,
 *   work(words: FormData): Promise<void>, mend?(now: any): void}} question
 *   without `button` the body has its own; `work` may throw a Problem, whose words are shown and
 *   whose `now` is given to `mend`
 * @returns {Promise<boolean>} true when `work` was done, false when the dialog was closed
 */
export function ask({ title, body, button, work, mend }) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
  return new Promise((done) => {
    let busy = false;
    let finished = false;
    /** @param {string} problem */
    const draw = (problem) => render(form(problem), dialog);

    /** @param {SubmitEvent} event */
    const submit = async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      const filled = new FormData(/** @type {HTMLFormElement} */ (event.target), event.submitter);
      try {
        await work(filled);
        finished = true;
        dialog.close();
      } catch (error) {
        if (error instanceof Problem) mend?.(error.now);
        draw(error instanceof Error ? error.message : String(error));
      } finally {
        busy = false;
      }
    };

    /** @param {string} problem */
    const form = (problem) => html`<form @submit=${submit}>
      <h2 id="ask-title">${title}</h2>
      ${body}
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
      <div class="row ends">
        ${button ? html`<button class="ds-button" type="submit">${button}</button>` : nothing}
        <button class="ds-button" data-variant="tertiary" type="button" @click=${() => dialog.close()}>
          ${t("Cancel")}
        </button>
      </div>
    </form>`;

    dialog.onclose = () => {
      render(nothing, dialog);
      done(finished);
    };
    render(nothing, dialog); // a question drawn before keeps nothing of its fields
    draw("");
    dialog.showModal();
    const first = dialog.querySelector("[data-first], textarea, input");
    if (first instanceof HTMLElement) first.focus();
    // Behind the words, not over them: a key pressed mends a sentence, it does not wipe it out.
    if (first instanceof HTMLTextAreaElement)
      first.setSelectionRange(first.value.length, first.value.length);
  });
}

/**
 * In a dialog's text field Enter sends; a printed sentence has no line breaks.
 * @param {KeyboardEvent} event
 */
export function enterSends(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  /** @type {HTMLTextAreaElement} */ (event.target).form?.requestSubmit();
}

/** @param {FormData} words @param {string} name @returns {string} on one line */
export function line(words, name) {
  return String(words.get(name) ?? "")
    .replace(/\s*[\r\n\t]+\s*/g, " ")
    .trim();
}
