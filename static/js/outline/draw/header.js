// The header line that the facts make, as the café makes it (cafe/plan/rules_facts.py). Pure.

import { dayInWords } from "./day.js";

/** @param {Record<string, string>} facts @returns {string} "" when there is no name yet */
export function headerLine({ name = "", network = "", date = "", language = "" }) {
  const words = (/** @type {string} */ text) => text.split(/\s+/).filter(Boolean);
  const called = words(name).join(" ");
  const rest = [...words(network), dayInWords(date, language)].join(" ");
  return called && `${called}, ${rest}`.toUpperCase();
}
