// "Seen before": whether what is being typed stands on the poster already, or nearly. Pure; a hint only.

/** @typedef {{id: string, text: string, struck: boolean}} Told */

// Of all the words in two notes, so many must be in both; two words alike say little.
const ALIKE = 0.75;
const FEWEST_WORDS = 3;
const SHORTEST = 4;

/** @type {Map<string, Set<string>>} */
const split = new Map();

/**
 * The words, without case, marks and spacing.
 * @param {string} text
 * @returns {Set<string>}
 */
export function wordsIn(text) {
  const known = split.get(text);
  if (known) return known;
  const bare = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, " ");
  return new Set(bare.split(/\s+/).filter(Boolean));
}

/**
 * The note on the poster that says the same, or nearly.
 * @template {Told} T
 * @param {string} text
 * @param {T[]} notes
 * @returns {T | undefined}
 */
export function seenBefore(text, notes) {
  const mine = wordsIn(text);
  if ([...mine].join("").length < SHORTEST) return undefined;
  const hanging = notes.filter((note) => !note.struck);
  return hanging.find((note) => alike(mine, remembered(note.text)));
}

/** @param {string} text */
function remembered(text) {
  const words = wordsIn(text);
  split.set(text, words);
  return words;
}

/**
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function alike(one, other) {
  const both = [...one].filter((word) => other.has(word)).length;
  if (both === one.size && both === other.size) return true;
  return both >= FEWEST_WORDS && both / (one.size + other.size - both) >= ALIKE;
}
