/**
 * What pairs are asked: which prompts are open, the newest first. Pure.
 *
 * A question in pairs has a prompt for each part, or one. All are open, but those that the programme
 * keeps for a block that has not begun. Once the organiser has opened one by hand, the others are
 * open when they are opened too.
 */
import { heldPrompts } from "./reckon.js";

/** @typedef {import("../live/store.js").Question} Question */
/** @typedef {import("./reckon.js").Block} Block */
/** @typedef {{letter: string | null, text: string, hint: string, since: number}} Prompt  `since` when it is
 *   open, ms; 0: always; `hint`: how to go about it, "": as is said everywhere */

/**
 * Under which prompt a note stands; one whose part is gone stands under the first.
 * @param {string | null} part @param {Pick<Question, "parts">} question
 */
export function homeOf(part, { parts }) {
  return (parts.find(({ letter }) => letter === part) ?? parts[0])?.letter ?? null;
}

/**
 * @param {Pick<Question, "uid" | "parts" | "prompts" | "hints">} question
 * @param {Pick<Block, "kind" | "prompt" | "began">[]} blocks
 * @returns {{open: Prompt[], later: Prompt[]}}
 */
export function promptsOf({ uid, parts, prompts = [], hints = [] }, blocks) {
  const held = heldPrompts(blocks);
  const byHand = new Map(prompts.map(({ letter, at_ms }) => [letter, at_ms]));
  const chosen = parts.some(({ letter }) => byHand.has(letter));
  const all = (parts.length ? parts : [{ letter: null, text: "" }]).map(({ letter, text }, at) => {
    const name = letter ? `${uid}/${letter}` : uid;
    const began = blocks.map(({ kind, prompt, began }) =>
      kind === "pairs" && prompt === name ? (began ?? 0) : 0,
    );
    const since = Math.max(byHand.get(letter ?? "") ?? 0, ...began, 0);
    const hint = hints[at] ?? "";
    return { letter, text, hint, since, isOpen: since > 0 || !(chosen || held.has(name ?? "")) };
  });
  const pick = (/** @type {boolean} */ open) =>
    all.filter(({ isOpen }) => isOpen === open).map(({ isOpen: _is, ...prompt }) => prompt);
  return { open: pick(true).sort((a, b) => b.since - a.since), later: pick(false) };
}
