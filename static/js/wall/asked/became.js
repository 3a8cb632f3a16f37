/**
 * What became of a note in the published document. Asked for when its sheet is opened; while nothing
 * is published nothing is asked.
 *
 * @typedef {{about: string, status: string, day: string, words: string[]}} Came
 * @typedef {{words: string, address: string, came: Came[], follow: string}} Became
 */
import { html, nothing } from "lit-html";
import { send } from "../../core/http.js";
import { t } from "../../core/texts.js";

/** @param {{base: string, published(): boolean, onChange(): void}} page */
export function openBecame({ base, published, onChange }) {
  /** @type {Map<string, Became>} */
  let known = new Map();
  let was = false;
  return {
    /** @param {string} note @returns {Became|undefined} */
    of(note) {
      if (published() !== was) known = new Map(); // another version, or none
      was = published();
      return was ? known.get(note) : undefined;
    },
    /** @param {string} note */
    async ask(note) {
      if (!published()) return;
      try {
        known.set(note, await send("GET", `${base}/became/${note}`));
        onChange();
      } catch {
        // Without a connection the sheet says what it knows; opened again, it asks again.
      }
    },
  };
}

/** With a full stop, unless what is quoted last brings its own. @param {string} words */
function sentence(words) {
  return /[.!?…][»”]?$/.test(words) ? words : `${words}.`;
}

/** @param {Became|undefined} became */
export function becameView(became) {
  if (!became?.words) return nothing;
  return html`<p class="sheet-became"><b>${t("What became of it:")}</b> ${sentence(became.words)}
    ${became.address ? html`<a href=${became.address}>${t("Read it in the document")}</a>` : nothing}</p>
    ${became.came.map(cameView)}
    ${became.follow ? html`<p><a href=${became.follow}>${t("Be told what comes of it")}</a></p>` : nothing}`;
}

/** @param {Came} came */
function cameView({ about, status, day, words }) {
  return html`<div class="sheet-came"><p><b>${t("You said, we do:")}</b> <q dir="auto">${about}</q></p>
    <p><b class="sheet-came-status">${status}</b> <span class="quiet">${day}</span></p>
    ${words.map((one) => html`<p dir="auto">${one}</p>`)}</div>`;
}
