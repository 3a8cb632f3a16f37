/** What each dialog's question ends with. @type {WeakMap<HTMLDialogElement, () => void>} */
const ends = new WeakMap();

/**
 * Does `then` once, when `dialog` is closed. The browser tells of that some moments later: whoever asks in
 * the same dialog again before (two keys, a slow phone) ends the question before first, and what is told
 * of that one then does not empty the new one.
 *
 * @param {HTMLDialogElement} dialog @param {() => void} then to be given before anything of a new question is drawn
 */
export function whenClosed(dialog, then) {
  ends.get(dialog)?.();
  const end = () => {
    ends.delete(dialog);
    then();
  };
  ends.set(dialog, end);
  dialog.onclose = () => {
    if (!dialog.open) ends.get(dialog)?.();
  };
}

/** Until the question in `dialog` is closed, by whom it may be. @param {HTMLDialogElement} dialog @returns {Promise<void>} */
export function closing(dialog) {
  return new Promise((closed) => {
    dialog.addEventListener("close", () => closed(), { once: true });
  });
}
