/** Questions from the wall, as the host has them on the tablet and the organiser at the board. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { n, t } from "../core/texts.js";

/** @typedef {import("../core/live/store.js").Asked} Asked */
/** @typedef {import("../core/live/store.js").Note} Note */

/**
 * @typedef {object} Question
 * @property {Asked} asked
 * @property {Note|undefined} note
 * @property {string} [state]  how the last operation fares, in words; "" when the café has it
 * @property {unknown} [refusal]  what the café said no to, drawn
 */

/**
 * @typedef {object} Handlers
 * @property {(asked: Asked, answered: "no"|"voice") => void} answer
 * @property {(asked: Asked) => void} write  begin to write an answer
 * @property {boolean} [reads]  whoever looks may not answer
 * @property {(id: string) => Element|undefined} writerOf  the field it is written in
 * @property {(asked: Asked, shown: boolean) => void} show
 * @property {(asked: Asked, hidden: boolean) => void} [hide]  the organiser's
 * @property {(asked: Asked) => unknown} [erase]  the way to where it is erased for good
 * @property {() => unknown} [held]  the way to where the organiser decides
 * @property {(note: Note, asked: Asked) => void} [elaborate]
 */

/** @param {Asked} asked @returns {boolean} whether somebody still waits for an answer */
export function waits({ answered, hidden, decided }) {
  return answered === "no" && !hidden && !isHeld({ decided });
}

/** @param {Pick<Asked, "decided">} asked @returns {boolean} whether only the organiser sees it */
export function isHeld({ decided }) {
  return decided === "waiting" || decided === "left";
}

/** @param {number} count */
export function countWords(count) {
  return n("%(count)s question", "%(count)s questions", count);
}

/**
 * Those that wait come first when the list is opened; after that each keeps its place, so that the
 * next does not slide under a finger when one is answered.
 * @param {Question[]} all  in the order they were asked
 * @param {string[]} places  remembers the order, by id; empty: find it anew
 * @param {boolean} newestFirst  and what comes later stands on top
 */
function inPlace(all, places, newestFirst) {
  const fresh = all.filter(({ asked }) => !places.includes(asked.id));
  if (newestFirst) fresh.reverse();
  fresh.sort((a, b) => Number(waits(b.asked)) - Number(waits(a.asked)));
  const ids = fresh.map(({ asked }) => asked.id);
  places.splice(newestFirst ? 0 : places.length, 0, ...ids);
  const rank = new Map(places.map((id, place) => [id, place]));
  const of = (/** @type {Question} */ one) => rank.get(one.asked.id) ?? 0;
  return [...all].sort((a, b) => of(a) - of(b));
}

/**
 * @param {Question[]} all  in the order they were asked
 * @param {string[]} places  changed here
 * @param {Handlers} handlers
 * @param {boolean} [newestFirst]
 */
export function questionsView(all, places, handlers, newestFirst = false) {
  const sorted = inPlace(all, places, newestFirst);
  return html`<ul class="asked-list" role="list">
    ${repeat(
      sorted,
      ({ asked }) => asked.id,
      (one) => questionView(one, handlers),
    )}
  </ul>`;
}

/** @param {Question} question @param {Handlers} handlers */
function questionView({ asked, note, state = "", refusal = nothing }, handlers) {
  return html`<li class="from-wall" data-asked=${asked.id} data-answered=${asked.answered}
    ?data-hidden=${asked.hidden}>
    <blockquote dir="auto">${note?.text ?? ""}</blockquote>
    ${note?.elaborations.map((more) => html`<p class="asked-more">${more}</p>`)}
    <p class="asked-text" dir="auto">${asked.text}</p>
    ${asked.answer ? html`<p class="answer"><b>${t("Answer:")}</b> <bdi>${asked.answer}</bdi></p>` : nothing}
    <p class="asked-state">${stateWords(asked)}${state ? html` · ${state}` : nothing}</p>
    ${below(asked, note, handlers)} ${handlers.erase?.(asked)} ${refusal}
  </li>`;
}

/** What can be done with it. @param {Asked} asked @param {Note|undefined} note @param {Handlers} handlers */
function below(asked, note, handlers) {
  if (handlers.reads) return nothing;
  if (isHeld(asked)) return handlers.held?.();
  return handlers.writerOf(asked.id) ?? buttons(asked, note, handlers);
}

/** @param {Asked} asked */
function stateWords({ answered, shown, hidden, decided }) {
  if (decided === "waiting") return t("From a phone: waits for approval.");
  if (decided === "left") return t("Left out.");
  const how =
    answered === "voice"
      ? t("Answered aloud.")
      : answered === "written"
        ? t("Answered in writing.")
        : t("Not answered yet.");
  if (hidden) return `${how} ${t("Hidden by the organiser.")}`;
  return shown ? `${how} ${t("On the wall.")}` : how;
}

/** @param {Asked} asked @param {Note|undefined} note @param {Handlers} handlers */
function buttons(asked, note, handlers) {
  const { hide, elaborate } = handlers;
  return html`<div class="row buttons-of-asked" role="group" aria-label=${asked.text}>
    ${asked.answered === "written" ? nothing : aloud(asked, handlers)}
    ${button(asked.answer ? t("Change the answer") : t("Write an answer"), () => handlers.write(asked), "secondary")}
    ${asked.hidden ? nothing : showButton(asked, handlers)}
    ${asked.answered === "written" ? button(t("Take the answer away"), () => handlers.answer(asked, "no"), "tertiary") : nothing}
    ${note && !note.struck && elaborate ? button(t("Elaborate the note"), () => elaborate(note, asked), "tertiary") : nothing}
    ${hide ? button(asked.hidden ? t("Let it be shown again") : t("Hide"), () => hide(asked, !asked.hidden), "tertiary") : nothing}
  </div>`;
}

/** A switch that stays where it is: a second tap of a nervous finger does not take it back. @param {Asked} asked @param {Handlers} handlers */
function aloud(asked, handlers) {
  const done = asked.answered === "voice";
  const press = (/** @type {MouseEvent} */ event) => {
    if (event.detail < 2) handlers.answer(asked, done ? "no" : "voice");
  };
  return html`<button class="ds-button" type="button" data-variant=${done ? "secondary" : "primary"}
    aria-pressed=${done} @click=${press}>${t("Answered aloud")}</button>`;
}

/** @param {Asked} asked @param {Handlers} handlers */
function showButton(asked, handlers) {
  const words = asked.shown ? t("Take off the wall") : t("Show on the wall");
  return button(words, () => handlers.show(asked, !asked.shown), "secondary");
}

/** @param {string} words @param {() => void} act @param {string} variant "" is the main one */
function button(words, act, variant) {
  return html`<button class="ds-button" type="button" data-variant=${variant || "primary"}
    @click=${act}>${words}</button>`;
}
