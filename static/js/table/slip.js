// One slip of paper: what was said, whether it has arrived, and what a hand can do with it.

import { html, nothing } from "lit-html";
import { t } from "../core/texts.js";
import { partHint } from "./editor.js";
import { bringBack, more, pencil, strikeOut } from "./icons.js";
import { markView } from "./mark.js";
import { refusalView } from "./refusal.js";
import { statusWords } from "./words.js";

/** @typedef {import("./model.js").Card} Card */

/**
 * @typedef {object} Hands  what the host's hands can do with a note
 * @property {(id: string) => Element | undefined} editorOf
 * @property {(id: string) => boolean} opened  whether its further buttons are shown
 * @property {() => string} joining  the note that looks for one to be joined with, or ""
 * @property {(card: Card, hint?: string) => void} edit
 * @property {(card: Card) => void} otherKind
 * @property {(card: Card, struck: boolean) => void} strike
 * @property {(id: string) => void} more
 * @property {(id: string, step: -1 | 1) => void} [step]  where the order can be changed
 * @property {(id: string) => string} [textOf]  the words of the note that took another's in
 * @property {(id: string) => Element | undefined} [elaboratorOf]
 * @property {(card: Card) => void} [elaborate]
 * @property {(card: Card | null) => void} join
 * @property {(card: Card) => void} joinInto
 * @property {(card: Card) => void} useMine
 * @property {(card: Card) => void} again
 * @property {(card: Card) => void} letGo
 */

const SHORT = 40;

/**
 * What a slip is drawn from.
 * @param {Card} card
 * @param {boolean} open
 * @param {Hands} hands
 */
export function slipLooks(card, open, hands) {
  const { id, text, kind, part, struck, status, refusal, elaborations, joined_into } = card;
  const hand = [open, hands.editorOf(id), hands.opened(id), hands.joining()];
  const joined = joined_into && hands.textOf?.(joined_into);
  const more = hands.elaboratorOf?.(id);
  return [
    text,
    kind,
    part,
    struck,
    status,
    refusal,
    elaborations,
    card.paper,
    joined,
    more,
    ...hand,
  ];
}

/**
 * @param {Card} card
 * @param {boolean} open
 * @param {Hands} hands
 */
export function slipView(card, open, hands) {
  const editing = hands.editorOf(card.id);
  return html`<li
    class="slip"
    data-item="note"
    data-id=${card.id}
    data-kind=${card.kind}
    data-status=${card.status}
    ?data-struck=${card.struck}
    ?data-joined=${card.joined_into}
    ?data-joining=${hands.joining() === card.id}
  >
    ${editing ?? restView(card, open, hands)} ${hands.elaboratorOf?.(card.id) ?? nothing}
    ${card.refusal && !editing ? noView(card, card.refusal, hands) : nothing}
  </li>`;
}

/**
 * @param {Card} card
 * @param {boolean} open
 * @param {Hands} hands
 */
function restView(card, open, hands) {
  const crossed = card.struck && !card.joined_into;
  return html`<div class="said">
      <p class="text">${crossed ? html`<del>${card.text}</del>` : card.text}</p>
      ${card.elaborations.map((words) => html`<p class="more">${words}</p>`)}
      ${card.paper ? html`<p class="from-paper">${t("from paper")}</p>` : nothing}
      ${card.joined_into ? joinedView(hands.textOf?.(card.joined_into) ?? "") : nothing}
    </div>
    <div class="hands">
      ${markView(card.status, statusWords(card.status))} ${open && !card.refusal ? buttonsView(card, hands) : nothing}
    </div>
    ${hands.opened(card.id) && open ? moreView(card, hands) : nothing}
    ${hands.joining() === card.id ? joiningView(hands) : nothing}`;
}

/** @param {string} text  of the note that has its words now */
function joinedView(text) {
  return html`<p class="more">${t("Joined with “%(note)s”", { note: shortened(text) })}</p>`;
}

/**
 * @param {Card} card
 * @param {Hands} hands
 */
