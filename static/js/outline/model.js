// The plan as its author sees it: what the café holds, and on top of it what still waits here. Pure.

import { wordingsOf } from "../core/live/asked_before.js";
import { beforeOf, insert } from "./rows.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("./commands.js").Form} Form */
/** @typedef {import("./commands.js").Host} Host */
/** @typedef {Record<string, Entry>} Refused  what was said no to, by the field it was about */
/**
 * @typedef {{id: number, number: number, hosts: Host[], meeting: string, tags: string[],
 *   refused: Refused}} Table
 * @typedef {{uid: string, born: boolean, text: string, before: import("../core/live/store.js").Wording[], parts: string[], hints: string[], form: Form, count: number,
 *   tables: Table[], refused: Refused}} Row  `born`: the café has it; `count`: tables, also those
 *   that are still to be laid
 * @typedef {{uid: string, before: string | null}} Blank  a question that is being begun
 * @typedef {{facts: Record<string, string>, refused: Refused, rows: Row[], lost: Entry[],
 *   waits: number}} Plan  `lost`: what was said no to about something that is gone, or the plan as a whole
 * @typedef {{state: State, entries: Entry[], fresh: Map<string, any>, blanks: Blank[], stood?: string[]}} Seen
 *   `fresh`: answers that the live connection has not brought yet, by thing; `stood`: the questions as they
 *   were drawn last
 */

const SIGNATURE = "signature_";

/** @param {Seen} seen @returns {Plan} */
export function planOf({ state, entries, fresh, blanks, stood = [] }) {
  const { workshop, questions, tables } = known(state, fresh);
  /** @type {Plan} */
  const plan = { facts: factsOf(workshop), refused: {}, rows: [], lost: [], waits: entries.length };
  plan.rows = questions.map((question) => ({
    ...rowOf(question, tables),
    before: wordingsOf(state, question.id),
  }));
  for (const entry of entries) lay(plan, entry, stood);
  for (const blank of blanks) {
    if (!plan.rows.some(({ uid }) => uid === blank.uid))
      insert(plan.rows, empty(blank.uid), blank.before);
  }
  return plan;
}

/**
 * The things themselves, with answers that have not come by the connection yet; questions in order.
 * @param {State} state @param {Map<string, any>} fresh
 */
function known(state, fresh) {
  let workshop = /** @type {any} */ (state.workshop);
  const questions = [...state.questions.values()].sort((a, b) => a.number - b.number);
  const tables = new Map(state.tables);
  const newer = [...fresh.values()].filter(({ revision }) => revision > state.revision);
  for (const answer of newer.sort((a, b) => a.revision - b.revision)) {
    if ("document_title" in answer) workshop = answer;
    else if ("hosts" in answer) tables.set(answer.id, answer);
    else if ("parts" in answer) stand(questions, answer);
    else if (answer.gone) leave(questions, answer.uid);
  }
  return { workshop, questions, tables };
}

/**
 * It stands where its number says. What has moved for that still has its old number here: a line must
 * not go elsewhere for a moment, under the hand that writes in it.
 * @param {any[]} questions @param {any} answer
 */
function stand(questions, answer) {
  leave(questions, answer.uid);
  questions.splice(answer.number - 1, 0, answer);
}

/** @param {any[]} questions @param {string} uid */
function leave(questions, uid) {
  const at = questions.findIndex((one) => one.uid === uid);
  if (at >= 0) questions.splice(at, 1);
}

/** @param {any} workshop @returns {Record<string, string>} */
function factsOf(workshop) {
  /** @type {Record<string, string>} */
  const facts = {};
  for (const [name, value] of Object.entries(workshop ?? {})) {
    if (typeof value === "string") facts[name] = value;
    if (name === "silent") facts[name] = value ? String(value) : "";
  }
  for (const [name, value] of Object.entries(workshop?.signature ?? {}))
    facts[SIGNATURE + name] = String(value);
  return facts;
}

