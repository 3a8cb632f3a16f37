/**
 * Where words stand in a text, whatever their case, accents and Norwegian letters. Pure.
 *
 * @typedef {[number, number]} Range from and to, in the text as it was written
 */

/** Who has no æ, ø or å on the keyboard writes what looks like them. @type {Record<string, string>} */
const LIKE = { æ: "ae", ø: "o", đ: "d", ŧ: "t", ŋ: "n", ß: "ss" };

/** A wall has many letters, but few different ones. @type {Map<string, string>} */
const known = new Map();

/** @param {string} sign one character @returns {string} as it is compared */
function folded(sign) {
  let found = known.get(sign);
  if (found === undefined) {
    const plain = sign.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    found = [...plain].map((one) => LIKE[one] ?? one).join("");
    known.set(sign, found);
  }
  return found;
}

/** @param {string} text @returns {string} */
export function fold(text) {
  return [...text].map(folded).join("").replace(/\s+/g, " ").trim();
}

/**
 * @param {string} text
 * @param {string} query as `fold` gives it
 * @returns {Range[]} where it stands, from the first to the last, never overlapping
 */
export function matches(text, query) {
  if (!query) return [];
  let line = "";
  /** For each character that is compared, where it comes from. @type {Range[]} */
  const from = [];
  let at = 0;
  for (const sign of text) {
    const plain = /\s/.test(sign) ? " " : folded(sign);
    // Letters that stand alone, such as a combining ring, belong to the one before.
    if (!plain && from.length) from[from.length - 1] = [from.at(-1)?.[0] ?? 0, at + sign.length];
    for (const _one of plain) from.push([at, at + sign.length]);
    line += plain;
    at += sign.length;
  }
  return places(line, query).map((place) => [
    from[place]?.[0] ?? 0,
    from[place + query.length - 1]?.[1] ?? text.length,
  ]);
}

/** @param {string} line @param {string} query @returns {number[]} */
function places(line, query) {
  const found = [];
  for (let at = line.indexOf(query); at >= 0; at = line.indexOf(query, at + query.length))
    found.push(at);
  return found;
}

/**
 * @param {string} text
 * @param {string} query as `fold` gives it
 * @returns {{text: string, hit: boolean}[]} the text in pieces, those that match and those between
 */
export function pieces(text, query) {
  const out = [];
  let at = 0;
  for (const [start, end] of matches(text, query)) {
    if (start > at) out.push({ text: text.slice(at, start), hit: false });
    out.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false });
  return out;
}
