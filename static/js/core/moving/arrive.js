import { attempt } from "../attempt.js";

/** What the address names behind its `#`; "" when nobody can read it. @returns {string} */
export function named() {
  return attempt(() => decodeURIComponent(location.hash.slice(1))) ?? "";
}

/**
 * To what the address names behind its `#`, once it is drawn: scrolled to, and the focus on its first
 * field or on itself. What the server has drawn a browser finds by itself.
 * @param {RegExp} mine which of the page's names are meant so
 */
export function arrive(mine) {
  const look = () => !mine.test(named()) || go(named());
  window.addEventListener("hashchange", look);
  if (look()) return;
  const drawn = new MutationObserver(() => look() && drawn.disconnect());
  drawn.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => drawn.disconnect(), PATIENCE_MS);
}

const FIELD = "input:not([type=hidden]), textarea, select";
const PATIENCE_MS = 10_000;

/** @param {string} id @returns {boolean} whether it is there */
function go(id) {
  const place = document.getElementById(id);
  if (!place) return false;
  const field = place.matches(FIELD) ? place : place.querySelector(FIELD);
  if (!field) place.tabIndex = -1;
  const aim = /** @type {HTMLElement} */ (field ?? place);
  aim.scrollIntoView({ block: "center" });
  aim.focus({ preventScroll: true });
  return true;
}
