// The remote's list of notes: what comes stands last until it is asked to the top, so that none moves
// under a thumb.

import { patch } from "../core/patch.js";
import { n } from "../core/texts.js";

/** @param {Element} part @returns {Map<string, Element>} */
function rows(part) {
  return new Map(
    [...part.querySelectorAll("[data-note]")].map((one) => [
      one.getAttribute("data-note") ?? "",
      one,
    ]),
  );
}

/** What is shown no more is pressed no more, though it is no longer among the newest. @param {Element} row */
function letGo(row) {
  const button = row.querySelector("[aria-pressed]");
  button?.setAttribute("aria-pressed", "false");
  button?.setAttribute("data-variant", "secondary");
}

/**
 * Draw the rows that are there anew, each where it is, and say how many have come.
 * @param {Element} part  on the page
 * @param {Element} fresh  the same, as it is now
 * @returns {boolean} false where nothing is there to be held still
 */
export function holdStill(part, fresh) {
  const [here, now] = [rows(part), rows(fresh)];
  const place = part.querySelector(".remote-came");
  if (!here.size || !now.size || !place) return false;
  const list = /** @type {Element} */ (part.querySelector("ul"));
  for (const [id, row] of here) {
    const next = now.get(id);
    if (next) patch(row, /** @type {Element} */ (next.cloneNode(true)));
    else letGo(row);
  }
  for (const [id, row] of [...now].reverse())
    if (!here.has(id)) {
      const last = /** @type {HTMLElement} */ (row.cloneNode(true));
      last.dataset.came = "";
      list.append(last);
    }
  const came = list.querySelectorAll("[data-came]").length;
  if (!came) {
    place.replaceChildren();
    return true;
  }
  const button = place.querySelector("button") ?? document.createElement("button");
  Object.assign(button, {
    type: "button",
    className: "ds-button",
    textContent: n(
      "%(count)s new note stands last: put it on top",
      "%(count)s new notes stand last: put them on top",
      came,
    ),
    onclick() {
      patch(part, fresh);
      part.querySelector("button")?.focus({ preventScroll: true });
    },
  });
  button.dataset.variant = "tertiary";
  if (!button.isConnected) place.append(button);
  return true;
}
