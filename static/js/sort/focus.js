/** One note or sentence is in the tab order at a time; focus survives what the live connection redraws. */
import { stay, step } from "../core/moving/stepping.js";

/** @typedef {{notes: string[], entries: string[]}} Keys */

/** @param {HTMLElement} app */
export function roving(app) {
  /** @type {Keys} */
  let keys = { notes: [], entries: [] };
  /** @type {string|null} */
  let current = null;
  let draw = () => {};

  /** @param {string|null} key @returns {HTMLElement|null} */
  const find = (key) => (key ? app.querySelector(`[data-ref="${CSS.escape(key)}"]`) : null);

  /** @param {Keys} next */
  const settle = (next) => {
    for (const side of /** @type {const} */ (["notes", "entries"])) {
      if (current !== null && keys[side].includes(current)) {
        // A note just placed goes on as a sentence elsewhere; the hand stays among the notes.
        if (!next.notes.includes(current) && !next.entries.includes(current)) {
          current = stay(keys[side], next[side], current);
          break;
        }
      }
    }
    const all = [...next.notes, ...next.entries];
    if (current === null || !all.includes(current)) current = all[0] ?? null;
    keys = next;
  };

  app.addEventListener("focusin", ({ target }) => {
    const item = target instanceof HTMLElement ? target.closest("[data-ref]") : null;
    const key = item instanceof HTMLElement ? (item.dataset.ref ?? null) : null;
    if (!key || key === current || key.startsWith("aside:")) return;
    current = key;
    draw();
  });

  return {
    /**
     * Draw, and give the focus back if the drawing took it away.
     * @param {Keys} next @param {(current: string|null) => void} drawing
     */
    around(next, drawing) {
      const active = document.activeElement;
      const had =
        active instanceof HTMLElement && app.contains(active) && active.closest("[data-ref]");
      const among = current !== null && keys.notes.includes(current);
      const left = current;
      settle(next);
      // The hand goes before its thing does: once that is gone all must be laid out to give it back.
      const leaves = had && had.getAttribute("data-ref") === left && current !== left;
      if (leaves) find(current)?.focus();
      draw = () => drawing(current);
      draw();
      // After the last note the hand rests: one digit too many must not move a sentence.
      const end = among && !next.notes.length ? app.querySelector("[data-end]") : null;
      if (had && end instanceof HTMLElement) return end.focus();
      const at = document.activeElement;
      const gone = leaves ? at?.getAttribute("data-ref") !== current : at !== active;
      if (had && gone) find(current)?.focus({ preventScroll: false });
      else if (had && !app.contains(document.activeElement)) find(current)?.focus();
    },
    /** @param {string|null} key */
    go(key) {
      const element = find(key);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "nearest" });
    },
    /** Where an arrow leads from the current one, within its side. @param {string} key @param {Keys} all */
    along(key, all) {
      const side = current && all.entries.includes(current) ? all.entries : all.notes;
      return step(side, current, key);
    },
    /** To the other side. @param {Keys} all */
    across(all) {
      const there = current && all.entries.includes(current) ? all.notes : all.entries;
      return there[0] ?? null;
    },
    /** @param {string} key */
    there: (key) => find(key) !== null,
    current: () => current,
  };
}
