/**
 * A heading or a sentence taken by mouse, pen or finger and dropped elsewhere in its question. The
 * sentences are running text, not boxes: where it will fall is shown as a caret between them.
 *
 * @typedef {{kind: "heading"|"entry", id: string}} Thing
 * @typedef {Thing & {after: boolean}} At
 */

import { shortened } from "../core/words.js";

const START_PX = 6;
const HOLD_MS = 300;
const EDGE_PX = 80;
const MOVABLE = "[data-kind=heading], [data-kind=entry]";

/**
 * @param {HTMLElement} paper
 * @param {{may(): boolean, onDrop(element: HTMLElement, thing: Thing, at: At): void}} page
 * @returns {{moving(): boolean}}
 */
export function draggable(paper, { may, onDrop }) {
  /** @type {{element: HTMLElement, x: number, y: number, moving: boolean, at: At|null}|null} */
  let hand = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let hold;
  let [x, y] = [0, 0];
  const caret = box("drop-caret");
  const carried = box("in-hand");

  /** @param {PointerEvent} event */
  const down = (event) => {
    const target = event.target instanceof Element ? event.target.closest(MOVABLE) : null;
    if (!target || !event.isPrimary || event.button !== 0 || !may()) return;
    const element = /** @type {HTMLElement} */ (target);
    [x, y] = [event.clientX, event.clientY]; // a finger that holds still does not move
    hand = { element, x, y, moving: false, at: null };
    if (event.pointerType === "touch") hold = setTimeout(start, HOLD_MS);
  };
  const start = () => {
    if (!hand) return;
    hand.moving = true;
    carried.textContent = shortened(hand.element.textContent ?? "", 60);
    hand.element.classList.add("taken");
    document.body.append(caret, carried);
    getSelection()?.removeAllRanges();
    follow();
    requestAnimationFrame(scroll);
  };
  /** @param {PointerEvent} event */
  const move = (event) => {
    if (!hand || !event.isPrimary) return;
    [x, y] = [event.clientX, event.clientY];
    const far = Math.hypot(x - hand.x, y - hand.y) > START_PX;
    if (hand.moving) follow();
    else if (far && event.pointerType === "touch") letGo();
    else if (far) start();
  };
  const follow = () => {
    if (!hand) return;
    carried.style.translate = `${x + 12}px ${y + 12}px`;
    hand.at = under(hand.element, x, y) ?? hand.at;
    const line = hand.at && place(paper, hand.at);
    caret.hidden = !line;
    if (!line) return;
    layAt(caret, line);
  };
  /** Towards what lies beyond the window's edges. */
  const scroll = () => {
    if (!hand?.moving) return;
    const by = beyond(y, innerHeight);
    if (by) {
      scrollBy(0, by / 4);
      follow();
    }
    requestAnimationFrame(scroll);
  };
  const letGo = () => {
    clearTimeout(hold);
    hand?.element.classList.remove("taken");
    caret.remove();
    carried.remove();
    hand = null;
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    if (!hand || !event.isPrimary) return;
    if (hand.moving) move(event); // where it is let go, not where it was last heard of
    const { element, moving, at } = hand;
    letGo();
    if (!moving) return;
    swallowClick();
    if (at) onDrop(element, thingOf(element), at);
  };
  /** @param {Event} event a page that scrolled would take the thing out of the hand */
  const stay = (event) => {
    if (hand?.moving && event.cancelable) event.preventDefault();
  };

  paper.addEventListener("pointerdown", down);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", letGo);
  addEventListener("keydown", ({ key }) => key === "Escape" && hand && letGo(), true);
  paper.addEventListener("touchmove", stay, { passive: false });
  paper.addEventListener("contextmenu", stay);
  paper.addEventListener("selectstart", (event) => {
    if (hand) event.preventDefault();
  });
  return { moving: () => hand?.moving ?? false };
}

/** @param {string} name */
function box(name) {
  const element = document.createElement("div");
  element.className = name;
  element.setAttribute("aria-hidden", "true");
  return element;
}

/** @param {HTMLElement} element @param {{x: number, y: number, width: number, height: number}} box */
function layAt({ style }, { x, y, width, height }) {
  style.translate = `${x}px ${y}px`;
  [style.width, style.height] = [`${width}px`, `${height}px`];
}

/** How far the hand is in the window's edge: less than 0 at the top. @param {number} y @param {number} height */
function beyond(y, height) {
  return y < EDGE_PX ? y - EDGE_PX : Math.max(0, y - height + EDGE_PX);
}

/** The click that follows is the end of the drag, not a press. */
function swallowClick() {
  const swallow = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, true), 50);
}

/** @param {HTMLElement} element @returns {Thing} */
function thingOf(element) {
  const kind = /** @type {Thing["kind"]} */ (element.dataset.kind);
  return { kind, id: element.id.slice(2) };
}

/**
 * Where what is in the hand would fall: beside a piece of the same question.
 * @param {HTMLElement} taken @param {number} x @param {number} y @returns {At|null}
 */
function under(taken, x, y) {
  const found = document.elementFromPoint(x, y);
  const wholes = taken.dataset.kind === "heading";
  const block = found?.closest("section > ul > li, section > p, section > div");
  const piece = wholes ? block?.querySelector("[data-kind=heading]") : found?.closest(MOVABLE);
  if (!(piece instanceof HTMLElement) || piece.closest("section") !== taken.closest("section")) {
    return null;
  }
  const thing = thingOf(piece);
  if (wholes) {
    const { top, height } = /** @type {Element} */ (piece.parentElement).getBoundingClientRect();
    return { ...thing, after: y > top + height / 2 };
  }
  const { first, last } = ends(piece);
  const [begin, end] = [middle(first, first.left), middle(last, last.right)];
  const after = thing.kind === "heading" || distance(end, x, y) < distance(begin, x, y);
  return { ...thing, after };
}

/** The line that shows where it falls, in the window. @param {HTMLElement} paper @param {At} at */
function place(paper, { kind, id, after }) {
  const piece = paper.querySelector(`[id="${kind === "heading" ? "c" : "s"}-${CSS.escape(id)}"]`);
  if (!(piece instanceof HTMLElement)) return null;
  const taken = paper.querySelector(".taken");
  if (taken instanceof HTMLElement && taken.dataset.kind === "heading") {
    const { left, width, top, bottom } = /** @type {Element} */ (
      piece.parentElement
    ).getBoundingClientRect();
    return { x: left, y: after ? bottom : top, width, height: 3 };
  }
  const { first, last } = ends(piece);
  const edge = after ? last : first;
  return { x: (after ? edge.right : edge.left) - 1, y: edge.top, width: 3, height: edge.height };
}

/** The first and last line of running text. @param {HTMLElement} piece */
function ends(piece) {
  const lines = [...piece.getClientRects()];
  const whole = piece.getBoundingClientRect();
  return { first: lines[0] ?? whole, last: lines.at(-1) ?? whole };
}

/** @param {DOMRect} line @param {number} x */
function middle({ top, height }, x) {
  return { x, y: top + height / 2 };
}

/** Lines count more than letters: a hand on a line means that line. @param {{x: number, y: number}} point @param {number} x @param {number} y */
function distance(point, x, y) {
  return Math.hypot(point.x - x, (point.y - y) * 8);
}
