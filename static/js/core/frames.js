// When a page is drawn: once for all that happens before the next frame, and never under a finger.

import { keepHand } from "./moving/hand.js";

// What a press is aimed at. A field is not: what is typed there stands still by itself.
const AIM = "button, a, label, summary, [role=button], [data-item], [data-note]";
// A finger's click comes some milliseconds after it has left the glass.
const CLICK_MS = 100;

/**
 * What comes by itself (events, answers) waits while something is pressed: else the thing would lie
 * elsewhere when the finger lets go, and the click would be lost or hit another. What the hand itself
 * does is drawn at once, by calling `draw`; what the café answers to it comes by itself.
 * @param {HTMLElement} root
 * @param {() => void} draw
 * @returns {(() => void) & {gently: () => Promise<void>}} asks for a drawing; `gently`: at once, as the
 *   next key may need what is drawn, but not under a finger; resolves when it is drawn. So is drawn what
 *   comes of leaving a field, which is often left by pressing something.
 */
export function frames(root, draw) {
  let asked = false;
  let pressed = false;
  let waits = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let click;
  /** Who waits for the next drawing. @type {(() => void)[]} */
  const waiting = [];

  const show = () => {
    keepHand(root, draw);
    for (const done of waiting.splice(0)) done();
  };
  const soon = () => {
    if (!asked) requestAnimationFrame(frame);
    asked = true;
  };
  const frame = () => {
    asked = false;
    waits = pressed;
    if (!pressed) show();
  };
  const release = () => {
    clearTimeout(click);
    pressed = false;
    if (waits) soon();
    waits = false;
  };
  root.addEventListener("pointerdown", ({ button, isPrimary, target }) => {
    clearTimeout(click);
    pressed = isPrimary && button === 0 && target instanceof Element && !!target.closest(AIM);
  });
  const up = () => {
    clearTimeout(click);
    click = setTimeout(release, CLICK_MS);
  };
  // Before anybody else: who drags keeps the end of it for himself.
  window.addEventListener("pointerup", up, true);
  window.addEventListener("pointercancel", release, true);
  window.addEventListener("click", release, true);
  window.addEventListener("blur", release);
  /** @returns {Promise<void>} */
  const gently = () =>
    new Promise((done) => {
      waiting.push(done);
      waits ||= pressed;
      if (!pressed) show();
    });
  return Object.assign(soon, { gently });
}
