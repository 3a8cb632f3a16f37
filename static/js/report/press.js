/** Which keys and presses in the paper mean what. */

import { composing } from "../core/keys.js";

const ALONG = {
  ArrowUp: "ArrowUp",
  ArrowLeft: "ArrowUp",
  ArrowDown: "ArrowDown",
  ArrowRight: "ArrowDown",
  Home: "Home",
  End: "End",
};

/**
 * @param {HTMLElement} paper
 * @param {{change(key: string, event?: MouseEvent): void, shift(key: string, up: boolean): void, back(way: "undo"|"redo"): void,
 *   along(key: string, arrow: string): void, at(key: string): void}} handlers `key` names a piece
 */
export function press(paper, handlers) {
  paper.addEventListener("click", (event) => {
    const { target } = event;
    const key = pieceAt(target);
    if (key && !String(getSelection())) handlers.change(key, event);
  });
  paper.addEventListener("focusin", ({ target }) => {
    const key = pieceAt(target);
    if (key) handlers.at(key);
  });
  paper.addEventListener("keydown", (event) => {
    const key = pieceAt(event.target);
    if (!key || composing(event)) return;
    if (command(event, key, handlers)) event.preventDefault();
  });
}

/** @param {KeyboardEvent} event @param {string} key @param {Parameters<typeof press>[1]} handlers @returns {boolean} whether it meant something */
function command({ key: pressed, altKey, ctrlKey, metaKey, shiftKey }, key, handlers) {
  const letter = pressed.toLowerCase();
  if ((ctrlKey || metaKey) && !altKey) {
    if (letter !== "z" && letter !== "y") return false;
    handlers.back(letter === "y" || shiftKey ? "redo" : "undo");
    return true;
  }
  const arrow = ALONG[/** @type {keyof typeof ALONG} */ (pressed)];
  if (altKey) {
    if (pressed !== "ArrowUp" && pressed !== "ArrowDown") return false;
    handlers.shift(key, pressed === "ArrowUp");
  } else if (arrow) handlers.along(key, arrow);
  else if (pressed === "Enter" || pressed === " ") handlers.change(key);
  else return false;
  return true;
}

/** @param {EventTarget|null} target */
function pieceAt(target) {
  const piece = target instanceof Element ? target.closest("[data-piece]") : null;
  return piece instanceof HTMLElement ? piece.dataset.piece : undefined;
}
