/** How a sentence differs from its notes, at the sentence: words added and gone, and who wrote them. */
import { html, nothing } from "lit-html";
import { moment } from "../../core/moments.js";
import { t } from "../../core/texts.js";

/**
 * @typedef {{original: string, difference: [string, "same"|"new"|"gone"][], logged: string[],
 *   unlogged: string[], wordings: {by: string, at: string, text: string}[]}} Wording
 */

/** @param {Wording|undefined} wording @param {boolean} own no note stands behind it @param {number} tab */
export function wordingOf(wording, own, tab) {
  if (!wording) return nothing;
  const { difference, logged, unlogged } = wording;
  return html`<details class="wording">
    <summary tabindex=${tab}>${own ? t("The organiser’s own") : t("Reworded")}
      ${logged.length && !own ? html` · ${t("own words:")} <bdi>${logged.join(", ")}</bdi>` : nothing}
      ${unlogged.length ? html` · <b class="unlogged">${t("in no note and no edit:")} <bdi>${unlogged.join(", ")}</bdi></b>` : nothing}
    </summary>
    ${own ? nothing : html`<p class="difference" dir="auto">${difference.map(piece)}</p>`}
    ${wording.wordings.length ? html`<ol>${wording.wordings.map(edit)}</ol>` : html`<p>${t("Nobody here wrote it: it came with an archive.")}</p>`}
  </details>`;
}

/** @param {[string, "same"|"new"|"gone"]} piece */
function piece([text, kind]) {
  if (kind === "same") return text;
  return kind === "new" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}

/** @param {{by: string, at: string, text: string}} edit */
function edit({ by, at, text }) {
  return html`<li><span class="facts"><bdi>${by}</bdi>, <time datetime=${at}>${moment(new Date(at))}</time></span> <q dir="auto">${text}</q></li>`;
}
