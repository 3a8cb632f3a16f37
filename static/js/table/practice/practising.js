// Practice as the host sees it: a guided minute on the empty poster, and a word when it is over.

import { html, nothing } from "lit-html";
import { n, t } from "../../core/texts.js";
import { tick } from "../icons.js";

/** @typedef {import("./practice.js").Tried} Tried */

/**
 * How far the host has come: 0 nothing yet, 1 a note is written, 2 one was struck out.
 * @param {Tried[]} tried
 */
export function stepsDone(tried) {
  if (!tried.length) return 0;
  return tried.some(({ path }) => path.endsWith("/struck")) ? 2 : 1;
}

/**
 * @param {object} practice
 * @param {Tried[]} practice.tried
 * @param {boolean} practice.rehearsed  it was done before
 * @param {() => void} practice.finish
 */
export function guideView({ tried, rehearsed, finish }) {
  const done = stepsDone(tried);
  return html`<section class="practice" aria-labelledby="practice-title">
    <h3 id="practice-title">${t("Practice: one minute at your table")}</h3>
    <p>
      ${t("What you write now counts nowhere. It stays on this tablet, and is gone when you have practised.")}
    </p>
    <ol>
      ${[
        t("Write a note in the big field, and press Enter."),
        t("Strike the note out with the button on it."),
        t(
          "See that it says “Practice, kept on the tablet”: so it is kept, also without a network.",
        ),
      ].map((words, at) => stepView(words, at < done, at === done))}
    </ol>
    <div class="row">
      <button class="ds-button" type="button" ?disabled=${done < 2} @click=${finish}>
        ${t("I have practised")}
      </button>
      ${rehearsed ? html`<span class="good">${t("This table has practised.")}</span>` : nothing}
    </div>
  </section>`;
}

/** @param {string} words @param {boolean} done @param {boolean} next */
function stepView(words, done, next) {
  return html`<li ?data-done=${done} aria-current=${next ? "step" : nothing}>
    ${done ? html`${tick}<span class="sr-only">${t("done")}: </span>` : nothing} ${words}
  </li>`;
}

/** What is said aloud when a step is done. @param {number} done */
export function stepWords(done) {
  if (done === 1) return t("The note is written. Now strike it out.");
  return done === 2 ? t("It is struck out, and kept. Press “I have practised”.") : "";
}

/**
 * Practice is over and notes of it lie here still.
 * @param {import("../model.js").Card[]} made
 * @param {() => void} drop
 * @param {() => void} hangUp
 */
export function overView(made, drop, hangUp) {
  return html`<section class="practice" role="status">
    <p>
      <strong>${t("Practice is over: the tables are open.")}</strong>
      ${n(
        "One practice note is gone from the poster and counts nowhere.",
        "%(count)s practice notes are gone from the poster and count nowhere.",
        made.length,
      )}
    </p>
    <ul>
      ${made.map(({ text, struck }) => html`<li class="text" dir="auto">${struck ? html`<del>${text}</del>` : text}</li>`)}
    </ul>
    <div class="row">
      <button class="ds-button" type="button" @click=${drop}>${n("Remove the note", "Remove the notes", made.length)}</button>
      <button class="ds-button" data-variant="secondary" type="button" @click=${hangUp}>
        ${n("Hang the note up all the same", "Hang the notes up all the same", made.length)}
      </button>
    </div>
  </section>`;
}
