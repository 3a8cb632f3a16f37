// What was erased for good elsewhere, on this device: words that still stand in what is typed or waits
// here about the same thing. The café does not say which words they were: they are read off what stood
// there before and what stands there now. Pure, but for what has been heard.

import { attempt } from "../attempt.js";
import { uuid } from "../uuid.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("../live/store.js").State} State */
/** @typedef {import("../live/store.js").Cut} Cut */
/** @typedef {{what: string, key: string}} Thing */
/** @typedef {{rest: string, text: string}} Kept  a draft: what its name has behind the page's, and its text */
/**
 * @typedef {object} Loss  what a thing loses here
 * @property {string[]} roots  what drafts and entries call it
 * @property {string[]} passages  what goes out of its words
 * @property {Set<string>} whole  what is gone whole, or nobody can tell how it lost words: what was typed
 *   over it goes too
 */

const MARK = "[…]"; // what stands where words were taken out (cafe/erasure/rules.py)
const BASES = ["was", "saw", "other_saw"];

/**
 * @param {Map<string, Cut>} cuts  all erasures that the café tells of
 * @param {string} name  whose memory: what was typed since is not touched again
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 * @returns {Thing[]} the things of those that were not heard of here before
 */
export function newlyCut(cuts, name, storage = localStorage) {
  return unheard([...cuts.values()], name, storage).flatMap(({ things }) => things);
}

/**
 * @template {{id: string}} T
 * @param {T[]} cuts  all erasures that the café tells of
 * @param {string} name @param {Pick<Storage, "getItem" | "setItem">} [storage]
 * @returns {T[]} those that were not heard of here before
 */
export function unheard(cuts, name, storage = localStorage) {
  const at = `cut:${name}`;
  const heard = new Set(attempt(() => JSON.parse(storage.getItem(at) ?? "[]")) ?? []);
  const fresh = cuts.filter(({ id }) => !heard.has(id));
  if (fresh.length) attempt(() => storage.setItem(at, JSON.stringify(cuts.map(({ id }) => id))));
  return fresh;
}

/**
 * What drafts and entries call a thing, on the pages that keep some: `edit:<note>`, `table:<number>/hosts`.
 * @param {Thing} thing @param {State} state @returns {string[]}
 */
export function rootsOf({ what, key }, { tables, questions, workshop }) {
  if (what === "table" && tables.has(Number(key)))
    return ["cafe-name", "main-statement", "hosts", `table:${key}`];
  if (what === "question") return [questions.get(Number(key))?.uid ?? ""].filter(Boolean);
  if (what !== "workshop") return [key];
  const blocks = (workshop?.programme ?? []).map(({ uid }) => uid);
  return [...Object.keys(workshop ?? {}).map((name) => `fact:${name}`), ...blocks];
}

/** @param {string} name  behind the page's, or an entry's thing @param {Iterable<string>} roots */
export function isOf(name, roots) {
  return [...roots].some((root) => `:${name}/`.includes(`:${root}/`));
}

/** @param {Entry} entry @param {Iterable<string>} roots */
export function isAbout({ thing, path }, roots) {
  const all = new Set(roots);
  return isOf(thing, all) || path.split("/").some((part) => all.has(part));
}

/**
 * @param {Thing} thing
 * @param {{before: State, now: State, entries: Entry[], drafts: Kept[]}} here
 * @returns {Loss}
 */
export function lossOf(thing, { before, now, entries, drafts }) {
  const roots = rootsOf(thing, now);
  const [was, there] = [textsIn(found(thing, before)), textsIn(found(thing, now))];
  const bases = [
    ...entries.filter((entry) => isAbout(entry, roots)).flatMap(({ body }) => basesIn(body)),
    ...drafts.filter(({ rest }) => isOf(rest, roots)).flatMap(({ text }) => basesIn(parsed(text))),
  ];
  /** @param {string} old */
  const cutOut = (old) => there.flatMap((text) => passagesBetween(old, text));
  const old = [...was, ...bases].filter((text) => !there.includes(text));
  const passages = [...new Set(old.flatMap(cutOut))].sort((a, b) => b.length - a.length);
  // Words that somebody had changed before it lost some may stay, without those.
  const changed = (/** @type {string} */ base) =>
    passages.length > 0 && was.length > 0 && !was.includes(base);
  const whole = bases.filter(
    (base) => !there.includes(base) && !cutOut(base).length && !changed(base),
  );
  return { roots, passages, whole: new Set(whole) };
}

