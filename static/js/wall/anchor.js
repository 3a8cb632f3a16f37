/**
 * What somebody reads stays under their eyes when notes arrive above it. Most browsers do this by
 * themselves (`overflow-anchor`); Safari does not.
 */
const BY_ITSELF = globalThis.CSS?.supports?.("overflow-anchor", "auto") ?? true;

/** @param {() => void} change what alters the page */
export function held(change) {
  const seen = BY_ITSELF || scrollY < 1 ? null : firstSeen();
  const before = seen?.getBoundingClientRect().top ?? 0;
  change();
  if (seen?.isConnected) scrollBy(0, seen.getBoundingClientRect().top - before);
}

/** @returns {Element|undefined} the first slip or poster whose top is on the screen */
function firstSeen() {
  return [...document.querySelectorAll(".slip, .poster")].find((element) => {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && top >= 0;
  });
}
