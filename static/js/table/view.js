// The page round the fields and slips: where the table is, the question, what has arrived.

import { html, nothing } from "lit-html";
import { foldedBefore } from "../core/live/asked_before.js";
import { codeFormView } from "../core/live/code_form.js";
import { n, t } from "../core/texts.js";
import { placeName } from "../core/words.js";

// So many characters of a question stand in two lines on the narrowest screen.
const FITS = 45;

/** @typedef {import("../core/live/store.js").Question} Question */
/** @typedef {import("../core/live/store.js").Table} Table */

/**
 * @param {object} page
 * @param {Table} page.table
 * @param {string} page.stage  in words
 * @param {unknown} page.programme  what is on now and what comes next, or nothing
 * @param {Question} page.question
 * @param {import("../core/live/store.js").Wording[]} page.before  what it read before
 * @param {boolean} page.unfolded  the whole question, also where it takes much of the screen
 * @param {() => void} page.fold
 * @param {unknown} page.split  the choice to split, or nothing
 * @param {import("./fields/asking.js").Asks} page.asks  whether the main statement is asked for
 * @param {unknown} page.ask  the words that ask for it, or nothing
 * @param {{button: () => unknown, lines: () => unknown}} page.help
 * @param {unknown} page.sign  that something was asked at the wall, or nothing
 * @param {unknown} page.asked  what was asked
 * @param {unknown} page.strange  of the seal, that something is not as it should be
 * @param {unknown} page.over  what lies here of a practice that is over
 * @param {unknown} page.writer
 * @param {boolean} page.walked  the vernissage: what was asked stands in the place of the writer
 * @param {Record<"clock" | "name" | "hosts" | "statement" | "photos", Element> & {heard: Element | null}} page.elements
 * @param {unknown} page.told  what the organiser has told the table, or nothing
 * @param {unknown} page.summedBefore  what the main statement read before, or nothing
 * @param {unknown} page.tray  what phones at the table have written, or nothing
 * @param {unknown} page.trayWarning  that something lies there still, or nothing
 * @param {unknown} page.status
 * @param {unknown} page.slips
 * @param {unknown} page.seal  the seals, once the tables have closed
 */
export function pageView({
  table,
  stage,
  programme,
  question,
  before,
  unfolded,
  fold,
  split,
  asks,
  ask,
  help,
  sign,
  asked,
  writer,
  walked,
  elements,
  told,
  summedBefore,
  tray,
  trayWarning,
  strange,
  over,
  status,
  slips,
  seal,
}) {
  return html`<div class="table-page" data-asks=${asks} ?data-walked=${walked}>
    <header class="sign">
      <p class="where">
        <strong>${placeName(question, table)}</strong>
        <span class="stage">${stage}</span>
        ${elements.clock}
      </p>
      <p class="programme-line">${programme}</p>
      ${question.form === "tables" ? html`${elements.name} ${elements.hosts}` : nothing}
      ${table.meeting ? html`<p class="meeting">${t("This table meets online:")} <a href=${table.meeting} target="_blank" rel="noopener noreferrer">${table.meeting}</a></p>` : nothing}
    </header>
    <div class="side">
      ${questionView({ question, before, unfolded, fold, sign })} ${ask} ${writer} ${told} ${walked ? asked : nothing}
      ${question.form === "pairs" ? nothing : html`<div class="summed">${elements.statement} ${trayWarning} ${summedBefore}</div>`}
      ${elements.heard ?? nothing}
    </div>
    <section class="poster" aria-labelledby="notes-title">
      <div class="row head">
        <h2 id="notes-title">${t("Notes")}</h2>
        ${status} ${help.button()}
        ${question.form === "pairs" ? nothing : html`<a class="jump" href="#main-statement">${t("To the main statement")}</a>`}
      </div>
      ${strange} ${tray} ${walked ? nothing : asked} ${over} ${help.lines()} ${split} ${slips}
    </section>
    <div class="end">${elements.photos} ${seal}</div>
  </div>`;
}

/**
 * @param {{question: Question, before: import("../core/live/store.js").Wording[], unfolded: boolean,
 *   fold: () => void, sign: unknown}} asked  `sign` stands here because this stays on the screen
 */
