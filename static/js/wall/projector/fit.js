/** As large as it goes, and never smaller than can be read; what does not fit becomes pages. */

const STEPS = 6;

/**
 * Give `element` the largest `--size` between the two for which `fits` is true, else the smallest.
 *
 * @param {HTMLElement} element
 * @param {{smallest: number, largest: number}} sizes in letters as they are read from the last seat
 * @param {() => boolean} fits
 */
export function fit(element, { smallest, largest }, fits) {
  const set = (/** @type {number} */ size) => element.style.setProperty("--size", size.toFixed(2));
  set(largest);
  if (fits()) return;
  let low = smallest;
  let high = largest;
  for (let i = 0; i < STEPS; i += 1) {
    const middle = (low + high) / 2;
    set(middle);
    if (fits()) low = middle;
    else high = middle;
  }
  set(low);
}

/** @param {Element} box @returns {boolean} everything in `box` can be seen */
export function whole(box) {
  return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
}

/**
 * Columns that do not fit beside each other become pages.
 *
 * @param {HTMLElement} leaves a box with columns, as high as its screen
 * @returns {{pages: number, width: number}} how many, and how far apart in pixels
 */
export function pagesOf(leaves) {
  const width = leaves.clientWidth + Number.parseFloat(getComputedStyle(leaves).columnGap);
  return { pages: Math.max(1, Math.ceil((leaves.scrollWidth - 1) / width)), width };
}
