// How long and how many, as the café says with each page (cafe/core/limits.py): no number of its
// stands in these files.

/** @type {Record<string, number> | undefined} */
let known;

/**
 * A limit by its name, e.g. "note" (characters). Where there is no page, nothing is too long.
 * @param {string} name
 * @returns {number}
 */
export function limit(name) {
  known ??= JSON.parse(globalThis.document?.getElementById("limits")?.textContent || "{}");
  return known?.[name] ?? Number.POSITIVE_INFINITY;
}
