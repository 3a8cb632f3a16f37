// The page explains itself: three lines, until the first note hangs there or somebody asks again.

import { html, nothing } from "lit-html";
import { t } from "../core/texts.js";

/**
 * @param {() => void} draw
 */
export function help(draw) {
  /** @type {boolean | null} */
  let wanted = null;
  let open = false;
  const toggle = () => {
    wanted = !open;
    draw();
  };
  return {
    /** @param {number} notes  on the poster */
    update(notes) {
      open = wanted ?? notes === 0;
    },
    button: () =>
      html`<button
        class="hand ask-help"
        type="button"
        aria-expanded=${open}
        title=${t("How this page works")}
        @click=${toggle}
      >
        ?<span class="sr-only"> ${t("How this page works")}</span>
      </button>`,
    lines: () =>
      open
        ? html`<ul class="help">
          <li>${t("Write what is said, in their own words. Enter puts it on the poster.")}</li>
          <li>${t("Mend a note with the pencil, drag it to move it. Nothing is lost without a network.")}</li>
          <li>${t("At the end the table agrees on one sentence: the main statement.")}</li>
        </ul>`
        : nothing,
  };
}
