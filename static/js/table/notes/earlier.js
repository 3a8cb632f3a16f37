// What the table's own notes and main statement read before: asked for once, and again when one is mended.

import { send } from "../../core/http.js";

/** @typedef {import("../../core/live/earlier.js").Earlier} Earlier */
/** @typedef {{id: string, text: string}} Words */

const QUIET_MS = 1500;

/** @param {{base: string, draw: () => void}} page */
export function readBefore({ base, draw }) {
  /** @type {Map<string, Earlier[]>} */
  let found = new Map();
  /** As they read when they were looked at last. @type {Map<string, string>} */
  let texts = new Map();
  let timer = 0;

  const ask = async () => {
    try {
      found = new Map(Object.entries(await send("GET", `${base}/earlier`)));
      draw();
    } catch {
      // Without a network what is known stays; the next mended note asks again.
    }
  };
  return {
    /** What arrived at the café, at each drawing. @param {Words[]} words */
    look(words) {
      const now = new Map(words.map(({ id, text }) => [id, text]));
      const first = !texts.size && now.size > 0;
      const mended = words.some(({ id, text }) => texts.has(id) && texts.get(id) !== text);
      texts = now;
      if (!first && !mended) return;
      clearTimeout(timer);
      timer = window.setTimeout(ask, first ? 0 : QUIET_MS);
    },
    /** @param {string} id a note's */
    of: (id) => found.get(`note/${id}`),
    /** @param {number} id a table's */
    ofTable: (id) => found.get(`table/${id}`),
  };
}
