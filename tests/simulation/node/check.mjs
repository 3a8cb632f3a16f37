// What must hold when all is over: each thing typed is in the café, kept as late, or in sight on the
// device; once; in order; and nothing waits any more.

import { nameOf } from "./people.mjs";

/** @typedef {import("./tablet.mjs").Tablet} Tablet */
/** @typedef {import("./people.mjs").Memory} Memory */
/** @typedef {{id: string, text: string, struck: boolean}} Note */
/** @typedef {{notes: Note[], late: Note[], main: string, table: number, history: [string, string][]}} Cafe */
/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/**
 * @param {Memory} memory
 * @param {Tablet[]} tablets
 * @param {Cafe} cafe
 * @returns {string[]} what does not hold
 */
export function check(memory, tablets, cafe) {
  const pages = tablets.map(({ page }) => /** @type {import("./tablet.mjs").Page} */ (page));
  const waiting = pages.flatMap((page) => page.entries());
  const fields = pages.flatMap((page) => page.note.text().split("\n"));
  return [
    ...everyNote(memory, cafe, waiting, fields),
    ...inOrder(memory, cafe),
    ...everyEdit(memory, cafe, waiting, pages),
    ...everyStrike(memory, cafe, waiting),
    ...everyMain(memory, cafe, waiting, pages),
    ...tablets.flatMap((tablet) => onlyFairRefusals(memory, tablet)),
  ];
}

/** @param {Memory} memory @param {Cafe} cafe @param {Entry[]} waiting @param {string[]} fields */
function everyNote(memory, { notes, late }, waiting, fields) {
  const faults = [];
  const held = new Set([...notes, ...late].map(({ id }) => id));
  const unborn = waiting.filter(({ method, body }) => method === "POST" && !held.has(body.id));
  const places = [
    ...notes,
    ...late,
    ...unborn.map(({ body }) => body),
    ...fields.map((text) => ({ text })),
  ];
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { text } of places) {
    const name = nameOf(text);
    if (name) found.set(name, (found.get(name) ?? 0) + 1);
  }
  for (const [name, { lost, offeredAgain }] of memory.notes) {
    const times = found.get(name) ?? 0;
    if (times > 1 && !offeredAgain) faults.push(`${name} is there ${times} times`);
    if (!times && !lost) faults.push(`${name} is lost`);
  }
  return faults;
}

/** @param {Memory} memory @param {Cafe} cafe */
function inOrder(memory, { notes, late }) {
  const faults = [];
  for (const all of [notes, late]) {
    /** @type {Map<string, number>} */
    const last = new Map();
    for (const { text } of all) {
      const said = memory.notes.get(nameOf(text));
      if (!said || said.offeredAgain) continue;
      if (said.seq < (last.get(said.tablet) ?? 0)) faults.push(`${nameOf(text)} is out of order`);
      last.set(said.tablet, said.seq);
    }
  }
  return faults;
}

/** @param {Memory} memory @param {Cafe} cafe @param {Entry[]} waiting @param {import("./tablet.mjs").Page[]} pages */
function everyEdit({ edits }, { notes, late, history }, waiting, pages) {
  const faults = [];
  for (const { thing, text, tablet, lost } of lastOfEach(edits)) {
    const arrived = [...notes, ...late].some((note) => note.id === thing && note.text === text);
    const before = history.some(([key, words]) => key === thing && words === text);
    const inSight =
      waiting.some(({ body }) => body.text === text) ||
      pages.some((page) => page.draftOf(thing).last().includes(JSON.stringify(text)));
    if (!arrived && !before && !inSight && !lost) faults.push(`${tablet}'s words ${text} are lost`);
    const alone = edits.every((one) => one.thing !== thing || one.tablet === tablet);
    if (alone && !lost && !arrived && !inSight)
      faults.push(`${tablet}'s last words ${text} do not stand`);
  }
  return faults;
}

/** @param {Memory} memory @param {Cafe} cafe @param {Entry[]} waiting */
function everyStrike({ strikes }, { notes, late }, waiting) {
  const faults = [];
  for (const { thing, struck, tablet, lost } of lastOfEach(strikes)) {
    const mine = strikes.filter((one) => one.thing === thing);
    if (lost || mine.some((one) => one.tablet !== tablet || one.lost)) continue;
    if (waiting.some((entry) => entry.thing.startsWith(thing))) continue;
    const note = [...notes, ...late].find(({ id }) => id === thing);
    if (note && note.struck !== struck)
      faults.push(`${note.text} is ${struck ? "not " : ""}struck`);
  }
  return faults;
}

/** @param {Memory} memory @param {Cafe} cafe @param {Entry[]} waiting @param {import("./tablet.mjs").Page[]} pages */
function everyMain({ mains }, { main, history, table }, waiting, pages) {
  const faults = [];
  for (const { text, tablet, lost } of lastOfEach(mains)) {
    const before = history.some(([key, words]) => key === String(table) && words === text);
    const inSight =
      waiting.some(({ body }) => body.text === text) ||
      pages.some((page) => page.main.typed()?.text === text);
    const alone = mains.every((one) => one.tablet === tablet);
    const stands = main === text || (!alone && before);
    if (!lost && !stands && !inSight) faults.push(`the main statement ${text} is lost`);
  }
  return faults;
}

/**
 * Nobody is told of a conflict with himself; unless a browser died that could not keep what it had
 * sent: then older words on its disk meet the newer ones in the café, and both are shown. That is so
 * for this tablet alone, and for what it changed while its disk took nothing, before it died.
 * @param {Memory} memory
 * @param {Tablet} on
 */
function onlyFairRefusals({ edits, strikes, mains, unkept }, { name, page }) {
  const faults = [];
  for (const { thing, refusal, body } of page?.entries() ?? []) {
    const note = thing.split("/")[0];
    const deeds = "struck" in body ? [...edits, ...strikes] : edits;
    const of = thing === "main-statement" ? mains : deeds.filter((one) => one.thing === note);
    const several = new Set(of.map(({ tablet }) => tablet)).size > 1;
    const mine = unkept.filter(({ tablet }) => tablet === name);
    const older = of.some(({ at }) => mine.some(({ from, to }) => at >= from && at <= to));
    const fair = refusal?.status === 409 && (several || older);
    if (refusal && !fair)
      faults.push(`refused: ${refusal.status} ${JSON.stringify(body)} ${refusal.title}`);
  }
  return faults;
}

/** @template {{thing: string, tablet: string}} T @param {T[]} all @returns {T[]} the last of each tablet about each thing */
function lastOfEach(all) {
  return [...new Map(all.map((one) => [`${one.tablet} ${one.thing}`, one])).values()];
}
