// The way to a table or a wall by its new code, where the old link opens nothing any more.

import { html } from "lit-html";
import { t } from "../texts.js";

/** A form like the one on the front page. */
export function codeFormView() {
  const csrf = document.querySelector("meta[name=csrf]")?.getAttribute("content") ?? "";
  return html`<form class="card form new-code" method="post" action="/code" data-unkept>
    <input type="hidden" name="csrf_token" value=${csrf} />
    <div class="field">
      <label for="code">${t("The new code")}</label>
      <input class="ds-input code-field" id="code" name="code" required autocomplete="off"
        autocapitalize="characters" spellcheck="false" />
    </div>
    <button class="ds-button" type="submit">${t("Come in")}</button>
  </form>`;
}
