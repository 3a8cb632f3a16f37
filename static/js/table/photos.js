// Photographs of the paper poster: chosen, they hang at once, and are described afterwards. What could
// not be sent yet lies in the browser and goes by itself when the café answers again.

import { html, nothing, render } from "lit-html";
import { send } from "../core/http.js";
import { mend } from "../core/mend.js";
import { n, t } from "../core/texts.js";
import { openAlbum } from "../paper/album.js";
import { carrier } from "../paper/carrier.js";
import { chosenView, pickView } from "../paper/chosen.js";
import { hungPhotos } from "../paper/hung.js";
import { shrunk } from "../paper/shrink.js";

/** @typedef {import("../paper/album.js").Photo} Photo */
/**
 * @typedef {{posters: import("../core/live/store.js").Photo[], open: boolean,
 *   entries: import("../core/offline/entries.js").Entry[], sending: string}} Shown
 */

/**
 * @param {object} options
 * @param {string} options.base
 * @param {string} options.name  of the table's row in the browser
 * @param {(answer: any) => void} options.onAnswer  the table as it is with the photograph
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => void} options.gently  draws the page, but not under a finger
 * @param {() => void} [options.onWaiting]  other photographs wait now, or none
 * @param {boolean} [options.hung]  whether to show the photographs that hang already, with the way to
 *   type them off; the page that does the typing shows them itself
 */
export function photos({
  base,
  name,
  onAnswer,
  change,
  gently,
  onWaiting = () => {},
  hung = true,
}) {
  const element = document.createElement("section");
  element.className = "photos";
  element.setAttribute("aria-labelledby", "photos-title");
  /** @type {Shown} */
  let shown = { posters: [], open: false, entries: [], sending: "" };
  const hanging = hungPhotos({ base, name, change, gently });
  let reading = 0;
  /** @type {ReturnType<typeof carrier> | undefined} */
  let bag;

  const opened = openAlbum(name).then((album) => {
    bag = carrier({
      album,
      table: name,
      deliver: (photo) => send("POST", `${base}/photos`, formOf(photo)),
      onChange() {
        draw();
        onWaiting();
      },
      onAnswer,
    });
    bag.nudge(); // what another visit left
    return bag;
  });
  window.addEventListener("online", () => bag?.nudge());

  /** @param {Event} event */
  const pick = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])];
    input.value = ""; // the same file may be chosen again
    reading += files.length;
    draw();
    const bag = await opened;
    for (const file of files) {
      await bag.choose(await shrunk(file));
      reading -= 1;
    }
    draw();
  };

  function draw() {
    render(
      html`<h2 id="photos-title">${t("The paper poster")}</h2>
        ${hung ? hanging(shown.posters, shown.entries, shown.sending, shown.open) : nothing}
        ${hung && shown.posters.length ? typeOffView() : nothing}
        ${bag?.photos().length ? chosenView(bag) : nothing}
        ${reading ? html`<p role="status">${readingWords(reading)}</p>` : nothing}
        ${shown.open ? pickView(pick) : nothing}`,
      element,
    );
  }
  const typeOffView = () =>
    html`<a class="ds-button" href="${base}/paper">${t("Type off the paper poster")}</a>`;

  draw();
  return {
    element,
    /** Whether a photograph waits for the host or for the network. */
    waiting: () => Boolean(bag?.photos().length),
    /** How many the café does not have yet. */
    unsent: () => ({ pictures: (bag?.photos().length ?? 0) + reading }),
    /** @param {Shown} next */
    update(next) {
      shown = next;
      draw();
    },
  };
}

/** @param {Photo} photo */
function formOf({ act, alt, blob, whole }) {
  const form = new FormData();
  form.set("act", act);
  form.set("alt", mend(alt.trim()));
  if (whole) form.set("whole", "yes");
  form.set("photo", blob, "poster");
  return form;
}

/** @param {number} count */
function readingWords(count) {
  return n("Making %(count)s photograph ready …", "Making %(count)s photographs ready …", count);
}