function questionView({ question, before, unfolded, fold, sign }) {
  const { number, text, parts } = question;
  return html`<section class="question" ?data-unfolded=${unfolded}>
    ${sign}
    <h1>
      <span class="number">${t("Question %(number)s", { number })}</span>
      <span class="asked" dir="auto">${text}</span>
    </h1>
    ${
      parts.length
        ? html`<ol class="parts">
          ${parts.map((part) => html`<li><strong>${part.letter}</strong> <bdi>${part.text}</bdi></li>`)}
        </ol>`
        : nothing
    }
    ${
      text.length > FITS || parts.length
        ? html`<button class="fold" type="button" aria-expanded=${unfolded} @click=${fold}>
          ${unfolded ? t("Fold the question") : t("The whole question")}
        </button>`
        : nothing
    }
    ${foldedBefore(before)}
  </section>`;
}

/**
 * Whether all has arrived, in words.
 * @param {object} state
 * @param {ReturnType<typeof import("./model.js").tally>} state.tally
 * @param {number} [state.pictures]  photographs that the café does not have yet
 * @param {boolean} state.online
 * @param {boolean} state.durable
 */
export function statusView({ tally, pictures = 0, online, durable }) {
  const waits = tally.waiting > 0 || pictures > 0;
  return html`<p class="arrived" role="status" data-waits=${waits} data-online=${online}>
    ${online ? nothing : html`<strong>${t("No connection.")}</strong> `}
    ${waits ? waitingWords(tally.waiting, pictures) : tally.practice ? practiceWords(tally.practice) : arrivedWords(tally)}
    ${tally.refused ? refusedWords(tally.refused) : nothing}
    ${tally.late ? lateWords(tally.late) : nothing}
    ${
      durable
        ? nothing
        : html`<strong class="warn">
          ${t("This browser cannot keep notes: leave the page open until all are received.")}
        </strong>`
    }
  </p>`;
}

/** @param {number} notes @param {number} pictures */
function waitingWords(notes, pictures) {
  const words = [
    notes &&
      n(
        "%(count)s note waits here on the tablet.",
        "%(count)s notes wait here on the tablet.",
        notes,
      ),
    pictures &&
      n(
        "%(count)s picture waits here on the tablet.",
        "%(count)s pictures wait here on the tablet.",
        pictures,
      ),
  ];
  return words.filter(Boolean).join(" ");
}

/** @param {number} count */
function practiceWords(count) {
  return n("%(count)s practice note, kept.", "%(count)s practice notes, kept.", count);
}

/** @param {ReturnType<typeof import("./model.js").tally>} tally */
function arrivedWords({ notes, refused, late }) {
  if (refused || (late && !notes)) return nothing;
  if (!notes) return t("No notes yet.");
  return n("%(count)s note, received.", "All %(count)s notes received.", notes);
}

/** @param {number} count */
function lateWords(count) {
  return n(
    "%(count)s note came after the table was closed. The organiser has it.",
    "%(count)s notes came after the table was closed. The organiser has them.",
    count,
  );
}

/** @param {number} count */
function refusedWords(count) {
  return n("%(count)s note was not received.", "%(count)s notes were not received.", count);
}

/**
 * The choice to show the question's parts as fields.
 * @param {boolean} split
 * @param {() => void} toggle
 */
export function splitView(split, toggle) {
  return html`<label class="split">
    <input type="checkbox" .checked=${split} @change=${toggle} />
    ${t("The parts as fields on the poster")}
  </label>`;
}

/**
 * What was typed and is not received, where there is no poster yet to show it on.
 * @param {string[]} words
 */
export function keptView(words) {
  if (!words.length) return nothing;
  return html`<section class="kept">
    <h2>${t("Kept on the tablet")}</h2>
    <ul>
      ${words.map((one) => html`<li class="text" dir="auto">${one}</li>`)}
    </ul>
  </section>`;
}

/** @param {string} why  in the café's words */
export function goneView(why) {
  return html`<p class="problem gone" role="alert">
      ${why} ${t("What is not received yet stays on this tablet and follows along to the new link.")}
    </p>
    ${codeFormView()}`;
}
