/** How a likely pair looks. */

import { html, nothing } from "lit-html";
import { limit } from "../../core/limits.js";
import { n, t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";

/** @typedef {import("../offers/data.js").Pair} Pair */
/** @typedef {import("../view.js").View} View */
/**
 * @typedef {{pair: Pair|null, left: number, later: number, identical: number, bulkNeeds: boolean,
 *   needs: boolean, joins: boolean, view: View, likely: ReadonlyMap<string, import("../offers/data.js").Likely>,
 *   placed: ReturnType<typeof import("../offers/data.js").placesOf>, chosen: string, told: string,
 *   problem: string, state: string, done: number, single: boolean,
 *   handlers: {take(right: boolean): unknown, all(): unknown, join(): unknown, apart(): unknown, later(): unknown,
 *   again(): unknown, undo(): unknown, heading(id: string): void}}} Sight
 */

/** @param {Sight} sight */
export function drawPair(sight) {
  const { pair, left, state, told, problem, handlers } = sight;
  return html`
    <p class="quiet" role="status">
      ${told ? html`<span>${told}</span> ` : nothing}
      ${state === "loading" ? t("Reading the notes…") : n("%(count)s pair to look at.", "%(count)s pairs to look at.", left)}
    </p>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    ${sight.identical > 1 ? bulk(sight) : nothing}
    ${pair ? both(pair, sight) : state === "loading" ? nothing : html`<p class="done">${t("Nothing more to look at.")}</p>`}
    ${sight.needs || (sight.bulkNeeds && sight.identical > 1) ? chooser(sight) : nothing}
    <div class="verbs">
      ${pair ? html`${button(sight, "J", t("Join into one sentence"), handlers.join, !sight.joins)} ${button(sight, "N", t("Not the same"), handlers.apart)} ${button(sight, "L", t("Later"), handlers.later)}` : nothing}
      ${!pair && sight.later ? html`<button class="ds-button" type="button" @click=${handlers.again}>${t("Look at those put off")}</button>` : nothing}
      ${button(sight, "U", t("Undo"), handlers.undo, !sight.done)}
    </div>`;
}

/** @param {Sight} sight @param {string} key @param {string} words @param {() => unknown} work @param {boolean} [off] */
function button({ single }, key, words, work, off = false) {
  return html`<button class="ds-button" data-variant="secondary" type="button" ?disabled=${off} @click=${() => work()}>
    ${words}${single ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
  </button>`;
}

/** @param {Sight} sight */
function bulk({ identical, handlers }) {
  return html`<div class="bulk">
    <p>${n(
      "%(count)s pair has the same words.",
      "%(count)s pairs have the same words.",
      identical,
    )}</p>
    <button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.all()}>
      ${n("Take %(count)s at once", "Take all %(count)s at once", identical)}
    </button>
  </div>`;
}

/** @param {Pair} pair @param {Sight} sight */
function both(pair, sight) {
  return html`<p class="why">${t("Why:")} <bdi>${pair.why}</bdi></p>
    <div class="pair">
      ${side(pair.left, "A", pair.may !== "right", () => sight.handlers.take(false), sight)}
      ${side(pair.right, "B", pair.may !== "left", () => sight.handlers.take(true), sight)}
    </div>`;
}

/** @param {string} id @param {string} key @param {boolean} may @param {() => unknown} take @param {Sight} sight */
function side(id, key, may, take, { view, placed, single }) {
  const found = noteOf(view, id);
  const where = placed.get(id);
  return html`<section class="half" aria-label=${key}>
    <blockquote class=${found?.note.kind ?? ""} dir="auto">${found?.note.text ?? ""}</blockquote>
    <p class="facts">${found ? html`<bdi>${placeName(view.question, found.table)}</bdi>` : nothing} ·
      ${where ? t("under “%(heading)s”", { heading: where.heading }) : t("not yet placed")}</p>
    <button class="ds-button" type="button" data-first ?disabled=${!may} @click=${() => take()}>
      ${t("The same; print this one")}${single ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
    </button>
  </section>`;
}

/** @param {View} view @param {string} id */
function noteOf(view, id) {
  return view.every.get(id);
}

/** @param {Sight} sight */
function chooser({ view, pair, likely, chosen, handlers, needs }) {
  if (!view.headings.length) {
    return html`<div class="field"><label for="offers-heading">${t("There is no heading yet. Write the first one:")}</label>
      <input class="ds-input" dir="auto" id="offers-heading" maxlength=${limit("line")} autocomplete="off" list="used-headings"></div>`;
  }
  const own = pair && needs ? (likely.get(pair.left) ?? likely.get(pair.right)) : undefined;
  const guess = view.headings.find(({ category }) => category.id === own?.heading);
  return html`<div class="field"><label for="offers-under">${t("What has no place yet goes under")}</label>
    <select class="ds-input" id="offers-under" @change=${(/** @type {Event} */ { target }) => handlers.heading(/** @type {HTMLSelectElement} */ (target).value)}>
      ${likely.size ? html`<option value="" .selected=${!chosen}>${guess ? t("The likeliest: %(heading)s", { heading: guess.category.heading }) : t("The likeliest heading")}</option>` : nothing}
      ${view.headings.map(
        ({ category, number }) =>
          html`<option value=${category.id} .selected=${chosen === category.id}>${number}. ${category.heading}</option>`,
      )}
    </select></div>`;
}
