// What happens when something is pressed or typed on the programme: from a key to commands in the outbox.

import { composing } from "../core/keys.js";
import { letGo } from "../core/offline/entries.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { meaningOf } from "../outline/keys.js";
import { linesOf } from "../table/fields/lines.js";
import { blockHandlers } from "./blocks.js";
import * as commands from "./commands.js";
import { roundsText, USUAL_MINUTES, wholeOf } from "./model.js";
import { onTop, theirsOf } from "./undo.js";

/** @typedef {import("./model.js").Programme} Programme */
/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {{name: string, blocks: [string, string, number][], rounds: import("../core/programme/reckon.js").Agreed | null}} Ready */
/**
 * @typedef {object} Page
 * @property {() => Programme} programme
 * @property {() => Programme} whole  with the blocks that are just going
 * @property {ReturnType<typeof import("../outline/words.js").fieldWords>} words
 * @property {import("../core/offline/drafts.js").Change} change
 * @property {(blank: import("./model.js").Blank) => void} begin  a blank block
 * @property {(uid: string) => void} drop  a blank block
 * @property {(uid: string) => () => void} hide  a block that goes, until what is returned is called
 * @property {() => {prompt: string, said: string}[]} prompts  what pairs can be asked, in order
 * @property {() => void} draw
 * @property {(words: string) => void} say
 */

/** @param {Page} page */
export function handlers(page) {
  const { programme, words, change, say } = page;
  const blocks = blockHandlers(page);
  const at = (/** @type {string} */ uid) => programme().rows.findIndex((row) => row.uid === uid);

  return {
    text: words.text,
    type: words.type,
    save: words.save,
    wrong: words.wrong,
    ...blocks,
    /** @param {string} id @param {KeyboardEvent} event */
    key(id, event) {
      const field = /** @type {HTMLTextAreaElement} */ (event.target);
      if (!id.startsWith("b:")) {
        if (event.key !== "Enter" || composing(event) || field.dataset.lines !== "no") return;
        event.preventDefault();
        void words.save(id);
        if (id.startsWith("bm:")) blocks.next(id.slice(3));
        return;
      }
      const uid = id.slice(2);
      const { value, selectionStart, selectionEnd } = field;
      const meaning = meaningOf(event, { text: value, from: selectionStart, to: selectionEnd });
      if (!meaning || meaning === "indent" || meaning === "outdent") return;
      event.preventDefault();
      if (meaning === "remove") return blocks.remove(uid);
      if (meaning === "up" || meaning === "down")
        return void blocks.move(uid, meaning === "up" ? -1 : 1);
      void words.save(id);
      blocks.next(uid);
    },
    /** @param {string} id @param {ClipboardEvent} event */
    paste(id, event) {
      const lines = linesOf(event.clipboardData?.getData("text") ?? "").map((one) => one.trim());
      if (lines.length < 2 || !id.startsWith("b:")) return;
      event.preventDefault();
      void blocks.pasteBlocks(id.slice(2), lines);
    },
    /** @param {Row} row @param {"kind" | "prompt"} field @param {string} text @param {string} name  of the kind */
    choose(row, field, text, name = "") {
      const { uid } = row;
      const said = page.prompts().find(({ prompt }) => field === "prompt" && prompt === text)?.said;
      if (row.born || row.title)
        return words.put(commands.change(row, field, row[field], text, said));
      const block = { id: uid, kind: "own", title: name, minutes: USUAL_MINUTES, pinned: "" };
      const after = programme().rows[at(uid) + 1]?.uid ?? null;
      return words.put(commands.newBlock({ ...block, prompt: "", [field]: text }, after, said));
    },
    /** @param {boolean} into */
    divide(into) {
      const was = roundsText(programme().agreed);
      return words.put(commands.setRounds("divided", was, into ? "3 12 2" : ""));
    },
    /** A programme that was there to begin with; prompts of pairs in their order. @param {Ready} ready */
    async take({ blocks, rounds }) {
      await words.saveAll();
      const prompts = page.prompts();
      const written = blocks.map(([kind, title, minutes]) => ({
        id: uuid(),
        kind,
        title,
        minutes: String(minutes),
        pinned: "",
        prompt: kind === "pairs" ? (prompts.shift()?.prompt ?? "") : "",
      }));
      const now = wholeOf(programme());
      const talks = blocks.some(([kind]) => kind === "rounds"); // else the rounds are as they were
      await words.put(
        commands.replace(now, { blocks: written, rounds: talks ? rounds : now.rounds }),
      );
      say(t("The programme is there. It can be undone."));
    },
    again: (/** @type {Entry} */ entry) =>
      change((entries) => entries.map((one) => (one.act === entry.act ? onTop(one) : one))),
    letGo: (/** @type {Entry} */ { act }) => change((entries) => letGo(entries, act)),
    mine: (/** @type {Entry} */ { body }) =>
      String(
        body.text ??
          body.title ??
          body.blocks?.map((/** @type {any} */ one) => one.title).join("\n") ??
          body.was ??
          "",
      ),
    theirs: theirsOf,
  };
}
