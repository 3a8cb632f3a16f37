/**
 * To what the address names behind its `#`, once it is drawn: scrolled to, and the focus on its first
 * field or on itself. What the server has drawn a browser finds by itself.
 * @param {RegExp} mine which of the page's names are meant so
 */
export function arrive(mine) {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!mine.test(id)) return;
  const go = () => {
    const place = document.getElementById(id);
    if (!place) return false;
    const field = place.matches(FIELD) ? place : (place.querySelector(FIELD) ?? place);
    if (field === place && !place.matches(FIELD)) place.tabIndex = -1;
    field.scrollIntoView({ block: "center" });
    /** @type {HTMLElement} */ (field).focus({ preventScroll: true });
    return true;
  };
  if (go()) return;
  const drawn = new MutationObserver(() => go() && drawn.disconnect());
  drawn.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => drawn.disconnect(), PATIENCE_MS);
}

const FIELD = "input:not([type=hidden]), textarea, select";
const PATIENCE_MS = 10_000;
