// Where the hand of somebody who uses keys, or hears the page, is when a drawing has taken away what was
// pressed: else it would be at the page's top again.

const PRESSED = "button:not(:disabled), a[href], summary, input[type=checkbox]:not(:disabled)";

/** @typedef {{one: Element, after: Element | null, before: Element | null}} Step  one with those beside it */

/** @param {Element} root @returns {Step[]} from what has the focus out to `root`; none when it is elsewhere */
function wayOut(root) {
  /** @type {Step[]} */
  const way = [];
  let one = document.activeElement;
  if (!one || one === root || !root.contains(one)) return way;
  for (; one && one !== root; one = one.parentElement)
    way.push({ one, after: one.nextElementSibling, before: one.previousElementSibling });
  return [...way, { one: root, after: null, before: null }];
}

/**
 * Draw, and put the focus where what had it was, when that is gone: to what comes after it there, or before
 * it, or to what it was part of. No field is chosen, for on a phone its keyboard would come up.
 * @param {Element} root @param {() => void} draw
 */
export function keepHand(root, draw) {
  const way = wayOut(root);
  draw();
  if (!way.length || way[0]?.one.isConnected || document.activeElement !== document.body) return;
  const at = way.findIndex(({ one }) => one.isConnected);
  const [gone, rest] = [way[at - 1], way[at]?.one];
  if (!(rest instanceof HTMLElement)) return;
  const found = [gone?.after, gone?.before, rest].flatMap((place) => pressedIn(place) ?? []);
  const [next = rest] = found;
  if (next === rest && !rest.hasAttribute("tabindex")) rest.tabIndex = -1;
  next.focus({ preventScroll: true });
}

/** @param {Element | null | undefined} place @returns {HTMLElement | null} the first that can be pressed */
function pressedIn(place) {
  if (!place?.isConnected) return null;
  const found = place.matches(PRESSED) ? place : place.querySelector(PRESSED);
  return found instanceof HTMLElement ? found : null;
}
