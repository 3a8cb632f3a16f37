// What takes a command back, and what is sent again on top of what is there now. Pure.

import { uuid } from "../core/uuid.js";
import { setFact } from "../outline/commands.js";
import { gone, newBlock, place, replace, setField, setRounds } from "./commands.js";
import { roundsText, written } from "./model.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("./model.js").Programme} Programme */

/**
 * @param {Entry} entry
 * @param {Programme} now  as it was before
 * @param {{prompt: string, said: string}[]} [asked]  what each prompt read then: its letter may be another's
 *   when this goes out
 * @returns {Entry[]}  none: it cannot be taken back
 */
export function inverse({ method, path, body }, now, asked = []) {
  const saidOf = (/** @type {string} */ one) => asked.find(({ prompt }) => prompt === one)?.said;
  const [what, id = "", field = ""] = path.split("/");
  if (what === "facts") return [setFact(id, body.text, body.was)];
  if (method === "POST") return [gone(body.id, body.title)];
  if (!id)
    return [
      replace(
        { blocks: body.blocks, rounds: body.rounds },
        { blocks: body.was, rounds: now.agreed },
      ),
    ];
  if (id === "rounds") {
    const name = /** @type {"count"} */ (field);
    return [setRounds(name, body.text, body.was)];
  }
  const at = now.rows.findIndex(({ uid }) => uid === id);
  const [row, after] = [now.rows[at], now.rows[at + 1]?.uid ?? null];
  if (!row) return [];
  if (field === "place") return [place(id, after)];
  if (field === "gone") {
    return [newBlock({ ...written(row), title: body.was }, after, saidOf(row.prompt))];
  }
  const said = field === "prompt" ? saidOf(body.was) : undefined;
  return [setField(id, /** @type {"title"} */ (field), body.text, body.was, said)];
}

/** What the café holds of what the entry is about; null: it has it no more. @param {Entry} entry @returns {string | null} */
export function theirsOf({ path, refusal }) {
  const now = refusal?.now;
  if (!now) return null;
  const [what, id = "", field = ""] = path.split("/");
  if (what === "facts") return now[id] ?? "";
  if (id === "rounds")
    return field === "divided" ? roundsText(now.rounds) : String(now.rounds?.[field] ?? "");
  if (!id) return now.programme.map((/** @type {any} */ one) => one.title).join("\n");
  const block = now.programme.find((/** @type {any} */ one) => one.uid === id);
  return block ? String(block[field === "gone" ? "title" : field]) : null;
}

/**
 * It goes out again as another command, by a person who has seen what is there now.
 * @param {Entry} entry
 * @returns {Entry}
 */
export function onTop(entry) {
  const { refusal, body, path } = entry;
  const [, id = "", field = ""] = path.split("/");
  // The block was taken away meanwhile: these are the words of a new one.
  if (refusal?.status === 404 && field === "title")
    return newBlock(
      { id, kind: "own", title: body.text, minutes: "10", pinned: "", prompt: "" },
      null,
    );
  if (!refusal?.now) return { ...entry, refusal: null };
  const whole = () => refusal.now.programme.map((/** @type {any} */ one) => seen(one));
  const was = id ? theirsOf(entry) : whole();
  return { ...entry, act: uuid(), tries: 0, refusal: null, body: { ...body, was } };
}

/** @param {any} block  as the café tells of it */
function seen({ uid, kind, title, minutes, pinned, prompt }) {
  return { id: uid, kind, title, minutes: String(minutes), pinned, prompt };
}
