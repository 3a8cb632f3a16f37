/** Dialogs that are lists: what to do with a thing, and which sentence is meant. */
import { html, nothing } from "lit-html";
import { t } from "../core/texts.js";
import { ask } from "./ask.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./deeds.js").Thing} Thing */

/**
 * @param {string} title
 * @param {import("lit-html").TemplateResult} body with submit buttons named `go`
 * @returns {Promise<string|null>} the value of the button pressed
 */
export async function pressed(title, body) {
  let chosen = "";
  const done = await ask({
    title,
    body,
    work: async (words) => {
      chosen = String(words.get("go") ?? "");
    },
  });
  return done && chosen ? chosen : null;
}

/**
 * Everything that can be done with a note or sentence, for whoever does not use keys or a mouse.
 * @param {View} view @param {Thing} thing @returns {Promise<string|null>} "to:<heading>" or a verb
 */
export function menu(view, thing) {
  const entry = thing.kind === "entry";
  return pressed(
    t("Move to…"),
    html`<blockquote>${thing.text}</blockquote>
      <ol class="choices">
        ${view.headings.map(
          ({ category, number }, index) =>
            html`<li><button type="submit" name="go" value=${`to:${category.id}`} ?data-first=${index === 0}
              ?disabled=${category.id === thing.heading?.category.id}>
            <span class="digit">${number}</span> ${category.heading}</button></li>`,
        )}
      </ol>
      ${view.headings.length ? nothing : html`<p class="quiet">${t("There is no heading yet.")}</p>`}
      <div class="verbs">
        ${entry ? verb("up", t("Up")) : nothing} ${entry ? verb("down", t("Down")) : nothing}
        ${verb("join", t("Join with…"), "J")} ${verb("double", t("Double of…"), "D")} ${verb("like", t("Notes like this one"), "L")}
        ${entry ? verb("reword", t("Reword"), "R") : nothing} ${verb("aside", t("Set aside"), "X")}
        ${entry ? verb("out", t("Take out of the document"), "T") : nothing}
      </div>`,
  );
}

/** @param {string} value @param {string} words @param {string} [key] */
export function verb(value, words, key) {
  return html`<button class="ds-button" data-variant="secondary" type="submit" name="go" value=${value}>
    ${words}${key ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
  </button>`;
}

/**
 * Which sentence?
 * @param {View} view @param {Thing} thing @param {string} title @returns {Promise<string|null>} its id
 */
export function choose(view, thing, title) {
  const headings = view.headings
    .map((heading) => ({
      ...heading,
      entries: heading.entries.filter(({ entry }) => entry.id !== thing.id),
    }))
    .filter(({ entries }) => entries.length);
  return pressed(
    title,
    html`<blockquote>${thing.text}</blockquote>
      <div class="field"><label for="find">${t("Find the sentence")}</label>
        <input class="ds-input" id="find" type="text" autocomplete="off" data-first
          @input=${narrow} @keydown=${first}></div>
      ${headings.length ? nothing : html`<p class="quiet">${t("There is no other sentence yet.")}</p>`}
      <div class="found">
        ${headings.map(
          ({ category, entries }) => html`<section><h3>${category.heading}</h3>
            <ul class="choices">${entries.map(
              ({ entry }) =>
                html`<li><button type="submit" name="go" value=${entry.id}>${entry.text}</button></li>`,
            )}</ul></section>`,
        )}
      </div>`,
  );
}

/** @param {Event} event */
function narrow({ target }) {
  const field = /** @type {HTMLInputElement} */ (target);
  const words = field.value.trim().toLocaleLowerCase();
  for (const section of field.form?.querySelectorAll(".found section") ?? []) {
    const items = [...section.querySelectorAll("li")];
    for (const item of items) {
      item.hidden = !(item.textContent ?? "").toLocaleLowerCase().includes(words);
    }
    /** @type {HTMLElement} */ (section).hidden = items.every((item) => item.hidden);
  }
}

/** Enter takes the first sentence that fits. @param {KeyboardEvent} event */
function first(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (event.target);
  const found = field.form?.querySelector(".found section:not([hidden]) li:not([hidden]) button");
  if (found instanceof HTMLElement) found.click();
}
