/** Dots: this phone's on the notes, and how many it has left at each question. */

import { html, nothing } from "lit-html";
import { Offline, send } from "../../core/http.js";
import { say } from "../../core/say.js";
import { n, t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";

/** @typedef {import("../../core/live/store.js").Note} Note */
/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {{dots: string[], left: Record<string, number>}} Told */

/**
 * @param {object} page
 * @param {string} page.base
 * @param {() => void} page.onChange
 * @param {(words: string) => void} page.tell
 * @param {() => void} page.again  ask the café how it stands
 */
export function openDots({ base, onChange, tell, again }) {
  /** @type {Set<string>} */
  let own = new Set();
  /** @type {Record<string, number>} */
  let left = {};
  /** On its way: not pressed twice. @type {Set<string>} */
  const under = new Set();
  /** Presses that were begun or answered: what was asked before knows nothing of the last. */
  let presses = 0;
  let crossed = false;

  /** @param {Told} told */
  const hear = (told) => {
    own = new Set(told.dots);
    left = told.left;
    onChange();
  };
  /** @param {Note} note @param {number} question */
  const press = async (note, question) => {
    if (under.has(note.id)) return;
    under.add(note.id);
    presses += 1;
    // Answers to two that are under way at once come in any order.
    crossed ||= under.size > 1;
    const had = own.has(note.id);
    try {
      hear(await send(had ? "DELETE" : "PUT", `${base}/dots/${note.id}`, {}));
      const words = leftWords(left[question] ?? 0);
      tell(words);
      say(
        had
          ? t("Taken back. %(left)s", { left: words })
          : t("Dot placed. %(left)s", { left: words }),
      );
    } catch (error) {
      const words =
        error instanceof Offline
          ? t("The café does not answer.")
          : String(/** @type {Error} */ (error).message);
      tell(words);
      say(words);
      crossed = true; // perhaps the answer alone was lost
    }
    under.delete(note.id);
    presses += 1;
    if (crossed && !under.size) {
      crossed = false;
      again();
    }
    onChange();
  };

  return {
    presses: () => presses,
    /** How it stands, as it was asked when there were so many `presses`. @param {Told} told @param {number} then */
    hear(told, then) {
      if (then === presses) hear(told);
      else if (!under.size) again();
    },
    has: (/** @type {string} */ id) => own.has(id),
    left: (/** @type {number} */ question) => left[question] ?? 0,
    press,
  };
}

/** How many dots the note has; null while that is hidden. @param {State} state @param {string} id */
export function countOf({ workshop, dots }, id) {
  return workshop?.dots_hidden ? null : (dots.get(id)?.count ?? 0);
}

/** @param {number} count */
export function leftWords(count) {
  if (!count) return t("No dots left at this question.");
  return n("%(count)s dot left at this question.", "%(count)s dots left at this question.", count);
}

/**
 * @param {{note: Note, count: number|null, own: boolean, open: boolean, press: () => void}} dot
 *   `count` is null while it is hidden; `open`: dots may be placed now
 */
export function dotView({ note, count, own, open, press }) {
  const words = n("%(count)s dot", "%(count)s dots", count ?? 0);
  if (!open) {
    const mine = count === null && own;
    return count || mine
      ? html`<span class="dot counted" role="img" aria-label=${mine ? t("Your dot") : words} data-count=${count ?? ""}></span>`
      : nothing;
  }
  const label = t("Your dot: %(note)s", { note: shortened(note.text, 60) });
  return html`<button class="dot" type="button" aria-pressed=${own} aria-label="${label}${count === null ? "" : ` (${words})`}"
    data-count=${count || ""} @click=${(/** @type {Event} */ event) => {
      event.stopPropagation();
      press();
    }}></button>`;
}
