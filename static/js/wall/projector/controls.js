/** What whoever stands at the screen presses; it is there while the pointer moves, or has the focus. */
import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";

/** @typedef {"back"|"on"|"hold"} Control */
/**
 * @typedef {{back(): void, on(): void, hold(): void, fill(): void, choose(question: number|null): void}} Controls
 */

const SEEN_MS = 4000;

/** A presenter's remote sends PageUp and PageDown. @type {Record<string, Control>} */
const KEYS = { ArrowLeft: "back", PageUp: "back", ArrowRight: "on", PageDown: "on", " ": "hold" };

/** @param {Controls} controls */
export function listenToKeys(controls) {
  document.addEventListener("keydown", (event) => {
    const on = /** @type {Element} */ (event.target);
    // A list chooses with the arrows, and space presses what has the focus.
    if (on.closest("select") || (event.key === " " && on.closest("button, a"))) return;
    const control = KEYS[event.key];
    if (!control || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    controls[control]();
  });
}

/** Buttons are for who holds the mouse, and would only be in the hall's way. */
export function showWhileUsed() {
  let timer = 0;
  document.addEventListener("pointermove", ({ movementX, movementY }) => {
    if (!movementX && !movementY) return; // the page moved under it
    document.body.dataset.used = "";
    window.clearTimeout(timer);
    timer = window.setTimeout(() => delete document.body.dataset.used, SEEN_MS);
  });
}

/** @returns {Promise<void>|undefined} */
export function fillOrLeave() {
  if (document.fullscreenElement) return document.exitFullscreen();
  return document.documentElement.requestFullscreen?.();
}

/**
 * @param {{base: string, playing: boolean, only: number|null, questions: number[]}} now
 *   `questions`: whose posters the tour may be about, none where there is no tour
 * @param {Controls} controls
 */
export function controlsView({ base, playing, only, questions }, controls) {
  const chosen = (/** @type {Event} */ event) =>
    controls.choose(Number(/** @type {HTMLSelectElement} */ (event.target).value) || null);
  return html`<div class="tour" role="group" aria-label=${t("Tour")}>
    <button type="button" @click=${controls.back}>${t("Previous")}</button>
    <button type="button" @click=${controls.hold}>${playing ? t("Pause") : t("Play")}</button>
    <button type="button" @click=${controls.on}>${t("Next")}</button>
    ${
      questions.length
        ? html`<label><span class="sr-only">${t("Show")}</span>
      <select @change=${chosen}>
        <option value="0">${t("All questions")}</option>
        ${questions.map((number) => option(number, only))}
      </select></label>`
        : nothing
    }
    <button type="button" @click=${controls.fill}>${t("Fill the screen")}</button>
    <a href=${base}>${t("The wall")}</a>
  </div>`;
}

/** @param {number} number @param {number|null} only */
function option(number, only) {
  const words = t("Question %(number)s", { number });
  return html`<option value=${number} ?selected=${number === only}>${words}</option>`;
}
