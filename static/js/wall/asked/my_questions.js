/**
 * All that this phone has asked, in one list, and a button that stays in sight until an answer has
 * been looked at. Only the phone knows whose they are.
 */

import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";
import { fareWords } from "./ask_view.js";

/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {import("./asked.js").Own} Own */

/** @param {(note: string) => void} open  a note's sheet */
export function openMyQuestions(open) {
  const place = /** @type {HTMLElement} */ (document.getElementById("my-questions"));
  const folded = /** @type {HTMLDetailsElement} */ (place.closest("details"));
  const summary = /** @type {HTMLElement} */ (folded.querySelector("summary"));
  const button = document.createElement("p");
  button.className = "answer-told";
  button.setAttribute("role", "status");
  document.body.append(button);
  const choose = (/** @type {string} */ note) => {
    folded.open = false;
    open(note);
  };
  return {
    /** @param {State} state @param {Own[]} all @param {import("./asked.js").Kept[]} unread */
    show(state, all, unread) {
      folded.hidden = !all.length;
      render(summaryView(unread.length), summary);
      render(listView(state, all, new Set(unread.map(({ id }) => id)), choose), place);
      render(toldView(unread[0], choose), button);
    },
  };
}

/** @param {number} unread */
function summaryView(unread) {
  return html`${t("My questions")} ${
    unread
      ? html`<b class="badge"><span class="sr-only">${t("Answered:")}</span> ${unread}</b>`
      : nothing
  }`;
}

/** @param {State} state @param {Own[]} all @param {Set<string>} unread @param {(note: string) => void} open */
function listView({ notes, tables, questions }, all, unread, open) {
  return html`<ul class="my-questions" role="list">${repeat(
    [...all].reverse(),
    ({ id }) => id,
    (own) => {
      const note = notes.get(own.note);
      const table = tables.get(note?.table ?? 0);
      const hosted = questions.get(table?.question ?? 0)?.form === "tables";
      return html`<li><button type="button" ?data-unread=${unread.has(own.id)} ?disabled=${!note} @click=${() => open(own.note)}>
        <b dir="auto">${own.text}</b>
        <span class="small">${statusWords(own, hosted)}</span>
        <q class="quiet small" dir="auto">${note ? shortened(note.text) : t("A note that has been taken off")}</q></button></li>`;
    },
  )}</ul>`;
}

/** @param {Own} own @param {boolean} hosted */
function statusWords({ answered, answer, waits, problem, held }, hosted) {
  if (problem) return problem;
  if (answered === "written") return html`${t("Answer:")} <bdi>${answer}</bdi>`;
  return answered === "voice" ? t("Answered at the poster.") : fareWords(waits, hosted, held);
}

/** @param {import("./asked.js").Kept | undefined} own @param {(note: string) => void} open */
function toldView(own, open) {
  if (!own) return nothing;
  return html`<button type="button" @click=${() => open(own.note)}
    >${t("You have an answer: %(question)s", { question: shortened(own.text, 40) })}</button>`;
}
