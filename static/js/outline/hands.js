// What hands do on the plan: from a key or a press to commands in the outbox.

import { again, letGo } from "../core/entries.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { linesOf } from "../table/lines.js";
import * as commands from "./commands.js";
import { meaningOf } from "./keys.js";

/** @typedef {import("./model.js").Plan} Plan */
/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./model.js").Table} Table */
/** @typedef {import("../core/entries.js").Entry} Entry */

/**
 * @param {object} page
 * @param {() => Plan} page.plan
 * @param {ReturnType<typeof import("./words.js").fieldWords>} page.words
 * @param {import("../core/drafts.js").Change} page.change
 * @param {(blank: import("./model.js").Blank) => void} page.begin  a blank question
 * @param {(uid: string) => void} page.drop  a blank question
 * @param {() => void} page.draw
 * @param {(words: string) => void} page.say
 */
export function hands({ plan, words, change, begin, drop, draw, say }) {
  const rowOf = (/** @type {string} */ uid) => plan().rows.find((row) => row.uid === uid);
  const at = (/** @type {string} */ uid) => plan().rows.findIndex((row) => row.uid === uid);
  const after = (/** @type {string} */ uid) => plan().rows[at(uid) + 1]?.uid ?? null;
  /** @param {string} id @param {number} [caret] */
  const focus = (id, caret) => {
    draw();
    const field = document.getElementById(id);
    field?.focus();
    if (field instanceof HTMLTextAreaElement && caret !== undefined)
      field.setSelectionRange(caret, caret);
  };

  /** A question after this one, with `text` in it, which may be none yet. @param {string | null} uid @param {string} [text] */
  const next = async (uid, text = "") => {
    const before = uid ? after(uid) : null;
    const id = uuid();
    if (text) await words.put(commands.newQuestion({ id, text, before }));
    else begin({ uid: id, before });
    focus(`q:${id}`, 0);
  };
  /** @param {string} uid @param {HTMLTextAreaElement} field */
  const part = async (uid, field) => {
    const [left, right] = [
      field.value.slice(0, field.selectionStart),
      field.value.slice(field.selectionEnd),
    ];
    if (!left.trim() || !right.trim()) return next(uid);
    words.type(`q:${uid}`, left.trimEnd());
    // The rest is in the outbox before the line is cut: words are never in one place only.
    await next(uid, right.trim());
    await words.save(`q:${uid}`);
  };
  const remove = async (/** @type {string} */ uid) => {
    const row = rowOf(uid);
    const before = plan().rows[at(uid) - 1];
    if (!row) return;
    if (
      row.tables.some(({ hosts }) => hosts.length) &&
      !confirm(t("Remove the question with its tables and hosts?"))
    )
      return;
    drop(uid);
    if (row.text) await words.put(commands.gone(uid, row.text));
    if (before) focus(`q:${before.uid}`, before.text.length);
    say(t("Removed. It can be undone."));
  };
  const move = async (/** @type {string} */ uid, /** @type {number} */ by) => {
    const rows = plan().rows;
    const to = at(uid) + by;
    if (to < 0 || to >= rows.length) return;
    const before = rows[by < 0 ? to : to + 1]?.uid ?? null;
    await words.put(commands.place(uid, before));
    focus(`q:${uid}`);
    say(t("Question %(number)s", { number: to + 1 }));
  };
  /** The line becomes the last part of the question above it. @param {string} uid */
  const indent = async (uid) => {
    const [above, row] = [plan().rows[at(uid) - 1], rowOf(uid)];
    if (!above || !row?.text || row.tables.length) return;
    await words.save(`q:${uid}`);
    await words.put(
      commands.setParts(above.uid, above.parts, [...above.parts, row.text]),
      commands.gone(uid, row.text),
    );
    focus(`p:${above.uid}:${above.parts.length}`);
  };
  /** Parts, with one that is still empty while somebody begins it. @type {Map<string, boolean>} */
  const begun = new Map();
  /** @param {Row} row @returns {string[]} */
  const partsOf = (row) => {
    words.at(`parts:${row.uid}`, {
      now: JSON.stringify(row.parts),
      entryOf: (was, text) => {
        const parts = JSON.parse(text).filter((/** @type {string} */ one) => one.trim());
        return commands.setParts(row.uid, JSON.parse(was), parts);
      },
    });
    const parts = JSON.parse(words.text(`parts:${row.uid}`, JSON.stringify(row.parts)));
    return begun.get(row.uid) ? [...parts, ""] : parts;
  };
  const typePart = (
    /** @type {Row} */ row,
    /** @type {number} */ index,
    /** @type {string} */ text,
  ) => {
    const parts = partsOf(row);
    parts[index] = text;
    if (parts.every(Boolean)) begun.delete(row.uid);
    words.type(
      `parts:${row.uid}`,
      JSON.stringify(parts.filter((one, place) => one || place === index)),
    );
  };
  /** @param {Row} row @param {number} index @param {KeyboardEvent} event */
  const partKey = (row, index, event) => {
    const field = /** @type {HTMLTextAreaElement} */ (event.target);
    const meaning = meaningOf(event, {
      text: field.value,
      from: field.selectionStart,
      to: field.selectionEnd,
    });
    if (meaning === "next" || meaning === "part") {
      event.preventDefault();
      void words.save(`parts:${row.uid}`);
      addPart(row.uid);
    } else if (meaning === "remove") {
      event.preventDefault();
      begun.delete(row.uid);
      void words.save(`parts:${row.uid}`);
      focus(index ? `p:${row.uid}:${index - 1}` : `q:${row.uid}`);
    } else if (meaning === "outdent") {
      event.preventDefault();
      const text = field.value.trim();
      const left = partsOf(row).filter((one, place) => one && place !== index);
      if (text)
        void words.put(
          commands.newQuestion({ id: uuid(), text, before: after(row.uid) }),
          commands.setParts(row.uid, row.parts, left),
        );
    }
  };
  const addPart = (/** @type {string} */ uid) => {
    begun.set(uid, true);
    draw();
    const row = rowOf(uid);
    if (row) focus(`p:${uid}:${partsOf(row).length - 1}`);
  };

  return {
    text: words.text,
    type: words.type,
    save: words.save,
    next,
    remove,
    move,
    addPart,
    partsOf,
    typePart,
    partKey,
    hasParts: (/** @type {string} */ uid) => begun.has(uid),
    /** @param {string} id @param {KeyboardEvent} event */
    key(id, event) {
      const field = /** @type {HTMLTextAreaElement} */ (event.target);
      const uid = id.startsWith("q:") ? id.slice(2) : "";
      const meaning = meaningOf(event, {
        text: field.value,
        from: field.selectionStart,
        to: field.selectionEnd,
      });
      if (!uid) {
        if (event.key === "Enter" && field.dataset.lines === "no" && !event.isComposing) {
          event.preventDefault();
          void words.save(id);
        }
        return;
      }
      if (!meaning || meaning === "outdent") return;
      event.preventDefault();
      if (meaning === "next") void words.save(id).then(() => next(uid));
      else if (meaning === "part") void part(uid, field);
      else if (meaning === "remove") void remove(uid);
      else if (meaning === "indent") void words.save(id).then(() => indent(uid));
      else void words.save(id).then(() => move(uid, meaning === "up" ? -1 : 1));
    },
    /** Several lines from elsewhere are several questions, or the hosts of as many tables. @param {string} id @param {ClipboardEvent} event */
    paste(id, event) {
      const lines = linesOf(event.clipboardData?.getData("text") ?? "").map((line) => line.trim());
      if (lines.length < 2) return;
      if (id.startsWith("q:")) {
        event.preventDefault();
        void pasteQuestions(id.slice(2), lines);
      } else if (id.startsWith("h:")) {
        event.preventDefault();
        void pasteHosts(Number(id.slice(2)), lines);
      }
    },
    setForm: (/** @type {Row} */ row, /** @type {string} */ form) =>
      words.put(
        commands.setForm(row.uid, row.form, /** @type {import("./commands.js").Form} */ (form)),
      ),
    setCount: (/** @type {Row} */ row, /** @type {number} */ count) => {
      const goes = row.tables.slice(count);
      if (goes.some(({ hosts }) => hosts.length) && !confirm(t("Remove the table with its hosts?")))
        return;
      return words.put(commands.setCount(row.uid, row.count, count));
    },
    /** So many tables for every question that has none, numbered as is usual. @param {number} count */
    async layAll(count) {
      const bare = plan().rows.filter((row) => row.form === "tables" && !row.count && row.text);
      await words.put(
        ...bare.map((row) => commands.setCount(row.uid, 0, count)),
        commands.numberAnew(),
      );
    },
    numberAnew: () => words.put(commands.numberAnew()),
    setRole: (/** @type {Table} */ table, /** @type {string} */ name, /** @type {string} */ role) =>
      words.put(
        commands.setHosts(
          table.id,
          table.hosts.map((one) => one.name),
          table.hosts.map((one) => (one.name === name ? { name, role: role || null } : one)),
        ),
      ),
    again: (/** @type {Entry} */ entry) => retry(entry),
    letGo: (/** @type {Entry} */ { act }) => change((entries) => letGo(entries, act)),
    mine: (/** @type {Entry} */ { body }) => said(body),
    theirs: (/** @type {Entry} */ entry) => theirsOf(entry),
  };

  /** @param {string} uid @param {string[]} lines */
  async function pasteQuestions(uid, lines) {
    const row = rowOf(uid);
    const before = after(uid);
    const made = lines.map((text) => commands.newQuestion({ id: uuid(), text, before }));
    const empty = row && !words.text(`q:${uid}`, row.text).trim();
    await words.put(...made);
    if (empty) drop(uid);
    focus(`q:${made.at(-1)?.body.id}`);
    say(t("%(count)s questions", { count: lines.length }));
  }

  /** @param {number} first @param {string[]} lines */
  async function pasteHosts(first, lines) {
    const tables = plan()
      .rows.flatMap((row) => (row.form === "tables" ? row.tables : []))
      .sort((a, b) => a.number - b.number);
    const from = tables.findIndex(({ id }) => id === first);
    const filled = tables.slice(from, from + lines.length);
    await words.put(
      ...filled.map((table, index) => {
        const names = (lines[index] ?? "")
          .split(/[,;\t]/)
          .map((one) => one.trim())
          .filter(Boolean);
        const role = (/** @type {string} */ name) =>
          table.hosts.find((one) => one.name === name)?.role ?? null;
        return commands.setHosts(
          table.id,
          table.hosts.map((one) => one.name),
          names.map((name) => ({ name, role: role(name) })),
        );
      }),
    );
    if (lines.length > filled.length) say(t("There are more lines than tables."));
  }

  /** Send it again, on top of what the café holds now. @param {Entry} entry */
  function retry(entry) {
    const { refusal, body } = entry;
    if (!refusal?.now) return change((entries) => again(entries, ({ act }) => act === entry.act));
    const was = wasOf(entry);
    const confirmed = refusal.where === "confirmed" ? { confirmed: true } : {};
    const fresh = {
      ...entry,
      act: uuid(),
      tries: 0,
      refusal: null,
      body: { ...body, ...confirmed, ...(was === undefined ? {} : { was }) },
    };
    return change((entries) => entries.map((one) => (one.act === entry.act ? fresh : one)));
  }
}

/** What the café holds of what the entry is about, as the entry says it. @param {Entry} entry */
function wasOf({ path, body, refusal }) {
  const now = refusal?.now;
  const [what = "", id = "", field = ""] = path.split("/");
  if (what === "facts")
    return id.startsWith("signature_") ? (now.signature?.[id.slice(10)] ?? "") : (now[id] ?? "");
  if (what === "tables")
    return { hosts: now.hosts, number: now.number, tags: now.tags, meeting: now.meeting }[
      /** @type {"hosts"} */ (field)
    ];
  if (field === "parts") return now.parts.map((/** @type {{text: string}} */ part) => part.text);
  if (field === "form") return now.form;
  if (field === "tables") return body.was;
  return now.text;
}

/** @param {Entry} entry */
function theirsOf(entry) {
  const was = wasOf(entry);
  return Array.isArray(was) ? was.join("\n") : String(was ?? "");
}

/** @param {Record<string, any>} body */
function said({ text, parts, hosts, tags, number, form, count }) {
  if (hosts) return hosts.map((/** @type {{name: string}} */ one) => one.name).join(", ");
  return String(text ?? parts?.join("\n") ?? tags?.join(", ") ?? number ?? form ?? count ?? "");
}
