// The page of who writes alone: the question, one field, and the own notes.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../core/texts.js";
import { handButton, phonesWords } from "../pairs/view.js";
import { guessKind } from "../table/fields/rules.js";
import { bringBack, pencil, strikeOut } from "../table/icons.js";
import { markView } from "../table/notes/mark.js";
import { refusalView } from "../table/notes/refusal.js";
import { isDealt } from "./model.js";

/** @typedef {import("./model.js").Slip} Slip */
/** @typedef {import("../core/live/store.js").Workshop} Workshop */
/**
 * @typedef {object} May  what can be done with what was written
 * @property {boolean} mend  whether the moment is for that
 * @property {ReturnType<typeof import("../pairs/handlers.js").handlers>} reach
 * @property {ReturnType<typeof import("./dealt.js").dealtWith>} dealt
 */

/**
 * @param {object} page
 * @param {Workshop} page.workshop
 * @param {import("../core/live/store.js").Question} page.question
 * @param {string} page.table  what the table is called
 * @param {Element} page.field
 * @param {unknown} page.status
 * @param {Slip[]} page.slips
 * @param {May} page.may
 */
export function pageView({ workshop, question, table, field, status, slips, may }) {
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
              (slip) => slipView(slip, may),
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

/** @param {Slip} slip @param {May} may */
function slipView(slip, may) {
  const { id, text, erased, struck, status } = slip;
  if (erased)
    return html`<li class="slip" data-id=${id}><div class="said"><p class="text">${t("erased for good")}</p></div></li>`;
  const editor = slip.own ? may.reach.editorOf(id) : undefined;
  return html`<li class="slip" data-id=${id} data-kind=${guessKind(text)} data-status=${status} ?data-struck=${struck}>
    ${
      editor ??
      html`<div class="said"><p class="text" dir="auto">${struck ? html`<del>${text}</del>` : text}</p></div>
        <div class="slip-tools">
          ${markView(status, statusWords(slip), false)} ${may.mend && slip.own && !slip.refusal ? buttonsView(slip, may) : nothing}
        </div>`
    }
    ${editor ? nothing : refusedView(slip, may)}
  </li>`;
}

/** @param {Slip} slip @param {May} may */
function buttonsView(slip, { reach }) {
  if (slip.struck)
    return handButton(t("Put back"), bringBack, slip, () => reach.strike(slip, false));
  return html`${handButton(t("Edit"), pencil, slip, () => reach.edit(slip))}
    ${handButton(t("Take back"), strikeOut, slip, () => reach.strike(slip, true))}`;
}

/** @param {Slip} slip @param {May} may */
function refusedView(slip, may) {
  const entry = slip.refusal;
  if (!entry) return nothing;
  if (isDealt(entry)) return dealtView(slip, entry, may.dealt);
  return refusalView({
    entry,
    theirs: null,
    useMine: () => may.reach.again(slip),
    again: () => may.reach.again(slip),
    letGo: () => may.reach.letGo(slip),
    edit: "text" in entry.body ? () => may.reach.edit(slip) : null,
  });
}

/** @param {Slip} slip @param {import("../core/offline/entries.js").Entry} entry @param {May["dealt"]} dealt */
function dealtView(slip, { refusal, body }, dealt) {
  return html`<div class="refusal" role="group" aria-label=${t("Not changed")}>
    <p role="status">${refusal?.title ?? ""}</p>
    ${
      body.text
        ? dealt.fieldOf(slip, body.text)
        : html`<button class="ds-button" data-variant="secondary" type="button" @click=${() => dealt.leave(slip)}>${t("Keep what is there")}</button>`
    }
  </div>`;
}

/** @param {Slip} slip */
function statusWords({ status, struck }) {
  if (status === "received") return struck ? t("Taken back") : t("Received");
  if (status === "sending") return t("On its way");
  return status === "kept" ? t("Kept on the phone") : t("Not received");
}
