// Notes change places on the poster: by pointer (core/moving/dragging.js) and by keys, and it is said aloud.

import { draggable } from "../../core/moving/dragging.js";
import { put } from "../../core/offline/entries.js";
import { t } from "../../core/texts.js";
import { turns } from "../../core/turns.js";
import { editNote, moveNote } from "../commands.js";
import { before, heapOf } from "./layout.js";

/** @typedef {import("../model.js").Card} Card */
/** @typedef {import("./layout.js").Group} Group */
/** @typedef {import("../../core/offline/entries.js").Entry} Entry */

/**
 * @param {object} page
 * @param {(how: (entries: Entry[]) => Entry[]) => Promise<void>} page.change  the outbox's
 * @param {() => {all: Card[], groups: Group[]}} page.poster  as it lies now, drawn or not: `all` oldest
 *   first
 * @param {() => boolean} page.open
 * @param {(then?: () => void) => void} page.draw
 * @param {(text: string) => void} page.say
 */
export function moving({ change, poster, open, draw, say }) {
  // The next key comes before the first move is kept, and counts from where that one led.
  const inTurn = turns();
  const heapAt = (/** @type {string | undefined} */ key) =>
    poster()
      .groups.flatMap((group) => group.heaps)
      .find((heap) => heap.key === key);
  const cardAt = (/** @type {string} */ id) => poster().all.find((card) => card.id === id);

  /**
   * @param {string} id
   * @param {Card[]} heap
   * @param {number} index
   */
  const hang = async (id, heap, index) => {
    const place = before(poster().all, heap, id, index);
    if (place === undefined) return;
    await change((entries) => put(entries, moveNote(id, place)));
    say(t("Place %(place)s of %(count)s.", { place: index + 1, count: sizeWith(heap, id) }));
  };

  /**
   * Another field of the poster: another part of the question.
   * @param {string} id
   * @param {import("./layout.js").Part | null} to
   */
  const toPart = async (id, to) => {
    const [card, part] = [cardAt(id), to?.letter ?? null];
    if (!card || card.part === part) return;
    const words = { text: card.text, kind: card.kind, part, part_said: to?.text ?? null };
    await change((entries) => put(entries, editNote(id, card.text, words)));
  };

  /** As the groups lay when the drag began. @type {Group[]} */
  let lying = [];
  const drag = draggable({
    onStart: () => {
      lying = poster().groups;
    },
    // What was said in one round stays in it.
    may: ({ id }, to) =>
      open() && lying.findIndex((group) => heapOf([group], id)) === Number(to.group),
    onDrop: ({ thing, to, before: below }) => inTurn(() => drop(thing.id, to.list, below)),
    onEnd: draw,
  });

  /**
   * @param {string} id
   * @param {string | undefined} list
   * @param {string | null} below  what it lies on
   */
  const drop = async (id, list, below) => {
    const heap = heapAt(list);
    if (!heap) return;
    const others = heap.cards.filter((card) => card.id !== id);
    const at = others.findIndex((card) => card.id === below);
    if (heap.part || list?.endsWith("-")) await toPart(id, heap.part);
    await hang(id, heap.cards, at < 0 ? others.length : at);
  };

  /**
   * @param {string} id
   * @param {-1 | 1} step
   */
  const stepNow = async (id, step) => {
    const heap = heapOf(poster().groups, id);
    const at = heap ? heap.cards.findIndex((card) => card.id === id) + step : -1;
    if (!heap || at < 0) return say(t("It lies on top already."));
    if (at >= heap.cards.length) return say(t("It lies at the bottom already."));
    const hand = document.activeElement;
    await hang(id, heap.cards, at);
    draw(() => {
      if (hand instanceof HTMLElement && hand.isConnected) hand.focus();
      document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" });
    });
  };

  return {
    drag,
    /**
     * One place up or down in its heap; where the hand was, it stays.
     * @param {string} id
     * @param {-1 | 1} step
     */
    step: (id, step) => inTurn(() => stepNow(id, step)),
  };
}

/**
 * @param {Card[]} heap
 * @param {string} id
 */
function sizeWith(heap, id) {
  return heap.some((card) => card.id === id) ? heap.length : heap.length + 1;
}

/**
 * A move the café said no to is not worth a question: the note stays where it hangs, and its mark on a
 * picture where somebody else has put it.
 * @param {Entry[]} entries
 */
export function letMovesGo(entries) {
  return entries.filter((entry) => !(entry.refusal && /\/(place|spot)$/.test(entry.path)));
}

/**
 * Alt and an arrow move the note that the hand is on, except while it types.
 * @param {KeyboardEvent} event
 * @returns {{id: string, step: -1 | 1} | null}
 */
export function stepOf(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const id = /** @type {HTMLElement | null} */ (target.closest("[data-item]"))?.dataset.id;
  const up = event.key === "ArrowUp";
  if (!event.altKey || !id || !(up || event.key === "ArrowDown")) return null;
  return target.matches("textarea, input") ? null : { id, step: up ? -1 : 1 };
}
