/**
 * What the café offers at this board: likely doubles, notes like one, likely headings. Asking, and
 * the pure decisions about what came.
 *
 * @typedef {{left: string, right: string, identical: boolean, why: string,
 *   may: "both"|"left"|"right"|""}} Pair `may`: which of the two may stand, the other behind it
 * @typedef {{heading: string, share: number}} Likely a category's id, and how likely it is, 0 to 1
 * @typedef {import("../view.js").View} View
 * @typedef {{entries: Map<string, import("../draw/wording.js").Wording>,
 *   earlier: Map<string, import("../../core/live/earlier.js").Earlier[]>,
 *   remarks: Map<string, Remark[]>}} Read how things came to read so, and what readers say of them
 * @typedef {{id: string, question: number, thing: string, words: string, kind: string, text: string,
 *   outcome: string, became: string}} Remark
 * @typedef {{letter: string, heading: string}} Proposed by a part of the question: its own words
 * @typedef {{likely: Map<string, Likely>, parts: Proposed[]}} Headings `likely` by note
 * @typedef {{note: string, double: string, category: string|null, id: string}} Same
 */
import { send } from "../../core/http.js";

/** Before anything has come. @type {{headings: Headings, read: Read}} */
export const NOTHING = {
  headings: { likely: new Map(), parts: [] },
  read: { entries: new Map(), earlier: new Map(), remarks: new Map() },
};

/** @param {string} workshop @param {number} question its number */
export function asking(workshop, question) {
  const address = `/w/${encodeURIComponent(workshop)}/sort/${question}`;
  let [told, earlier] = ["{}", new Map()];
  let [said, remarks] = ["[]", new Map()];
  return {
    /** @returns {Promise<Pair[]>} */
    doubles: async () => (await send("GET", `${address}/offers`)).pairs,
    /** @param {string} note @returns {Promise<Pair[]>} */
    like: async (note) => (await send("GET", `${address}/like/${note}`)).pairs,
    /** @returns {Promise<Read>} by sentence, and by "note/<id>", "table/<id>", "category/<id>" */
    wordings: async () => {
      const found = await send("GET", `${address}/wordings`);
      const now = JSON.stringify(found.earlier);
      // The same object while nothing is another: hundreds of slips are not looked through.
      if (now !== told) [told, earlier] = [now, new Map(Object.entries(found.earlier))];
      const readers = await send("GET", `/w/${encodeURIComponent(workshop)}/readers/remarks`);
      /** @type {Remark[]} */
      const here = readers.remarks.filter((/** @type {Remark} */ one) => one.question === question);
      const heard = JSON.stringify(here);
      if (heard !== said) [said, remarks] = [heard, byThing(here)];
      return { entries: new Map(Object.entries(found.entries)), earlier, remarks };
    },
    /** @returns {Promise<Headings>} */
    headings: async () => {
      const { headings, parts } = await send("GET", `${address}/likely`);
      /** @type {[string, [string, number]][]} */
      const rows = Object.entries(headings);
      const likely = new Map(rows.map(([note, [heading, share]]) => [note, { heading, share }]));
      return { likely, parts };
    },
  };
}

/** @param {Remark[]} all @returns {Map<string, Remark[]>} */
function byThing(all) {
  /** @type {Map<string, Remark[]>} */
  const found = new Map();
  for (const one of all) found.set(one.thing, [...(found.get(one.thing) ?? []), one]);
  return found;
}

/** The same for both orders. @param {Pair} pair */
export function nameOf({ left, right }) {
  return left < right ? `${left} ${right}` : `${right} ${left}`;
}

/**
 * Where notes stand: the heading's words, the sentence, and whether in print or behind another.
 * @param {View} view @returns {Map<string, {heading: string, entry: string, absorbed: boolean}>}
 */
export function placesOf(view) {
  const found = new Map();
  for (const { category, entries } of view.headings) {
    for (const { entry, sources } of entries) {
      for (const { note, absorbed } of sources) {
        if (!absorbed || !found.has(note.id)) {
          found.set(note.id, { heading: category.heading, entry: entry.id, absorbed });
        }
      }
    }
  }
  return found;
}

