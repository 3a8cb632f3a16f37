// One field to write in, new note or old. It draws itself: no event reaches what is being typed.

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { composing, meansAdd } from "../core/keys.js";
import { tooMany } from "../core/limits.js";
import { isBlank } from "../core/mend.js";
import { put } from "../core/offline/entries.js";
import { n, t } from "../core/texts.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} options
 * @param {string} options.id  unique on the page
 * @param {string} options.label  what to write, for who cannot see where the field stands
 * @param {string} options.button
 * @param {import("../core/offline/drafts.js").Draft} options.draft
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {(text: string) => Entry} options.entryOf
 * @param {string} [options.begin]  what stands there when nothing is drafted
 * @param {(entries: Entry[], made: Entry) => Entry[]} [options.into]  how it comes into the outbox
 * @param {() => void} [options.onDone]  it is kept on the phone
 * @param {() => void} [options.onCancel]
 * @param {string} [options.cancel]  what the button for that says
 */
export function field({ id, label, button, draft, change, entryOf, ...more }) {
  const { begin = "", into = put, onDone, onCancel, cancel = t("Cancel") } = more;
  const element = document.createElement("form");
  element.className = "writer";
  let text = draft.read() || begin;
  let closed = false;

  const done = async () => {
    const said = text.trim();
    if (isBlank(said) || closed || tooMany(text, "statement")) return;
    const made = entryOf(said);
    // A field that closes when its words are kept takes no more meanwhile; one that stays, begins anew.
    if (onDone) closed = true;
    else text = "";
    draw();
    await draft.hand(change, (entries) => into(entries, made));
    onDone?.();
  };
  /** @param {Event} event */
  const typed = (event) => {
    text = /** @type {HTMLTextAreaElement} */ (event.target).value;
    draft.keep(text);
    draw();
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    if (event.key === "Escape" && !composing(event)) return onCancel?.();
    if (!meansAdd(event)) return;
    event.preventDefault();
    done();
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    done();
    element.querySelector("textarea")?.focus();
  });

  const draw = () =>
    render(
      html`<label class="sr-only" for=${id}>${label}</label>
        <textarea dir="auto"
          id=${id}
          class="ds-input"
          rows="2"
          enterkeyhint="send"
          ?readonly=${closed}
          .value=${live(text)}
          @input=${typed}
          @keydown=${key}
        ></textarea>
        ${tooMany(text, "statement") ? html`<p class="problem">${tooLong(tooMany(text, "statement"))}</p>` : nothing}
        <div class="row">
          ${
            onCancel
              ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${onCancel}>
                ${cancel}
              </button>`
              : nothing
          }
          <button class="ds-button add" type="submit" ?disabled=${closed}>${button}</button>
        </div>`,
      element,
    );

  draw();
  return {
    element,
    /** @param {boolean} now  whether writing is over, or has not begun @param {string} [named]  the label now */
    close(now, named = label) {
      if (now === closed && named === label) return;
      closed = now;
      label = named;
      draw();
    },
  };
}

/** @param {number} over */
function tooLong(over) {
  return n("%(count)s character too long.", "%(count)s characters too long.", over);
}
