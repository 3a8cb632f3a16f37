/**
 * What is typed or pasted is mended before it is anybody's words: what cannot be shown becomes what
 * was meant, or is left out. Pure; the server's half is cafe/core/text/characters.py, which says why, held to
 * the same examples (tests/mended.json). No lookbehind: older tablets cannot read it.
 *
 * @typedef {import("./offline/entries.js").Entry} Entry
 */

// Line breaks that programs make for their own use, Unicode's own, and what old machines ended lines with.
const BREAKS = /\r(?!\n)|[\v\f\x85\u2028\u2029]/g;
const LINED = /\r\n|[\n\t]/g;
// Control characters, halves of characters, what Unicode calls noncharacters, marks of files and of what
// did not come along.
const DROPPED = /(?![\n\r\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufeff\ufff9-\ufffc]/gu;
// PDF viewers put U+FFFE on the clipboard for the hyphen at a line's end.
const WORD_PARTED = /(\p{L})\ufffe[\n ]?(?=\p{Ll})/gu;
const HYPHEN = /([\p{L}\p{N}])\ufffe(?=[\p{L}\p{N}])/gu;
// Words beside others: the words, what is said of them, the end.
const ANNOTATED = /\ufff9([^\ufff9-\ufffb]*)\ufffa([^\ufff9-\ufffb]*)\ufffb/g;
// Letters of a flag live behind a black flag, and nowhere else.
const TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u{e0001}-\u{e007f}]/gu;
// Windows-1252 read as if it were Latin 1; what is none is a blank here, and dropped.
const WINDOWS = "\u20ac \u201aƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
// What word processors make of bullets, arrows and ticks: places of Symbol and Wingdings.
/** @type {[number, string][]} */
const PLACES = [
  [0xf04a, "☺😐☹"],
  [0xf09f, "•"],
  [0xf0a3, "≤"],
  [0xf0a7, "▪◻"],
  [0xf0ac, "←↑→↓°±"],
  [0xf0b3, "≥×"],
  [0xf0b7, "•"],
  [0xf0b9, "≠≡≈"],
  [0xf0d6, "√"],
  [0xf0d8, "➢"],
  [0xf0db, "⇔⇐⇑⇒←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔"],
  [0xf0fb, "✗✓☒☑"],
];
const SYMBOLS = new Map(
  PLACES.flatMap(([first, signs]) =>
    [...signs].map((sign, at) => /** @type {[number, string]} */ ([first + at, sign])),
  ),
);
const PLACED = /[\x80-\x9f\uf04a-\uf0fe]/g;
// Wingdings' bullets are Symbol's Greek letters: bullets where a line begins with one.
const BULLETS = "●❍■□❐❑❒⬧⧫◆❖";
const BULLET = /(^|\n)([ \t]*)([\uf06c-\uf076])(?=[ \t\xa0])/g;
// Private use: nobody can tell what it means.
const UNCLEAR = /\p{Co}/gu;
const MISSING = "\ufffd";

/** What an entry of the outbox holds of what was typed; `was` and its like are the café's own words. */
const TYPED = ["text", "rest", "names", "answer", "elaborations", "alt"];

// Blanks, and what is drawn as nothing; the server's half is `is_blank`.
const BLANK = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether nothing of `text` is seen. @param {string} text */
export const isBlank = (text) => BLANK.test(text);

/** @param {string} text @param {boolean} [lines] whether the field has line breaks @returns {string} */
export function mend(text, lines = true) {
  let mended = text
    .replace(BREAKS, "\n")
    .replace(/\ufffe\r\n/g, "\ufffe\n")
    .replace(BULLET, bullet);
  if (!lines) mended = mended.replace(LINED, " ");
  mended = mended.replace(WORD_PARTED, "$1").replace(HYPHEN, "$1-");
  mended = mended.replace(ANNOTATED, beside).replace(PLACED, meant).replace(TAGS, "$1");
  return mended.replace(DROPPED, "");
}

/** As it could be sent, where somebody must say it otherwise. @param {string} text @param {boolean} lines */
const offered = (text, lines) => mend(text, lines).replace(UNCLEAR, MISSING);

/** @param {string} _all @param {string} begins @param {string} blank @param {string} sign */
const bullet = (_all, begins, blank, sign) =>
  `${begins}${blank}${BULLETS[sign.charCodeAt(0) - 0xf06c]}`;

/** @param {string} _all @param {string} said @param {string} ofIt */
const beside = (_all, said, ofIt) => (said && ofIt ? `${said} (${ofIt})` : said || ofIt);

/** @param {string} sign */
function meant(sign) {
  const code = sign.charCodeAt(0);
  return code < 0xa0 ? (WINDOWS[code - 0x80]?.trim() ?? "") : (SYMBOLS.get(code) ?? sign);
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
    if (typeof typed === "string") body[key] = offered(typed, lines);
    else if (Array.isArray(typed)) body[key] = typed.map((one) => offered(one, lines));
  }
  const same = JSON.stringify(body) === JSON.stringify(entry.body);
  return same ? null : { ...entry, body, refusal: null };
}
