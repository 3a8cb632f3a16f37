// One after the other: quick people do the next before the first is done.

const DOUBLE_TAP_MS = 400;
const NEAR = 24; // pixels

/** @typedef {Pick<PointerEvent, "detail" | "timeStamp" | "clientX" | "clientY">} Press */

/**
 * A row in which works wait for their turn. One that fails holds up nobody behind it.
 * @returns {<T>(work: () => Promise<T>) => Promise<T>} resolves as the work did
 */
export function turns() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * When a note has left a list the next one lies under the finger, and has the focus: a double tap, or a key
 * that is held down (`onceEach`), decides about one note alone.
 *
 * @returns {(event: Press, decides: boolean) => boolean} whether a press is one of its own, and no
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
