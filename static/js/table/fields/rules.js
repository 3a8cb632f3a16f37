// Decisions the page shows while somebody types; the café decides again when the note arrives.

const KEYWORD_WORDS = 3;

/**
 * The same guess as `guess_kind` in cafe/table/rules.py; one list of examples tests both.
 * @param {string} text
 * @returns {"keyword" | "statement"}
 */
export function guessKind(text) {
  const words = text.trim();
  const short = words.split(/\s+/).length <= KEYWORD_WORDS && !words.includes("\n");
  return short && !/[.!?…]$/.test(words) ? "keyword" : "statement";
}
