/**
 * What of the paper can be changed where it stands: the introduction, summaries, headings, sentences.
 * The paper is drawn by the café (templates/report/paper.html); here its pieces are only found.
 *
 * @typedef {"intro"|"summary"|"heading"|"entry"} Kind
 * @typedef {{key: string, kind: Kind, id: string, elements: HTMLElement[]}} Piece
 *   `key` is `entry:<id>`; the introduction has an element for each paragraph
 * @typedef {{id: string, listed: boolean, entries: string[]}} Under a heading and its sentences, as printed
 */
import { t } from "../core/texts.js";

const BLANK = "blank";

/**
 * Make the pieces of `paper` into what can be pressed.
 * @param {ParentNode} paper not necessarily on the page yet
 * @param {boolean} sorting whether headings and sentences may be changed too
 */
export function mark(paper, sorting) {
  for (const section of paper.querySelectorAll("section[id^=question-]")) {
    if (!section.querySelector(":scope > .paper-summary")) section.children[0]?.after(blank());
  }
  for (const { kind, key, elements } of pieces(paper, sorting)) {
    for (const element of elements) {
      element.dataset.piece = key;
      element.dataset.kind = kind;
      element.setAttribute("role", "button");
      element.tabIndex = -1;
    }
  }
}

/** A question without a summary prints none; here is where to write it. */
function blank() {
  const place = document.createElement("p");
  place.className = `paper-summary ${BLANK}`;
  place.lang = document.documentElement.lang; // the paper around it speaks the café's
  place.textContent = t("Write a summary");
  return place;
}

/** Paper again, and nothing else. @param {ParentNode} paper */
export function unmark(paper) {
  for (const place of paper.querySelectorAll(`.paper-summary.${BLANK}`)) place.remove();
  for (const piece of paper.querySelectorAll("[data-piece]")) {
    for (const name of ["data-piece", "data-kind", "role", "tabindex"]) piece.removeAttribute(name);
  }
}

/** @param {ParentNode} paper @param {boolean} sorting @returns {Piece[]} in reading order */
function pieces(paper, sorting) {
  /** @type {Piece[]} */
  const found = [];
  /** @param {Kind} kind @param {string} id @param {Iterable<Element>} elements */
  const add = (kind, id, elements) => {
    const own = /** @type {HTMLElement[]} */ ([...elements]);
    if (own.length) found.push({ key: `${kind}:${id}`, kind, id, elements: own });
  };
  add("intro", "", paper.querySelectorAll(".paper-intro"));
  for (const section of paper.querySelectorAll("section[id^=question-]")) {
    add("summary", section.id.slice(9), section.querySelectorAll(":scope > .paper-summary"));
    if (!sorting) continue;
    for (const element of section.querySelectorAll("[id^=c-], [id^=s-]")) {
      add(element.id.startsWith("c-") ? "heading" : "entry", element.id.slice(2), [element]);
    }
  }
  return found;
}

/** @param {ParentNode} paper @param {string} key @returns {HTMLElement[]} */
export function elementsOf(paper, key) {
  return [...paper.querySelectorAll(`[data-piece="${CSS.escape(key)}"]`)].map(
    (element) => /** @type {HTMLElement} */ (element),
  );
}

/** Every piece once, in reading order. @param {ParentNode} paper @returns {string[]} keys */
export function keysOf(paper) {
  const all = [...paper.querySelectorAll("[data-piece]")];
  return [...new Set(all.map((piece) => /** @type {HTMLElement} */ (piece).dataset.piece ?? ""))];
}

/**
 * The headings of the question in which `element` stands, with their sentences.
 * @param {Element} element
 * @returns {Under[]}
 */
export function outline(element) {
  /** @type {Under[]} */
  const found = [];
  for (const piece of element.closest("section")?.querySelectorAll("[id^=c-], [id^=s-]") ?? []) {
    const id = piece.id.slice(2);
    const listed = piece.parentElement?.tagName === "LI";
    if (piece.id.startsWith("c-")) found.push({ id, listed, entries: [] });
    else found.at(-1)?.entries.push(id);
  }
  return found;
}
