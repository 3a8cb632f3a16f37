// The pieces of the draft that can be remarked on: each sentence, heading and question gets a button,
// and room below it for what this device has said.

import { render } from "lit-html";
import { t } from "../core/texts.js";
import { shortened } from "../core/words.js";
import { pencil } from "../table/icons.js";

const PIECES = "[id^='s-'], [id^='c-'], section[id^='question-'] > h3";

/** @typedef {{element: HTMLElement, anchor: string, words: string}} Place */

/** @param {HTMLElement} paper @returns {Place[]} in reading order */
export function placesIn(paper) {
  const found = /** @type {NodeListOf<HTMLElement>} */ (paper.querySelectorAll(PIECES));
  return [...found].map((element) => ({
    element,
    anchor: element.id || (element.closest("section")?.id ?? ""),
    words: (element.textContent ?? "").replace(/\s+/g, " ").trim(),
  }));
}

/** A button behind each piece, for hands, keys and ears. @param {Place[]} places @param {(place: Place) => void} ask */
export function offer(places, ask) {
  for (const place of places) {
    const { element, words } = place;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "remark-on";
    render(pencil, button);
    button.setAttribute("aria-label", `${t("Say something")}: ${shortened(words)}`);
    button.addEventListener("click", () => ask(place));
    element.classList.add("remarkable");
    if (element.tagName === "H3") element.append(" ", button);
    else element.after(" ", button);
  }
}

/** Who presses the words themselves means them too. @param {HTMLElement} paper @param {Place[]} places @param {(place: Place) => void} ask */
export function offerWords(paper, places, ask) {
  paper.addEventListener("click", ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target);
    if (pressed.closest("a, button, .own") || getSelection()?.toString()) return;
    const place = places.find(({ element }) => element.contains(pressed));
    if (place) ask(place);
  });
}

/** Finds where the own remarks on a piece are listed; the list is made when there is something in it. */
export function lists() {
  /** @type {Map<string, HTMLElement>} */
  const made = new Map();
  return {
    /** @param {Place} place */
    has: ({ anchor }) => made.has(anchor),
    /** @param {Place} place */
    of({ element, anchor }) {
      const known = made.get(anchor);
      if (known) return known;
      const list = document.createElement("ul");
      list.className = "own";
      const block = element.closest("li, p, h3, div") ?? element;
      if (block.tagName === "LI") block.append(list);
      else block.after(list);
      made.set(anchor, list);
      return list;
    },
  };
}
