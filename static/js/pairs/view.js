// The page as it looks: the question, a field and our own slips for each thing to answer.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { foldedBefore } from "../core/live/asked_before.js";
import { n, t } from "../core/texts.js";
import { shortened } from "../core/words.js";
import { guessKind } from "../table/fields/rules.js";
import { bringBack, pencil, strikeOut } from "../table/icons.js";
import { markView } from "../table/notes/mark.js";
import { refusalView } from "../table/notes/refusal.js";
import { sentence } from "../table/words.js";

/** @typedef {import("./model.js").Slip} Slip */
/** @typedef {{letter: string | null, text: string, hint: string}} Prompt */
/**
 * @typedef {object} Handlers  what a pair can do with a note of its own
 * @property {(id: string) => Element | undefined} editorOf
 * @property {(slip: Slip) => void} edit
 * @property {(slip: Slip, struck: boolean) => void} strike
 * @property {(slip: Slip) => void} useMine
 * @property {(slip: Slip) => void} again
 * @property {(slip: Slip) => void} letGo
 */

/**
 * @param {object} page
 * @param {import("../core/live/store.js").Question} page.question
 * @param {import("../core/live/store.js").Wording[]} page.before  what it read before
 * @param {string} page.notice  why nothing can be written now, or ""
 * @param {"open"|"held"|"paused"} page.phones  what happens with what phones write
 * @param {unknown} page.status
 * @param {unknown} page.prompts
 */
export function pageView({ question, before, notice, phones, status, prompts }) {
  return html`<header class="asked">
      <p class="quiet">${t("Question %(number)s", { number: question.number })} · ${t("In pairs")}</p>
      <h1 dir="auto">${question.text}</h1>
      ${foldedBefore(before)}
      <p>${
        phones === "open"
          ? t(
              "Talk two and two, and write here what you say. It comes up on the wall at once, without names.",
            )
          : t("Talk two and two, and write here what you say. No name is asked for.")
      }</p>
    </header>
    <div role="status">${
      notice || phones !== "open"
        ? html`<p class="notice">${notice || phonesWords(phones)}</p>`
        : nothing
    }</div> ${status} ${prompts}`;
}

/** @param {"open"|"held"|"paused"} phones @returns {string} what happens with what is written, or "" */
export function phonesWords(phones) {
  if (phones === "paused")
    return t(
      "The organiser has paused the phones. What you write stays on this phone and is sent when they are opened again.",
    );
  return phones === "held"
    ? t("The organiser looks at what phones write before it comes up on the wall.")
    : "";
}

/**
 * @param {object} part
 * @param {Prompt} part.prompt
 * @param {Element} part.field
 * @param {Slip[]} part.slips
 * @param {boolean} part.open
 * @param {boolean} part.newest  it says how to go about it, also without a hint of its own
 * @param {Handlers} part.handlers
 */
export function promptView({ prompt, field, slips, open, newest, handlers }) {
  const { letter, text } = prompt;
  const usual = newest ? t("Say it to each other first. Then write one thing at a time.") : "";
  const hint = prompt.hint || usual;
  const title = letter
    ? html`<b class="letter">${letter}</b> <bdi>${text}</bdi>`
    : t("What you two say");
  return html`<section class="prompt" aria-labelledby="prompt-${letter ?? "all"}">
    <h2 id="prompt-${letter ?? "all"}">${title}</h2>
    ${open && hint ? html`<p class="quiet hint" dir="auto">${hint}</p>` : nothing}
    ${field} ${arrivedView(slips)}
    ${
      slips.length
        ? html`<ul class="slips" aria-label=${t("What this phone has written")}>
          ${repeat(
            slips,
            (slip) => slip.id,
            (slip) => slipView(slip, open, handlers),
          )}
        </ul>`
        : nothing
    }
  </section>`;
}

/** Under the field: whether what was written there has arrived. @param {Slip[]} slips */
function arrivedView(slips) {
  const kept = slips.filter(({ status }) => status === "kept" || status === "sending").length;
  const no = slips.some(({ status }) => status === "refused");
  const words = kept ? t("Kept on the phone") : no ? t("Not received") : t("Received");
  return html`<p class="quiet small arrived-here">${slips.length ? words : nothing}</p>`;
}

/** @param {boolean} some  are there already @returns {unknown} that more is asked in a while */
export function laterView(some) {
  return html`<section class="prompt later"><h2>${some ? t("More comes later") : t("Comes later")}</h2>
    <p class="quiet">${t("The organiser opens this when it is time. The page shows it by itself.")}</p></section>`;
}

