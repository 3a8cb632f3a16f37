// When a device gives the sign that people change tables, and when it may fill the screen. Pure.

/** @typedef {import("../live/store.js").Workshop} Workshop */

const TYPING_MS = 4000;

/** @param {Workshop|null|undefined} workshop */
export function changes(workshop) {
  return workshop?.stage === "open" && Boolean(workshop.changing);
}

/**
 * @param {Workshop|null|undefined} before  what was known; nothing at first
 * @param {Workshop|null|undefined} now
 * @returns {"change" | "round" | ""} what begins: a device that just came in is told of nothing
 */
export function begins(before, now) {
  if (!before || !now || now.stage !== "open") return "";
  if (changes(now)) return changes(before) && before.round === now.round ? "" : "change";
  return now.round > 0 && (changes(before) || before.round !== now.round) ? "round" : "";
}

/**
 * Nothing lies over a field in which somebody is just typing.
 * @param {number} typed  when a letter was last typed @param {number} now  both in milliseconds
 */
export function mayCover(typed, now) {
  return now - typed >= TYPING_MS;
}

/** @param {Workshop|null|undefined} workshop  whether the screen is looked at all the time now */
export function isOn(workshop) {
  return workshop?.stage === "open" || workshop?.stage === "vernissage";
}
