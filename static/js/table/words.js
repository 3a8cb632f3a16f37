// Words that several parts of the page use.

import { t } from "../core/texts.js";

/** The kinds of a note, to choose from. */
export function kinds() {
  return [
    { value: "keyword", label: t("Keyword") },
    { value: "statement", label: t("Statement") },
  ];
}

/**
 * The parts of a question, to choose from, and none.
 * @param {{letter: string, text: string}[]} parts
 */
export function partChoices(parts) {
  const named = parts.map(({ letter }) => ({
    value: letter,
    label: t("Part %(letter)s", { letter }),
  }));
  return [...named, { value: "", label: t("No part") }];
}

/**
 * A part as what is written there names it: with what it says, for its letter may be another's by the
 * time the words arrive.
 * @param {{letter: string, text: string}[]} parts
 * @param {string | null} letter
 * @returns {{part: string | null, part_said: string | null}}
 */
export function inPart(parts, letter) {
  const here = parts.find((one) => one.letter === letter);
  return { part: here?.letter ?? null, part_said: here?.text ?? null };
}

/**
 * @param {import("./model.js").Status} status
 * @param {string | null} [reason]  what the café says of its being late, in the café's language
 */
export function statusWords(status, reason) {
  if (status === "received") return t("Received");
  if (status === "sending") return t("On its way");
  if (status === "practice") return t("Practice, kept on the tablet");
  if (status === "late" && reason) {
    return t("%(reason)s. The organiser has it.", { reason: sentence(reason) });
  }
  if (status === "late") return t("Came after the table was closed. The organiser has it.");
  if (status === "left") {
    return t("Came after the table was closed. The organiser left it out of the poster.");
  }
  return status === "kept" ? t("Kept on the tablet") : t("Not received");
}

/** @param {string} text */
export function sentence(text) {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
