/**
 * What pairs and tables have written, beside the scribe of a plenary: read alone, as the wall has it.
 * A note can be shown on the big screen, unless the organiser has it.
 */
import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { frames } from "../../core/frames.js";
import { send } from "../../core/http.js";
import { follow } from "../../core/live/connection.js";
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { placeName, shortened } from "../../core/words.js";
import { posters } from "../../wall/outline.js";
import { askedFirst, heardFrom } from "./rules.js";

const WIDE = "(min-width: 56rem)"; // as in table/wide.css

/**
 * @param {object} page
 * @param {string} page.wall  the token of the wall, "" where nobody listens
 * @param {string} page.base  the table's own address
 * @param {number} page.table
 * @param {(words: string) => void} page.say
 * @returns {Element|null}
 */
export function heard({ wall, base, table, say }) {
  if (!wall) return null;
  const element = document.createElement("div");
  const open = matchMedia(WIDE).matches;
  /** @type {ReturnType<typeof posters>} */
  let hung = new Map();
  /** @type {number|null} */
  let chosen = null;
  let refused = { note: "", words: "" };

  /** @param {string} note @param {boolean} shown */
  const press = async (note, shown) => {
    refused = { note: "", words: "" };
    try {
      await send("PUT", `${base}/screen`, { note: shown ? null : note, act: uuid() });
      say(shown ? t("Taken down.") : t("It is on the big screen."));
    } catch (error) {
      refused = { note, words: String(/** @type {Error} */ (error).message) };
    }
    soon();
  };

  /** @param {import("./rules.js").Heard["notes"][number]} note @param {string|null|undefined} on */
  const noteView = ({ id, text }, on) => {
    const shown = id === on;
    return html`<li><p dir="auto">${text}</p>
      <button class="ds-button" data-variant=${shown ? "primary" : "tertiary"} type="button" aria-pressed=${shown}
        @click=${() => press(id, shown)}>${t("Show on the big screen")}<span class="sr-only">: ${shortened(text, 60)}</span></button>
      ${refused.note === id ? html`<p class="problem" role="alert">${refused.words}</p>` : nothing}</li>`;
  };

  function draw() {
    const { screen } = live.state();
    hung = posters(live.state(), hung);
    const all = heardFrom(hung.values(), table);
    const questions = [...new Map(all.map(({ question }) => [question.id, question])).values()];
    const asked = askedFirst(questions, hung.get(table)?.question.number ?? 0, chosen);
    const on = screen?.show === "note" ? screen.note : null;
    const here = all.filter(({ question }) => question.id === asked);
    render(
      html`<details class="heard" ?open=${open}>
        <summary>${t("What pairs and tables have written")}</summary>
        ${questions.length > 1 ? chooseView(questions, asked) : nothing}
        ${here.length ? nothing : html`<p class="quiet">${t("No notes yet.")}</p>`}
        <div class="heard-notes">${repeat(
          here,
          (one) => one.table.id,
          (one) => html`<section aria-label=${placeName(one.question, one.table)}>
            <h3>${placeName(one.question, one.table)}${one.table.cafe_name ? html` · <bdi>${one.table.cafe_name}</bdi>` : nothing}</h3>
            <ul role="list">${repeat(
              one.notes,
              ({ id }) => id,
              (note) => noteView(note, on),
            )}</ul></section>`,
        )}</div>
      </details>`,
      element,
    );
  }

  /** @param {import("./rules.js").Heard["question"][]} questions @param {number|null} asked */
  const chooseView = (questions, asked) =>
    html`<div class="field"><label for="heard-of">${t("Question")}</label>
      <select class="ds-input" id="heard-of" @change=${(/** @type {Event} */ event) => {
        chosen = Number(/** @type {HTMLSelectElement} */ (event.target).value);
        draw();
      }}>${questions.map(
        ({ id, number, text }) =>
          html`<option value=${id} ?selected=${id === asked}>${number}. ${shortened(text, 60)}</option>`,
      )}</select></div>`;

  const soon = frames(element, draw);
  const live = follow({ audience: "p", key: wall, onState: soon, onGone: () => element.remove() });
  draw();
  return element;
}
