/** A suggested heading on a slip, and the list with its line. */
import { html, nothing } from "lit-html";
import { n, t } from "../../core/texts.js";

/** @typedef {import("../view.js").Heading} Heading */
/** @typedef {{note: import("../view.js").Note, heading: Heading, share: number}} Row */

/** @param {Heading|undefined} heading @param {number} tab @param {() => void} take */
export function chip(heading, tab, take) {
  if (!heading) return nothing;
  return html`<button class="chip" type="button" tabindex=${tab} @click=${take}>
    <span class="ask">${t("Suggested:")}</span> <bdi>${heading.category.heading}</bdi>
  </button>`;
}

/** @param {{rows: Row[], above: number, problem: string, line(count: number): void, take(): unknown}} sight */
export function drawLine({ rows, above, problem, line, take }) {
  if (!rows.length) return html`<p class="quiet">${t("There is nothing to suggest now.")}</p>`;
  const moved = (/** @type {Event} */ { target }) => {
    line(Number(/** @type {HTMLInputElement} */ (target).value));
    const row = document.querySelector("#offers .over:last-of-type");
    row?.scrollIntoView({ block: "nearest" });
  };
  return html`<p class="quiet">${t("The surest come first. Move the line: what stands above it is taken, and one undo takes it all back.")}</p>
    <div class="field"><label for="offers-line">${t("The line")}</label>
      <input id="offers-line" type="range" min="0" max=${rows.length} .value=${String(above)} data-first
        aria-valuetext=${n("%(count)s note above the line", "%(count)s notes above the line", above)} @input=${moved}></div>
    ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <ol class="ranked" tabindex="0" aria-label=${t("Suggestions")}>
      ${rows.map(
        (
          { note, heading, share },
          at,
        ) => html`<li class=${at === above - 1 && above < rows.length ? "over edge" : at < above ? "over" : ""}>
          <button type="button" tabindex="-1" @click=${() => line(at + 1)}>
            <span class="words" dir="auto">${note.text}</span>
            <span class="goes"><b dir="auto">${heading.category.heading}</b> ${Math.round(share * 100)}\u00a0%</span>
          </button></li>`,
      )}
    </ol>
    <div class="verbs"><button class="ds-button" type="button" ?disabled=${!above} @click=${() => take()}>
      ${n("Take %(count)s above the line", "Take all %(count)s above the line", above)}
    </button></div>`;
}
