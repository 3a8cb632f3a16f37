/**
 * The browser's storage may be forbidden (a private window) or full: then the page does without, and
 * remembers as long as it is open.
 * @template T
 * @param {() => T} work
 * @returns {T | undefined}
 */
export function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}
