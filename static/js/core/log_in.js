// The way back for who is logged out while something is typed on a page that a script draws.

import { html } from "lit-html";
import { t } from "./texts.js";

/** In a tab beside: this page goes on as it stands, and the same is sent again by the next press. */
export function logInAgain() {
  const back = `/login?next=${encodeURIComponent(location.pathname)}`;
  return html`<a href=${back} target="_blank">${t("Log in again (in a new tab)")}</a>`;
}

/**
 * Whether whoever looks at this page may do something in the café: the page offers nothing else.
 * @param {string} verb of the one table of rights (people/rules.py)
 */
export function may(verb) {
  return document.body.dataset.may?.split(" ").includes(verb) ?? false;
}
