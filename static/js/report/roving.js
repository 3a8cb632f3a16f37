/** One piece of the paper is in the tab order; the focus comes back to what it was on. */
import { elementsOf, keysOf } from "./pieces.js";

/** @param {HTMLElement} paper */
export function roving(paper) {
  /** @type {string|null} */
  let current = null;

  const settle = (focus = false) => {
    current = stays(keysOf(paper), current);
    for (const element of paper.querySelectorAll("[data-piece]")) {
      /** @type {HTMLElement} */ (element).tabIndex = -1;
    }
    const here = current === null ? [] : elementsOf(paper, current);
    if (here[0]) here[0].tabIndex = 0;
    if (focus) here[0]?.focus();
  };

  return {
    settle,
    /** What is in the tab order when the paper settles next. @param {string} key */
    on(key) {
      current = key;
    },
    /** @param {string|null} key */
    go(key) {
      current = key;
      settle(true);
    },
    /** Somebody has come there by themselves. @param {string} key */
    at(key) {
      if (key === current) return;
      current = key;
      settle();
    },
  };
}

/** @param {string[]} keys in reading order @param {string|null} current what was in the tab order */
export function stays(keys, current) {
  return current !== null && keys.includes(current) ? current : (keys[0] ?? null);
}
