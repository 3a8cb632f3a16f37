/** What stands on the sheet of one note: its words, what was added, what was asked. Pure. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";
import { countOf, dotView, leftWords } from "./dots.js";
import { readAloudView } from "./read_aloud.js";

/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {import("../../core/live/store.js").Note} Note */
/** @typedef {import("./asked.js").Own} Own */

/**
 * @typedef {object} Sheet
 * @property {State} state
 * @property {Note} note
 * @property {Own[]} own  what this phone has asked about it
 * @property {{own: boolean, left: number, press: () => void}|null} dots
 * @property {unknown} became  what became of it in the published document
 * @property {unknown} form  the field to ask in, or why there is none
 * @property {(id: string) => void} again
 * @property {(id: string) => void} drop
 */

/** @param {Sheet} sheet */
export function sheetView({ state, note, own, dots, became, form, again, drop }) {
  const table = state.tables.get(note.table);
  const question = state.questions.get(table?.question ?? 0);
  const mine = new Set(own.map(({ id }) => id));
  const others = [...state.asked.values()].filter(
    (one) => one.note === note.id && !mine.has(one.id),
  );
  return html`<p class="sheet-place">${placeName(question, table)}${table?.cafe_name ? html` · <bdi>${table.cafe_name}</bdi>` : ""}</p>
    <h2 class="sheet-note" id="sheet-note" tabindex="-1" dir="auto">${note.struck ? t("Taken off the poster") : note.text}</h2>
    ${readAloudView([note.text, ...note.elaborations], state.workshop?.language)}
    ${dots && !note.struck ? dotsView(state, note, dots) : nothing}
    ${became}
    ${note.elaborations.length ? elaborations(note.elaborations) : nothing}
    ${
      others.length || own.length
        ? html`<ul class="sheet-asked" role="list" aria-label=${t("Asked about this note")}>
      ${repeat(others, ({ id }) => id, otherView)}
      ${repeat(
        own,
        ({ id }) => id,
        (one) => ownView(one, question?.form === "tables", again, drop),
      )}
    </ul>`
        : nothing
    }
    ${form}`;
}

/** @param {State} state @param {Note} note @param {NonNullable<Sheet["dots"]>} dots */
function dotsView(state, note, { own, left, press }) {
  const open = walking(state);
  const count = countOf(state, note.id);
  const hidden = state.workshop?.dots_hidden
    ? t("How many dots a note has is shown later.")
    : nothing;
  return html`<p class="sheet-dots">${dotView({ note, count, own, open, press })}
    ${open ? html`<span class="quiet">${leftWords(left)} ${hidden}</span>` : nothing}</p>`;
}

/** @param {string[]} all */
function elaborations(all) {
  return html`<section class="sheet-more" aria-labelledby="sheet-more">
    <h3 id="sheet-more">${t("Added at the poster")}</h3>
    ${all.map((words) => html`<p dir="auto">${words}</p>`)}
  </section>`;
}

/** @param {import("../../core/live/store.js").Asked} asked */
function otherView({ text, answered, answer }) {
  return html`<li><p class="sheet-question" dir="auto">${text}</p>${answerView(answered, answer)}</li>`;
}

/** @param {string} answered @param {string|null} answer */
function answerView(answered, answer) {
  if (answered === "written")
    return html`<p class="sheet-answer"><b>${t("Answer:")}</b> <bdi>${answer}</bdi></p>`;
  return answered === "voice"
    ? html`<p class="sheet-answer">${t("Answered at the poster.")}</p>`
    : nothing;
}

/**
 * @param {Own} own
 * @param {boolean} hosted  whether a host sits there
 * @param {(id: string) => void} again
 * @param {(id: string) => void} drop
 */
function ownView(
  { id, text, answered, answer, waits, problem, mended, held, reason },
  hosted,
  again,
  drop,
) {
  return html`<li class="mine"><p class="sheet-question"><b>${t("You asked:")}</b> <bdi>${text}</bdi></p>
    ${
      problem
        ? html`<p class="problem">${problem}</p>
          ${mended ? html`<p>${t("Without it:")} <q dir="auto">${mended}</q></p>` : nothing}<p class="row">
          <button class="ds-button" data-variant="secondary" type="button" @click=${() => again(id)}>${mended ? t("Send it so") : t("Send again")}</button>
          <button class="ds-button" data-variant="tertiary" type="button" @click=${() => drop(id)}>${t("Throw away")}</button></p>`
        : answered === "no"
          ? html`<p class="sheet-answer quiet">${fareWords(waits, hosted, held)} ${held === "left" ? reason : nothing}</p>`
          : answerView(answered, answer)
    }</li>`;
}

/** How a question fares that is not answered. @param {boolean} waits @param {boolean} hosted @param {Own["held"]} held */
export function fareWords(waits, hosted, held) {
  if (waits) return t("Kept on this phone until the café answers.");
  if (held === "waiting") return t("Received: waits for the organiser");
  if (held === "left") return t("The organiser has left it out.");
  return hosted ? t("The host has it.") : t("The organiser has it.");
}

/** @param {State} state @returns {boolean} whether people ask and place dots now */
export function walking({ workshop }) {
  return workshop?.stage === "open" || workshop?.stage === "vernissage";
}
