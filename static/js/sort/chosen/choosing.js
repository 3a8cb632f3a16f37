/** Choosing several: by click, finger and keys, said aloud; what is chosen is drawn by the page. */
import { step } from "../../core/moving/stepping.js";
import { say } from "../../core/say.js";
import { n, t } from "../../core/texts.js";
import { NONE, reach, still, stretch, toggle } from "./chosen.js";

/** @typedef {import("../focus.js").Keys} Keys */

const NOT_CHOSEN = "button, summary, a, input, select, textarea, label, del, ins";

/**
 * @param {{app: HTMLElement, keys(): Keys, focus: ReturnType<typeof import("../focus.js").roving>,
 *   onChange(): void}} page
 */
export function choosing({ app, keys, focus, onChange }) {
  let chosen = NONE;
  let mode = false;

  /** @param {import("./chosen.js").Chosen} next */
  const set = (next) => {
    if (next === chosen) return;
    chosen = next;
    onChange();
    const count = chosen.keys.size;
    say(count ? n("%(count)s chosen", "%(count)s chosen", count) : t("Nothing is chosen."));
  };
  /** @param {string} key */
  const sideOf = (key) => (keys().entries.includes(key) ? keys().entries : keys().notes);

  /** @param {string} key @param {{shiftKey: boolean}} how */
  const pick = (key, { shiftKey }) =>
    set(shiftKey ? reach(chosen, sideOf(key), focus.current(), key) : toggle(chosen, key));

  app.addEventListener("mousedown", (event) => {
    const item = itemAt(event.target);
    if (item && event.shiftKey) event.preventDefault(); // the range is of slips, not of letters
  });
  app.addEventListener("click", (event) => {
    const key = itemAt(event.target)?.dataset.ref;
    if (!key || !(mode || event.shiftKey || event.ctrlKey || event.metaKey)) return;
    pick(key, event);
    focus.go(key);
  });

  return {
    pick,
    has: (/** @type {string} */ key) => chosen.keys.has(key),
    /** In the page's order, whichever way they were chosen. */
    list: () => [...keys().notes, ...keys().entries].filter((key) => chosen.keys.has(key)),
    count: () => chosen.keys.size,
    mode: () => mode,
    /** @param {boolean} on */
    setMode(on) {
      mode = on;
      if (!on && chosen.keys.size) set(NONE);
      else onChange();
    },
    none() {
      mode = false;
      set(NONE);
      onChange();
    },
    /** Let go of what is no longer there; without a word, in the middle of a drawing. */
    settle() {
      chosen = still(chosen, keys());
    },
    /** @param {"choose"|"stretch"|"all"} what @param {string} key @param {string} at */
    press(what, key, at) {
      const side = sideOf(at);
      if (what === "choose") return set(toggle(chosen, at));
      if (what === "all") return set({ keys: new Set([...chosen.keys, ...side]), anchor: at });
      const to = step(side, at, key) ?? at;
      const far = key === "Home" || key === "End";
      set(far ? reach(chosen, side, at, to) : stretch(chosen, side, at, to));
      focus.go(to);
    },
  };
}

/** @param {EventTarget|null} target @returns {HTMLElement|null} the note or sentence itself, not a button on it */
function itemAt(target) {
  if (!(target instanceof Element) || target.closest(NOT_CHOSEN)) return null;
  return target.closest("[data-item='note'], [data-item='entry']");
}
