// What people call things that many pages show.

import { t } from "./texts.js";

/**
 * The place where notes are written. The same rule as `place_name` in cafe/core/text/.
 * @param {{form?: "tables"|"pairs"|"plenary"}|undefined} question the table's
 * @param {{number: number|string, origin?: string}|undefined} table
 * @returns {string}
 */
export function placeName(question, table) {
  if (table?.origin) return table.origin;
  if (question?.form === "pairs") return t("In pairs");
  if (question?.form === "plenary") return t("Plenary");
  return t("Table %(number)s", { number: table?.number ?? "?" });
}

/**
 * @param {string|undefined} stage the café's
 * @returns {string} "" before one is known
 */
export function stageName(stage) {
  const names = /** @type {Record<string, string>} */ ({
    planning: t("Planning"),
    open: t("Tables open"),
    vernissage: t("Vernissage"),
    sorting: t("Sorting"),
    finished: t("Finished"),
  });
  return names[stage ?? ""] ?? "";
}

/** A printed sentence, a heading or a reason has no line breaks. @param {string} text */
export function oneLine(text) {
  return text.replace(/\s*[\r\n\t]+\s*/g, " ").trim();
}

// What is drawn together with what stands before it. In Python: cafe/core/text.
const JOINED = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}]|[\u{e0020}-\u{e007f}])/u;
const FLAG = /^[\u{1f1e6}-\u{1f1ff}]{2}/u;

/** @param {string} before @param {string} here */
const goesOn = (before, here) =>
  JOINED.test(here) || before === "\u200d" || FLAG.test(before + here);

/**
 * The beginning of a text on one line, to name a thing by. An emoji is whole or not there.
 * @param {string} text
 * @param {number} [most]  characters
 */
export function shortened(text, most = 40) {
  const characters = [...text.trim().replace(/\s+/g, " ")];
  if (characters.length <= most) return characters.join("");
  let end = most;
  while (end && goesOn(characters[end - 1] ?? "", characters[end] ?? "")) end--;
  return `${characters.slice(0, end || most).join("")} …`;
}

/**
 * Names as they are typed in one line, with marks between. One that is there already and has such a
 * mark in itself ("Bakke, leder": from an archive, or another program) stays one name.
 * @param {string} text
 * @param {readonly string[]} known  those that the line was made of
 * @param {string} [marks]
 */
export function namesIn(text, known, marks = ",;\n") {
  const split = (/** @type {string} */ some) =>
    some.split(new RegExp(`[${marks}]`)).flatMap((one) => one.trim() || []);
  const whole = known.filter((one) => one && split(one).join() !== one);
  const longest = whole.sort((one, other) => other.length - one.length);
  const escaped = longest.map((one) => one.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  if (!escaped.length) return split(text);
  const names = new RegExp(`(?:^|[${marks}])\\s*(${escaped.join("|")})\\s*(?=$|[${marks}])`);
  // Every second piece is one of those.
  return text.split(names).flatMap((some, at) => (at % 2 ? some : split(some)));
}

// “Hansen, Kari”: a word, and what may be the given names.
const SURNAME_FIRST = /^[^\s,]+,\s*[^\s,][^,]*$/;

/**
 * The names on each line of a pasted column. Commas divide names where nothing else does, and where
 * each line is not one name with its surname first, as lists from elsewhere have it.
 * @param {string[]} lines
 * @param {(line: string) => boolean} isOne  whether such a line is one name: of a person to say
 * @returns {string[][]}
 */
export function namesOnLines(lines, isOne) {
  const parted = (/** @type {string} */ line, /** @type {RegExp} */ marks) =>
    line.split(marks).flatMap((one) => one.trim() || []);
  const marked = lines.some((line) => parted(line, /[;\t\n]/).length > 1);
  const [first = ""] = lines;
  const whole = marked || (lines.every((line) => SURNAME_FIRST.test(line)) && isOne(first));
  return lines.map((line) => parted(line, whole ? /[;\t\n]/ : /[,;\t\n]/));
}
