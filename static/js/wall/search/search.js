/** Search over all notes: matches are marked where they hang, and one goes from one to the next. */
import { html, nothing } from "lit-html";
import { composing } from "../../core/keys.js";
import { fold } from "../../core/text/matching.js";
import { t } from "../../core/texts.js";

const SHORTEST = 2;

/** @typedef {ReturnType<typeof openSearch>} Search */

/**
 * @param {{app: HTMLElement, redraw: () => void, show: (element: Element|null) => void}} page
 *   `show` brings a match before the reader's eyes
 */
export function openSearch({ app, redraw, show }) {
  let at = 0;
  const search = {
    open: false,
    query: "",
    start() {
      search.open = true;
      redraw();
      field()?.focus();
    },
    end() {
      if (!search.open) return;
      [search.open, search.query, at] = [false, "", 0];
      redraw();
      /** @type {HTMLElement|null} */ (app.querySelector(".to-search"))?.focus();
    },
    /** @param {Event} event */
    type(event) {
      const words = fold(/** @type {HTMLInputElement} */ (event.target).value);
      search.query = words.length < SHORTEST ? "" : words;
      at = 0;
      redraw();
      if (hits().length) search.go(0);
    },
    /** @param {1|-1|0} way */
    go(way) {
      const found = hits();
      if (!found.length) return;
      at = (at + way + found.length) % found.length;
      search.drawn();
      show(found[at] ?? null);
      field()?.focus({ preventScroll: true });
    },
    /** After each drawing: how many there are now, and which one is looked at. */
    drawn() {
      if (!search.open) return;
      const found = hits();
      at = Math.min(at, Math.max(0, found.length - 1));
      for (const [place, mark] of found.entries()) mark.toggleAttribute("data-now", place === at);
      const told = app.querySelector(".search output");
      const words = countWords(found.length, at, Boolean(search.query));
      if (told && told.textContent !== words) told.textContent = words;
    },
  };
  const field = () => /** @type {HTMLElement|null} */ (app.querySelector("#search"));
  const hits = () => [...app.querySelectorAll(".poster mark")];

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const on = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && search.open) search.end();
    else if (event.key === "/" && !on.closest("input, textarea, select")) search.start();
    else return;
    event.preventDefault();
  });
  return search;
}

/** @param {number} count @param {number} at @param {boolean} asked @returns {string} */
function countWords(count, at, asked) {
  if (!asked) return "";
  return count ? t("Match %(place)s of %(count)s", { place: at + 1, count }) : t("No matches");
}

/** @param {Search} search */
export function searchForm(search) {
  if (!search.open)
    return html`<button class="pill to-search" type="button" @click=${search.start}>${t("Search")}</button>`;
  return html`<form class="search" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}
    @keydown=${(/** @type {KeyboardEvent} */ event) => keys(event, search)}>
    <label class="sr-only" for="search">${t("Search the notes")}</label>
    <input class="ds-input" id="search" type="search" autocomplete="off" enterkeyhint="search"
      placeholder=${t("Search the notes")} @input=${search.type}>
    <output for="search" role="status"></output>
    ${search.query ? steps(search) : nothing}
    <button class="pill" type="button" @click=${search.end}>${t("End the search")}</button>
  </form>`;
}

/** @param {Search} search */
function steps(search) {
  return html`<button class="pill step back" type="button" aria-label=${t("Previous match")} @click=${() => search.go(-1)}></button>
    <button class="pill step on" type="button" aria-label=${t("Next match")} @click=${() => search.go(1)}></button>`;
}

/** Enter and the arrows up and down go from match to match. @param {KeyboardEvent} event @param {Search} search */
function keys(event, search) {
  if (composing(event) || !(/** @type {Element} */ (event.target).closest("input"))) return;
  const back = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  if (!back && event.key !== "Enter" && event.key !== "ArrowDown") return;
  event.preventDefault();
  search.go(back ? -1 : 1);
}
