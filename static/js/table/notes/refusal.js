// What the café said no to: the reason in words, both texts after a conflict, and the person's choice.

import { html, nothing } from "lit-html";
import { mendedEntry } from "../../core/mend.js";
import { t } from "../../core/texts.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} options
 * @param {Entry} options.entry  a refused one
 * @param {string | null} options.theirs  what the café holds instead, after a conflict
 * @param {() => void} options.useMine
 * @param {() => void} options.again
 * @param {() => void} options.letGo
 * @param {(() => void) | null} [options.edit]
 * @param {(() => void) | null} [options.both]  where both texts may stay
 */
export function refusalView({ entry, theirs, useMine, again, letGo, edit = null, both = null }) {
  const reason = entry.refusal?.title ?? "";
  if (theirs !== null) return conflictView({ entry, reason, theirs, useMine, letGo, both });
  const mended = mendedEntry(entry);
  return html`<div class="refusal" role="group" aria-label=${t("Not received")}>
    <p>${reason}</p>
    ${mended ? html`<p class="mended-text">${t("Without it:")} <q dir="auto">${mineOf(mended)}</q></p>` : nothing}
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="button" @click=${again}>
        ${mended ? t("Send it so") : t("Send again")}
      </button>
      ${
        edit
          ? html`<button class="ds-button" data-variant="secondary" type="button" @click=${edit}>
            ${t("Edit")}
          </button>`
          : nothing
      }
      <button
        class="ds-button"
        data-variant="tertiary"
        type="button"
        @click=${() => confirm(t("Throw away what was not received?")) && letGo()}
      >
        ${t("Throw away")}
      </button>
    </div>
  </div>`;
}

/**
 * The words of a note, of both its halves, names, an answer or elaborations.
 * @param {Entry} entry
 */
function mineOf({ body: { text, rest, names, answer, elaborations } }) {
  if (elaborations) return elaborations.join("\n");
  if (answer) return answer;
  return names ? names.join(", ") : [text, rest].filter(Boolean).join("\n");
}

/**
 * @param {{entry: Entry, reason: string, theirs: string, useMine: () => void, letGo: () => void,
 *   both: (() => void) | null}} options
 */
function conflictView({ entry, reason, theirs, useMine, letGo, both }) {
  const { dt, dd, mine } = sideOf(entry);
  return html`<div class="refusal" role="group" aria-label=${t("Two versions")}>
    <p>${reason}</p>
    <dl>
      <div>
        <dt>${dt}</dt>
        <dd>${dd || t("(nothing)")}</dd>
      </div>
      <div>
        <dt>${t("On the poster now")}</dt>
        <dd>${theirs || t("(nothing)")}</dd>
      </div>
    </dl>
    <div class="row">
      <button class="ds-button" type="button" @click=${useMine}>${mine}</button>
      <button class="ds-button" data-variant="secondary" type="button" @click=${letGo}>
        ${t("Keep what is there")}
      </button>
      ${
        both
          ? html`<button class="ds-button" data-variant="secondary" type="button" @click=${both}>
            ${t("Keep both")}
          </button>`
          : nothing
      }
    </div>
  </div>`;
}

/**
 * What the person wanted: to write words, or to strike those that were there.
 * @param {Entry} entry
 */
function sideOf(entry) {
  const { struck, was } = entry.body;
  if (struck === undefined) return { dt: t("You wrote"), dd: mineOf(entry), mine: t("Use mine") };
  return struck
    ? { dt: t("You struck out"), dd: was, mine: t("Strike out anyway") }
    : { dt: t("You brought back"), dd: was, mine: t("Bring back anyway") };
}
