/** What the server has drawn anew, put in place of the old: only what differs is touched. */
import { Idiomorph } from "idiomorph";

const DOES = "does:";

/**
 * Give `old` the contents of `fresh` (which is emptied). What is known by its id stays the same
 * element: posters stay loaded, the focus stays, and so do a fold that is open and what is half typed.
 *
 * @param {Element} old on the page
 * @param {Element} fresh the same, as it is now
 */
export function patch(old, fresh) {
  for (const drawing of [old, fresh]) name(drawing);
  Idiomorph.morph(old, [...fresh.childNodes], {
    morphStyle: "innerHTML",
    callbacks: {
      // What a script has put in, beside what the server draws.
      beforeNodeRemoved: (one) => !(one instanceof HTMLElement && "stays" in one.dataset),
      beforeNodeMorphed: (one, next) => !one.isEqualNode(next),
      beforeAttributeUpdated: (name, one) => !byHand(name, one),
    },
  });
  for (const button of old.querySelectorAll(`[id^="${DOES}"]`)) button.removeAttribute("id");
}

/**
 * A button without an id is known by what it does, so that it never becomes another one under
 * somebody's finger. @param {Element} drawing
 */
function name(drawing) {
  for (const one of drawing.querySelectorAll("button[name]:not([id])")) {
    const button = /** @type {HTMLButtonElement} */ (one);
    button.id = `${DOES}${button.form?.getAttribute("action")}:${button.name}=${button.value}`;
  }
}

/** @param {string} name an attribute @param {Element} one @returns {boolean} whether a person set it */
function byHand(name, one) {
  if (one instanceof HTMLDetailsElement) return name === "open";
  if (!(one instanceof HTMLInputElement)) return false;
  if (name === "checked") return one.checked !== one.defaultChecked;
  return name === "value" && one.value !== one.defaultValue;
}

/** @param {Response} answer @returns {Promise<Document>} the page in it */
export async function pageIn(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
