// A long word has the next line to itself, and is parted only where that is too short for it.

import { html } from "lit-html";
import { HYPHEN, softly } from "./softly.js";

/** @param {string} name @param {number} [long] as of `softly` */
export function whole(name, long) {
  return softly(name, long)
    .split(/(\s+)/)
    .map((word) => (word.includes(HYPHEN) ? html`<span class="whole">${word}</span>` : word));
}
