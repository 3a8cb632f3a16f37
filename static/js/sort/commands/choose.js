/** Dialogs that are lists: what to do with a thing, and which sentence is meant. */
import { html, nothing } from "lit-html";
import { composing } from "../../core/keys.js";
import { may } from "../../core/log_in.js";
import { fold } from "../../core/text/matching.js";
import { t } from "../../core/texts.js";
import { placeName, shortened } from "../../core/words.js";
import { eraseLink } from "../draw/erase.js";
import { ask } from "./ask.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("./commands.js").Thing} Thing */

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
    html`<blockquote dir="auto">${thing.text}</blockquote>
      ${headingsList(view, thing.heading?.category.id ?? null)}
      <div class="verbs">
        ${entry ? verb("up", t("Up")) : nothing} ${entry ? verb("down", t("Down")) : nothing}
        ${verb("join", t("Join with…"), "J")} ${verb("double", t("Double of…"), "D")} ${verb("like", t("Notes like this one"), "L")}
        ${verb("versus", t("Opposite of…"), "V")}
        ${entry ? verb("reword", t("Reword"), "R") : nothing} ${verb("aside", t("Set aside"), "X")}
        ${entry ? nothing : verb("main", t("Used in the main statement"), "H")}
        ${entry ? verb("out", t("Take out of the document"), "T") : nothing}
      </div>
      ${eraseLinks(view, thing)}`,
  );
}

/** To where its notes are erased for good, for those who may. @param {View} view @param {Thing} thing */
function eraseLinks(view, thing) {
  const own = view.every.get(thing.id)?.note;
  const notes = own ? [own] : (thing.shown?.sources.map(({ note }) => note) ?? []);
  if (!may("words.erase") || !notes.length) return nothing;
  return html`<ul class="erase-links" role="list">${notes.map(
    (note) =>
      html`<li>${eraseLink(note)}${notes.length > 1 ? html` <q aria-hidden="true">${shortened(note.text)}</q>` : nothing}</li>`,
  )}</ul>`;
}

/** @param {View} view @param {string|null} here the heading it stands under */
export function headingsList(view, here) {
  if (!view.headings.length) return html`<p class="quiet">${t("There is no heading yet.")}</p>`;
  return html`<ol class="choices">
    ${view.headings.map(
      ({ category, number }, index) =>
        html`<li><button type="submit" name="go" value=${`to:${category.id}`} ?data-first=${index === 0}
          ?disabled=${category.id === here}>
        <span class="digit">${number}</span> <bdi>${category.heading}</bdi></button></li>`,
    )}
  </ol>`;
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
  const sections = view.headings.map(({ category, entries }) => ({
    title: category.heading,
    rows: entries.flatMap(({ entry }) => (entry.id === thing.id ? [] : [entry])),
  }));
  const none = t("There is no other sentence yet.");
  return found(title, thing.text, t("Find the sentence"), sections, none);
}

/**
 * Which note?
 * @param {View} view @param {string} note its id @param {string} title @returns {Promise<string|null>} its id
 */
export function chooseNote(view, note, title) {
  const others = [...view.every.values()].filter((one) => one.note.id !== note && !one.note.struck);
  const sections = view.tables.map((table) => ({
    title: placeName(view.question, table),
    rows: others.flatMap((one) => (one.table === table ? [one.note] : [])),
  }));
  const words = view.every.get(note)?.note.text ?? "";
  return found(title, words, t("Find the note"), sections, t("No other note is here."));
}

/**
 * @param {string} title @param {string} about @param {string} label @param {{title: string, rows: {id: string, text: string}[]}[]} all
 * @param {string} none what is said when there is nothing to choose
 */
function found(title, about, label, all, none) {
  const sections = all.filter(({ rows }) => rows.length);
  return pressed(
    title,
    html`<blockquote>${about}</blockquote>
      <div class="field"><label for="find">${label}</label>
        <input class="ds-input" dir="auto" id="find" type="text" autocomplete="off" data-first
          @input=${narrow} @keydown=${first}></div>
      ${sections.length ? nothing : html`<p class="quiet">${none}</p>`}
      <div class="found">
        ${sections.map(
          (section) => html`<section><h3>${section.title}</h3>
            <ul class="choices">${section.rows.map(
              ({ id, text }) =>
                html`<li><button type="submit" name="go" value=${id} dir="auto">${text}</button></li>`,
            )}</ul></section>`,
        )}
      </div>`,
  );
}

/** @param {Event} event */
function narrow({ target }) {
  const field = /** @type {HTMLInputElement} */ (target);
  const words = fold(field.value);
  for (const section of field.form?.querySelectorAll(".found section") ?? []) {
    const items = [...section.querySelectorAll("li")];
    for (const item of items) {
      item.hidden = !fold(item.textContent ?? "").includes(words);
    }
    /** @type {HTMLElement} */ (section).hidden = items.every((item) => item.hidden);
  }
}

/** Enter takes the first sentence that fits. @param {KeyboardEvent} event */
function first(event) {
  if (event.key !== "Enter" || composing(event)) return;
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (event.target);
  const found = field.form?.querySelector(".found section:not([hidden]) li:not([hidden]) button");
  if (found instanceof HTMLElement) found.click();
}
