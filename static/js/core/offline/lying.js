// What lies on this device and is not received, whatever link it was typed by. Pure.

import { wordsOf } from "./entries.js";

const OF_A_TABLE = /^[^:]+:\d+$/;

/**
 * How many things of tables (notes, and what their hosts name) have words that wait.
 * @param {[string, any][]} rows  of the disk, by name (outbox_row.js)
 */
export function lying(rows) {
  const outboxes = rows.filter(([name, row]) => OF_A_TABLE.test(name) && Array.isArray(row));
  const things = outboxes.flatMap(([name, entries]) =>
    entries
      .filter(wordsOf)
      .map(
        (/** @type {import("./entries.js").Entry} */ { thing }) => `${name} ${thing.split("/")[0]}`,
      ),
  );
  return new Set(things).size;
}
