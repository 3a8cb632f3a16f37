/**
 * What a wording is beside its notes, said while it is typed: asked of the café when the letters pause. Without
 * an answer nothing is said, and nothing waits for one.
 */
import { send } from "../core/http.js";
import { t } from "../core/texts.js";

const PAUSE_MS = 500;

/** @typedef {(text: string) => Promise<string>} Classed a text's class, "" when there is none to tell */

/** @param {string} kind same, form, content, own */
function inWords(kind) {
  if (kind === "same") return t("As it was written.");
  if (kind === "form") return t("Changed in form only.");
  if (kind === "content") return t("Says other than what was written. The document tells so.");
  return kind === "own" ? t("Your own words. The document tells so.") : "";
}

/** @param {string} address @param {Record<string, unknown>} [beside] @returns {Classed} */
export function classAt(address, beside = {}) {
  return async (text) => (await send("POST", address, { ...beside, text })).class;
}

/**
 * @param {Classed|null} classed @param {() => Element|null} place where it is said, politely: the same is not said again
 * @returns {(text: string) => void} call at each letter
 */
export function classing(classed, place) {
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let waits;
  let newest = 0;
  /** @param {string} words */
  const say = (words) => {
    const here = place();
    if (here && here.textContent !== words) here.textContent = words;
  };
  return (text) => {
    clearTimeout(waits);
    const mine = ++newest;
    if (classed) {
      waits = setTimeout(async () => {
        const kind = text.trim() ? await classed(text).catch(() => "") : "";
        if (mine === newest) say(inWords(kind));
      }, PAUSE_MS);
    }
  };
}

/** Where it is said, in a dialog or at a field. */
export const CLASS_PLACE = "wording-class";