/**
 * The pair on the table stays as it lies, even when the café now names it the other way round:
 * nothing changes sides under a finger.
 * @param {Pair[]} queue @param {Pair|null} now
 */
export function kept(queue, now) {
  if (!now) return queue;
  return queue.map((pair) => {
    if (nameOf(pair) !== nameOf(now) || pair.left === now.left) return pair;
    const may = pair.may === "left" ? "right" : pair.may === "right" ? "left" : pair.may;
    return { ...pair, left: pair.right, right: pair.left, may: /** @type {Pair["may"]} */ (may) };
  });
}

/**
 * The identical ones as one operation. Those of which one has a place come first, so that the others find
 * it there.
 * @param {Pair[]} pairs @param {ReadonlyMap<string, unknown>} placed
 * @param {(note: string) => string|null} headingFor for a note without a place
 * @param {() => string} newId
 * @returns {Same[]}
 */
export function together(pairs, placed, headingFor, newId) {
  const stands = pairs.filter((pair) => pair.identical && pair.may);
  const rank = (/** @type {Pair} */ pair) =>
    Number(!(placed.has(pair.left) || placed.has(pair.right)));
  return [...stands]
    .sort((a, b) => rank(a) - rank(b))
    .map((pair) => as(pair, pair.may === "right", headingFor, newId));
}

/**
 * @param {Pair} pair @param {boolean} right whether the right one stands
 * @param {(note: string) => string|null} headingFor @param {() => string} newId
 * @returns {Same}
 */
export function as(pair, right, headingFor, newId) {
  const [note, double] = right ? [pair.right, pair.left] : [pair.left, pair.right];
  return { note, double, category: headingFor(note) ?? headingFor(double), id: newId() };
}

/**
 * Two that belong together without saying the same become one sentence: the one that has a place
 * takes the other in. Null when neither has one.
 * @param {Pair} pair @param {ReadonlyMap<string, {entry: string}>} placed
 * @returns {{command: import("../board.js").Command, into: string, other: string}|null}
 */
export function joining({ left, right }, placed) {
  const [one, two] = [placed.get(left)?.entry, placed.get(right)?.entry];
  if (one && two)
    return { command: { do: "join_entries", into: one, other: two }, into: one, other: two };
  const into = one ?? two;
  if (!into) return null;
  const note = one ? right : left;
  return { command: { do: "join_note", into, note }, into, other: note };
}

/**
 * Waiting notes with their likeliest headings, the surest first; headings that are gone left out.
 * @param {View} view @param {ReadonlyMap<string, Likely>} likely
 */
export function surest(view, likely) {
  const headings = new Map(view.headings.map((one) => [one.category.id, one]));
  const waiting = view.groups.flatMap(({ notes }) => notes);
  const rows = waiting.flatMap((note) => {
    const found = likely.get(note.id);
    const heading = found && headings.get(found.heading);
    return heading ? [{ note, heading, share: found.share }] : [];
  });
  return rows.sort((a, b) => b.share - a.share);
}

/**
 * What decides the heading of a note without a place.
 * @typedef {{placed: ReadonlyMap<string, unknown>, chosen: string, likely: ReadonlyMap<string, Likely>,
 *   first: string|null}} Choice `chosen` by the person, or ""; `first` of the question's headings
 */

/** @param {string} note @param {Choice} choice @returns {string|null} null when it needs none, or none is known */
export function headingFor(note, { placed, chosen, likely }) {
  if (placed.has(note)) return null;
  return chosen || likely.get(note)?.heading || null;
}

/** @param {Choice} choice */
export function fallback({ chosen, first }) {
  return chosen || first;
}

/** What the chooser shows for this pair, whichever of the two will stand. @param {Pair} pair @param {Choice} choice */
export function asShown({ left, right }, choice) {
  return headingFor(left, choice) ?? headingFor(right, choice) ?? fallback(choice);
}

/** Neither has a place. @param {Pair} pair @param {ReadonlyMap<string, unknown>} placed */
export function homeless({ left, right }, placed) {
  return !placed.has(left) && !placed.has(right);
}

/** @param {Pair} pair @param {boolean} right which of the two */
export function mayStand({ may }, right) {
  return may === "both" || may === (right ? "right" : "left");
}
