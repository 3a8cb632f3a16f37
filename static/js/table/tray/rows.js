// The rows of the tray: the words, and beside them what can be done with them.

import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { again, letGo } from "../../core/offline/entries.js";
import { t } from "../../core/texts.js";
import { freshPress } from "../../core/turns.js";
import { shortened } from "../../core/words.js";
import { refusalView } from "../notes/refusal.js";
import { joiningView } from "../notes/slip.js";

const LONG = 60; // letters that stand in few lines beside the buttons, on a phone

/** @typedef {import("./model.js").Lying} Lying */

/**
 * @param {object} page
 * @param {() => boolean} page.open  whether the host may decide now
 * @param {import("../../core/offline/drafts.js").Change} page.change  the outbox's
 * @param {Pick<ReturnType<typeof import("../handlers.js").handlers>, "join" | "joining">} page.reach
 */
export function rowViews({ open, change, reach }) {
  /** Of the rows whose notes are gone. @type {Map<string, number>} */
  const heights = new Map();
  const fresh = freshPress();

  /** @param {Lying} note @param {string} label @param {unknown} drawing @param {() => void} act @param {boolean} [decides] */
  const press = (note, label, drawing, act, decides = true) =>
    html`<button class="hand" type="button" title=${label} aria-label="${label}: ${shortened(note.text)}" @click=${(/** @type {PointerEvent} */ event) => fresh(event, decides) && act()}>${drawing}<span class="word">${label}</span></button>`;

  /** @param {Lying} note @param {unknown} buttons */
  const noteView = (
    note,
    buttons,
  ) => html`<li data-id=${note.id} ?data-long=${note.text.length > LONG}>
    <p class="text" dir="auto">${note.text}</p>
    ${reach.joining() === note.id ? joiningView(reach) : open() ? html`<div class="tray-buttons">${buttons}</div>` : nothing}
    ${
      note.refusal?.refusal?.where === "saw"
        ? html`<p class="refusal" role="status">${note.refusal.refusal.title}</p>`
        : note.refusal
          ? refusalView({
              entry: note.refusal,
              theirs: null,
              useMine: () => {},
              again: () => change((all) => again(all, ({ act }) => act === note.refusal?.act)),
              letGo: () => change((all) => letGo(all, note.refusal?.act ?? "")),
            })
          : nothing
    }
  </li>`;

  /** @param {string} id  of a note that lay here until another hand took it */
  const goneView = (id) => {
    const was = heights.get(id) ?? document.querySelector(`#tray [data-id="${id}"]`)?.clientHeight;
    heights.set(id, was ?? 0);
    const hold = (/** @type {Element | undefined} */ one) => {
      if (one instanceof HTMLElement) one.style.minHeight = `${was}px`;
    };
    return html`<li class="gone" ${ref(hold)}><p class="quiet">${t("No longer in the tray")}</p></li>`;
  };

  return { press, noteView, goneView };
}
