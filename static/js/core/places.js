// What people call the place where notes are written. The same rule as `place_name` in cafe/core/text.py.

import { t } from "./texts.js";

/**
 * @param {{form?: "tables"|"pairs"|"plenary"}|undefined} question the table's
 * @param {{number: number|string}|undefined} table
 * @returns {string}
 */
export function placeName(question, table) {
  if (question?.form === "pairs") return t("In pairs");
  if (question?.form === "plenary") return t("Plenary");
  return t("Table %(number)s", { number: table?.number ?? "?" });
}
