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

/**
 * How many characters too long a text is, as the café counts them: an emoji is one of them, and two to `length`.
 * @param {string} text @param {string} name  of the limit
 */
export function tooMany(text, name) {
  return Math.max(0, [...text].length - limit(name));
}
