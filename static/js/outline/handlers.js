// What happens when something is pressed or typed on the plan: from a key to commands in the outbox.

import { composing } from "../core/keys.js";
import { draft } from "../core/offline/drafts.js";
import { letGo } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { namesOnLines } from "../core/words.js";
import { linesOf, notesOf } from "../table/fields/lines.js";
import * as commands from "./commands.js";
import { meaningOf } from "./keys.js";
import { lineHandlers } from "./lines.js";
import { partHandlers } from "./parts.js";
import { asksWhy, chosenOf, onTop, theirsIn, withWhy } from "./refused.js";
import { roleWords } from "./roles.js";

/** @typedef {import("./model.js").Plan} Plan */
/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./model.js").Table} Table */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/**
 * @typedef {object} Page
 * @property {string} name  under which the device keeps what is typed on this page
 * @property {() => Plan} plan
 * @property {() => Plan} whole  with the questions that are just going
 * @property {ReturnType<typeof import("./words.js").fieldWords>} words
 * @property {import("../core/offline/drafts.js").Change} change
 * @property {(blank: import("./model.js").Blank) => void} begin  a blank question
 * @property {(uid: string) => void} drop  a blank question
 * @property {(uid: string) => () => void} hide  a question that goes, until what is returned is called
 * @property {() => void} draw
 * @property {(words: string) => void} say
 * @property {ReturnType<typeof import("./before.js").before>} said  the last time, by a question's id
 */
/** @typedef {ReturnType<typeof handlers>} Handlers */

/** @param {Page} page */
export function handlers(page) {
  const { plan, words, draw } = page;
  const after = (/** @type {string} */ uid) => {
    const rows = plan().rows;
    return rows[rows.findIndex((row) => row.uid === uid) + 1]?.uid ?? null;
  };
  const focus = (/** @type {string} */ id, /** @type {number | undefined} */ caret = undefined) => {
    draw();
    const field = document.getElementById(id);
    field?.focus();
    if (field instanceof HTMLTextAreaElement && caret !== undefined)
      field.setSelectionRange(caret, caret);
  };
  /** What a question was said no to, until one types in it again. @type {Map<string, string>} */
  const told = new Map();
  const tell = (/** @type {string} */ uid, /** @type {string} */ why) => {
    told.set(uid, why);
    draw();
  };
  const lines = lineHandlers({ ...page, focus, after, tell });
  const parts = partHandlers({ ...page, focus, after });
  const tables = tableHandlers(page);

  /** @param {string} uid @param {KeyboardEvent} event */
  const lineKey = (uid, event) => {
    const field = /** @type {HTMLTextAreaElement} */ (event.target);
    const { value, selectionStart, selectionEnd } = field;
    const meaning = meaningOf(event, { text: value, from: selectionStart, to: selectionEnd });
    if (!meaning || meaning === "outdent") return;
    event.preventDefault();
    if (meaning === "part") return lines.divide(uid, field);
    if (meaning === "remove") return lines.remove(uid);
    if (meaning === "indent") return lines.indent(uid, parts.partsOf);
    const kept = words.save(`q:${uid}`);
    if (meaning === "next") return void lines.next(uid);
    void kept.then(() => lines.move(uid, meaning === "up" ? -1 : 1));
  };

  return {
    text: words.text,
    save: words.save,
    saidBefore: page.said,
    wrong: words.wrong,
    told: (/** @type {string} */ uid) => told.get(uid) ?? "",
    /** @param {string} id @param {string} text */
    type(id, text) {
      told.delete(id.slice(2));
      words.type(id, text);
    },
    ...lines,
    ...parts,
    ...tables,
    /** @param {string} id @param {KeyboardEvent} event */
    key(id, event) {
      if (id.startsWith("q:")) return lineKey(id.slice(2), event);
      const field = /** @type {HTMLTextAreaElement} */ (event.target);
      if (event.key !== "Enter" || field.dataset.lines !== "no" || composing(event)) return;
      event.preventDefault();
      void words.save(id);
    },
    /** Several lines from elsewhere are several questions, or the hosts of as many tables. @param {string} id @param {ClipboardEvent} event */
    paste(id, event) {
      const text = event.clipboardData?.getData("text") ?? "";
      const pasted = (id.startsWith("h:") ? notesOf : linesOf)(text).map((one) => one.trim());
      if (pasted.length < 2 || !/^[qh]:/.test(id)) return;
      event.preventDefault();
      if (id.startsWith("q:")) void lines.pasteQuestions(id.slice(2), pasted);
      else void tables.pasteHosts(Number(id.slice(2)), pasted);
    },
    ...refusedHandlers(page),
  };
}

