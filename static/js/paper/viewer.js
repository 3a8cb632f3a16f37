// The photograph to type off: larger and smaller, moved and turned, by fingers, mouse, wheel and keys.

import { render } from "lit-html";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { fingers } from "./fingers.js";
import { viewerView } from "./viewer_view.js";
import { kept, moved, turned, WHOLE, zoomed } from "./zoom.js";

const STEP = 1.4;
const STRIDE = 60;

/** @typedef {{id: number, alt: string}} Photo */
/** @typedef {import("./zoom.js").Place} Place */

/**
 * @param {object} options
 * @param {string} options.base
 */
export function viewer({ base }) {
  const element = document.createElement("section");
  element.className = "viewer";
  element.setAttribute("aria-label", t("The photograph"));
  /** @type {Photo[]} */
  let photos = [];
  /** @type {number | undefined} */
  let shown;
  /** Those that could not be fetched. @type {Set<number>} */
  const lost = new Set();
  /** By photograph, so that coming back finds it as it was left. @type {Map<number, Place>} */
  const places = new Map();

  const picture = () => /** @type {HTMLImageElement | null} */ (element.querySelector("img"));
  const frame = () => /** @type {HTMLElement} */ (element.querySelector(".frame"));
  const place = () => places.get(Number(shown)) ?? WHOLE;

  /** @param {Place} next */
  const lay = (next) => {
    const image = picture();
    const box = frame();
    if (!image?.naturalWidth || shown === undefined) return;
    const natural = { width: image.naturalWidth, height: image.naturalHeight };
    const now = kept(next, natural, { width: box.clientWidth, height: box.clientHeight });
    places.set(shown, now);
    layImage(image, natural, now, fit(natural, box, now.turns) * now.scale);
    box.dataset.scale = now.scale.toFixed(2);
  };
  /** @param {number} factor */
  const zoom = (factor) => {
    lay(zoomed(place(), factor));
    say(t("%(percent)s per cent", { percent: Math.round(place().scale * 100) }));
  };
  const turn = () => lay(turned(place()));
  const all = () => lay({ ...WHOLE, turns: place().turns });

  /** @param {number} id */
  const show = (id) => {
    shown = id;
    draw();
  };

  const draw = () => {
    const photo = photos.find(({ id }) => id === shown);
    render(
      viewerView({ base, photos, photo, lost: photo && lost.has(photo.id) }, handlers),
      element,
    );
    lay(place());
  };
  const handlers = {
    key: keysFor({ zoom, all, move: (x, y) => lay(moved(place(), x, y)) }),
    show,
    larger: () => zoom(STEP),
    smaller: () => zoom(1 / STEP),
    all,
    turn,
    laid: () => lay(place()),
    failed: (/** @type {number} */ id) => {
      lost.add(id);
      draw();
    },
    again: (/** @type {number} */ id) => {
      lost.delete(id);
      draw();
    },
  };

  draw();
  fingers(frame(), {
    onMove: (dx, dy) => lay(moved(place(), dx, dy)),
    onZoom: (factor, at) => lay(zoomed(place(), factor, at)),
  });
  window.addEventListener("online", () => {
    lost.clear();
    draw();
  });
  new ResizeObserver(() => lay(place())).observe(frame());
  return {
    element,
    /** @param {Photo[]} next  a new one is shown when there was none, or at once after it was taken */
    update(next) {
      const fresh = next.find(({ id }) => !photos.some((photo) => photo.id === id));
      const first = !photos.length;
      photos = next;
      if (fresh) shown = first ? next[0]?.id : fresh.id;
      draw();
    },
  };
}

/**
 * @param {import("./zoom.js").Size} natural
 * @param {HTMLElement} box
 * @param {number} turns
 */
function fit({ width, height }, box, turns) {
  const [across, down] = turns % 2 ? [height, width] : [width, height];
  return Math.min(box.clientWidth / across, box.clientHeight / down);
}

/** @param {HTMLImageElement} image @param {import("./zoom.js").Size} natural @param {Place} now @param {number} share */
function layImage(image, natural, now, share) {
  image.style.setProperty("width", `${natural.width}px`);
  image.style.setProperty("height", `${natural.height}px`);
  image.style.setProperty(
    "transform",
    `translate(-50%, -50%) translate(${now.x}px, ${now.y}px) rotate(${now.turns * 90}deg) scale(${share})`,
  );
  image.dataset.laid = "";
}

/**
 * What each key does to the picture.
 * @param {{zoom(factor: number): void, all(): void, move(x: number, y: number): void}} handlers
 */
function keysFor({ zoom, all, move }) {
  /** @type {Record<string, () => void>} */
  const keys = {
    "+": () => zoom(STEP),
    "=": () => zoom(STEP), // plus without the shift key, where it lies there
    "-": () => zoom(1 / STEP),
    0: all,
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
