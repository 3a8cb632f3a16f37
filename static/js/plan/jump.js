// A move backwards or over a stage is asked about first. The words are the server's, which asks as
// well when another stage has come meanwhile.

import { html, nothing, render } from "lit-html";
import { whenClosed } from "../core/dialog.js";
import { t } from "../core/texts.js";

/**
 * Ask before `button` is pressed in earnest, where the server says so.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement|null} button
 * @returns {Promise<boolean>} whether it shall be sent: at once where nothing is asked
 */
export function askFirst(form, button) {
  const dialog = document.getElementById("ask");
  const { ask = "", from = "" } = button?.dataset ?? {};
  if (!ask || !(dialog instanceof HTMLDialogElement)) return Promise.resolve(true);
  const answer = () => dialog.close("yes");
  return new Promise((done) => {
    whenClosed(dialog, () => {
      const sure = form.elements.namedItem("sure");
      const yes = dialog.returnValue === "yes";
      if (yes && sure instanceof HTMLInputElement) sure.value = from;
      render(nothing, dialog);
      if (!yes) button?.focus();
      done(yes);
    });
    render(
      html`<form method="dialog" class="stack" @submit=${answer}>
        <p id="ask-words">${ask}</p>
        <div class="row">
          <button class="ds-button" type="button" @click=${answer}>${t("Yes, move")}</button>
          <button class="ds-button" data-variant="secondary" type="button" autofocus @click=${() => dialog.close("")}>${t("Stay here")}</button>
        </div>
      </form>`,
      dialog,
    );
    dialog.returnValue = "";
    dialog.showModal();
  });
}
