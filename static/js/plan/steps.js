// The buttons of the day's next step: which of them may be pressed when they were drawn anew.

const SECOND_TAP_MS = 700; // a double tap must not take the next step as well

let settling = 0;
/** @type {Set<HTMLButtonElement>} */
const barred = new Set();

/** @typedef {{button: HTMLButtonElement, left: number, top: number, right: number, bottom: number}} Step  on the paper, not the screen */

/** The buttons of the next step, by what they do. @returns {Map<string, Step>} */
export function steps() {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('[data-live="now"] .press button');
  return new Map(
    [...buttons].map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      const round = button.form && new FormData(button.form).get("round");
      const [left, top] = [x + scrollX, y + scrollY];
      const lies = { button, left, top, right: left + width, bottom: top + height };
      return [`${button.form?.action} ${button.value} ${round}`, lies];
    }),
  );
}

/** @param {Step} a @param {Step} b @returns {boolean} whether a finger on the one may be on the other */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Another step has come under the finger: whoever taps twice, or taps as a colleague takes a step,
 * must see it first. The button that has the focus is meant, and so is one that was there and has not
 * come where another was: a press on it is never lost because something else was drawn anew.
 *
 * @param {Map<string, Step>} before what `steps` gave
 */
export function settle(before) {
  const now = steps();
  for (const [step, here] of now) {
    const others = [...before].filter(([was, there]) => was !== step && overlap(here, there));
    const meant = before.has(step) && !others.length;
    if (meant || here.button.disabled || here.button === document.activeElement) continue;
    here.button.disabled = true;
    barred.add(here.button);
  }
  window.clearTimeout(settling); // a button may have stayed, and is another step's
  settling = window.setTimeout(() => {
    for (const button of barred) button.disabled = false;
    barred.clear();
  }, SECOND_TAP_MS);
}
