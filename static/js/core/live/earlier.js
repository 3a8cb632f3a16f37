// What something read before, where it is shown: quiet, and there for whoever opens it.

import { html, nothing } from "lit-html";
import { moment } from "../moments.js";
import { t } from "../texts.js";

/** @typedef {{at: string, text: string, by?: string}} Earlier */

/** @param {Earlier[]|undefined} all oldest first @param {number} [tab] @param {string} [words] */
export function earlierView(all, tab = 0, words = t("changed")) {
  if (!all?.length) return nothing;
  return html`<details class="earlier">
    <summary tabindex=${tab}>${words}</summary>
    <ol>${all.map(
      ({ at, text, by }) =>
        html`<li><span class="facts">${by ? html`<bdi>${by}</bdi>, ` : nothing}<time datetime=${at}>${moment(new Date(at))}</time></span> <q dir="auto">${text}</q></li>`,
    )}</ol>
  </details>`;
}