/** @param {any} question @param {Map<number, any>} tables @returns {Row} */
function rowOf(question, tables) {
  const mine = [...tables.values()]
    .filter((table) => table.question === question.id)
    .sort((a, b) => a.number - b.number)
    .map(tableOf);
  return {
    ...empty(question.uid),
    born: true,
    text: question.text,
    parts: question.parts.map((/** @type {{text: string}} */ part) => part.text),
    hints: question.hints ?? [],
    form: question.form,
    count: mine.length,
    tables: mine,
  };
}

/** @param {any} table @returns {Table} */
function tableOf({ id, number, hosts, roles, meeting, tags }) {
  const role = (/** @type {string} */ name) =>
    roles.find((/** @type {{host: string}} */ one) => one.host === name)?.role ?? null;
  const named = hosts.map((/** @type {string} */ name) => ({ name, role: role(name) }));
  return { id, number, hosts: named, meeting, tags, refused: {} };
}

/** @param {string} uid @returns {Row} */
function empty(uid) {
  return {
    uid,
    born: false,
    text: "",
    before: [],
    parts: [],
    hints: [],
    form: "tables",
    count: 0,
    tables: [],
    refused: {},
  };
}

/** @param {Plan} plan @param {Entry} entry @param {string[]} stood */
function lay(plan, entry, stood) {
  const [what = "", id = "", field = ""] = entry.path.split("/");
  if (what === "facts") {
    plan.facts[id] = entry.body.text;
    keepRefusal(plan.refused, id, entry);
  } else {
    const laid =
      what === "questions"
        ? layQuestion(plan, entry, id, field, stood)
        : what === "tables" && layTable(plan.rows, entry, Number(id), field);
    if (!laid && entry.refusal) plan.lost.push(entry);
  }
}

/** @param {Plan} plan @param {Entry} entry @param {string} id @param {string} field @param {string[]} stood @returns {boolean} whether its question is there */
function layQuestion({ rows, lost }, entry, id, field, stood) {
  const { body } = entry;
  if (entry.method === "POST") {
    const before = beforeOf(rows, entry, stood);
    if (!rows.some(({ uid }) => uid === body.id)) insert(rows, empty(body.id), before);
    const row = /** @type {Row} */ (rows.find(({ uid }) => uid === body.id));
    Object.assign(row, { text: body.text, parts: body.parts ?? [], form: body.form ?? "tables" });
    row.count = body.tables?.length ?? row.count;
    return keepRefusal(row.refused, "text", entry);
  }
  const row = rows.find(({ uid }) => uid === id);
  if (!row) return false;
  if (field === "") row.text = body.text;
  else if (field === "parts") row.parts = body.parts;
  else if (field === "hints") row.hints = body.hints;
  else if (field === "form")
    Object.assign(row, { form: body.form, count: body.tables?.length || row.count });
  else if (field === "tables") row.count = body.count;
  else if (field === "gone" && !entry.refusal) {
    // It waits behind what was said no to, which somebody has to see.
    lost.push(...[row, ...row.tables].flatMap(({ refused }) => Object.values(refused)));
    rows.splice(rows.indexOf(row), 1);
  } else if (field === "place" && !entry.refusal) {
    rows.splice(rows.indexOf(row), 1);
    insert(rows, row, body.before);
  }
  return keepRefusal(row.refused, field || "text", entry);
}

/** @param {Row[]} rows @param {Entry} entry @param {number} id @param {string} field @returns {boolean} whether its table is there */
function layTable(rows, entry, id, field) {
  for (const row of rows) {
    const at = row.tables.findIndex((table) => table.id === id);
    const table = row.tables[at];
    if (!table) continue;
    const { text, hosts, tags, number } = entry.body;
    const said = {
      hosts: { hosts },
      number: { number },
      tags: { tags },
      meeting: { meeting: text },
    };
    Object.assign(table, said[/** @type {"hosts"} */ (field)]);
    return keepRefusal(table.refused, field, entry);
  }
  return false;
}

/** @param {Refused} refused @param {string} field @param {Entry} entry */
function keepRefusal(refused, field, entry) {
  if (entry.refusal) refused[field] = entry;
  return true;
}
