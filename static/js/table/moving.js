// Notes change places on the poster: by pointer (core/move.js) and by keys, and it is said aloud.

import { put } from "../core/entries.js";
import { draggable } from "../core/move.js";
import { t } from "../core/texts.js";
import { editNote, moveNote } from "./acts.js";
import { before, heapOf } from "./layout.js";

/** @typedef {import("./model.js").Card} Card */
/** @typedef {import("./layout.js").Group} Group */
/** @typedef {import("../core/entries.js").Entry} Entry */

/**
 * @param {object} page
 * @param {(how: (entries: Entry[]) => Entry[]) => Promise<void>} page.change  the outbox's
 * @param {() => Card[]} page.all  oldest first
 * @param {() => Group[]} page.groups  as they lie on the page
 * @param {() => boolean} page.open
 * @param {(then?: () => void) => void} page.draw
 * @param {(text: string) => void} page.say
 */
export function moving({ change, all, groups, open, draw, say }) {
  const heapAt = (/** @type {string | undefined} */ key) =>
    groups()
      .flatMap((group) => group.heaps)
      .find((heap) => heap.key === key);
  const cardAt = (/** @type {string} */ id) => all().find((card) => card.id === id);

  /**
   * @param {string} id
   * @param {Card[]} heap
   * @param {number} index
   */
  const hang = async (id, heap, index) => {
    const place = before(all(), heap, id, index);
    if (place === undefined) return;
    await change((entries) => put(entries, moveNote(id, place)));
    say(t("Place %(place)s of %(count)s.", { place: index + 1, count: sizeWith(heap, id) }));
  };

  /**
   * Another field of the poster: another part of the question.
   * @param {string} id
   * @param {string | null} part
   */
  const toPart = async (id, part) => {
    const card = cardAt(id);
    if (!card || card.part === part) return;
    const { text, kind } = card;
    await change((entries) => put(entries, editNote(id, text, { text, kind, part })));
  };

  const drag = draggable({
    // What was said in one round stays in it.
    may: ({ id }, to) =>
      open() && groups().findIndex((group) => heapOf([group], id)) === Number(to.group),
    async onDrop({ thing, to, before: below }) {
      const heap = heapAt(to.list);
      if (!heap) return;
      const others = heap.cards.filter((card) => card.id !== thing.id);
      const at = others.findIndex((card) => card.id === below);
      if (heap.part || to.list?.endsWith("-")) await toPart(thing.id, heap.part?.letter ?? null);
      await hang(thing.id, heap.cards, at < 0 ? others.length : at);
    },
    onEnd: draw,
  });

  return {
    drag,
    /**
     * One place up or down in its heap; where the hand was, it stays.
     * @param {string} id
     * @param {-1 | 1} step
     */
    async step(id, step) {
      const heap = heapOf(groups(), id);
      const at = heap ? heap.cards.findIndex((card) => card.id === id) + step : -1;
      if (!heap || at < 0) return say(t("It lies on top already."));
      if (at >= heap.cards.length) return say(t("It lies at the bottom already."));
      const hand = document.activeElement;
      await hang(id, heap.cards, at);
      draw(() => {
        if (hand instanceof HTMLElement && hand.isConnected) hand.focus();
        document.querySelector(`[data-id="${id}"]`)?.scrollIntoView({ block: "nearest" });
      });
    },
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
 * A move the café said no to is not worth a question: the note stays where it hangs.
 * @param {Entry[]} entries
 */
export function letMovesGo(entries) {
  return entries.filter((entry) => !(entry.refusal && entry.path.endsWith("/place")));
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
