// The form as it looks, and what is said when it is sent, closed, or was not received.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { tooMany } from "../core/limits.js";
import { n, t } from "../core/texts.js";

/** @typedef {import("../core/live/store.js").EvaluationQuestion} Asked */
/** @typedef {import("./model.js").Values} Values */
/**
 * @typedef {object} Handlers
 * @property {(uid: string, said: string | number) => void} type
 * @property {() => void} send
 * @property {() => void} edit
 * @property {() => void} again
 * @property {() => void} letGo
 */

const STEPS = [1, 2, 3, 4, 5];

/**
 * @param {object} form
 * @param {Asked[]} form.questions
 * @param {Values} form.values
 * @param {boolean} form.changes  this device has answered already
 * @param {string} form.problem  what is wrong with what is typed, or ""
 * @param {Handlers} form.handlers
 */
export function formView({ questions, values, changes, problem, handlers }) {
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    handlers.send();
  };
  return html`<form class="evaluate" novalidate @submit=${submit}>
    ${repeat(
      questions,
      ({ uid }) => uid,
      (asked) => questionView(asked, values[asked.uid], handlers),
    )}
    <p class="problem" id="evaluate-problem" role="alert" ?hidden=${!problem}>${problem}</p>
    <div class="row"><button class="ds-button" type="submit">${changes ? t("Send the changed answer") : t("Send")}</button></div>
  </form>`;
}

/** @param {Asked} asked @param {string | number | undefined} said @param {Handlers} handlers */
function questionView(asked, said, handlers) {
  return asked.kind === "text"
    ? wordsView(asked, said, handlers)
    : choiceView(asked, Number(said ?? 0), handlers);
}

/** @param {Asked} asked @param {string | number | undefined} said @param {Handlers} handlers */
function wordsView({ uid, text }, said, handlers) {
  const over = tooMany(String(said ?? ""), "statement");
  return html`<div class="field">
    <label class="ask" for=${`say-${uid}`} dir="auto">${text}</label>
    <textarea dir="auto" class="ds-input" id=${`say-${uid}`} rows="3" .value=${live(String(said ?? ""))}
      @input=${(/** @type {Event} */ event) =>
        handlers.type(uid, /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
    ${over > 0 ? html`<p class="problem">${n("%(count)s character too long.", "%(count)s characters too long.", over)}</p>` : nothing}
  </div>`;
}

/** @param {Asked} asked @param {number} said @param {Handlers} handlers */
function choiceView({ uid, kind, text, choices }, said, handlers) {
  const scale = kind === "scale";
  const shown = scale ? STEPS.map(String) : choices;
  const ends = scale && choices.length === 2 ? choices : ["", ""];
  /** @param {string} words @param {number} at */
  const named = (words, at) => {
    const end = at === 0 ? ends[0] : at === shown.length - 1 ? ends[1] : "";
    return end ? `${words} – ${end}` : words;
  };
  return html`<fieldset class="plain">
    <legend dir="auto">${text}</legend>
    <div class=${scale ? "steps" : "choices"}>
      ${shown.map(
        (words, at) => html`<label class=${scale ? "" : "check"}>
          <input type="radio" name=${`say-${uid}`} value=${at + 1} aria-label=${scale ? named(words, at) : nothing}
            .checked=${live(said === at + 1)} @change=${() => handlers.type(uid, at + 1)}>
          <span dir="auto">${words}</span>
        </label>`,
      )}
    </div>
    ${ends[0] ? html`<p class="ends" aria-hidden="true"><span dir="auto">${ends[0]}</span><span dir="auto">${ends[1]}</span></p>` : nothing}
    ${
      said
        ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.type(uid, 0)}
          >${t("Take the answer away")}<span class="sr-only">: ${text}</span></button>`
        : nothing
    }
  </fieldset>`;
}

/**
 * What was answered has left the field: where it is now.
 * @param {object} sent
 * @param {boolean} sent.waits  it is not received yet
 * @param {boolean} sent.online
 * @param {boolean} sent.durable
 * @param {boolean} sent.open  it can be changed
 * @param {string} sent.joins  where one asks to be invited to the next café, or ""
 * @param {Handlers} sent.handlers
 */
export function thanksView({ waits, online, durable, open, joins, handlers }) {
  return html`<section class="thanks card" aria-labelledby="thanks">
    <h2 id="thanks" tabindex="-1">${t("Thank you!")}</h2>
    <p role="status" class="arrived" data-waits=${waits}>${
      waits
        ? html`${online ? nothing : html`<strong>${t("No connection.")}</strong> `}${t("Your answer is kept on this device, and is sent as soon as there is a network. You can leave the page open.")}`
        : t("Your answer is received. Nobody can see who gave it.")
    }
    ${waits && !durable ? html`<strong class="warn">${t("This browser cannot keep answers: leave the page open until yours is received.")}</strong>` : nothing}</p>
    ${
      open
        ? html`<p>${t("You can change it until the form is closed.")}</p>
          <button class="ds-button" data-variant="secondary" type="button" @click=${handlers.edit}>${t("Change my answer")}</button>`
        : nothing
    }
    ${joins ? html`<p><a href=${joins}>${t("Be invited to the next café by e-mail")}</a></p>` : nothing}
  </section>`;
}

/**
 * The café said no: why, and what can be done.
 * @param {import("../core/offline/entries.js").Refusal} refusal
 * @param {Handlers} handlers
 */
export function refusedView(refusal, handlers) {
  const settled = refusal.where === "settled";
  return html`<div class="refusal" role="group" aria-label=${t("Not received")}>
    <p class="problem" role="alert">${refusal.title}</p>
    <div class="row">
      ${
        settled
          ? nothing
          : html`<button class="ds-button" data-variant="secondary" type="button" @click=${handlers.again}
            >${refusal.where === "was" ? t("Send this in its place") : t("Send again")}</button>`
      }
      <button class="ds-button" data-variant="tertiary" type="button"
        @click=${() => confirm(t("Throw away what was not received?")) && handlers.letGo()}
        >${t("Throw away")}</button>
    </div>
  </div>`;
}

/** @param {string} why  in the café's words */
export function goneView(why) {
  return html`<p class="problem" role="alert">
    ${why} ${t("What is not received yet stays on this phone and follows along to the new link.")}
  </p>`;
}
