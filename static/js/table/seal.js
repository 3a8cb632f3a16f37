// The seals on a table's page: the café's, this tablet's own, and what was recorded otherwise than typed.

import { html, nothing } from "lit-html";
import { send } from "../core/http.js";
import { inGroups } from "../core/seal/leaf.js";
import { sealPlace } from "../core/seal/place.js";
import { spoken } from "../core/seal/words.js";
import { n, t } from "../core/texts.js";

/**
 * @param {object} page
 * @param {ReturnType<typeof import("../core/seal/own.js").openOwn>} page.own
 * @param {string} page.base
 * @param {() => void} page.draw
 */
export function seals({ own, base, draw }) {
  const place = document.createElement("div");
  const cafes = sealPlace(place, base);
  let closed = false;
  /** The own seal that was said, and its words. @type {{numbers: string, words: string[] | null}} */
  let said = { numbers: "", words: null };
  let saying = false;

  /** @param {{numbers: string, value: Uint8Array}} seal */
  async function say({ numbers, value }) {
    saying = true;
    draw();
    try {
      const { words } = await send("GET", "/seal/words");
      said = { numbers, words: await spoken(value, words) };
    } catch {
      said = { numbers, words: null }; // without a network: the digest says all that the words do
    }
    saying = false;
    draw();
  }

  function ownView() {
    const seal = closed ? own.seal() : null;
    if (!seal) return nothing;
    const words = said.numbers === seal.numbers ? said.words : null;
    return html`<section class="seal own" aria-labelledby="own-seal-title">
      <div class="seal-text">
        <h2 id="own-seal-title">${t("This tablet’s own seal")}</h2>
        ${words ? html`<ol class="seal-said" lang="nb">${words.map((word) => html`<li>${word}</li>`)}</ol>` : nothing}
        <p class="seal-digest">${seal.numbers}: ${inGroups(seal.value)}</p>
        <p class="seal-why">${n(
          "It is over %(count)s change that was made on this tablet, and reckoned here.",
          "It is over %(count)s changes that were made on this tablet, and reckoned here.",
          seal.count,
        )}</p>
        <p role="status">${saying ? t("The words are being reckoned …") : nothing}</p>
        ${words || saying ? nothing : html`<button class="ds-button" data-variant="secondary" type="button" @click=${() => say(seal)}>${t("Say it in eight words")}</button>`}
      </div>
    </section>`;
  }

  return {
    /** @param {string | undefined} stage @param {boolean} practising */
    update(stage, practising) {
      closed = stage !== "planning" && stage !== "open" && !practising;
      cafes.show(practising ? undefined : stage);
    },
    view: () => html`${place}${ownView()}`,
    /** What the café recorded otherwise than it was typed, or nothing. */
    strange: () => (own.strange().length ? strangeView(own.strange(), seen) : nothing),
  };

  function seen() {
    own.seen();
    draw();
  }
}

/** @param {string[]} words @param {() => void} seen */
function strangeView(words, seen) {
  return html`<div class="problem strange" role="alert">
    <p>${t("The café has recorded this otherwise than it was typed here. Tell the organiser; your own words are:")}</p>
    <ul>${words.map((one) => html`<li dir="auto">${one}</li>`)}</ul>
    <button class="ds-button" data-variant="secondary" type="button" @click=${seen}>${t("I have told the organiser")}</button>
  </div>`;
}
