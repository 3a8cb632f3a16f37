// What takes a command back: commands again, which carry what the first one wrote. Pure.

import {
  gone,
  newQuestion,
  place,
  reword,
  setCount,
  setFact,
  setForm,
  setHints,
  setHosts,
  setMeeting,
  setNumber,
  setParts,
  setTags,
  wordsAt,
} from "./commands.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("./model.js").Plan} Plan */

/**
 * @param {Entry} entry
 * @param {Plan} plan  as it was before
 * @returns {Entry[]}  none: it cannot be taken back
 */
export function inverse({ method, path, body }, plan) {
  const [what = "", id = "", field = ""] = path.split("/");
  if (what === "facts") return [setFact(id, body.text, body.was)];
  if (what === "tables") return ofTable(Number(id), field, body, plan);
  if (what !== "questions") return [];
  if (method === "POST")
    return [gone(body.id, body.text, [...(body.parts ?? []), ...wordsAt(body.tables ?? [])])];
  const at = plan.rows.findIndex(({ uid }) => uid === id);
  const row = plan.rows[at];
  const after = plan.rows[at + 1]?.uid ?? null;
  switch (field) {
    case "":
      return [reword(id, body.text, body.was)];
    case "parts":
      return [setParts(id, body.parts, body.was, row?.hints)];
    case "hints":
      return [setHints(id, body.hints, body.was)];
    case "form":
      return [setForm(id, body.form, body.was, wordsAt(body.tables), laid(row))];
    case "tables": {
      const [went, came] = [laid(row).slice(body.count), wordsAt(body.tables ?? [])];
      return [setCount(id, body.count, body.was, came, went)];
    }
    case "place":
      return [place(id, after)];
    default:
      return row ? [newQuestion({ ...whole(row), before: after }), ...hinted(row)] : [];
  }
}

/** @param {import("./model.js").Row} row */
function hinted({ uid, hints }) {
  return hints.length ? [setHints(uid, [], hints)] : [];
}

/** @param {import("./model.js").Row} row */
function whole(row) {
  const { uid, text, parts, form } = row;
  return { id: uid, text, parts, form, tables: laid(row) };
}

/** What is said of its tables, and the number that is printed. @param {import("./model.js").Row | undefined} row */
function laid(row) {
  const words = row?.tables ?? [];
  return words.map(({ number, hosts, tags, meeting }) => ({ number, hosts, tags, meeting }));
}

/** @param {number} id @param {string} field @param {any} body @param {Plan} plan @returns {Entry[]} */
function ofTable(id, field, body, plan) {
  const table = plan.rows.flatMap(({ tables }) => tables).find((one) => one.id === id);
  if (!table) return [];
  switch (field) {
    case "hosts":
      return [setHosts(id, body.hosts, table.hosts)];
    case "number":
      return [setNumber(id, body.number, body.was)];
    case "tags":
      return [setTags(id, body.tags, body.was)];
    default:
      return [setMeeting(id, body.text, body.was)];
  }
}
