/** Where in a text the caret goes that was put into the paper by a press. Pure, but for `pressedAt`. */

const SEEN = 24;

/**
 * The paper has more than the text (a label before it, a mark behind it), so the place is known by
 * what follows it.
 * @param {string} text what is changed @param {string} before what the paper shows before the press
 * @param {string} after and what it shows behind it
 * @returns {number} where in `text` that is; its end when the paper says something else there
 */
export function caretIn(text, before, after) {
  const next = after.slice(0, SEEN).trimEnd();
  if (!next) return text.length;
  let [found, near] = [-1, Number.POSITIVE_INFINITY];
  for (let at = text.indexOf(next); at >= 0; at = text.indexOf(next, at + 1)) {
    const far = Math.abs(at - before.length);
    if (far < near) [found, near] = [at, far];
  }
  return found < 0 ? text.length : found;
}

/**
 * What stands before and behind a press in the pieces that it fell into.
 * @param {HTMLElement[]} elements @param {{clientX: number, clientY: number}} event
 * @returns {{before: string, after: string}|null}
 */
export function pressedAt(elements, { clientX, clientY }) {
  const spot = spotAt(clientX, clientY);
  const at = elements.findIndex((element) => spot && element.contains(spot.node));
  const own = elements[at];
  if (!spot || !own) return null;
  const range = document.createRange();
  range.selectNodeContents(own);
  range.setEnd(spot.node, spot.offset);
  const head = elements.slice(0, at).map((element) => `${element.textContent}\n\n`);
  const before = range.toString();
  return { before: head.join("") + before, after: (own.textContent ?? "").slice(before.length) };
}

/** Not every browser has the newer one of the two. @param {number} x @param {number} y */
function spotAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && { node: found.offsetNode, offset: found.offset };
  }
  const found = document.caretRangeFromPoint?.(x, y);
  return found ? { node: found.startContainer, offset: found.startOffset } : null;
}
