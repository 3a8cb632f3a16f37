// The marks on a picture under fingers, mouse and keys. What is done with one is the page's.

/**
 * @typedef {object} MarkHandlers  what is done with a note's mark
 * @property {(id: string) => void} choose
 * @property {(id: string, at: {x: number, y: number}) => void} drag
 * @property {() => void} drop
 * @property {() => void} putBack  the drag is called off: it lies where it lay
 * @property {(id: string, dx: number, dy: number) => void} step  in parts of a thousand
 * @property {(id: string) => void} takeOff
 * @property {() => void} undo
 * @property {() => void} leave
 */

// One press of an arrow, and one with the shift key.
const [STEP, STRIDE] = [10, 50];
const TREMBLE = 6;
const ARROWS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * @param {HTMLElement} frame
 * @param {MarkHandlers} told  `at` of a drag is from the frame's middle
 */
export function handleMarks(frame, told) {
  /** The mark that is held, by which finger, and where it was taken. @type {{id: string, by: number, x: number, y: number, moves: boolean} | null} */
  let held = null;
  // Before the picture's own fingers hear of it.
  frame.addEventListener(
    "pointerdown",
    (event) => {
      const id = idOf(event);
      if (!id || event.button !== 0) return;
      event.stopPropagation();
      if (held) return; // a hand that rests on another
      frame.setPointerCapture(event.pointerId);
      held = { id, by: event.pointerId, x: event.clientX, y: event.clientY, moves: false };
      markAt(frame, id)?.focus({ preventScroll: true });
      told.choose(id);
      event.preventDefault(); // the focus stays where it was just put
    },
    true,
  );
  frame.addEventListener("pointermove", (event) => {
    if (held?.by !== event.pointerId) return;
    held.moves ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > TREMBLE;
    const box = frame.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    if (held.moves) told.drag(held.id, { x, y });
  });
  for (const gone of ["pointerup", "pointercancel"])
    frame.addEventListener(gone, (event) => {
      if (held?.by !== /** @type {PointerEvent} */ (event).pointerId) return;
      if (held.moves) gone === "pointerup" ? told.drop() : told.putBack();
      held = null;
    });
  frame.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Escape" && held?.moves) told.putBack();
      if (event.key === "Escape") held = null;
      key(event, frame, idOf(event), told);
    },
    true,
  );
  frame.addEventListener("focusin", (event) => {
    const id = idOf(event);
    if (id && !held) told.choose(id);
  });
}

/** @param {KeyboardEvent} event @param {HTMLElement} frame @param {string} id @param {MarkHandlers} told */
function key(event, frame, id, told) {
  const act = actOf(event, frame, id, told);
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** @param {KeyboardEvent} event @param {HTMLElement} frame @param {string} id @param {MarkHandlers} told */
function actOf(event, frame, id, told) {
  if ((event.ctrlKey || event.metaKey) && event.key === "z") return told.undo;
  if (!id || event.ctrlKey || event.metaKey || event.altKey) return null;
  const arrow = ARROWS[event.key];
  const by = event.shiftKey ? STRIDE : STEP;
  if (arrow) return () => told.step(id, arrow[0] * by, arrow[1] * by);
  if (event.key === "Delete" || event.key === "Backspace") return () => told.takeOff(id);
  if (event.key === "Escape") return told.leave;
  const step = { PageDown: 1, PageUp: -1 }[event.key];
  return step ? () => other(frame, id, step)?.focus() : null;
}

/** The note whose mark it is, or "". @param {Event} event */
function idOf({ target }) {
  const mark = target instanceof Element ? target.closest("[data-mark]") : null;
  return mark instanceof HTMLElement ? (mark.dataset.mark ?? "") : "";
}

/** @param {HTMLElement} frame @returns {HTMLElement[]} */
const allOf = (frame) => Array.from(frame.querySelectorAll("[data-mark]"));

/** @param {HTMLElement} frame @param {string} id */
const markAt = (frame, id) => allOf(frame).find(({ dataset }) => dataset.mark === id);

/** @param {HTMLElement} frame @param {string} id @param {number} step */
function other(frame, id, step) {
  const all = allOf(frame);
  return all[all.findIndex(({ dataset }) => dataset.mark === id) + step];
}
