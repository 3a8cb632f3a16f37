// The photograph to type off: larger and smaller, moved and turned, by fingers, mouse, wheel and keys.

import { html, nothing, render } from "lit-html";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { fingers } from "./fingers.js";
import { larger, rotate, smaller, whole } from "./icons.js";
import { kept, moved, turned, WHOLE, zoomed } from "./zoom.js";

const STEP = 1.4;
const STRIDE = 60;

/** @typedef {{id: number, alt: string}} Photo */
/** @typedef {import("./zoom.js").Place} Place */

/**
 * @param {object} options
 * @param {string} options.door
 */
export function viewer({ door }) {
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
    const share = fit(natural, box, now.turns) * now.scale;
    image.style.setProperty("width", `${natural.width}px`);
    image.style.setProperty("height", `${natural.height}px`);
    image.style.setProperty(
      "transform",
      `translate(-50%, -50%) translate(${now.x}px, ${now.y}px) rotate(${now.turns * 90}deg) scale(${share})`,
    );
    box.dataset.scale = now.scale.toFixed(2);
    image.dataset.laid = "";
  };
  /** @param {number} factor */
  const zoom = (factor) => {
    lay(zoomed(place(), factor));
    say(t("%(percent)s per cent", { percent: Math.round(place().scale * 100) }));
  };
  const turn = () => lay(turned(place()));
  const all = () => lay({ ...WHOLE, turns: place().turns });

  /** @type {Record<string, () => void>} */
  const keys = {
    "+": () => zoom(STEP),
    "=": () => zoom(STEP), // plus without the shift key, where it lies there
    "-": () => zoom(1 / STEP),
    0: all,
    ArrowLeft: () => lay(moved(place(), STRIDE, 0)),
    ArrowRight: () => lay(moved(place(), -STRIDE, 0)),
    ArrowUp: () => lay(moved(place(), 0, STRIDE)),
    ArrowDown: () => lay(moved(place(), 0, -STRIDE)),
  };
  /** @param {KeyboardEvent} event */
  const key = (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  /** @param {number} id */
  const show = (id) => {
    shown = id;
    draw();
  };

  function draw() {
    const photo = photos.find(({ id }) => id === shown);
    render(
      html`${photos.length > 1 ? choiceView() : nothing}
        <div
          class="frame"
          role="group"
          tabindex="0"
          aria-label=${t("The photograph: move it with the arrow keys, plus and minus change its size, zero shows all of it")}
          @keydown=${key}
        >
          ${photo && !lost.has(photo.id) ? imageView(photo) : nothing}
        </div>
        ${photo && lost.has(photo.id) ? lostView(photo.id) : nothing}
        <div class="row tools">
          ${tool(t("Larger"), larger, () => zoom(STEP))}
          ${tool(t("Smaller"), smaller, () => zoom(1 / STEP))}
          ${tool(t("The whole picture"), whole, all)} ${tool(t("Turn"), rotate, turn)}
        </div>`,
      element,
    );
    lay(place());
  }
  /** @param {Photo} photo */
  const imageView = ({ id, alt }) =>
    html`<img
      src="${door}/photos/${id}"
      alt=${alt || t("Photograph of the paper poster")}
      draggable="false"
      @load=${() => lay(place())}
      @error=${() => {
        lost.add(id);
        draw();
      }}
    />`;
  /** @param {number} id */
  const lostView = (id) =>
    html`<p class="problem" role="alert">
      ${t("The photograph could not be fetched.")}
      <button class="ds-button" data-variant="secondary" type="button" @click=${() => fetchAgain(id)}>
        ${t("Try again")}
      </button>
    </p>`;
  /** @param {number} id */
  const fetchAgain = (id) => {
    lost.delete(id);
    draw();
  };
  const choiceView = () =>
    html`<div class="row numbers" role="group" aria-label=${t("Photographs")}>
      ${photos.map(
        ({ id }, place) =>
          html`<button
            type="button"
            aria-pressed=${id === shown}
            @click=${() => show(id)}
          >
            <span class="sr-only">${t("Photograph %(number)s", { number: place + 1 })}</span>
            <span aria-hidden="true">${place + 1}</span>
          </button>`,
      )}
    </div>`;

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

/**
 * @param {string} label
 * @param {unknown} drawing
 * @param {() => void} act
 */
function tool(label, drawing, act) {
  return html`<button class="hand" type="button" @click=${act}>
    ${drawing}<span>${label}</span>
  </button>`;
}
