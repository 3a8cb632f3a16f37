/**
 * Likely doubles, one pair after the other: accepted, refused or put off by a single key or tap.
 * Nothing is taken by itself, and all of it can be undone.
 *
 * @typedef {import("./data.js").Pair} Pair
 * @typedef {import("./panel.js").Board} Board
 */
import { Panel } from "./panel.js";

/** @param {Board} board */
export function offers(board) {
  /** @type {Panel|null} */
  let panel = null;
  let seen = -1;
  return {
    /** @param {() => Promise<Pair[]>} load @param {Pair|null} [first] the one to begin with */
    open(load, first = null) {
      panel = new Panel(board, load, first);
    },
    /** The page knows this revision now. @param {number} revision */
    refresh: (revision) => {
      if (revision === seen) return;
      seen = revision;
      if (panel?.isOpen()) panel.changed();
    },
  };
}
