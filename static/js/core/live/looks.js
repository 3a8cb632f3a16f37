// Looking at the café, once at a time.

/**
 * @param {() => Promise<void>} look  never rejects
 * @returns {{soon(): Promise<void>, anew(): Promise<void>}} `soon`: the look that is under way does;
 *   `anew`: one that begins after this was called, since the other may tell of a moment before it
 */
export function looks(look) {
  /** @type {Promise<void> | null} */
  let now = null;
  /** @type {Promise<void> | null} */
  let next = null;
  const soon = () => {
    now ??= look().finally(() => {
      now = null;
    });
    return now;
  };
  const anew = () => {
    if (!now) return soon();
    next ??= now.then(() => {
      next = null;
      return soon();
    });
    return next;
  };
  return { soon, anew };
}
