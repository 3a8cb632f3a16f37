// Several lines that came at once: notes, one each, which Enter takes too; or one note.

import { html, nothing } from "lit-html";
import { n, t } from "../../core/texts.js";
import { cameAtOnce, isSigned, notesOf, unsigned } from "./lines.js";

/**
 * @param {object} options
 * @param {() => string} options.text  what stands in the field
 * @param {() => void} options.addLines
 * @param {() => void} options.draw
 * @param {() => void} options.focus  back into the field
 */
export function pasted({ text, addLines, draw, focus }) {
  // A list that was pasted before the page was closed is asked about again. It may be a note of some
  // lines too, which Enter does not part.
  let asking = notesOf(text()).length > 2;
  let cameNow = false;
  // Whether the signs that the lines begin with are left out.
  let bare = false;

  const words = () => {
    const { length } = notesOf(text());
    return n("%(count)s line: one note per line?", "%(count)s lines: one note per line?", length);
  };
  const leaveSigns = () => {
    bare = !bare;
    draw();
  };
  const asOne = () => {
    asking = false;
    draw();
    focus();
  };
  return {
    asking: () => asking,
    /** Whether Enter makes a note of each line. */
    enters: () => asking && cameNow,
    lines: () => notesOf(text()).map((line) => (bare ? unsigned(line) : line)),
    end() {
      [asking, cameNow] = [false, false];
    },
    /**
     * @param {string} inputType  of the input event
     * @param {string} now  what stands in the field after it
     * @returns {() => string} the question, once it is asked
     */
    heard(inputType, now) {
      const asked = asking;
      const came = cameAtOnce(inputType, text(), now);
      asking = notesOf(now).length > 1 && (asked || came);
      cameNow = asking && (cameNow || came);
      return () => (asking && !asked ? words() : "");
    },
    view: () =>
      asking
        ? askView(words(), signsView(isSigned(notesOf(text())), bare, leaveSigns), {
            addLines,
            asOne,
          })
        : nothing,
  };
}

/** @param {boolean} signed @param {boolean} bare @param {() => void} leaveSigns */
function signsView(signed, bare, leaveSigns) {
  if (!signed) return nothing;
  return html`<label class="check">
    <input type="checkbox" .checked=${bare} @change=${leaveSigns} />
    <span>${t("Without bullets and numbers")}</span>
  </label>`;
}

/**
 * @param {string} words
 * @param {unknown} signs
 * @param {{addLines(): void, asOne(): void}} handlers
 */
function askView(words, signs, { addLines, asOne }) {
  return html`<div class="ask" role="group" aria-label=${words}>
    <span>${words}</span>
    ${signs}
    <button class="ds-button" type="button" @click=${addLines}>${t("One note per line")}</button>
    <button class="ds-button" data-variant="tertiary" type="button" @click=${asOne}>
      ${t("Keep as one note")}
    </button>
  </div>`;
}
