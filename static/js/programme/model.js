// The programme as its author sees it: what the café holds, and on top of it what still waits. Pure.

import { lengthOf, over, reckon } from "../core/programme/reckon.js";
import { beforeOf, insert } from "../outline/rows.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../core/programme/reckon.js").Agreed} Agreed */
/** @typedef {import("../core/programme/reckon.js").Slot} Slot */
/** @typedef {import("./commands.js").Written} Written */
/** @typedef {Record<string, Entry>} Refused  what was said no to, by the field it was about */
/**
 * @typedef {{uid: string, born: boolean, kind: string, title: string, minutes: string,
 *   pinned: string, prompt: string, began: number | null, refused: Refused}} Row
 *   `born`: the café has it; `minutes`: as they were typed
 * @typedef {{uid: string, before: string | null}} Blank  a block that is being begun
 * @typedef {{facts: Record<string, string>, agreed: Agreed | null, rows: Row[], slots: Slot[],
 *   over: number | null, total: number, refused: Refused, lost: Entry[], waits: number}} Programme
 *   `total`: minutes of all blocks; `lost`: what was said no to about something that is gone
 */

export const FACTS = /** @type {const} */ (["goal", "starts", "ends"]);
export const USUAL_MINUTES = "10";
const NUMBERS = ["rounds/count", "rounds/minutes", "rounds/change"];

/**
 * @param {{workshop: any, entries: Entry[], blanks: Blank[], stood?: string[]}} seen  `stood`: the blocks
 *   as they were drawn last
 * @returns {Programme}
 */
export function programmeOf({ workshop, entries, blanks, stood = [] }) {
  const facts = Object.fromEntries(FACTS.map((name) => [name, workshop[name] ?? ""]));
  /** @type {Programme} */
  const now = {
    facts,
    agreed: workshop.rounds,
    rows: workshop.programme.map(rowOf),
    slots: [],
    over: null,
    total: 0,
    refused: {},
    lost: [],
    waits: entries.length,
  };
  for (const entry of entries) lay(now, entry, stood);
  for (const { uid, before } of blanks)
    if (!now.rows.some((row) => row.uid === uid)) insert(now.rows, empty(uid), before);
  now.lost.push(...ofNoRounds(now));
  const blocks = now.rows.map((row) => ({ ...row, minutes: numberOf(row.minutes) }));
  const { agreed } = now;
  now.slots = reckon(blocks, { starts: facts.starts ?? "", agreed });
  now.over = over(now.slots, facts.ends ?? "");
  now.total = blocks.reduce((sum, block) => sum + lengthOf(block, agreed), 0);
  return now;
}

/** What is no number yet takes no time yet. @param {string} typed */
export function numberOf(typed) {
  return /^\s*\d{1,4}\b/.test(typed) ? Number.parseInt(typed, 10) : 0;
}

/** @param {any} block @returns {Row} */
function rowOf(block) {
  return { ...block, minutes: String(block.minutes), born: true, refused: {} };
}

/** @param {string} uid @returns {Row} */
function empty(uid) {
  const row = { uid, born: false, kind: "own", title: "", minutes: USUAL_MINUTES };
  return { ...row, pinned: "", prompt: "", began: null, refused: {} };
}

/** @param {Row} row @returns {Written} */
export function written({ uid, kind, title, minutes, pinned, prompt }) {
  return { id: uid, kind, title, minutes, pinned, prompt };
}

/** @param {Programme} now */
export function wholeOf({ rows, agreed }) {
  return { blocks: rows.filter(({ title }) => title).map(written), rounds: agreed };
}

/** @param {Programme} now @param {Entry} entry @param {string[]} stood */
function lay(now, entry, stood) {
  const { body, path, refusal } = entry;
  const [what, id = "", field = ""] = path.split("/");
  if (what === "facts") {
    now.facts[id] = body.text;
    if (refusal) now.refused[id] = entry;
  } else if (id === "rounds") {
    layRounds(now, field, body);
    if (refusal) now.refused[`rounds/${field}`] = entry;
  } else if (entry.method === "POST") layNew(now.rows, entry, stood);
  else if (!id) layWhole(now, entry);
  else if (!layBlock(now, entry, id, field) && refusal) now.lost.push(entry);
}

/** The rounds in one text, "" for one long talk. @param {Agreed | null} agreed */
export function roundsText(agreed) {
  return agreed ? `${agreed.count} ${agreed.minutes} ${agreed.change}` : "";
}

/** @param {Programme} now @param {string} name @param {Record<string, any>} body */
function layRounds(now, name, { text }) {
  if (name === "divided") {
    const [count = 0, minutes = 0, change = 0] = text.split(" ").map(Number);
    now.agreed = text ? { count, minutes, change } : null;
  } else if (now.agreed) now.agreed = { ...now.agreed, [name]: numberOf(text) };
}

/** What was said no to about rounds that are not there any more. @param {Programme} now */
function ofNoRounds({ rows, agreed, refused }) {
  const talks = rows.some(({ kind }) => kind === "rounds");
  const shown = talks ? ["rounds/divided", ...(agreed ? NUMBERS : [])] : [];
  const all = ["rounds/divided", ...NUMBERS].filter((name) => !shown.includes(name));
  return all.flatMap((name) => refused[name] ?? []);
}

/** @param {Row[]} rows @param {Entry} entry @param {string[]} stood */
function layNew(rows, entry, stood) {
  const { id, before: _before, ...words } = entry.body;
  const before = beforeOf(rows, entry, stood);
  if (!rows.some(({ uid }) => uid === id)) insert(rows, empty(id), before);
  const row = /** @type {Row} */ (rows.find(({ uid }) => uid === id));
  if (!row.born) Object.assign(row, words);
  if (entry.refusal) row.refused.title = entry;
}

/** @param {Programme} now @param {Entry} entry */
function layWhole(now, entry) {
  if (entry.refusal) {
    now.refused.whole = entry;
    return;
  }
  const { blocks, rounds } = entry.body;
  now.agreed = rounds;
  now.rows = blocks.map((/** @type {Written} */ { id, ...words }) => ({
    ...empty(id),
    ...words,
    born: true,
  }));
}

/** @param {Programme} now @param {Entry} entry @param {string} id @param {string} field @returns {boolean} whether its block is there */
function layBlock({ rows, lost }, entry, id, field) {
  const row = rows.find(({ uid }) => uid === id);
  if (!row) return false;
  const { body, refusal } = entry;
  if (refusal) row.refused[field] = entry;
  if (field === "gone") {
    if (refusal) return true;
    // It waits behind what was said no to, which somebody has to see.
    lost.push(...Object.values(row.refused));
    rows.splice(rows.indexOf(row), 1);
  } else if (field === "place") {
    if (refusal) return true;
    rows.splice(rows.indexOf(row), 1);
    insert(rows, row, body.before);
  } else Object.assign(row, { [field]: body.text });
  return true;
}
