// One slip of paper: what was said, whether it has arrived, and what a hand can do with it.

import { html, nothing } from "lit-html";
import { earlierView } from "../../core/live/earlier.js";
import { t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";
import { bringBack, more, pencil, strikeOut } from "../icons.js";
import { statusWords } from "../words.js";
import { partHint } from "./editor.js";
import { markView } from "./mark.js";
import { isOtherWords } from "./mine.js";
import { refusalView } from "./refusal.js";

const STRIKE = { strike: true };

/** @typedef {import("../model.js").Card} Card */

/**
 * @typedef {object} Handlers  what the host can do with a note
 * @property {(id: string) => Element | undefined} editorOf
 * @property {(id: string) => boolean} opened  whether its further buttons are shown
 * @property {() => string} joining  the note that looks for one to be joined with, or ""
 * @property {(card: Card, hint?: string) => void} edit
 * @property {(entry: import("../../core/offline/entries.js").Entry) => void} send  for what needs no more than its entry
 * @property {(card: Card) => void} otherKind
 * @property {(card: Card, struck: boolean) => void} strike
 * @property {(id: string) => void} more
 * @property {(id: string, step: -1 | 1) => void} [step]  where the order can be changed
 * @property {(id: string) => string} [textOf]  the words of the note that took another's in
 * @property {(id: string) => Element | undefined} [elaboratorOf]
 * @property {(card: Card) => void} [elaborate]
 * @property {(id: string) => import("../../core/live/earlier.js").Earlier[]|undefined} [earlier]
 * @property {(card: Card | null) => void} join
 * @property {(card: Card) => void} joinInto
 * @property {(card: Card) => void} useMine
 * @property {(card: Card) => void} [bothStay]  of two texts
 * @property {(card: Card) => void} again
 * @property {(card: Card) => void} letGo
 */

/**
 * What a slip is drawn from.
 * @param {Card} card
 * @param {boolean} open
 * @param {Handlers} handlers
 */
export function slipLooks(card, open, handlers) {
  const { id, text, kind, part, struck, status, refusal, elaborations, joined_into } = card;
  const hand = [open, handlers.editorOf(id), handlers.opened(id), handlers.joining()];
  const joined = joined_into && handlers.textOf?.(joined_into);
  const more = handlers.elaboratorOf?.(id);
  return [
    text,
    kind,
    part,
    struck,
    status,
    refusal,
    elaborations,
    card.paper,
    card.erased,
    joined,
    more,
    handlers.earlier?.(id),
    ...hand,
  ];
}

/**
 * @param {Card} card
 * @param {boolean} open
 * @param {Handlers} handlers
 */
export function slipView(card, open, handlers) {
  const editing = card.erased ? undefined : handlers.editorOf(card.id);
  const elaborating = card.erased ? undefined : handlers.elaboratorOf?.(card.id);
  return html`<li
    class="slip"
    data-item="note"
    data-id=${card.id}
    data-kind=${card.kind}
    data-status=${card.status}
    ?data-struck=${card.struck}
    ?data-erased=${card.erased}
    ?data-joined=${card.joined_into}
    ?data-joining=${handlers.joining() === card.id}
  >
    ${editing ?? restView(card, open, handlers)} ${elaborating ?? nothing}
    ${card.refusal && !editing ? noView(card, card.refusal, handlers) : nothing}
  </li>`;
}

/**
 * @param {Card} card
 * @param {boolean} open
 * @param {Handlers} handlers
 */
function restView(card, open, handlers) {
  if (card.erased)
    return html`<div class="said"><p class="text" dir="auto">${t("erased for good")}</p></div>`;
  const crossed = card.struck && !card.joined_into;
  return html`<div class="said">
      <p class="text" dir="auto">${crossed ? html`<del>${card.text}</del>` : card.text}</p>
      ${card.elaborations.map((words) => html`<p class="more" dir="auto">${words}</p>`)}
      ${card.paper ? html`<p class="from-paper">${t("from paper")}</p>` : nothing}
      ${earlierView(handlers.earlier?.(card.id))}
      ${card.joined_into ? joinedView(handlers.textOf?.(card.joined_into) ?? "") : nothing}
    </div>
    <div class="slip-tools">
      ${markView(card.status, statusWords(card.status, card.reason))} ${open && !card.refusal ? buttonsView(card, handlers) : nothing}
    </div>
    ${handlers.opened(card.id) && open ? moreView(card, handlers) : nothing}
    ${handlers.joining() === card.id ? joiningView(handlers) : nothing}`;
}

/** @param {string} text  of the note that has its words now */
function joinedView(text) {
  return html`<p class="more">${t("Joined with “%(note)s”", { note: shortened(text) })}</p>`;
}

/**
 * @param {Card} card
 * @param {Handlers} handlers
 */
function buttonsView(card, handlers) {
  if (card.status === "left") return nothing;
  if (card.status === "late") return button(t("Edit"), pencil, card, () => handlers.edit(card));
  if (handlers.joining()) return card.struck ? nothing : targetView(card, handlers);
  if (card.struck) {
    return button(t("Bring back"), bringBack, card, () => handlers.strike(card, false), STRIKE);
  }
  const kind = card.kind === "keyword" ? t("Keyword") : t("Statement");
  const other = card.kind === "keyword" ? t("Make it a statement") : t("Make it a keyword");
  return html`<button
      class="kind"
      type="button"
      title=${other}
      aria-label="${kind} · ${other}"
      @click=${() => handlers.otherKind(card)}
    >
      ${kind}
    </button>
    ${button(t("Edit"), pencil, card, () => handlers.edit(card))}
    ${button(t("Strike out"), strikeOut, card, () => handlers.strike(card, true), STRIKE)}
    ${button(t("More"), more, card, () => handlers.more(card.id), { open: handlers.opened(card.id) })}`;
}

/**
 * @param {Card} card
 * @param {Handlers} handlers
 */
function targetView(card, handlers) {
  if (handlers.joining() === card.id) return nothing;
  return html`<button
    class="ds-button here"
    type="button"
    aria-label="${t("Join here")}: ${shortened(card.text)}"
    @click=${() => handlers.joinInto(card)}
  >
    ${t("Join here")}
  </button>`;
}

/**
 * @param {Card} card
 * @param {Handlers} handlers
 */
function moreView(card, handlers) {
  const { step, elaborate } = handlers;
  /** @type {[string, () => void][]} */
  const moves = [
    [t("Move up"), () => step?.(card.id, -1)],
    [t("Move down"), () => step?.(card.id, 1)],
  ];
  /** @type {[string, () => void][]} */
  const additions = [[t("Elaborate"), () => elaborate?.(card)]];
  /** @type {[string, () => void][]} */
  const commands = [
    ...(step ? moves : []),
    ...(elaborate ? additions : []),
    [t("Join with another note"), () => handlers.join(card)],
    [t("Split in two"), () => handlers.edit(card, partHint())],
  ];
  return html`<div class="commands" role="group" aria-label=${shortened(card.text)}>
    ${commands.map(
      ([words, run]) => html`<button class="command" type="button" @click=${run}>${words}</button>`,
    )}
  </div>`;
}

/** @param {Pick<Handlers, "join">} handlers */
export function joiningView(handlers) {
  return html`<div class="joining">
    <p>${t("Choose the note it shall be joined with.")}</p>
    <button
      class="ds-button"
      data-variant="tertiary"
      type="button"
      @click=${() => handlers.join(null)}
    >
      ${t("Cancel")}
    </button>
  </div>`;
}

/**
 * Named by a label: hidden text in every button of 200 slips is a thousand layers to look through.
 * @param {string} label
 * @param {unknown} drawing
 * @param {Card} card
 * @param {() => void} act
 * @param {{open?: boolean, strike?: boolean}} [what]  `open`: of a button that unfolds something;
 *   `strike`: of the one that strikes out or brings back
 */
function button(label, drawing, card, act, { open, strike = false } = {}) {
  return html`<button
    class="hand"
    type="button"
    title=${label}
    aria-label="${label}: ${shortened(card.text)}"
    aria-expanded=${open ?? nothing}
    ?data-strike=${strike}
    @click=${act}
  >
    ${drawing}
  </button>`;
}

/**
 * What the café holds instead of what was refused, or null when that is not why.
 * @param {import("../../core/offline/entries.js").Entry} entry
 */
function theirsOf({ body, refusal }) {
  if (!refusal?.now) return null;
  return body.elaborations ? refusal.now.elaborations.join("\n") : (refusal.now.text ?? null);
}

/**
 * @param {Card} card
 * @param {import("../../core/offline/entries.js").Entry} entry
 * @param {Handlers} handlers
 */
function noView(card, entry, handlers) {
  const ownWords = "text" in entry.body && !("saw" in entry.body);
  return refusalView({
    entry,
    theirs: theirsOf(entry),
    useMine: () => handlers.useMine(card),
    again: () => handlers.again(card),
    letGo: () => handlers.letGo(card),
    edit: ownWords ? () => handlers.edit(card) : null,
    both: handlers.bothStay && isOtherWords(entry) ? () => handlers.bothStay?.(card) : null,
  });
}