function buttonsView(card, hands) {
  if (card.status === "left") return nothing;
  if (card.status === "late") return button(t("Edit"), pencil, card, () => hands.edit(card));
  if (hands.joining()) return card.struck ? nothing : targetView(card, hands);
  if (card.struck) {
    return button(t("Bring back"), bringBack, card, () => hands.strike(card, false));
  }
  const kind = card.kind === "keyword" ? t("Keyword") : t("Statement");
  const other = card.kind === "keyword" ? t("Make it a statement") : t("Make it a keyword");
  return html`<button
      class="kind"
      type="button"
      title=${other}
      aria-label="${kind} · ${other}"
      @click=${() => hands.otherKind(card)}
    >
      ${kind}
    </button>
    ${button(t("Edit"), pencil, card, () => hands.edit(card))}
    ${button(t("Strike out"), strikeOut, card, () => hands.strike(card, true))}
    ${button(t("More"), more, card, () => hands.more(card.id), hands.opened(card.id))}`;
}

/**
 * @param {Card} card
 * @param {Hands} hands
 */
function targetView(card, hands) {
  if (hands.joining() === card.id) return nothing;
  return html`<button
    class="ds-button here"
    type="button"
    aria-label="${t("Join here")}: ${shortened(card.text)}"
    @click=${() => hands.joinInto(card)}
  >
    ${t("Join here")}
  </button>`;
}

/**
 * @param {Card} card
 * @param {Hands} hands
 */
function moreView(card, hands) {
  const { step, elaborate } = hands;
  /** @type {[string, () => void][]} */
  const moves = [
    [t("Move up"), () => step?.(card.id, -1)],
    [t("Move down"), () => step?.(card.id, 1)],
  ];
  /** @type {[string, () => void][]} */
  const additions = [[t("Elaborate"), () => elaborate?.(card)]];
  /** @type {[string, () => void][]} */
  const deeds = [
    ...(step ? moves : []),
    ...(elaborate ? additions : []),
    [t("Join with another note"), () => hands.join(card)],
    [t("Split in two"), () => hands.edit(card, partHint())],
  ];
  return html`<div class="deeds" role="group" aria-label=${shortened(card.text)}>
    ${deeds.map(
      ([words, act]) => html`<button class="deed" type="button" @click=${act}>${words}</button>`,
    )}
  </div>`;
}

/** @param {Hands} hands */
function joiningView(hands) {
  return html`<div class="joining">
    <p>${t("Choose the note it shall be joined with.")}</p>
    <button
      class="ds-button"
      data-variant="tertiary"
      type="button"
      @click=${() => hands.join(null)}
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
 * @param {boolean} [open]  for a button that unfolds something
 */
function button(label, drawing, card, act, open) {
  return html`<button
    class="hand"
    type="button"
    title=${label}
    aria-label="${label}: ${shortened(card.text)}"
    aria-expanded=${open ?? nothing}
    @click=${act}
  >
    ${drawing}
  </button>`;
}

/** @param {string} text */
function shortened(text) {
  const characters = [...text.replace(/\s+/g, " ")];
  return characters.length > SHORT
    ? `${characters.slice(0, SHORT).join("")} …`
    : characters.join("");
}

/**
 * What the café holds instead of what was refused, or null when that is not why.
 * @param {import("../core/entries.js").Entry} entry
 */
function theirsOf({ body, refusal }) {
  if (!refusal?.now) return null;
  return body.elaborations ? refusal.now.elaborations.join("\n") : (refusal.now.text ?? null);
}

/**
 * @param {Card} card
 * @param {import("../core/entries.js").Entry} entry
 * @param {Hands} hands
 */
function noView(card, entry, hands) {
  const ownWords = "text" in entry.body && !("saw" in entry.body);
  return refusalView({
    entry,
    theirs: theirsOf(entry),
    useMine: () => hands.useMine(card),
    again: () => hands.again(card),
    letGo: () => hands.letGo(card),
    edit: ownWords ? () => hands.edit(card) : null,
  });
}
