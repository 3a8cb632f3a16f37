// One after the other: quick people do the next before the first is done.

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
