// When a note has left a list the next one lies under the finger, and has the focus: a double tap, or a key
// that is held down, decides about one note alone.

const DOUBLE_TAP_MS = 400;
const NEAR = 24; // pixels

/**
 * @returns {(event: PointerEvent, decides: boolean) => boolean} whether a press is one of its own, and no
 *   second tap after one that has decided
 */
export function freshPress() {
  let [at, x, y] = [-DOUBLE_TAP_MS, 0, 0];
  return ({ detail, timeStamp, clientX, clientY }, decides) => {
    if (!detail) return true; // by a key, which has no place
    const near = Math.hypot(clientX - x, clientY - y) < NEAR;
    if (near && timeStamp - at < DOUBLE_TAP_MS) return false;
    if (decides) [at, x, y] = [timeStamp, clientX, clientY];
    return true;
  };
}

/** @param {KeyboardEvent} event */
export function onceEach(event) {
  const button = event.target instanceof Element && event.target.closest("button");
  if (event.repeat && button && event.key === "Enter") event.preventDefault();
}
