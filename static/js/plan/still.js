/**
 * What stands still on the organiser's page while a day goes well (`data-frame`): which tables there are, what opens
 * them, the rounds. It is not sent at each event: when its mark (`data-frames`) is another, the whole page is
 * fetched once, and each frame that differs is put in its place.
 */

/** @param {Document} page @returns {string} the mark of all that stands still there; "" where nothing does */
export function markOf(page) {
  return page.querySelector("[data-frames]")?.getAttribute("data-frames") ?? "";
}

/**
 * @param {Document} page  drawn anew; where it is only the live parts, nothing is done
 * @param {(part: Element) => string} meaning  what it says
 * @param {(part: HTMLElement, fresh: Element) => void} replace
 * @returns {{frames: Element[], held: boolean}} those replaced, and whether one waits for who is filling it in
 */
export function putStill(page, meaning, replace) {
  const frames = [];
  let held = false;
  for (const part of document.querySelectorAll("[data-frame]")) {
    const fresh = page.querySelector(`[data-frame="${part.getAttribute("data-frame")}"]`);
    if (!fresh || meaning(part) === meaning(fresh)) continue;
    if (filling(part)) {
      held = true;
      continue;
    }
    replace(/** @type {HTMLElement} */ (part), fresh);
    frames.push(part);
  }
  const mark = page.querySelector("[data-frame]") && !held ? markOf(page) : "";
  if (mark) document.querySelector("[data-frames]")?.setAttribute("data-frames", mark);
  return { frames, held };
}

/** @param {Element} part @returns {boolean} whether somebody is at one of its fields */
function filling(part) {
  const on = document.activeElement;
  return part.contains(on) && Boolean(on?.matches("input, select, textarea"));
}
