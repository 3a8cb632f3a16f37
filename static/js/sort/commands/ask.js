/**
 * The one dialog of the page. It lives outside what the live connection redraws, so that no event touches
 * what somebody is writing; what the café refuses is said in it, with the words still there.
 */

import { html, nothing, render } from "lit-html";
import { closing, whenClosed } from "../../core/dialog.js";
import { Problem } from "../../core/http.js";
import { meansAdd } from "../../core/keys.js";
import { logInAgain } from "../../core/log_in.js";
import { newlyCut } from "../../core/offline/cuts.js";
import { draft, mendDrafts, openDrafts } from "../../core/offline/drafts.js";
import { t } from "../../core/texts.js";
import { onceEach } from "../../core/turns.js";
import { oneLine } from "../../core/words.js";
import { conflict, mayGoOn, offer, toConflict } from "./conflict.js";
import { typedOver } from "./over.js";

/** @typedef {import("lit-html").TemplateResult} Template */

// What is typed in a dialog is there again when it is asked anew, for the same account: after a login
// that ended, or a page that was closed by mistake.
const KEPT = `ask:${document.body.dataset.account}:${location.pathname}:`;
const opened = openDrafts(KEPT);

/**
 * Words were erased for good in the café: what was typed in a dialog that is closed may hold them.
 * @param {import("../../core/live/store.js").State} state
 */
export async function forgetErased({ cuts }) {
  await opened;
  if (newlyCut(cuts, KEPT).length) mendDrafts(KEPT, () => "");
}

/** Told of what the café refused when its question was closed already. @type {(error: unknown) => void} */
let tellLate = () => {};

/** @param {typeof tellLate} tell */
export function onLate(tell) {
  tellLate = tell;
}

/**
 * Ask something in a form. What asks by itself, when an answer has come late, waits until the question that
 * somebody is just writing in is closed.
 * @param {{title: string, body: Template, button?: string, about?: string,
 *   work(words: FormData): Promise<void>, mend?(problem: Problem): void, problem?: Problem}} question
 *   `about`: the thing whose words are changed, which a draft is known by; without `button` the body has its own; `work` may throw a Problem, whose words are shown and
 *   which `mend` hears of. When somebody else was quicker, both texts are shown, and only a press on
 *   the button that says so does it all the same. `problem`: that has happened before asking
 * @returns {Promise<boolean>} true when `work` was done, false when the dialog was closed
 */
export function ask(question) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
  if (!dialog.open) return askIn(dialog, question);
  return closing(dialog).then(() => ask(question));
}

