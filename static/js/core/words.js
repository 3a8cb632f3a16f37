// What people call things that many pages show.

import { t } from "./texts.js";

/**
 * The place where notes are written. The same rule as `place_name` in cafe/core/text.py.
 * @param {{form?: "tables"|"pairs"|"plenary"}|undefined} question the table's
 * @param {{number: number|string}|undefined} table
 * @returns {string}
 */
export function placeName(question, table) {
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
