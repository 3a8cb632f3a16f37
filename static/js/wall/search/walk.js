/**
 * Walking along the wall, poster after poster: by swipe, keys and buttons. The address follows, so
 * that a link can be passed on and "back" comes back to where one stood.
 */
import { named } from "../../core/moving/arrive.js";

/** On a phone the posters hang side by side, one to a screen (static/css/parts/wall/strip.css). */
const NARROW = matchMedia("(max-width: 40rem)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const AT_REST_MS = 160;
/** A smooth way is not longer than this; on a slow machine it pauses under way. */
const UNDER_WAY_MS = 2000;
/** How a reader scrolls by themselves. */
const BY_HAND = ["wheel", "touchmove", "pointerdown", "keydown"];

/** @typedef {{at: number, count: number}} Place `at` counts from 0 */

/**
 * @param {{app: HTMLElement, onPlace: () => void, near: () => boolean}} page `onPlace`: the reader came to
 *   another poster; `near` brings the posters up, when the reader is taken to one of them from far: true
 */
export function openWalk({ app, onPlace, near }) {
  let timer = 0;
  let at = 0;
  /** Until then the page scrolls because the reader was taken to a poster, and is there already. */
  let taken = 0;

  const all = () => /** @type {HTMLElement[]} */ ([...app.querySelectorAll(".strip .poster")]);

  const isFar = () => app.querySelector(".strip")?.hasAttribute("hidden") ?? false;

  const rest = () => {
    if (performance.now() < taken || isFar()) return;
    const posters = all();
    const now = nearest(posters, at);
    if (now < 0 || now === at) return;
    at = now;
    address(posters[at]);
    onPlace();
  };
  const scrolled = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(rest, AT_REST_MS);
  };

  /** @param {number} index @param {boolean} [quick] */
  const go = (index, quick = false) => {
    const posters = all();
    const poster = posters[Math.max(0, Math.min(posters.length - 1, index))];
    if (!poster) return null;
    stand(poster, quick);
    taken = performance.now() + UNDER_WAY_MS;
    at = posters.indexOf(poster);
    address(poster);
    onPlace();
    return poster;
  };

  /** To what the address names; false when it names nothing here. */
  const follow = () => {
    const place = document.getElementById(named());
    const link = app.querySelector(`.jump a[href="${CSS.escape(location.hash)}"]`);
    const first = link?.getAttribute("data-first");
    const poster = NARROW.matches && first ? document.getElementById(first) : place;
    if (!poster) return false;
    near();
    if (!NARROW.matches) poster.scrollIntoView();
    const index = all().indexOf(poster);
    if (index >= 0) go(index, true);
    return true;
  };

  app.addEventListener("scroll", scrolled, { capture: true, passive: true });
  window.addEventListener("scroll", scrolled, { passive: true });
  for (const how of BY_HAND)
    window.addEventListener(how, () => (taken = 0), { capture: true, passive: true });
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || isFar() || busy(event)) return;
    event.preventDefault();
    go(at + way)?.focus({ preventScroll: true });
  });

  const walk = {
    follow,
    back: () => go(at - 1),
    on: () => go(at + 1),
    /** @param {HTMLElement} poster at once */
    to: (poster) => go(all().indexOf(poster), true),
    /** @param {Element|null} element bring it, and its poster, before the reader's eyes */
    show(element) {
      const poster = /** @type {HTMLElement|null} */ (element?.closest(".poster") ?? null);
      if (!element || !poster) return;
      // Posters that come up are as high as they are only when they have been drawn once.
      if (near()) afterDrawing(() => walk.show(element));
      go(all().indexOf(poster), true);
      // On a phone the poster is rolled by itself: the page round it stays.
      if (NARROW.matches) poster.scrollBy({ top: below(element, poster), behavior: "instant" });
      else element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    },
    /** @returns {Place} */
    place: () => ({ at, count: all().length }),
  };
  return walk;
}

/** @param {() => void} then when what is there now has been on the screen once */
export function afterDrawing(then) {
  requestAnimationFrame(() => requestAnimationFrame(then));
}

/** @type {Record<string, 1|-1>} */
const WAYS = { ArrowLeft: -1, ArrowRight: 1 };

/** The arrows belong to who writes, and to an open sheet. @param {KeyboardEvent} event */
function busy(event) {
  const on = /** @type {Element} */ (event.target);
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return true;
  return Boolean(on.closest("input, textarea, select") || document.querySelector("dialog[open]"));
}

/** @param {HTMLElement} poster @param {boolean} quick */
function stand(poster, quick) {
  const behavior = quick || CALM.matches ? "instant" : "smooth";
  const strip = poster.closest(".strip");
  if (!NARROW.matches || !strip) {
    poster.scrollIntoView({ behavior, block: "start" });
    return;
  }
  // To a place, not by a way: a way stops at every poster (scroll-snap-stop).
  strip.scrollTo({ left: strip.scrollLeft + middle(poster) - middle(strip), behavior });
}

/** @param {Element} element @returns {number} its middle, px from the left of the screen */
function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}

/** @param {Element} element @param {Element} box @returns {number} px between their middles */
function below(element, box) {
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  return inner.top + inner.height / 2 - outer.top - outer.height / 2;
}

/** @param {HTMLElement|undefined} poster */
function address(poster) {
  if (poster && location.hash !== `#${poster.id}`) history.replaceState(null, "", `#${poster.id}`);
}

/**
 * @param {HTMLElement[]} posters
 * @param {number} at where the reader was: of posters side by side it is the same one still
 * @returns {number} the one before the reader's eyes; -1: none
 */
function nearest(posters, at) {
  if (!posters.length) return -1;
  if (!NARROW.matches) {
    const line = innerHeight / 3;
    const still = posters[at]?.getBoundingClientRect();
    if (still && still.top < line && still.bottom > line) return at;
    const below = posters.findIndex((poster) => poster.getBoundingClientRect().bottom > line);
    return below < 0 ? posters.length - 1 : below;
  }
  const far = posters.map((poster) => Math.abs(middle(poster) - innerWidth / 2));
  return far.indexOf(Math.min(...far));
}
