// The notes: one slip of paper each, newest on top, by round and in the question's parts.

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../core/texts.js";
import { slipLooks, slipView } from "./slip.js";

/** @typedef {import("./layout.js").Group} Group */
/** @typedef {import("./layout.js").Heap} Heap */
/** @typedef {import("./slip.js").Handlers} Handlers */

/**
 * @param {object} options
 * @param {Group[]} options.groups
 * @param {boolean} options.open  whether notes may be mended now
 * @param {Handlers} options.handlers
 */
export function slipsView({ groups, open, handlers }) {
  return html`${repeat(
    groups,
    ({ round }) => round,
    (group, at) => {
      const heaps = heapsView(group, at, open, handlers);
      return group.round === null ? heaps : roundView(group, heaps);
    },
  )}`;
}

/**
 * @param {Group} group
 * @param {unknown} heaps
 */
function roundView({ round, now, heaps: [first] }, heaps) {
  const empty = now && first && !first.part && !first.cards.length;
  return html`<section class="round" ?data-now=${now} aria-labelledby="round-${round}">
    <h3 id="round-${round}">
      ${round ? t("Round %(round)s", { round }) : t("Before the first round")}
      ${now ? html`<span class="quiet">${t("now")}</span>` : nothing}
    </h3>
    ${empty ? html`<p class="quiet">${t("Nothing is written in this round yet.")}</p>` : heaps}
  </section>`;
}

/**
 * @param {Group} group
 * @param {number} at  which group
 * @param {boolean} open
 * @param {Handlers} handlers
 */
function heapsView({ round, heaps }, at, open, handlers) {
  const name = round ? t("Notes of round %(number)s", { number: round }) : t("Notes");
  const [only] = heaps;
  if (only && heaps.length === 1 && !only.part) return listView(only, at, name, open, handlers);
  return html`<div class="fields">
    ${repeat(
      heaps,
      (heap) => heap.key,
      (heap) =>
        html`<section class="part">
          ${partTitle(heap, round)} ${listView(heap, at, partName(heap), open, handlers)}
        </section>`,
    )}
  </div>`;
}

/**
 * @param {Heap} heap
 * @param {number | null} round
 */
function partTitle({ part }, round) {
  const words = part
    ? html`${t("Part %(letter)s", { letter: part.letter })}
        <span class="quiet" dir="auto">${part.text}</span>`
    : t("No part");
  return round === null ? html`<h3>${words}</h3>` : html`<h4>${words}</h4>`;
}

/** @param {Heap} heap */
function partName({ part }) {
  return part ? t("Notes in part %(letter)s", { letter: part.letter }) : t("Notes without a part");
}

/**
 * @param {Heap} heap
 * @param {number} at
 * @param {string} label
 * @param {boolean} open
 * @param {Handlers} handlers
 */
function listView({ key, cards }, at, label, open, handlers) {
  return html`<ul class="slips" aria-label=${label} data-list=${key} data-group=${at}>
    ${repeat(
      cards,
      (card) => card.id,
      // As long as it looks the same, a poster of 200 is not drawn anew.
      (card) => guard(slipLooks(card, open, handlers), () => slipView(card, open, handlers)),
    )}
  </ul>`;
}
