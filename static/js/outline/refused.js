// What the café said no to: what it holds now, and the same sent again on top of that. Pure.

import { uuid } from "../core/uuid.js";
import { newQuestion } from "./commands.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */

/**
 * It goes out again as another command, by a person who has seen what is there now.
 * @param {Entry} entry
 * @returns {Entry}
 */
export function onTop(entry) {
  const { refusal, body, path, method } = entry;
  const [what, id = "", field] = path.split("/");
  if (refusal?.status === 404 && what === "questions" && field === undefined) {
    // The one after it was taken away meanwhile, or the question itself: then these are the words of
    // a new one.
    const asked = method === "POST" ? body : { id, text: body.text };
    return newQuestion(/** @type {import("./commands.js").New} */ ({ ...asked, before: null }));
  }
  if (!refusal?.now && !asksWhy(entry)) return { ...entry, refusal: null };
  const was = wasOf(entry);
  const seen = {
    ...(was === undefined ? {} : { was }),
    ...(refusal?.now?.seen ? { seen: refusal.now.seen } : {}),
  };
  return {
    ...entry,
    act: uuid(),
    tries: 0,
    refusal: null,
    body: { ...body, ...seen },
  };
}

/** Whether a reason is asked for: the tables have the question before them. @param {Entry} entry */
export const asksWhy = ({ refusal }) => refusal?.where === "why";

/** With a reason, as far as it is written. @param {Entry} entry @param {string} why @returns {Entry} */
export const withWhy = (entry, why) => ({ ...entry, body: { ...entry.body, why } });

/** What the café holds of what the entry is about, as the entry says it. @param {Entry} entry */
function wasOf({ path, body, refusal }) {
  const now = refusal?.now;
  if (!now) return body.was;
  const [what = "", id = "", field = ""] = path.split("/");
  if (what === "facts")
    return id.startsWith("signature_") ? (now.signature?.[id.slice(10)] ?? "") : (now[id] ?? "");
  if (what === "tables")
    return { hosts: hostsOf(now), number: now.number, tags: now.tags, meeting: now.meeting }[
      /** @type {"hosts"} */ (field)
    ];
  if (field === "parts") return now.parts.map((/** @type {{text: string}} */ part) => part.text);
  if (field === "hints") return now.hints;
  if (field === "form") return now.form;
  if (field === "tables") return now.count ?? body.was;
  return now.text;
}

/**
 * What the café has, as a command says it, when it said no to something else: whoever corrects what was
 * refused has seen that.
 * @param {Entry | undefined} entry
 */
export const theirsIn = (entry) => (entry?.refusal?.now ? wasOf(entry) : undefined);

/** A table's hosts as a command says them. @param {{hosts: string[], roles?: {host: string, role: string}[]}} now */
function hostsOf({ hosts, roles = [] }) {
  const role = (/** @type {string} */ name) =>
    roles.find(({ host }) => host === name)?.role ?? null;
  return hosts.map((name) => ({ name, role: role(name) }));
}

/** The same as words to show. @param {Entry} entry */
export function theirsOf(entry) {
  const was = wasOf(entry);
  if (!Array.isArray(was)) return String(was ?? "");
  return /hosts$/.test(entry.path) ? namesOf(was) : was.join("\n");
}

/** @param {{name: string}[]} hosts */
const namesOf = (hosts) => hosts.map(({ name }) => name).join(", ");

/**
 * What each has chosen of a table's hosts, as words to show: with what they are there as when that is
 * where the two differ.
 * @param {Entry} entry @param {(role: string | null) => string} called
 * @returns {[mine: string, theirs: string]}
 */
export function chosenOf(entry, called) {
  const [mine, theirs] = [entry.body.hosts ?? [], wasOf(entry)];
  if (!entry.body.hosts || !Array.isArray(theirs) || namesOf(mine) !== namesOf(theirs))
    return [said(entry.body), theirsOf(entry)];
  const told = (/** @type {import("./commands.js").Host[]} */ hosts) =>
    hosts.map(({ name, role }) => `${name} (${called(role)})`).join(", ");
  return [told(mine), told(theirs)];
}

/** What its author wants, as words to show. @param {Record<string, any>} body */
export function said({ text, parts, hints, hosts, tags, number, form, count }) {
  if (hosts) return namesOf(hosts);
  return String(
    text ?? (parts ?? hints)?.join("\n") ?? tags?.join(", ") ?? number ?? form ?? count ?? "",
  );
}
