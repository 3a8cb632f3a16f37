/** The way from a note to where it is erased for good, for those who may. */
import { html, nothing } from "lit-html";
import { may } from "../../core/log_in.js";
import { t } from "../../core/texts.js";

/** @param {{id: string, text: string}} note @param {number} [tab] */
export function eraseLink({ id, text }, tab = 0) {
  if (!may("words.erase")) return nothing;
  return html`<a class="erase" href=${`../erase/note?key=${id}`} tabindex=${tab}>${t("Erase for good…")}<span class="sr-only">: ${text}</span></a>`;
}
