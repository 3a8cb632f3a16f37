/** What can be done to those chosen, at the foot of the page, in sight wherever one has scrolled. */
import { html, nothing } from "lit-html";
import { n, t } from "../../core/texts.js";

/**
 * @typedef {{menu(): unknown, aside(): unknown, main(): unknown, out(): unknown, versus(): unknown,
 *   none(): void}} Many
 */

/** @param {number} count @param {boolean} mode @param {Many} many */
export function chosenBar(count, mode, many) {
  if (!count && !mode) return nothing;
  return html`<section class="chosen-bar" aria-label=${t("Chosen")}>
    <b>${n("%(count)s chosen", "%(count)s chosen", count)}</b>
    ${button(t("Move to…"), many.menu, !count)}
    ${button(t("Set aside"), many.aside, !count)}
    ${button(t("Used in the main statement"), many.main, !count)}
    ${count === 2 ? button(t("Opposites"), many.versus, false) : nothing}
    ${button(t("Take out of the document"), many.out, !count)}
    <button class="ds-button" data-variant="tertiary" type="button" id="choose-none" @click=${() => many.none()}>
      ${t("Choose none")}</button>
  </section>`;
}

/** @param {string} words @param {() => unknown} work @param {boolean} off */
function button(words, work, off) {
  return html`<button class="ds-button" data-variant="secondary" type="button" ?disabled=${off}
    @click=${() => work()}>${words}</button>`;
}
