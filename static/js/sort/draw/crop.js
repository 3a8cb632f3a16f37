/** How a note stands on paper, for whoever opens it. The server draws it. */
import { html } from "lit-html";
import { pieceAt } from "../../core/live/piece.js";
import { t } from "../../core/texts.js";

/** @param {{id: string, text: string}} note @param {string} words @param {number} tab */
export function cropFold({ id, text }, words, tab) {
  return html`<details class="crop-fold" @toggle=${(/** @type {Event} */ event) => show(event, id)}>
    <summary tabindex=${tab}>${words}<span class="sr-only">: ${text}</span></summary>
    <div></div>
  </details>`;
}

/** @param {Event} event @param {string} id */
async function show({ currentTarget }, id) {
  const fold = /** @type {HTMLDetailsElement} */ (currentTarget);
  const place = fold.querySelector("div");
  if (!place || !fold.open) return place?.replaceChildren();
  const drawn = await pieceAt(`../notes/${id}/crop`);
  place.replaceChildren(...(drawn ?? [t("The café does not answer.")]));
}