/**
 * An outbox without what was erased. What changes is another operation, and may be sent again.
 * @param {Entry[]} entries @param {Loss} loss @returns {Entry[]}
 */
export function entriesWithout(entries, loss) {
  return entries.flatMap((entry) => {
    if (!isAbout(entry, loss.roots)) return [entry];
    if (isLost(entry.body, loss)) return [];
    const body = without(entry.body, loss.passages);
    const refusal = without(entry.refusal, loss.passages);
    if (JSON.stringify([body, refusal]) === JSON.stringify([entry.body, entry.refusal]))
      return [entry];
    // A note that is new is known by its own id, however often it is sent.
    const anew = entry.method === "PUT" ? { act: uuid(), tries: 0 } : {};
    return [{ ...entry, ...anew, body, refusal: null }];
  });
}

/** A draft's text without it. @param {Kept} draft @param {Loss} loss @returns {string} */
export function draftWithout({ rest, text }, loss) {
  if (!isOf(rest, loss.roots)) return text;
  const typed = parsed(text);
  if (typeof typed === "string") return loss.passages.length ? without(typed, loss.passages) : "";
  return isLost(typed, loss) ? "" : JSON.stringify(without(typed, loss.passages));
}

/** Whether it was typed over words that are gone whole. @param {any} body @param {Loss} loss */
function isLost(body, { whole }) {
  return basesIn(body).some((base) => whole.has(base));
}

/** @param {Thing} thing @param {State} state */
function found({ what, key }, { workshop, tables, questions, notes, late, asked }) {
  if (what === "workshop") return workshop;
  if (what === "table") return tables.get(Number(key));
  if (what === "question") return questions.get(Number(key));
  return what === "asked" ? asked.get(key) : [notes.get(key), late.get(key)];
}

/**
 * What stood in `old` where there is a mark in `now`; [] when they differ in anything else.
 * @param {string} old @param {string} now @returns {string[]}
 */
export function passagesBetween(old, now) {
  const [head, ...between] = now.split(MARK);
  const tail = between.pop();
  if (tail === undefined || !old.startsWith(head) || !old.endsWith(tail)) return [];
  const groups = [];
  let at = head.length;
  // Each as short as can be, and found once: a pattern would try all ways to share them out.
  for (const text of between) {
    const next = old.indexOf(text, at + 1);
    if (next < 0) return [];
    groups.push(old.slice(at, next));
    at = next + text.length;
  }
  if (at >= old.length - tail.length) return [];
  groups.push(old.slice(at, old.length - tail.length));
  return groups.map((group) => group.trim()).filter((group) => group && group !== MARK);
}

/**
 * `value` with the mark in place of each passage, in whatever text in it; case and blanks make no difference.
 * @template T @param {T} value @param {string[]} passages @returns {T}
 */
export function without(value, passages) {
  if (typeof value === "string")
    return /** @type {any} */ (
      passages.reduce((text, one) => text.replace(pattern(one), MARK), value)
    );
  if (Array.isArray(value)) return /** @type {any} */ (value.map((one) => without(one, passages)));
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).map(([name, one]) => [name, without(one, passages)]);
  return Object.fromEntries(pairs);
}

/** @param {string} passage */
function pattern(passage) {
  return new RegExp(passage.split(/\s+/u).map(escaped).join("\\s+"), "giu");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Every text in a value, however deep. @param {any} value @returns {string[]} */
function textsIn(value) {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The words that something was typed over, as far as it says. @param {any} typed @returns {string[]} */
function basesIn(typed) {
  if (typeof typed !== "object" || typed === null) return [];
  const own = BASES.flatMap((name) => textsIn(typed[name]));
  return [...own, ...basesIn(typed.joins)].filter(Boolean);
}

/** What a draft holds: an object as its page keeps it, or the words themselves. @param {string} text @returns {any} */
function parsed(text) {
  const read = attempt(() => JSON.parse(text));
  return typeof read === "object" && read !== null ? read : text;
}
