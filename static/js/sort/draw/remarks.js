/** What readers of a draft say, beside what they say it of. */

import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";

/** @typedef {import("../offers/data.js").Remark} Remark */

/** @param {Remark[]|undefined} some @param {string} workshop @param {number} tab */
export function remarksView(some, workshop, tab) {
  if (!some?.length) return nothing;
  return html`<ul class="from-readers" aria-label=${t("What readers say")}>
    ${some.map(
      ({ id, thing, words, kind, text, outcome, became }) => html`<li data-outcome=${outcome}>
        ${thing ? nothing : html`<q class="facts" dir="auto">${words}</q>`}
        <b>${kind}</b>${text ? html`: <span dir="auto">${text}</span>` : nothing}
        <a tabindex=${tab} href="/w/${encodeURIComponent(workshop)}/readers#remark-${id}">${became}<span class="sr-only">: ${text || words}</span></a>
      </li>`,
    )}
  </ul>`;
}
