/** The notes most like one, at a glance; one of them can be looked at as a pair. */
import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";
import { pressed } from "../commands/choose.js";
import { placesOf } from "./data.js";

/** @typedef {import("./data.js").Pair} Pair */

/**
 * @param {{look(note: string): Promise<Pair[]>, view(): import("../view.js").View,
 *   open(load: () => Promise<Pair[]>, first: Pair): void, refuse(words: string): void}} page
 */
export function likeOne({ look, view, open, refuse }) {
  return async (/** @type {string} */ note) => {
    try {
      const pair = await chooseLike(view(), note, await look(note));
      if (pair) open(() => look(note), pair);
    } catch (error) {
      refuse(error instanceof Error ? error.message : String(error));
    }
  };
}

/**
 * @param {import("../view.js").View} view @param {string} note @param {Pair[]} found
 * @returns {Promise<Pair|null>} the pair to judge
 */
async function chooseLike(view, note, found) {
  const placed = placesOf(view);
  const chosen = await pressed(
    t("Notes like this one"),
    html`<blockquote dir="auto">${view.every.get(note)?.note.text}</blockquote>
      ${found.length ? nothing : html`<p class="quiet">${t("No other note is like it.")}</p>`}
      <ol class="choices like">${found.map((pair, at) => row(view, pair, at, placed))}</ol>`,
  );
  return chosen === null ? null : (found[Number(chosen)] ?? null);
}

/** @param {import("../view.js").View} view @param {Pair} pair @param {number} at @param {ReturnType<typeof placesOf>} placed */
function row(view, pair, at, placed) {
  const other = view.every.get(pair.right)?.note;
  const under = placed.get(pair.right)?.heading;
  const where = under ? t("under “%(heading)s”", { heading: under }) : t("not yet placed");
  return html`<li><button type="submit" name="go" value=${at} ?data-first=${at === 0} ?disabled=${!pair.may}>
    <span><span class="words" dir="auto">${other?.text}</span>
      <span class="facts">${other?.aside ? t("set aside") : where} · ${pair.why}</span></span>
  </button> <a class="to" href=${`#note-${pair.right}`}>${t("Go there")}<span class="sr-only">: ${other?.text}</span></a></li>`;
}