/** What the café said no to is sent again or let go, where a reason is asked for with one. @param {Page} page */
function refusedHandlers({ name, change, draw }) {
  /** The reason that is being written, by what it is about. @param {Entry} entry */
  const reasonFor = ({ path }) => draft(`${name}:why:${path.replace(/^questions\//, "")}`);
  /** @param {Entry} entry @returns {string} */
  const why = (entry) =>
    JSON.parse(reasonFor(entry).last() || "null")?.text ?? entry.body.why ?? "";

  return {
    why,
    /** It is kept at each letter. @param {Entry} entry @param {string} text */
    typeWhy(entry, text) {
      reasonFor(entry).keep(JSON.stringify({ text }));
      draw();
    },
    /** @param {Entry} entry */
    again(entry) {
      const sentAgain = (/** @type {Entry} */ anew) => (/** @type {Entry[]} */ entries) =>
        entries.map((one) => (one.act === entry.act ? onTop(anew) : one));
      if (!asksWhy(entry)) return change(sentAgain(entry));
      return reasonFor(entry).hand(change, sentAgain(withWhy(entry, why(entry))));
    },
    letGo(/** @type {Entry} */ entry) {
      if (asksWhy(entry)) reasonFor(entry).clear();
      return change((entries) => letGo(entries, entry.act));
    },
    mine: (/** @type {Entry} */ entry) => chosenOf(entry, roleWords)[0],
    theirs: (/** @type {Entry} */ entry) => chosenOf(entry, roleWords)[1],
  };
}

/** Forms of talk, how many tables, and who hosts them. @param {Page} page */
function tableHandlers({ plan, words, draw, say }) {
  const hostsSeen = (/** @type {Table} */ { hosts, refused }) => theirsIn(refused.hosts) ?? hosts;
  return {
    setForm: (/** @type {Row} */ { uid, form, tables, refused }, /** @type {string} */ next) => {
      const to = /** @type {import("./commands.js").Form} */ (next);
      const hosted = tables.some(({ hosts }) => hosts.length);
      if (hosted && !confirm(t("Another form takes the tables away, with their hosts. Change it?")))
        return draw();
      const was = theirsIn(refused.form) ?? form;
      return words.put(commands.setForm(uid, was, to, commands.wordsAt(tables)));
    },
    setCount: (/** @type {Row} */ { uid, count, tables, refused }, /** @type {number} */ next) => {
      const hosted = tables.slice(next).some(({ hosts }) => hosts.length);
      if (hosted && !confirm(t("Remove the table with its hosts?"))) return;
      const was = theirsIn(refused.tables) ?? count;
      return words.put(commands.setCount(uid, was, next, commands.wordsAt(tables.slice(next))));
    },
    /** So many tables for every question that has none, numbered as is usual. @param {number} count */
    async layAll(count) {
      await words.saveAll(); // what is in a field still is a question too
      const bare = plan().rows.filter(
        ({ form, text, ...row }) => form === "tables" && !row.count && text,
      );
      return words.put(
        ...bare.map(({ uid }) => commands.setCount(uid, 0, count)),
        commands.numberAnew(),
      );
    },
    numberAnew: () => words.put(commands.numberAnew()),
    setRole: (
      /** @type {Table} */ table,
      /** @type {string} */ name,
      /** @type {string} */ role,
    ) => {
      const hosts = table.hosts.map((one) =>
        one.name === name ? { name, role: role || null } : one,
      );
      return words.put(commands.setHosts(table.id, hostsSeen(table), hosts));
    },
    /** A column of a spreadsheet: a line for each table from the first on. @param {number} first @param {string[]} pasted */
    async pasteHosts(first, pasted) {
      const rows = plan().rows.filter(({ form }) => form === "tables");
      const all = rows.flatMap(({ tables }) => tables).sort((a, b) => a.number - b.number);
      const from = all.findIndex(({ id }) => id === first);
      const filled = all.slice(from, from + pasted.length);
      const named = namesOnLines(pasted, (name) =>
        confirm(t("Is “%(name)s” one host? If not, there are two on each line.", { name })),
      );
      await words.put(
        ...filled.map((table, index) => {
          const role = (/** @type {string} */ name) =>
            table.hosts.find((one) => one.name === name)?.role ?? null;
          const hosts = (named[index] ?? []).map((name) => ({ name, role: role(name) }));
          return commands.setHosts(table.id, hostsSeen(table), hosts);
        }),
      );
      if (pasted.length > filled.length) say(t("There are more lines than tables."));
    },
  };
}
