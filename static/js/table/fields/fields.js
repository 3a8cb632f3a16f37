// The table's own words: the café name, the main statement, and who hosts now.

import { draft } from "../../core/offline/drafts.js";
import { again, letGo } from "../../core/offline/entries.js";
import { t } from "../../core/texts.js";
import { namesIn } from "../../core/words.js";
import { nameHosts, setWords } from "../commands.js";
import { asText } from "../model.js";
import { field } from "./field.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} options
 * @param {string} options.name  of the table, for drafts
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => string[]} options.hosts  who they are now
 * @param {() => void} options.gently  draws the page, but not under a finger
 */
export function tableFields({ name, hosts, change, gently }) {
  const names = (/** @type {string} */ text) => namesIn(text, hosts(), ",\n");
  /** @param {import("../model.js").Field} id */
  const common = (id) => ({
    id,
    draft: draft(`${name}:${id}`),
    change,
    gently,
    entryOf: (/** @type {string} */ was, /** @type {string} */ text) =>
      id === "hosts" ? nameHosts(names(was), names(text)) : setWords(id, was, text),
    again: (/** @type {string} */ act) =>
      change((entries) => again(entries, (entry) => entry.act === act)),
    letGo: (/** @type {string} */ act) => change((entries) => letGo(entries, act)),
  });
  return {
    cafe: field({
      ...common("cafe-name"),
      label: t("The name of your café"),
      hint: t("Name your café"),
      theirs: (now) => now.cafe_name ?? "",
    }),
    statement: field({
      ...common("main-statement"),
      label: t("Main statement"),
      hint: t("The one sentence your table wants to leave behind"),
      theirs: (now) => now.main_statement ?? "",
    }),
    hosts: field({
      ...common("hosts"),
      label: t("Table host"),
      hint: t("Who hosts now?"),
      theirs: (now) => asText(now.hosts),
    }),
  };
}
