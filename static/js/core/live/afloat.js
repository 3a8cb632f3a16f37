/**
 * A small copy of the clock in a corner, while the page's own is scrolled out of sight. It takes no
 * tap, moves nothing, and leaves the corner when a field that is typed in lies there.
 */

/** @typedef {import("./clock.js").Face} Face */

const FIELD = "input, textarea, select";

/**
 * @param {HTMLElement} element  the page's own clock
 * @returns {{show(face: Face): void}}
 */
export function afloat(element) {
  if (typeof IntersectionObserver === "undefined") return { show() {} };
  /** @type {Face|null} */
  let face = null;
  let away = false;
  const copy = document.createElement("div");
  copy.className = "clock-afloat no-print";
  copy.setAttribute("aria-hidden", "true"); // it is told by the page's own
  copy.hidden = true;

  const draw = () => {
    copy.hidden = !away || element.hidden || !face?.time;
    if (copy.hidden || !face) return;
    if (!copy.isConnected) document.body.append(copy);
    if (copy.textContent !== face.time) copy.textContent = face.time;
    copy.classList.toggle("clock-soon", face.soon);
    place();
  };
  const place = () => {
    const on = document.activeElement;
    copy.classList.remove("clock-above");
    if (copy.hidden || !on?.matches(FIELD)) return;
    const [mine, field] = [copy.getBoundingClientRect(), on.getBoundingClientRect()];
    copy.classList.toggle("clock-above", field.bottom > mine.top && field.right > mine.left);
  };
  new IntersectionObserver(([seen]) => {
    // What is hidden is in no place, and is drawn where it stands when it shows.
    away = !seen.isIntersecting && !element.hidden;
    draw();
  }).observe(element);
  document.addEventListener("focusin", place);
  return {
    show(next) {
      face = next;
      draw();
    },
  };
}
