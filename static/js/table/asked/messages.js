// What the organiser has told this table: it stands under the writer, moves nothing that is being
// typed in, and is gone everywhere when the host has tapped it away.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { isRefusal, send } from "../../core/http.js";
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";

/** @typedef {{id: string, text: string, at_ms: number}} Message */

/**
 * @param {object} page
 * @param {string} page.base  the table's address
 * @param {() => void} page.draw
 * @param {(words: string) => void} page.say
 * @param {typeof send} [page.ask]  how the café is asked
 */
export function messages({ base, draw, say, ask = send }) {
  /** @type {Message[]} */
  let lying = [];
  /** Said aloud once. @type {Set<string>} */
  const heard = new Set();
  /** Tapped away here, and not yet told to the café. @type {Set<string>} */
  const read = new Set();
  /** @type {Promise<void>|null} */
  let looking = null;
  let stale = false;

  async function fetched() {
    for (const id of read) await told(id);
    const found = /** @type {Message[]} */ ((await ask("GET", `${base}/messages`)).messages);
    lying = found;
    for (const { id, text } of found.filter(({ id }) => !heard.has(id) && !read.has(id))) {
      heard.add(id);
      say(t("Message from the organiser: %(text)s", { text }));
    }
    draw();
  }

  /** @param {string} id */
  async function told(id) {
    try {
      await ask("PUT", `${base}/messages/${encodeURIComponent(id)}/read`, { act: uuid() });
      read.delete(id);
      lying = lying.filter((one) => one.id !== id);
    } catch (error) {
      if (isRefusal(error)) read.delete(id);
    }
  }

  /** There may be another word: also after the network was away. */
  function look() {
    if (looking) stale = true;
    looking ??= fetched()
      .catch(() => {}) // the connection tells when it is back, and then it looks again
      .finally(() => {
        looking = null;
        if (stale) look();
        stale = false;
      });
  }

  /** @param {string} id @param {HTMLElement} button */
  function tapAway(id, button) {
    const byKeys = button.matches(":focus-visible");
    read.add(id);
    draw();
    if (byKeys) /** @type {HTMLElement|null} */ (document.querySelector(NEXT))?.focus();
    look();
  }

  return {
    look,
    view() {
      const shown = lying.filter(({ id }) => !read.has(id));
      if (!shown.length) return nothing;
      return html`<section class="organiser-says" aria-label=${t("From the organiser")}>
        ${repeat(
          shown,
          ({ id }) => id,
          ({ id, text }) => html`<div class="organiser-word">
            <p><strong>${t("From the organiser:")}</strong> <bdi>${text}</bdi></p>
            <button class="ds-button" data-variant="secondary" type="button"
              @click=${(/** @type {Event} */ event) => tapAway(id, /** @type {HTMLElement} */ (event.currentTarget))}>
              ${t("Read")}<span class="sr-only">: ${text}</span>
            </button>
          </div>`,
        )}
      </section>`;
    },
  };
}

const NEXT = ".organiser-says button, .side textarea";
