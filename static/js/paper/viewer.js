// The photograph to type off: larger and smaller, moved and turned, by fingers, mouse, wheel and keys.

import { render } from "lit-html";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { fingers } from "./fingers.js";
import { paneOf } from "./laying.js";
import { handleMarks } from "./marking/marks.js";
import { viewerView } from "./viewer_view.js";
import { moved, turned, WHOLE, zoomed } from "./zoom.js";

const STEP = 1.4;
const STRIDE = 60;

/** @typedef {import("./cells/rules.js").Photo} Photo */
/** @typedef {import("./viewer_view.js").Mark} Mark */
/** @typedef {import("./zoom.js").Place} Place */

/**
 * @param {object} options
 * @param {string} options.base
 * @param {(picture: HTMLImageElement) => void} options.onLaid  another picture is there to be seen, or
 *   the frame has another size
 * @param {() => void} options.onShow  another one was chosen
 * @param {(at: {x: number, y: number}) => void} options.onPoint  a place of the picture was pressed, in
 *   parts of its sides
 * @param {import("./marking/marks.js").MarkHandlers} options.marking  `at` of a drag in parts of the picture's sides
 */
export function viewer({ base, onLaid, onShow, onPoint, marking }) {
  const element = document.createElement("section");
  element.className = "viewer";
  element.setAttribute("aria-label", t("The photograph"));
  /** @type {Photo[]} */
  let photos = [];
  /** @type {number | undefined} */
  let shown;
  /** @type {[Mark[], import("./viewer_view.js").About | null]} */
  let [marks, about] = [[], null];
  /** Those that could not be fetched. @type {Set<number>} */
  const lost = new Set();

  const frame = () => /** @type {HTMLElement} */ (element.querySelector(".frame"));
  const pane = paneOf(element);
  const { place, lay, zoom, all, move, turn } = movesOf(pane, () => shown);

  /** @param {number} id */
  const show = (id) => {
    shown = id;
    draw();
    onShow();
  };
  /** @param {{x: number, y: number}} at  from the frame's middle */
  const point = (at) => {
    const there = pane.pointed(at, place());
    if (there) onPoint(there);
  };
  /** @param {number} id @param {boolean} is */
  const lose = (id, is) => {
    if (is) lost.add(id);
    else lost.delete(id);
    draw();
  };

  /** There for the first time, or in a frame of another size. */
  const laid = () => {
    lay(place());
    const image = pane.picture();
    if (image?.naturalWidth) onLaid(image);
  };
  const draw = () => {
    const photo = photos.find(({ id }) => id === shown);
    render(
      viewerView(
        { base, photos, photo, lost: photo && lost.has(photo.id), marks, about },
        handlers,
      ),
      element,
    );
    lay(place());
  };
  const handlers = {
    key: keysFor({ zoom, all, move, point: () => point({ x: 0, y: 0 }) }),
    show,
    larger: () => zoom(STEP),
    smaller: () => zoom(1 / STEP),
    all,
    turn,
    laid,
    failed: (/** @type {number} */ id) => lose(id, true),
    again: (/** @type {number} */ id) => lose(id, false),
    takeOff: marking.takeOff,
    undoMark: marking.undo,
  };

  draw();
  hold(frame(), { pane, place, lay, move, point, marking });
  window.addEventListener("online", () => {
    lost.clear();
    draw();
  });
  new ResizeObserver(laid).observe(frame());
  return {
    element,
    /** Bring a part of the picture near. @param {import("./cells/rules.js").Rect} rect */
    look: (rect) => lay(pane.near(rect) ?? place()),
    shown: () => photos.find(({ id }) => id === shown),
    show,
    /** @param {Mark[]} next @param {import("./viewer_view.js").About | null} chosen */
    mark(next, chosen) {
      [marks, about] = [next, chosen];
      draw();
    },
    /** @param {Photo[]} next  a new one is shown when there was none, or at once after it was taken */
    update(next) {
      shown = shownOf(photos, next, shown);
      photos = next;
      draw();
    },
  };
}

/**
 * Hands on the frame: on its marks first, else on the picture.
 * @param {HTMLElement} frame
 * @param {Pick<ReturnType<typeof movesOf>, "place" | "lay" | "move"> & {pane: ReturnType<typeof paneOf>,
 *   point(at: {x: number, y: number}): void, marking: import("./marking/marks.js").MarkHandlers}} page
 */
function hold(frame, { pane, place, lay, move, point, marking }) {
  handleMarks(frame, {
    ...marking,
    drag(id, at) {
      const there = pane.pointed(at, place());
      if (there) marking.drag(id, there);
    },
  });
  fingers(frame, {
    onMove: move,
    onZoom: (factor, at) => lay(zoomed(place(), factor, at)),
    onTap: point,
  });
}

/**
 * Where the picture lies, and what buttons, keys and fingers do to that.
 * @param {ReturnType<typeof paneOf>} pane
 * @param {() => number | undefined} shown
 */
function movesOf(pane, shown) {
  /** By photograph, so that coming back finds it as it was left. @type {Map<number, Place>} */
  const places = new Map();
  const place = () => places.get(Number(shown())) ?? WHOLE;
  /** @param {Place} next */
  const lay = (next) => {
    const now = shown() === undefined ? null : pane.lay(next);
    if (now) places.set(Number(shown()), now);
  };
  return {
    place,
    lay,
    turn: () => lay(turned(place())),
    all: () => lay({ ...WHOLE, turns: place().turns }),
    /** @param {number} x @param {number} y */
    move: (x, y) => lay(moved(place(), x, y)),
    /** @param {number} factor */
    zoom(factor) {
      lay(zoomed(place(), factor));
      say(t("%(percent)s per cent", { percent: Math.round(place().scale * 100) }));
    },
  };
}

/**
 * Which one is shown of the `next`, when `shown` was of those before.
 * @param {Photo[]} before
 * @param {Photo[]} next
 * @param {number | undefined} shown
 */
function shownOf(before, next, shown) {
  const fresh = next.find(({ id }) => !before.some((photo) => photo.id === id));
  if (fresh) return before.length ? fresh.id : next[0]?.id;
  return next.some(({ id }) => id === shown) ? shown : next.at(-1)?.id;
}

/**
 * What each key does to the picture.
 * @param {{zoom(factor: number): void, all(): void, move(x: number, y: number): void, point(): void}} handlers
 */
function keysFor({ zoom, all, move, point }) {
  /** @type {Record<string, () => void>} */
  const keys = {
    "+": () => zoom(STEP),
    "=": () => zoom(STEP), // plus without the shift key, where it lies there
    "-": () => zoom(1 / STEP),
    0: all,
    m: point,
    ArrowLeft: () => move(STRIDE, 0),
    ArrowRight: () => move(-STRIDE, 0),
    ArrowUp: () => move(0, STRIDE),
    ArrowDown: () => move(0, -STRIDE),
  };
  return (/** @type {KeyboardEvent} */ event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
