// The main statement's moment: the organiser asks, the page says so once and waits calmly.

import { html, nothing } from "lit-html";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";

/** @typedef {"no" | "asked" | "written"} Asks */

/**
 * @param {boolean | undefined} asksMain  whether the organiser asks
 * @param {string} statement  the table's, as far as it is written
 * @returns {Asks}
 */
export function asks(asksMain, statement) {
  if (!asksMain) return "no";
  return statement.trim() ? "written" : "asked";
}

/** Says it aloud when it begins, and only then. */
export function announcer() {
  /** @type {Asks} */
  let before = "no";
  return (/** @type {Asks} */ now) => {
    if (now === "asked" && before !== "asked") say(askWords());
    before = now;
  };
}

/** @param {Asks} now */
export function askView(now) {
  if (now !== "asked") return nothing;
  return html`<p class="asked-for">
    ${askWords()}
    <button class="ds-button" data-variant="secondary" type="button" @click=${toField}>
      ${t("Write it")}
    </button>
  </p>`;
}

function askWords() {
  return t(
    "The time has come for your main statement: agree on the one sentence your table wants to leave behind.",
  );
}

function toField() {
  const found = document.getElementById("main-statement");
  found?.focus();
  found?.scrollIntoView({ block: "center" });
}
