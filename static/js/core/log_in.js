// The way back for who is logged out while something is typed on a page that a script draws.

import { html } from "lit-html";
import { t } from "./texts.js";

/** In a tab beside: this page goes on as it stands, and the same is sent again by the next press. */
export function logInAgain() {
  const back = `/login?next=${encodeURIComponent(location.pathname)}`;
  return html`<a href=${back} target="_blank">${t("Log in again (in a new tab)")}</a>`;
}
