// The checklist as it will be when all has arrived: the café's lines, and on top what waits. Pure.

import { uuid } from "../core/uuid.js";
import { entry } from "../table/commands.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {"open" | "done" | "none"} State  `none`: it is not for this café */
/**
 * @typedef {{key: string, kind: "fact" | "hand" | "own", text: string, state: State, done: boolean,
 *   of: [number, number] | null, place: string, by: string, at: string}} Line
 * @typedef {Line & {refused?: Entry}} Shown
 */

/** @param {string} list @param {string} text */
export function addLine(list, text) {
  const id = uuid();
  return entry(id, "POST", "remains/lines", { id, list, text });
}

/** @param {string} key @param {string} was @param {string} text */
export function rewordLine(key, was, text) {
  return entry(key, "PUT", `remains/lines/${key}/text`, { was, text });
}

/** @param {string} key @param {State} was @param {State} state */
export function tickLine(key, was, state) {
  return entry(`${key}/state`, "PUT", `remains/lines/${key}`, { was, state });
}

/**
 * @param {Line[]} lines  as the café has them
 * @param {Entry[]} entries  what waits, in order
 * @returns {Shown[]}
 */
export function withWaiting(lines, entries) {
  /** @type {Map<string, Shown>} */
  const all = new Map(lines.map((line) => [line.key, { ...line }]));
  for (const one of entries) lay(all, one);
  return [...all.values()].filter(({ text, refused }) => text || refused);
}

/** @param {Map<string, Shown>} all @param {Entry} waits */
function lay(all, waits) {
  const key = /** @type {string} */ (waits.thing.split("/")[0]);
  const { body } = waits;
  const line = all.get(key) ?? unborn(key);
  const refused = waits.refusal ? { refused: waits } : {};
  if ("state" in body && waits.refusal) all.set(key, { ...line, ...refused });
  else if ("state" in body) all.set(key, said(line, body.state));
  else all.set(key, { ...line, text: body.text || (waits.refusal ? line.text : ""), ...refused });
}

/** @param {Shown} line @param {State} state @returns {Shown} */
function said(line, state) {
  return { ...line, state, done: line.kind === "fact" ? line.done : state === "done" };
}

/** A line that the café does not have yet. @param {string} key @returns {Shown} */
function unborn(key) {
  const words = { kind: /** @type {const} */ ("own"), text: "", place: "", by: "", at: "" };
  return { key, ...words, state: "open", done: false, of: null };
}

/** How many lines are left to do. @param {Shown[]} lines */
export function left(lines) {
  return lines.filter(({ done, state }) => !done && state !== "none").length;
}

/** It goes out again on top of what is there now, or only again. @param {Entry} one @returns {Entry} */
export function onTop(one) {
  const now = one.refusal?.now;
  if (typeof now !== "string") return { ...one, refusal: null };
  return { ...one, act: uuid(), tries: 0, refusal: null, body: { ...one.body, was: now } };
}
