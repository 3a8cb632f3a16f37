// The page of who writes alone: the question, one field, and the own notes.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../core/texts.js";
import { phonesWords } from "../pairs/view.js";
import { guessKind } from "../table/fields/rules.js";
import { markView } from "../table/notes/mark.js";
import { refusalView } from "../table/notes/refusal.js";

/** @typedef {import("./model.js").Slip} Slip */
/** @typedef {import("../core/live/store.js").Workshop} Workshop */
/** @typedef {{again: (slip: Slip) => void, letGo: (slip: Slip) => void}} Handlers */

/**
 * @param {object} page
 * @param {Workshop} page.workshop
 * @param {import("../core/live/store.js").Question} page.question
 * @param {string} page.table  what the table is called
 * @param {Element} page.field
 * @param {unknown} page.status
 * @param {Slip[]} page.slips
 * @param {Handlers} page.handlers
 */
export function pageView({ workshop, question, table, field, status, slips, handlers }) {
  const notice = closedWords(workshop) || (workshop.phones === "paused" && phonesWords("paused"));
  return html`<header class="asked">
      <p class="quiet">${table} · ${t("Question %(number)s", { number: question.number })}</p>
      <h1 dir="auto">${question.text}</h1>
      ${
        question.parts.length
          ? html`<ol class="parts">${question.parts.map(({ letter, text }) => html`<li><b class="letter">${letter}</b> <bdi>${text}</bdi></li>`)}</ol>`
          : nothing
      }
      <p>${t("Write what you think yourself, one thought in each note. The notes lie without names at the table's host, who lays them on the poster when you talk together.")}</p>
    </header>
    <div role="status">${notice ? html`<p class="notice">${notice}</p>` : nothing}</div>
    ${status}
    <section class="prompt" aria-labelledby="mine">
      <h2 id="mine">${t("What you think")}</h2>
      ${field}
      ${
        slips.length
          ? html`<ul class="slips" aria-label=${t("What this phone has written")}>
            ${repeat(
              slips,
              ({ id }) => id,
              (slip) => slipView(slip, handlers),
            )}
          </ul>`
          : nothing
      }
    </section>`;
}

/** Why nothing can be written now, or "". @param {Workshop} workshop */
function closedWords({ stage, silent }) {
  if (stage === "planning") return t("You can write here as soon as the organiser opens the café.");
  if (stage !== "open") return t("The talk is over. Thank you!");
  return silent ? "" : t("The silent start is over. Talk together at the table now.");
}

/** @param {Slip} slip @param {Handlers} handlers */
function slipView(slip, handlers) {
  const { id, text, erased, status, refusal } = slip;
  if (erased)
    return html`<li class="slip" data-id=${id}><div class="said"><p class="text">${t("erased for good")}</p></div></li>`;
  return html`<li class="slip" data-id=${id} data-kind=${guessKind(text)} data-status=${status}>
    <div class="said"><p class="text" dir="auto">${text}</p></div>
    <div class="slip-tools">${markView(status, statusWords(status), false)}</div>
    ${
      refusal
        ? refusalView({
            entry: refusal,
            theirs: null,
            useMine: () => handlers.again(slip),
            again: () => handlers.again(slip),
            letGo: () => handlers.letGo(slip),
          })
        : nothing
    }
  </li>`;
}

/** @param {import("../pairs/model.js").Status} status */
function statusWords(status) {
  if (status === "received") return t("Received");
  if (status === "sending") return t("On its way");
  return status === "kept" ? t("Kept on the phone") : t("Not received");
}
