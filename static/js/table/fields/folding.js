// In the vernissage the questions stand where the writer was: it folds away, one tap off. What stands
// in it stays there, and is shown on the button.

import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";

const WIDE = "(min-width: 48rem)";

/**
 * @param {object} options
 * @param {HTMLElement} options.element  the writer
 * @param {() => string} options.text  what stands in it
 * @param {(then?: () => void) => void} options.draw
 * @returns {(folds: boolean) => unknown} the writer, with its button while it may be folded
 */
export function folding({ element, text, draw }) {
  /** @type {boolean | null} null: not asked yet */
  let open = null;
  element.id = "writer";
  const toggle = () => {
    open = !open;
    draw(() => open && element.querySelector("textarea")?.focus());
  };
  return (folds) => {
    // Who is writing goes on writing.
    open = folds ? (open ?? Boolean(text())) : null;
    element.hidden = open === false;
    return html`${folds ? buttonView(Boolean(open), text(), toggle) : nothing}${element}`;
  };
}

/** @param {boolean} open @param {string} begun @param {() => void} toggle */
function buttonView(open, begun, toggle) {
  return html`<button class="ds-button unfold" data-variant="secondary" type="button"
    aria-expanded=${open} aria-controls="writer" @click=${toggle}>
    ${t("Write a note")}${begun && !open ? html`<bdi class="begun">${shortened(begun)}</bdi>` : nothing}
  </button>`;
}

/**
 * Who has just come may type at once; on a phone the keyboard would lie over the question.
 * @param {HTMLElement} element  the writer
 */
export function focusOnArrival(element) {
  const taken = document.activeElement !== document.body || location.hash;
  if (taken || !matchMedia(WIDE).matches) return;
  element.querySelector("textarea")?.focus({ preventScroll: true });
}
