/**
 * What is typed or pasted is mended before it is anybody's words: what cannot be shown becomes what
 * was meant, or is left out. Pure; the server's half is cafe/core/text.py, held to the same examples
 * (tests/mended.json). No lookbehind: older tablets cannot read it.
 *
 * @typedef {import("./offline/entries.js").Entry} Entry
 */

// Line breaks that programs make for their own use, Unicode's own, and what old machines ended lines with.
const BREAKS = /\r(?!\n)|[\v\f\x85\u2028\u2029]/g;
const LINED = /\r\n|[\n\t]/g;
// Control characters, halves of characters, and what Unicode calls noncharacters.
const ODD = /(?![\n\r\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
// PDF viewers put U+FFFE on the clipboard for the hyphen at a line's end.
const WORD_PARTED = /(\p{L})\ufffe[\n ]?(?=\p{Ll})/gu;
const HYPHEN = /([\p{L}\p{N}])\ufffe(?=[\p{L}\p{N}])/gu;
// What programs mark the beginning of their files with.
const MARK = /^\ufeff+/;

/** What an entry of the outbox holds of what was typed; `was` and its like are the café's own words. */
const TYPED = ["text", "rest", "names", "answer", "elaborations", "alt"];

// Blanks, and what is drawn as nothing; the server's half is `is_blank`.
const BLANK = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether nothing of `text` is seen. @param {string} text */
export const isBlank = (text) => BLANK.test(text);

/** @param {string} text @param {boolean} [lines] whether the field has line breaks @returns {string} */
export function mend(text, lines = true) {
  let mended = text.replace(BREAKS, "\n").replace(/\ufffe\r\n/g, "\ufffe\n");
  if (!lines) mended = mended.replace(LINED, " ");
  mended = mended.replace(WORD_PARTED, "$1").replace(HYPHEN, "$1-").replace(ODD, "");
  return mended.replace(MARK, "");
}

/**
 * A refused entry with what was typed in it mended, when that is why it was refused; else null.
 * @param {Entry} entry @returns {Entry|null}
 */
export function mendedEntry(entry) {
  if (entry.refusal?.status !== 422) return null;
  const lines = !/(cafe-name|hosts)$/.test(entry.path);
  const body = { ...entry.body };
  for (const key of TYPED) {
    const typed = body[key];
    if (typeof typed === "string") body[key] = mend(typed, lines);
    else if (Array.isArray(typed)) body[key] = typed.map((one) => mend(one, lines));
  }
  const same = JSON.stringify(body) === JSON.stringify(entry.body);
  return same ? null : { ...entry, body, refusal: null };
}
