// Fingers, mouse and wheel on a picture: one finger moves it, two or the wheel make it larger.

/**
 * @typedef {object} Told
 * @property {(dx: number, dy: number) => void} onMove
 * @property {(factor: number, at: {x: number, y: number}) => void} onZoom  `at` from the frame's middle
 * @property {(at: {x: number, y: number}) => void} onTap  one finger, lifted where it was put
 */

/**
 * @param {HTMLElement} frame
 * @param {Told} told
 */
export function fingers(frame, { onMove, onZoom, onTap }) {
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  /** Where the one finger was put that has not moved since. @type {{x: number, y: number} | null} */
  let still = null;

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    still = down.size === 1 ? { x: event.clientX, y: event.clientY } : null;
  });
  frame.addEventListener("pointermove", (event) => {
    if (!down.has(event.pointerId)) return;
    if (still && Math.hypot(event.clientX - still.x, event.clientY - still.y) > TREMBLE)
      still = null;
    const before = span(down);
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = span(down);
    onMove(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
    if (before.wide && now.wide) onZoom(now.wide / before.wide, fromMiddle(frame, now.middle));
  });
  frame.addEventListener("pointerup", () => {
    if (still) onTap(fromMiddle(frame, still));
    still = null;
  });
  frame.addEventListener("pointercancel", () => {
    still = null;
  });
  for (const gone of ["pointerup", "pointercancel", "lostpointercapture"]) {
    frame.addEventListener(gone, (event) =>
      down.delete(/** @type {PointerEvent} */ (event).pointerId),
    );
  }
  frame.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const point = { x: event.clientX, y: event.clientY };
      // A notch of a wheel is about 100 pixels, a touchpad's pinch comes as a few at a time.
      const pace = event.ctrlKey ? 0.01 : 0.002;
      onZoom(Math.exp(-event.deltaY * lines * pace), fromMiddle(frame, point));
    },
    { passive: false },
  );
}

// A finger that is held still trembles by so many pixels.
const TREMBLE = 6;

/**
 * The middle of the fingers, and how far the first two are apart (0 for one finger).
 * @param {Map<number, {x: number, y: number}>} down
 */
function span(down) {
  const [one, other = one] = [...down.values()];
  if (!one || !other) return { middle: { x: 0, y: 0 }, wide: 0 };
  return {
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    wide: Math.hypot(one.x - other.x, one.y - other.y),
  };
}

/**
 * @param {HTMLElement} frame
 * @param {{x: number, y: number}} point  in the window
 */
function fromMiddle(frame, { x, y }) {
  const box = frame.getBoundingClientRect();
  return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 };
}
