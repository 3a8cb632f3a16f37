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

/**
 * True for the Enter that means "add", not a line break and not the one that accepts what an input
 * method proposes (keyCode 229 is how Safari tells of that one).
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode: number}} event
 */
export function meansAdd(event) {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
