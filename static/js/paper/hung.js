// The photographs that hang: each with what it shows, in words that are written afterwards, and a way
// to take it down again.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { draft } from "../core/offline/drafts.js";
import { again, letGo, put } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { describePhoto, takeDown } from "../table/commands.js";
import { field } from "../table/fields/field.js";

/** @typedef {import("../core/live/store.js").Photo} Photo */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} options
 * @param {string} options.base
 * @param {string} options.name  of the table's row in the browser
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => void} options.gently  draws the page, but not under a finger
 */
export function hungPhotos({ base, name, change, gently }) {
  /** @type {Map<number, ReturnType<typeof field>>} */
  const fields = new Map();
  /** @param {Photo} photo @param {number} place */
  const fieldOf = ({ id }, place) => {
    const known = fields.get(id);
    if (known) return known;
    const made = field({
      id: `photo-alt-${id}`,
      label: t("What photograph %(number)s shows, for who cannot see it", { number: place + 1 }),
      hint: t("Not described yet"),
      theirs: (now) => now.posters?.find((/** @type {Photo} */ one) => one.id === id)?.alt ?? "",
      draft: draft(`${name}:alt:${id}`),
      change,
      gently,
      entryOf: (was, text) => describePhoto(id, was, text),
      again: (act) => change((entries) => again(entries, (entry) => entry.act === act)),
      letGo: (act) => change((entries) => letGo(entries, act)),
    });
    fields.set(id, made);
    return made;
  };
  /** @param {Photo} photo */
  const down = ({ id }) => {
    if (confirm(t("Take this photograph down? It is deleted, and what was typed off it stays.")))
      change((entries) => put(entries, takeDown(id)));
  };

  /**
   * @param {Photo[]} photos
   * @param {Entry[]} entries
   * @param {string} sending
   * @param {boolean} open
   */
  return (photos, entries, sending, open) => {
    const gone = new Set(entries.filter(({ refusal }) => !refusal).map(({ path }) => path));
    const here = photos.filter(({ id }) => !gone.has(`photos/${id}/down`));
    return html`${repeat(
      here,
      ({ id }) => id,
      (photo, place) => {
        const words = fieldOf(photo, place);
        words.update({ ...altSeen(photo, entries, sending), open: true });
        return html`<figure class="hung" data-described=${Boolean(photo.alt)}>
          <img
            src="${base}/photos/${photo.id}"
            alt=${photo.alt || t("Photograph of the paper poster")}
            loading="lazy"
          />
          <figcaption>${words.element}</figcaption>
          ${open ? downView(place + 1, () => down(photo)) : ""}
        </figure>`;
      },
    )}`;
  };
}

/** @param {number} number @param {() => void} down */
function downView(number, down) {
  return html`<button class="ds-button" data-variant="tertiary" type="button" @click=${down}>
    ${t("Take it down")}<span class="sr-only">: ${t("Photograph %(number)s", { number })}</span>
  </button>`;
}

/**
 * What the photograph will be said to show, and whether that has arrived.
 * @param {Photo} photo
 * @param {Entry[]} entries
 * @param {string} sending
 */
function altSeen({ id, alt }, entries, sending) {
  const mine = entries.filter(({ path }) => path === `photos/${id}/alt`);
  const refusal = mine.find((one) => one.refusal) ?? null;
  const last = mine.at(-1);
  const status = refusal ? "refused" : last?.act === sending ? "sending" : "kept";
  return {
    text: String(last?.body.text ?? alt),
    status: /** @type {import("../table/model.js").Status} */ (last ? status : "received"),
    refusal,
  };
}