/** @param {HTMLDialogElement} dialog @param {Parameters<typeof ask>[0]} question @returns {Promise<boolean>} */
function askIn(dialog, { title, body, button, about = "", work, mend, problem: first }) {
  return new Promise((done) => {
    let busy = false;
    let finished = false;
    let open = true; // afterwards the dialog is another question's
    let loggedOut = false;
    /** @type {Problem|null} */
    let met = first ?? null;
    /** What the café offers in place of what it cannot show. @type {string|null} */
    let mended = null;
    /** Of what was typed before. @type {string[]} */
    let told = [];
    /** @param {string} problem */
    const draw = (problem) => render(form(problem), dialog);

    /** @param {SubmitEvent} event */
    const submit = async (event) => {
      event.preventDefault();
      if (!met) await send(event.submitter);
    };
    /** @param {HTMLElement|null} [by] */
    const send = async (by) => {
      if (busy) return;
      hold(true); // nothing is typed between these words and their answer
      const asked = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
      try {
        await work(new FormData(asked, by));
        finished = true;
        if (open) dialog.close();
        else kept?.clear();
      } catch (error) {
        if (!open) return tellLate(error); // the words are kept, and stand there when it is asked again
        met = error instanceof Problem && error.meanwhile ? error : null;
        mended = error instanceof Problem ? error.mended : null;
        loggedOut = error instanceof Problem && error.status === 401;
        if (error instanceof Problem) mend?.(error);
        draw(error instanceof Error ? error.message : String(error));
        if (met) toConflict(dialog);
      } finally {
        hold(false);
      }
    };
    /** @param {boolean} now */
    const hold = (now) => {
      busy = now;
      const field = open && fieldIn(dialog);
      if (field) field.readOnly = now;
    };
    const sendMended = () => {
      const field = fieldIn(dialog);
      if (field && mended !== null) field.value = mended;
      return send();
    };
    /** @param {Problem} problem */
    const whoWasQuicker = (problem) =>
      conflict(
        problem,
        { keep: () => dialog.close(), over: mayGoOn(problem) ? () => void send() : null },
        fieldIn(dialog)?.value,
      );

    /** @type {Set<string>} */
    const begun = new Set();
    /** The key that asked, held a little too long, types nothing. @param {KeyboardEvent} event */
    const heard = (event) => {
      onceEach(event);
      if (!event.repeat) begun.add(event.code);
      else if (!begun.has(event.code)) event.preventDefault();
    };
    /** @param {string} problem */
    const form = (problem) => html`<form @submit=${submit} @keydown=${heard}>
      <h2 id="ask-title">${title}</h2>
      ${body}
      ${told.map((words) => html`<p class="good" role="status" dir="auto">${words}</p>`)}
      ${met ? whoWasQuicker(met) : nothing}
      ${problem && !met ? html`<p class="problem" role="alert">${problem} ${loggedOut ? logInAgain() : nothing}</p>` : nothing}
      ${mended === null ? nothing : offer(mended, sendMended)}
      <div class="row ends" ?hidden=${met !== null}>
        ${button ? html`<button class="ds-button" type="submit">${button}</button>` : nothing}
        <button class="ds-button" data-variant="tertiary" type="button" @click=${() => dialog.close()}>
          ${t("Cancel")}
        </button>
      </div>
    </form>`;

    whenClosed(dialog, () => {
      open = false;
      if (!busy) kept?.clear();
      render(nothing, dialog);
      done(finished);
    });
    render(nothing, dialog); // a question drawn before keeps nothing of its fields
    draw("");
    dialog.showModal();
    const kept = keeping(dialog, title, about);
    told = kept?.told ?? [];
    draw("");
    const field = dialog.querySelector("[data-first], textarea, input");
    if (field instanceof HTMLElement) field.focus();
    if (met) toConflict(dialog);
    // Behind the words, not over them: a key pressed mends a sentence, it does not wipe it out.
    if (field instanceof HTMLTextAreaElement)
      field.setSelectionRange(field.value.length, field.value.length);
  });
}

/**
 * Keep what is typed in the dialog's field, known again by what the dialog is about; what is kept of
 * it stands there. @param {HTMLElement} dialog @param {string} title @param {string} about
 */
function keeping(dialog, title, about) {
  const field = fieldIn(dialog);
  if (!field) return null;
  const read = dialog.querySelector("blockquote")?.textContent ?? field.defaultValue;
  const kept = typedOver(draft(`${KEPT}${title}:${about || digest(read)}`), field.defaultValue);
  field.value = kept.text || field.value;
  field.addEventListener("input", () => kept.keep(field.value));
  return field.defaultValue ? kept : { ...kept, told: [] }; // an empty field had nobody's words
}

/** Words as a number, so that no name of a draft holds any (FNV-1a). @param {string} words */
function digest(words) {
  let value = 0x811c9dc5;
  for (const letter of words) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (value >>> 0).toString(16);
}

/** Where words are typed in the dialog. @param {HTMLElement} dialog */
function fieldIn(dialog) {
  const field = dialog.querySelector("textarea, input[type=text], input:not([type])");
  const typed = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return typed ? field : null;
}

/**
 * Somebody has changed what a command without words would take away: shown where the eye is.
 * @param {Problem} problem @param {() => Promise<void>} again @returns {Promise<boolean>} whether it was done
 */
export function decide(problem, again) {
  return ask({ title: t("Changed meanwhile"), body: html``, work: again, problem });
}

/**
 * In a dialog's text field Enter sends; a printed sentence has no line breaks.
 * @param {KeyboardEvent} event
 */
export function enterSends(event) {
  if (!meansAdd(event)) return;
  event.preventDefault();
  /** @type {HTMLTextAreaElement} */ (event.target).form?.requestSubmit();
}

/** What stands in a field, on one line. @param {FormData} words @param {string} name */
export function lineOf(words, name) {
  return oneLine(String(words.get(name) ?? ""));
}
