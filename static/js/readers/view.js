// How remarks look: the dialog in which one is written, and those of this device beside the text.

import { html, nothing } from "lit-html";
import { limit } from "../core/limits.js";
import { n, t } from "../core/texts.js";
import { KINDS } from "./model.js";

/** @typedef {import("./model.js").Own} Own */
/** @typedef {import("./model.js").Kind} Kind */

/** @param {Kind} kind */
function kindName(kind) {
  if (kind === "said") return t("This is how we said it");
  return kind === "missing" ? t("Something is missing") : t("These are not our words");
}

/**
 * @param {object} form
 * @param {string} form.words  of the draft
 * @param {Kind | ""} form.kind
 * @param {string} form.text
 * @param {"" | "kind" | "text" | "long"} form.problem
 * @param {{type(event: Event): void, send(event: SubmitEvent): void, close(): void}} handlers
 */
export function askView({ words, kind, text, problem }, { type, send, close }) {
  return html`<form class="form" method="dialog" novalidate @submit=${send} @input=${type} @change=${type}>
    <h2 id="ask-title">${t("What do you say of this?")}</h2>
    <blockquote dir="auto">${words}</blockquote>
    ${problem ? html`<p class="problem" role="alert" id="ask-problem">${problemWords(problem)}</p>` : nothing}
    <fieldset aria-describedby=${problem === "kind" ? "ask-problem" : nothing}>
      <legend>${t("Your answer")}</legend>
      ${KINDS.map(
        (one) => html`<label class="check">
          <input type="radio" name="kind" value=${one} .checked=${one === kind}> ${kindName(one)}
        </label>`,
      )}
    </fieldset>
    <div class="field">
      <label for="ask-text">${kind === "said" ? t("Remark, if you wish") : t("Remark")}</label>
      <span class="hint" id="ask-hint">${t("Printed without a name, if it is printed. Write no names.")}</span>
      <textarea class="ds-input" dir="auto" id="ask-text" name="text" rows="3" .value=${text}
        aria-describedby=${problem === "text" || problem === "long" ? "ask-hint ask-problem" : "ask-hint"}
        aria-invalid=${problem === "text" || problem === "long" ? "true" : nothing}></textarea>
    </div>
    <div class="row">
      <button class="ds-button" type="submit">${t("Send")}</button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${close}>${t("Cancel")}</button>
    </div>
  </form>`;
}

/** @param {"kind" | "text" | "long"} problem */
function problemWords(problem) {
  if (problem === "kind") return t("Choose what you want to say.");
  if (problem === "text") return t("Write what is missing, or how you would say it.");
  return t("At most %(count)s characters.", { count: limit("statement") });
}

/**
 * This device's remarks on one piece of the text.
 * @param {Own[]} some
 * @param {{edit(one: Own): void, letGo(one: Own): void}} handlers
 */
export function ownView(some, handlers) {
  return some.map(
    (
      one,
    ) => html`<li data-id=${one.id} data-status=${one.refusal ? "refused" : one.waits ? "kept" : "received"}>
      <span class="own-kind">${t("You:")} ${kindName(one.kind)}</span>
      ${one.text ? html`<span class="own-text" dir="auto">“${one.text}”</span>` : nothing}
      <span class="own-status">${statusWords(one)}</span>
      ${one.refusal ? html`<span class="problem">${one.refusal.refusal?.title}</span>` : nothing}
      <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.edit(one)}>${t("Change it")}<span class="sr-only">: ${one.text || kindName(one.kind)}</span></button>
      ${
        one.refusal
          ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.letGo(one)}>${t("Let it go")}<span class="sr-only">: ${one.text || kindName(one.kind)}</span></button>`
          : nothing
      }
    </li>`,
  );
}

/** @param {Own} own */
function statusWords({ refusal, waits }) {
  if (refusal) return t("Not received");
  return waits ? t("Kept on the phone") : t("Received");
}

/**
 * @param {ReturnType<typeof import("./model.js").tally>} counts
 * @param {boolean} durable
 */
export function tallyView({ waiting, refused, received }, durable) {
  return html`${waiting ? n("%(count)s remark waits here on the phone.", "%(count)s remarks wait here on the phone.", waiting) : nothing}
    ${received && !waiting && !refused ? n("%(count)s remark, received.", "All %(count)s remarks received.", received) : nothing}
    ${refused ? n("%(count)s remark was not received.", "%(count)s remarks were not received.", refused) : nothing}
    ${durable ? nothing : html`<strong>${t("This browser cannot keep what you write: leave the page open until all is received.")}</strong>`}`;
}

/**
 * What became of this device's remarks.
 * @param {(import("./model.js").Kept & {became: string, outcome: string})[]} all
 */
export function becameView(all) {
  if (!all.length) return nothing;
  return html`<section class="card" aria-labelledby="mine-title">
    <h2 id="mine-title">${t("Your remarks")}</h2>
    <ul class="remarks">
      ${all.map(
        (one) => html`<li>
          <p class="says"><strong>${kindName(one.kind)}${one.text ? ":" : ""}</strong> <span dir="auto">${one.text}</span></p>
          <p class="became" data-outcome=${one.outcome}>${one.became}</p>
        </li>`,
      )}
    </ul>
    <p class="quiet small">${t("Only this device knows that they are yours.")}</p>
  </section>`;
}
