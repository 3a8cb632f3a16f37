/** The big screen: one poster at a time, as large as it goes, in a calm tour that anybody can hold. */
import { html, nothing, render } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";
import { card, drawFields, mainStatement, photographs } from "../poster.js";
import { fit, pagesOf, whole } from "./fit.js";
import { route, seconds, step } from "./tour.js";

/** @typedef {import("../outline.js").Poster} Poster */
/** @typedef {import("./tour.js").Stop} Stop */

// 3.2 hundredths of a screen two metres high is read from ten metres.
const SLIPS = { smallest: 3.2, largest: 5.5 };
const CARD = { smallest: 1.8, largest: 3.4 };

/**
 * @param {HTMLElement} app
 * @param {string} base the wall's address
 * @returns {{show(hung: Map<number, Poster>, fresh: Set<string>, open: boolean): void}} `open`:
 *   people write now
 */
export function openProjector(app, base) {
  /** @type {Map<number, Poster>} */
  let hung = new Map();
  /** @type {Set<string>} */
  let fresh = new Set();
  /** @type {Stop|null} */
  let here = null;
  /** @type {number|null} */
  let only = null;
  let pages = 1;
  let timer = 0;
  let open = false;
  let playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;

  const tables = () => route(hung.values(), only, open);

  /** @param {1|-1} way */
  const go = (way) => {
    here = step(tables(), here, pages, way);
    draw(true);
  };

  const wait = () => {
    window.clearTimeout(timer);
    const poster = here && hung.get(here.table);
    if (!playing || !poster) return;
    timer = window.setTimeout(() => go(1), seconds(poster, pages) * 1000);
  };

  /** @param {boolean} anew another poster or screen: find the size again */
  const draw = (anew) => {
    const poster = here ? hung.get(here.table) : undefined;
    const questions = new Set([...hung.values()].map(({ question }) => question.number));
    render(
      screen({ poster, fresh, base, open, playing, only, questions, place: tables(), controls }),
      app,
    );
    if (poster) turn(anew);
    if (anew) wait();
  };

  /** @param {boolean} anew */
  const turn = (anew) => {
    const leaves = /** @type {HTMLElement} */ (app.querySelector(".leaves"));
    const side = /** @type {HTMLElement} */ (app.querySelector(".side"));
    if (anew) fit(leaves, SLIPS, () => whole(leaves));
    if (anew) fit(side, CARD, () => whole(side));
    const found = pagesOf(leaves);
    pages = found.pages;
    if (!here) return;
    here = { ...here, page: Math.min(here.page, pages - 1) };
    leaves.style.setProperty("translate", `${-here.page * found.width}px`);
    const told = app.querySelector(".page-number");
    const numbers = { page: here.page + 1, pages };
    if (told) told.textContent = pages > 1 ? ` · ${t("Page %(page)s of %(pages)s", numbers)}` : "";
  };

  const controls = {
    back: () => go(-1),
    on: () => go(1),
    hold: () => {
      playing = !playing;
      draw(true);
    },
    fill: () => (document.fullscreenElement ? document.exitFullscreen() : enterFullScreen()),
    /** @param {Event} event */
    choose: (event) => {
      only = Number(/** @type {HTMLSelectElement} */ (event.target).value) || null;
      here = null;
      go(1);
    },
  };

  document.addEventListener("keydown", (event) => {
    const on = /** @type {Element} */ (event.target);
    // A list chooses with the arrows, and space presses what has the focus.
    if (on.closest("select") || (event.key === " " && on.closest("button, a"))) return;
    const control = KEYS[event.key];
    if (!control || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    controls[control]();
  });
  new ResizeObserver(() => draw(true)).observe(app);

  return {
    show(all, arrived, now) {
      [hung, fresh, open] = [all, arrived, now];
      if (!here || !hung.has(here.table)) go(1);
      else draw(false);
    },
  };
}

/** A presenter's remote sends PageUp and PageDown. @type {Record<string, "back"|"on"|"hold">} */
const KEYS = { ArrowLeft: "back", PageUp: "back", ArrowRight: "on", PageDown: "on", " ": "hold" };

function enterFullScreen() {
  return document.documentElement.requestFullscreen?.();
}

/**
 * @param {{poster: Poster|undefined, fresh: Set<string>, base: string, open: boolean, playing: boolean,
 *   only: number|null, questions: Set<number>, place: number[], controls: any}} now
 */
function screen({ poster, fresh, base, open, playing, only, questions, place, controls }) {
  const where = poster ? place.indexOf(poster.table.id) + 1 : 0;
  return html`${
    poster
      ? keyed(poster.table.id, slide(poster, fresh, base, open))
      : html`<p class="quiet empty">${t("There are no tables in this café yet.")}</p>`
  }
  <div class="tour" role="group" aria-label=${t("Tour")}>
    <button type="button" @click=${controls.back}>${t("Previous")}</button>
    <button type="button" @click=${controls.hold}>${playing ? t("Pause") : t("Play")}</button>
    <button type="button" @click=${controls.on}>${t("Next")}</button>
    <span class="quiet">${t("Poster %(place)s of %(count)s", { place: where, count: place.length })}
      <span class="page-number"></span></span>
    <label><span class="sr-only">${t("Show")}</span>
      <select @change=${controls.choose}>
        <option value="0">${t("All questions")}</option>
        ${[...questions].sort((a, b) => a - b).map((number) => option(number, only))}
      </select></label>
    <button type="button" @click=${controls.fill}>${t("Fill the screen")}</button>
    <a href=${base}>${t("The wall")}</a>
  </div>`;
}

/** @param {number} number @param {number|null} only */
function option(number, only) {
  const words = t("Question %(number)s", { number });
  return html`<option value=${number} ?selected=${number === only}>${words}</option>`;
}

/** @type {Map<number, Element|null>} */
const waysIn = new Map();

/** How phones come to the pairs' page, as the server wrote it. @param {number} question its id */
function wayIn(question) {
  if (!waysIn.has(question)) {
    const written = document.getElementById(`way-in-${question}`);
    const found = written instanceof HTMLTemplateElement ? written.content.firstElementChild : null;
    waysIn.set(question, found);
  }
  return waysIn.get(question) ?? nothing;
}

/** @param {Poster} poster @param {Set<string>} fresh @param {string} base @param {boolean} open */
function slide(poster, fresh, base, open) {
  const { table, question } = poster;
  const name = table.cafe_name || placeName(question, table);
  return html`<article class="slide" aria-labelledby="slide-name">
    <div class="side">
      <h2 class="cafe-name" id="slide-name" dir="auto">${name}</h2>
      ${card(poster)}
      ${open ? wayIn(question.id) : nothing}
      ${mainStatement(table.main_statement)}
    </div>
    <div class="pager"><div class="leaves">
      ${drawFields(poster, fresh)}${photographs(poster, base)}</div></div>
  </article>`;
}
