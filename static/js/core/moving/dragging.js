/**
 * Moving things about: by pointer (SortableJS) and by keys. The page's own drawing stays the truth:
 * a dropped element is put back where it came from before the page draws what the drop meant.
 */
import Sortable from "sortablejs";
import { lettingGo } from "./letting_go.js";

/** @typedef {{kind: string, id: string}} Thing what `data-item` and `data-id` say */
/**
 * @typedef {{thing: Thing, from: DOMStringMap, to: DOMStringMap, before: string|null}} Drop
 *   `from` and `to` are the lists' data attributes; `before` is the id of the item after the place
 */

const NOT_DRAGGED = "button, summary, a, input, select, textarea, label";

/**
 * Let things be dragged between the lists of a page.
 * @param {{may(thing: Thing, to: DOMStringMap): boolean, onStart?(): void,
 *   onDrop(drop: Drop): Promise<void>, onEnd(): void}} page
 *   `onDrop` does what the drop means and is over when the page knows the outcome; nothing may be
 *   drawn between `onStart` and `onEnd`
 * @returns {{attach(root: HTMLElement): void, moving(): boolean}} `attach` after every drawing
 */
export function draggable({ may, onStart = () => {}, onDrop, onEnd }) {
  // What is in the air or dropped with its outcome still unknown, in the order it was taken: a
  // quick hand takes the next before the first is answered.
  /** @type {{item: HTMLElement, parent: Node, next: Node|null}[]} */
  let out = [];
  let waiting = 0;
  const release = lettingGo();
  /** @type {Set<Sortable>} */
  const lists = new Set();

  /** @param {Sortable} gone */
  const forget = (gone) => {
    lists.delete(gone);
    gone.destroy();
  };

  const settle = () => {
    waiting -= 1;
    if (waiting) return;
    for (const { item, parent, next } of out.reverse()) parent.insertBefore(item, next);
    out = [];
    onEnd();
  };

  /** @param {Node|null} element */
  const isOut = (element) => out.some(({ item }) => item === element);

  /** @param {Sortable.SortableEvent} event */
  const drop = async (event) => {
    let following = event.item.nextElementSibling;
    while (isOut(following)) following = following?.nextElementSibling ?? null;
    const before = following instanceof HTMLElement ? (following.dataset.id ?? null) : null;
    const still = event.from === event.to && event.oldIndex === event.newIndex;
    const places = { from: event.from.dataset, to: event.to.dataset };
    try {
      if (!still) await onDrop({ thing: thingOf(event.item), ...places, before });
    } finally {
      settle();
    }
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @param {HTMLElement} list */
  const make = (list) =>
    new Sortable(list, {
      group: { name: "things", put: (to, _from, item) => may(thingOf(item), to.el.dataset) },
      sort: list.dataset.fixed === undefined,
      draggable: "[data-item]",
      filter: ({ target }) =>
        target instanceof Element &&
        (target.closest(NOT_DRAGGED) !== null || isOut(target.closest("[data-item]"))),
      preventOnFilter: false,
      forceFallback: true, // one way for mouse, pen and finger
      fallbackOnBody: true,
      fallbackTolerance: 4,
      delay: 200,
      delayOnTouchOnly: true,
      touchStartThreshold: 6,
      scrollSensitivity: 80,
      scrollSpeed: 18,
      bubbleScroll: true,
      // What the hand has let go over stays beneath it.
      scrollFn: () => (release.kept() ? undefined : "continue"),
      // Nothing is put in order where the order is fixed, and measuring hundreds of slips is slow.
      animation: still || list.dataset.fixed !== undefined ? 0 : 120,
      ghostClass: "drop-here",
      fallbackClass: "in-hand",
      onChoose: (event) => release.watch(/** @type {any} */ (event).originalEvent),
      onUnchoose: release.over,
      onStart: ({ item }) => {
        waiting += 1;
        out.push({ item, parent: /** @type {Node} */ (item.parentNode), next: item.nextSibling });
        onStart();
      },
      onEnd: drop,
    });

  return {
    attach(root) {
      // SortableJS takes an empty list that has left the page for one as large as the window.
      for (const one of lists) if (!one.el.isConnected) forget(one);
      for (const list of root.querySelectorAll("[data-list]")) {
        const element = /** @type {HTMLElement} */ (list);
        if (!Sortable.get(element)) lists.add(make(element));
      }
    },
    moving: () => waiting > 0,
  };
}

/** @param {HTMLElement} element @returns {Thing} */
function thingOf(element) {
  return { kind: element.dataset.item ?? "", id: element.dataset.id ?? "" };
}
