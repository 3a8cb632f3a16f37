/** The pages of what is shown: as large as it goes, turned to one of them. */
import { countOf } from "../asked/dots.js";
import { fit, pagesOf, whole } from "./fit.js";

const SHORT_TEXT = 1.6; // it needs no more
const LAST_SEAT = 1; // reads no less

/**
 * @param {Element|null} root what has `.leaves` in it
 * @param {number} page the wanted one
 * @param {boolean} anew find the size again
 * @returns {{page: number, pages: number}} which one it is now
 */
export function turnTo(root, page, anew) {
  const leaves = /** @type {HTMLElement|null} */ (root?.querySelector(".leaves") ?? null);
  if (!leaves) return { page: 0, pages: 1 };
  const largest = Number(leaves.dataset.largest ?? SHORT_TEXT);
  if (anew) fit(leaves, { smallest: LAST_SEAT, largest }, () => whole(leaves));
  const { pages, width } = pagesOf(leaves);
  const at = Math.min(page, pages - 1);
  leaves.style.setProperty("translate", `${-at * width}px`);
  return { page: at, pages };
}

/** Away to where it belongs. @param {Element} element @param {Element|null} to */
export async function settle(element, to) {
  const from = element.getBoundingClientRect();
  const at = (to ?? element).getBoundingClientRect();
  const x = at.x + at.width / 2 - from.x - from.width / 2;
  const y = at.y + at.height / 2 - from.y - from.height / 2;
  const scale = to ? at.width / from.width : 1;
  const away = { opacity: 0, transform: `translate(${x}px, ${y}px) scale(${scale})` };
  await element.animate([{ opacity: 1, transform: "none" }, away], {
    duration: 700,
    easing: "ease-in",
  }).finished;
}

/** Dots on the slips that are shown. @param {Element} root @param {import("./moment.js").State} state */
export function showDots(root, state) {
  for (const slip of root.querySelectorAll(".slip[data-note]")) {
    const count = countOf(state, slip.getAttribute("data-note") ?? "");
    const place = slip.querySelector(".slip-own");
    const words = count ? `● ${count}` : "";
    if (place && place.textContent !== words) place.textContent = words;
  }
}
