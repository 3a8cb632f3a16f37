// What is on now and what comes next, as a quiet line on the hall's screens.

import { html, nothing } from "lit-html";
import { t } from "../texts.js";
import { clockOf, nowAndThen, reckon } from "./reckon.js";

/** @typedef {import("../live/store.js").Workshop} Workshop */

/**
 * Nothing is claimed that nobody pressed: before the first block is begun it is what the day begins
 * with, and in the sorting the day is over.
 * @param {Workshop | null | undefined} workshop
 */
export function programmeView(workshop) {
  const blocks = workshop?.programme ?? [];
  const { on, after } = nowAndThen(blocks);
  const over = workshop?.stage === "sorting" || workshop?.stage === "finished";
  if (!workshop || !blocks.length || over || (on < 0 && workshop.stage !== "planning"))
    return nothing;
  const slots = reckon(blocks, { starts: workshop.starts ?? "", agreed: workshop.rounds });
  const told = (/** @type {number} */ at) => {
    const [block, slot] = [blocks[at], slots[at]];
    if (!block || !slot) return nothing;
    const { starts, ends } = slot;
    const times =
      starts === null || ends === null
        ? nothing
        : html` <span class="programme-time">${clockOf(starts)}${at === on ? `–${clockOf(ends)}` : nothing}</span>`;
    const label = at === on ? t("Now") : on < 0 ? t("First") : t("Next");
    return html`<span class="programme-part"><span class="programme-label">${label}:</span> <bdi>${block.title}</bdi>${times}</span>`;
  };
  return html`${told(on)} ${told(after)}`;
}
