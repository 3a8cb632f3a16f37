/**
 * Somebody else was quicker: who did what, with both texts side by side, and what a person may do now.
 * Nothing is done by a key pressed by reflex: the hand must go to the button that writes over.
 *
 * @typedef {import("../../core/http.js").Problem} Problem
 * @typedef {{text: string, behind: string[], under: string|null, aside: string|null, in_main: boolean}} Side
 * @typedef {{by: string, words: string, was: Side|null, now: Side|null}} Changed
 * @typedef {{revision: number|null, changes: Changed[]}} Meanwhile
 * @typedef {{keep(): void, over: (() => void)|null}} Ways `over` null: there is nothing left to write over
 */
import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";

/** What the refusal is about lies still: whoever has seen it may write over it. */
const OVER = ["saw", "was"];
const HASTE_MS = 500; // a tap meant for the button that was here before

/** @param {Problem} problem @returns {boolean} whether the same may be done all the same */
export function mayGoOn({ where, meanwhile }) {
  return meanwhile != null && meanwhile.revision != null && OVER.includes(where ?? "");
}

/**
 * @param {Problem} problem with `meanwhile`
 * @param {Ways} ways
 * @param {string} [mine] what the person wrote
 */
export function conflict(problem, { keep, over }, mine = "") {
  const changes = /** @type {Meanwhile} */ (problem.meanwhile).changes;
  return html`<div class="meanwhile" role="group" aria-labelledby="meanwhile-words" tabindex="-1" data-first>
    <p class="problem" role="alert" id="meanwhile-words">${problem.message}</p>
    ${bothSides(changes, mine)}
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="button" @click=${keep}>${over ? t("Leave it as it is now") : t("Close")}</button>
      ${
        over
          ? html`<button class="ds-button" data-variant="tertiary" type="button" data-over @click=${over}>
              ${mine ? t("Use mine in its place") : t("Do it all the same")}</button>`
          : nothing
      }
    </div>
  </div>`;
}

/** The text without what cannot be shown, and one button that sends it. @param {string} mended @param {() => unknown} send */
export function offer(mended, send) {
  return html`<p class="mended-text">${t("Without it:")} <q dir="auto">${mended}</q>
    <button class="ds-button" data-variant="secondary" type="button" @click=${send}>${t("Send it so")}</button></p>`;
}

/** @param {Changed[]} changes @param {string} [mine] */
export function bothSides(changes, mine = "") {
  return changes.map(
    ({ by, was, now }, at) => html`<dl class="both">
      <div><dt>${t("You saw")}</dt><dd>${side(was, now, t("(it was not there)"))}</dd></div>
      ${mine && at === 0 ? html`<div><dt>${t("You wrote")}</dt><dd><p>${mine}</p></dd></div>` : nothing}
      <div><dt>${t("Now, by %(name)s", { name: by })}</dt><dd>${side(now, was, t("(it is gone)"))}</dd></div>
    </dl>`,
  );
}

/** Its words, and what is otherwise than on the other side. @param {Side|null} one @param {Side|null} other @param {string} none */
function side(one, other, none) {
  if (!one) return html`<p class="quiet">${none}</p>`;
  const { text, behind, under, aside, in_main } = one;
  return html`<p dir="auto">${text}</p>
    ${behind.join() !== other?.behind.join() ? html`<ul>${behind.map((note) => html`<li><q dir="auto">${note}</q></li>`)}</ul>` : nothing}
    ${under && under !== other?.under ? html`<p class="quiet small">${t("Under “%(heading)s”", { heading: under })}</p>` : nothing}
    ${aside ? html`<p class="quiet small">${t("Set aside: %(reason)s", { reason: aside })}</p>` : nothing}
    ${in_main ? html`<p class="quiet small">${t("Used in the main statement")}</p>` : nothing}`;
}

/**
 * Said aloud and come to with nothing under the hand that a key could press.
 * @param {HTMLElement} inside
 */
export function toConflict(inside) {
  const place = inside.querySelector(".meanwhile");
  if (!(place instanceof HTMLElement)) return;
  place.focus();
  const over = place.querySelector("[data-over]");
  if (over instanceof HTMLButtonElement) {
    over.disabled = true;
    setTimeout(() => {
      over.disabled = false;
    }, HASTE_MS);
  }
  place.scrollIntoView({ block: "nearest" });
}
