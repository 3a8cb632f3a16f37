// The blocks as lines: begun, moved, taken away, and pasted many at once.

import { withoutRefused } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import * as commands from "./commands.js";
import { USUAL_MINUTES } from "./model.js";

/** @param {import("./handlers.js").Page} page */
export function blockHandlers({ programme, whole, words, change, begin, drop, hide, draw, say }) {
  const at = (/** @type {string} */ uid) => programme().rows.findIndex((row) => row.uid === uid);
  const rowOf = (/** @type {string} */ uid) => programme().rows[at(uid)];
  const focus = (/** @type {string} */ id) => {
    draw();
    document.getElementById(id)?.focus();
  };

  /** A block after this one, at once: the next key is meant for it. @param {string | null} uid */
  const next = (uid) => {
    const id = uuid();
    const rows = programme().rows;
    begin({ uid: id, before: uid ? (rows[at(uid) + 1]?.uid ?? null) : null });
    focus(`b:${id}`);
  };
  /** @param {string} uid */
  const remove = (uid) => {
    const rows = programme().rows;
    const [row, near] = [rowOf(uid), rows[at(uid) - 1] ?? rows[at(uid) + 1]];
    if (!row) return;
    const there = hide(uid);
    focus(near ? `b:${near.uid}` : "add-block");
    // What was typed last may be on its way to the outbox: it goes when it is there.
    const saved = words.save(`b:${uid}`);
    // Nothing that was said no to stands before what takes it away.
    const free = saved.then(() => change((entries) => withoutRefused(entries, uid)));
    const away = free.then(() => {
      const title = whole().rows.find((one) => one.uid === uid)?.title;
      drop(uid);
      return title ? words.put(commands.gone(uid, title)) : undefined;
    });
    void away.finally(there).then(draw);
    const never = row.refused.title?.method === "POST"; // the café has never had it
    if (row.title) say(never ? t("Removed.") : t("Removed. It can be undone."));
  };
  /** @param {string} uid @param {string | null} before */
  const placeBefore = async (uid, before) => {
    await words.save(`b:${uid}`);
    if (rowOf(uid)?.title) await words.put(commands.place(uid, before));
    say(t("Block %(number)s", { number: at(uid) + 1 }));
  };
  /** @param {string} uid @param {number} by */
  const move = async (uid, by) => {
    const rows = programme().rows;
    const to = at(uid) + by;
    if (to < 0 || to >= rows.length) return;
    await placeBefore(uid, rows[by < 0 ? to : to + 1]?.uid ?? null);
    focus(`b:${uid}`);
  };
  /** @param {string} uid @param {string[]} lines  "Lunch 30": the last number is its minutes */
  const pasteBlocks = async (uid, lines) => {
    const before = programme().rows[at(uid) + 1]?.uid ?? null;
    const made = lines.map((line) => commands.newBlock(pasted(line), before));
    await words.put(...made);
    if (!words.text(`b:${uid}`, rowOf(uid)?.title ?? "").trim()) drop(uid);
    focus(`b:${made.at(-1)?.body.id}`);
  };

  return { next, remove, move, placeBefore, pasteBlocks };
}

/** @param {string} line */
function pasted(line) {
  const found = /^(.*\S)\s+(\d{1,3})(?:\s*min\w*\.?)?$/.exec(line);
  const [title = line, minutes = USUAL_MINUTES] = found ? found.slice(1) : [];
  return { id: uuid(), kind: "own", title, minutes, pinned: "", prompt: "" };
}
