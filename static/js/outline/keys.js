// What a key means in a line of the outline. Pure: Tab goes on as always, and is never taken.

import { composing } from "../core/keys.js";

/**
 * @typedef {"next" | "part" | "remove" | "indent" | "outdent" | "up" | "down"} Meaning
 *   `next`: a new line after this one; `part`: this one ends here and the rest is the next
 */

/**
 * @param {Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey"> & Parameters<typeof composing>[0]} event
 * @param {{text: string, from: number, to: number}} field  what is chosen in it, or where one writes
 * @returns {Meaning | null}
 */
export function meaningOf(event, { text, from, to }) {
  if (composing(event) || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.altKey) {
    const moves = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "indent", ArrowLeft: "outdent" };
    return /** @type {Record<string, Meaning>} */ (moves)[event.key] ?? null;
  }
  if (event.key === "Backspace" && text === "") return "remove";
  if (event.key !== "Enter") return null;
  return to >= text.trimEnd().length || from === 0 ? "next" : "part";
}
