// The questions as lines: begun, divided, moved, taken away, and pasted many at once.

import { withoutRefused } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import * as commands from "./commands.js";

/** @typedef {import("./handlers.js").Page} Page */

/**
 * @param {Page & {focus: (id: string, caret?: number) => void, after: (uid: string) => string | null,
 *   tell: (uid: string, why: string) => void}} page  `tell`: why a question stays as it is
 */
export function lineHandlers({
  plan,
  whole,
  words,
  begin,
  drop,
  hide,
  draw,
  focus,
  after,
  ...page
}) {
  const { say, tell, change } = page;
  const at = (/** @type {string} */ uid) => plan().rows.findIndex((row) => row.uid === uid);
  const rowOf = (/** @type {string} */ uid) => plan().rows[at(uid)];

  /**
   * A question after this one, with `text` in it, which may be none yet. At once: the next key is
   * meant for it. Its words are a draft first, and so never in one place only.
   * @param {string | null} uid @param {string} [text]
   */
  const next = (uid, text = "") => {
    const id = uuid();
    begin({ uid: id, before: uid ? after(uid) : null });
    focus(`q:${id}`, 0);
    if (text) words.type(`q:${id}`, text);
    return `q:${id}`;
  };
  /**
   * What is typed in it is in the outbox, and nothing that was said no to stands before what takes it
   * away. Resolves with the question as it is then, if it is one.
   * @param {string} uid
   */
  const leave = async (uid) => {
    await words.save(`q:${uid}`);
    await change((entries) => withoutRefused(entries, uid));
    const now = whole().rows.find((one) => one.uid === uid);
    drop(uid);
    return now;
  };

  return {
    next,
    /** The line ends where one writes, and the rest is the next. @param {string} uid @param {HTMLTextAreaElement} field */
    divide(uid, { value, selectionStart, selectionEnd }) {
      const [left, right] = [
        value.slice(0, selectionStart).trim(),
        value.slice(selectionEnd).trim(),
      ];
      const made = next(uid, left && right);
      if (!left || !right) return;
      words.type(`q:${uid}`, left);
      void words.save(made).then(() => words.save(`q:${uid}`));
      focus(made, 0);
    },
    /** At once: the next key is meant for the line above. @param {string} uid */
    remove(uid) {
      const [row, rows] = [rowOf(uid), plan().rows];
      const near = rows[at(uid) - 1] ?? rows[at(uid) + 1];
      if (!row) return;
      const hosted = row.tables.some(({ hosts }) => hosts.length);
      if (hosted && !confirm(t("Remove the question with its tables and hosts?"))) return;
      const there = hide(uid);
      focus(near ? `q:${near.uid}` : "add-question", near?.text.length);
      // What was typed last may be on its way to the outbox: it goes when it is there.
      const away = leave(uid).then((now) => {
        if (!now?.text) return undefined;
        const seen = [...now.parts, ...commands.wordsAt(row.tables)];
        return words.put(commands.gone(uid, now.text, seen));
      });
      void away.finally(there).then(draw);
      const never = row.refused.text?.method === "POST"; // the café has never had it
      if (row.text) say(never ? t("Removed.") : t("Removed. It can be undone."));
    },
    ...moves({ plan, words, focus, after, say }),
    /**
     * The line becomes the last part of the question above it, at once: the next key is meant for it.
     * @param {string} uid @param {(row: import("./model.js").Row) => string[]} partsOf
     */
    indent(uid, partsOf) {
      const [above, row] = [plan().rows[at(uid) - 1], rowOf(uid)];
      const text = words.text(`q:${uid}`, row?.text ?? "").trim();
      if (!above || !text) return;
      if (row?.count)
        return tell(
          uid,
          t("A question with tables cannot become a part. Take its tables away first."),
        );
      const parts = [...partsOf(above), text];
      words.type(`parts:${above.uid}`, JSON.stringify(parts));
      const there = hide(uid);
      focus(`p:${above.uid}:${parts.length - 1}`, text.length);
      // It goes when its words are in the outbox as a part.
      void words
        .save(`parts:${above.uid}`)
        .then(() => leave(uid))
        .then((now) => now && words.put(commands.gone(uid, text)))
        .finally(there);
    },
    /** @param {string} uid @param {string[]} lines */
    async pasteQuestions(uid, lines) {
      const before = after(uid);
      const made = lines.map((text) => commands.newQuestion({ id: uuid(), text, before }));
      await words.put(...made);
      const row = rowOf(uid);
      if (row && !words.text(`q:${uid}`, row.text).trim()) drop(uid);
      focus(`q:${made.at(-1)?.body.id}`);
      say(t("%(count)s questions are added.", { count: lines.length }));
    },
  };
}

/**
 * By keys and buttons, and by hand. A question's tables go with it.
 * @param {Pick<Parameters<typeof lineHandlers>[0], "plan" | "words" | "focus" | "after" | "say">} page
 */
function moves({ plan, words, focus, after, say }) {
  const at = (/** @type {string} */ uid) => plan().rows.findIndex((row) => row.uid === uid);
  return {
    /** @param {string} uid @param {number} by */
    async move(uid, by) {
      const rows = plan().rows;
      const to = at(uid) + by;
      if (to < 0 || to >= rows.length) return;
      await words.put(commands.place(uid, rows[by < 0 ? to : to + 1]?.uid ?? null));
      focus(`q:${uid}`);
      say(t("Question %(number)s", { number: to + 1 }));
    },
    /** Dropped where it shall stand. @param {string} uid @param {string | null} before */
    async place(uid, before) {
      await words.saveAll();
      if (at(uid) < 0 || after(uid) === before) return;
      await words.put(commands.place(uid, before));
      say(t("Question %(number)s", { number: at(uid) + 1 }));
    },
  };
}
