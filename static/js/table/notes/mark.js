// Where a slip is: a drawing and a clear word, for the eye as for the ear.

import { html } from "lit-html";
import { away, no, tablet, tick } from "../icons.js";

/** @typedef {import("../model.js").Status} Status */

const MARKS = {
  received: tick,
  practice: tablet,
  late: tablet,
  left: no,
  sending: away,
  kept: tablet,
  refused: no,
};

/**
 * On its way it takes the same room in every state: the word is a tag on the slip's edge, and a note
 * that has arrived needs the tick alone.
 * @param {Status} status
 * @param {string} words
 * @param {boolean} [plain]  whether the tick says enough
 */
export function markView(status, words, plain = status === "received") {
  if (plain)
    return html`<span class="mark" role="img" title=${words} aria-label=${words}>${MARKS[status]}</span>`;
  return html`<span class="mark">${MARKS[status]}<span class="tag">${words}</span></span>`;
}
