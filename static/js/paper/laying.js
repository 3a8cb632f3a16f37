// Puts the picture and the marks on it where they lie in the frame.

import { kept, near, pointed } from "./zoom.js";

/** @typedef {import("./zoom.js").Size} Size */
/** @typedef {import("./zoom.js").Place} Place */

/** @param {Element} element  in which there is a frame, and a picture when it has come */
export function paneOf(element) {
  const picture = () => /** @type {HTMLImageElement | null} */ (element.querySelector("img"));
  const frame = () => /** @type {HTMLElement} */ (element.querySelector(".frame"));
  /** Of the picture and of its frame; null before the picture is there. @returns {[Size, Size] | null} */
  const sizes = () => {
    const [image, box] = [picture(), frame()];
    if (!image?.naturalWidth) return null;
    return [
      { width: image.naturalWidth, height: image.naturalHeight },
      { width: box.clientWidth, height: box.clientHeight },
    ];
  };
  return {
    picture,
    /** Where a part of the picture is near. @param {import("./cells/rules.js").Rect} rect */
    near(rect) {
      const both = sizes();
      return both && near(rect, ...both);
    },
    /** Which part of it lies there. @param {{x: number, y: number}} at @param {Place} place */
    pointed(at, place) {
      const both = sizes();
      return both && pointed(at, place, ...both);
    },
    /** As near to this place as the frame allows: where it lies now. @param {Place} next */
    lay(next) {
      const [image, both] = [picture(), sizes()];
      if (!image || !both) return null;
      const now = kept(next, ...both);
      const share = fit(both[0], frame(), now.turns) * now.scale;
      layImage(image, both[0], now, share);
      layMarks(element.querySelector(".marks"), both[0], now, share);
      frame().dataset.scale = now.scale.toFixed(2);
      return now;
    },
  };
}

/**
 * @param {Size} natural
 * @param {HTMLElement} box
 * @param {number} turns
 */
function fit({ width, height }, box, turns) {
  const [across, down] = turns % 2 ? [height, width] : [width, height];
  return Math.min(box.clientWidth / across, box.clientHeight / down);
}

/** @param {HTMLImageElement} image @param {Size} natural @param {Place} now @param {number} share */
function layImage(image, natural, now, share) {
  image.style.setProperty("width", `${natural.width}px`);
  image.style.setProperty("height", `${natural.height}px`);
  image.style.setProperty(
    "transform",
    `translate(-50%, -50%) translate(${now.x}px, ${now.y}px) rotate(${now.turns * 90}deg) scale(${share})`,
  );
  image.dataset.laid = "";
}

/** The marks lie on the picture and keep their size. @param {Element | null} layer @param {Size} natural @param {Place} now @param {number} share */
function layMarks(layer, natural, now, share) {
  if (!(layer instanceof HTMLElement)) return;
  layer.style.setProperty("width", `${natural.width * share}px`);
  layer.style.setProperty("height", `${natural.height * share}px`);
  layer.style.setProperty(
    "transform",
    `translate(-50%, -50%) translate(${now.x}px, ${now.y}px) rotate(${now.turns * 90}deg)`,
  );
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (layer.querySelectorAll(".mark")))
    for (const side of ["left", "top", "width", "height"])
      if (mark.dataset[side]) mark.style.setProperty(side, `${100 * Number(mark.dataset[side])}%`);
}