/**
 * @param {Slip} slip
 * @param {boolean} open
 * @param {Handlers} handlers
 */
function slipView(slip, open, handlers) {
  const editor = slip.erased ? undefined : handlers.editorOf(slip.id);
  const kind = guessKind(slip.text);
  return html`<li class="slip" data-id=${slip.id} data-kind=${kind} data-status=${slip.status} ?data-struck=${slip.struck}>
    ${editor ?? restView(slip, open, handlers)}
    ${slip.refusal && !editor ? noView(slip, slip.refusal, handlers) : nothing}
  </li>`;
}

/**
 * @param {Slip} slip
 * @param {boolean} open
 * @param {Handlers} handlers
 */
function restView(slip, open, handlers) {
  if (slip.erased) return html`<div class="said"><p class="text">${t("erased for good")}</p></div>`;
  const words = slip.status === "received" ? receivedWords(slip) : statusWords(slip.status);
  return html`<div class="said">
      <p class="text" dir="auto">${slip.struck ? html`<del>${slip.text}</del>` : slip.text}</p>
    </div>
    <div class="slip-tools">
      ${markView(slip.status, words, slip.status === "received" && !slip.late && !slip.off)} ${open && !slip.refusal ? buttonsView(slip, handlers) : nothing}
    </div>`;
}

/**
 * @param {Slip} slip
 * @param {Handlers} handlers
 */
function buttonsView(slip, handlers) {
  if (slip.off) return nothing;
  if (slip.struck)
    return handButton(t("Bring back"), bringBack, slip, () => handlers.strike(slip, false));
  return html`${handButton(t("Edit"), pencil, slip, () => handlers.edit(slip))}
    ${handButton(t("Strike out"), strikeOut, slip, () => handlers.strike(slip, true))}`;
}

/**
 * @param {string} label
 * @param {unknown} drawing
 * @param {{text: string}} slip
 * @param {() => void} act
 */
export function handButton(label, drawing, slip, act) {
  return html`<button class="hand" type="button" title=${label} aria-label="${label}: ${shortened(slip.text)}" @click=${act}>
    ${drawing}
  </button>`;
}

/**
 * @param {Slip} slip
 * @param {import("../core/offline/entries.js").Entry} entry
 * @param {Handlers} handlers
 */
function noView(slip, entry, handlers) {
  return refusalView({
    entry,
    theirs: entry.refusal?.now?.text ?? null,
    useMine: () => handlers.useMine(slip),
    again: () => handlers.again(slip),
    letGo: () => handlers.letGo(slip),
    edit: "text" in entry.body ? () => handlers.edit(slip) : null,
  });
}

/** @param {Slip} slip  that the café has */
function receivedWords({ late, held, off, struck, reason }) {
  if (off) return `${t("The organiser has taken it off.")} ${reason}`.trim();
  if (!late || struck) return statusWords("received");
  if (reason) return t("%(reason)s. The organiser has it.", { reason: sentence(reason) });
  return held ? t("Received: waits for the organiser") : t("Came late: the organiser decides");
}

/** @param {import("./model.js").Status} status */
function statusWords(status) {
  if (status === "received") return t("On the wall");
  if (status === "sending") return t("On its way");
  return status === "kept" ? t("Kept on the phone") : t("Not received");
}

/**
 * Whether all has arrived, in words.
 * @param {object} state
 * @param {ReturnType<typeof import("./model.js").tally>} state.tally
 * @param {boolean} state.online
 * @param {boolean} state.durable
 */
export function statusView({ tally: { notes, waiting, refused }, online, durable }) {
  return html`<p class="arrived" role="status" data-waits=${waiting > 0} data-online=${online}>
    ${online ? nothing : html`<strong>${t("No connection.")}</strong> `}
    ${waiting ? n("%(count)s note waits here on the phone.", "%(count)s notes wait here on the phone.", waiting) : nothing}
    ${notes && !waiting && !refused ? n("%(count)s note, received.", "All %(count)s notes received.", notes) : nothing}
    ${refused ? n("%(count)s note was not received.", "%(count)s notes were not received.", refused) : nothing}
    ${durable ? nothing : html`<strong class="warn">${t("This browser cannot keep notes: leave the page open until all are received.")}</strong>`}
  </p>`;
}

/** @param {string} why  in the café's words */
export function goneView(why) {
  return html`<p class="problem" role="alert">
    ${why} ${t("What is not received yet stays on this phone and follows along to the new link.")}
  </p>`;
}
