/** The café's seal, in its place on a page while the tables are closed. The server draws it. */
import { frames } from "../frames.js";
import { pieceAt } from "../live/piece.js";

const CLOSED = new Set(["vernissage", "sorting", "finished"]);
const AGAIN_MS = 5_000;

/**
 * @param {HTMLElement} place  what it is put into
 * @param {string} base  the address whose `seal` it is
 * @param {number} [spread]  milliseconds over which hundreds of phones ask
 */
export function sealPlace(place, base, spread = 0) {
  let closed = false;
  let timer = 0;

  /** @type {Node[]} */
  let drawn = [];
  // It comes by itself, and what lies below it moves.
  const soon = frames(document.body, () => {
    place.replaceChildren(...drawn);
    const fold = place.closest("details");
    if (fold) fold.hidden = !place.firstElementChild;
  });

  /** @param {Node[]} now */
  function put(now) {
    drawn = now;
    soon();
  }

  async function fetchIt() {
    const found = await pieceAt(`${base}/seal`);
    if (!closed) return;
    if (found) put(found);
    else timer = window.setTimeout(fetchIt, AGAIN_MS * (1 + Math.random()));
  }

  return {
    /** @param {string | undefined} stage  where the café is now */
    show(stage) {
      const now = CLOSED.has(stage ?? "");
      if (now === closed) return;
      closed = now;
      clearTimeout(timer);
      if (closed) timer = window.setTimeout(fetchIt, Math.random() * spread);
      else put([]);
    },
  };
}
