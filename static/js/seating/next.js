/** Where somebody with a number sits next: read off the page that the number leads to. */
import { attempt } from "../core/attempt.js";
import { anyTable } from "../core/device/device.js";
import { endsIn, SILENCE_MS } from "../core/http.js";
import { pageIn } from "../core/patch.js";

/** @typedef {import("../core/device/change.js").Where} Where */

const SPREAD_MS = 20_000; // three hundred phones do not ask at the same moment
const REST_MS = 60_000; // nor does one of them ask at each thing that is done in the hall

/**
 * @param {string} key  the wall's
 * @param {(page: Document|null) => void} [onPage]  what it leads to by now; null: to nothing any more
 */
export function nextSeat(key, onPage = () => {}) {
  /** @type {Map<number, Where>} */
  let walk = new Map();
  /** @type {object|null} */
  let known = null;
  let waiting = false;
  let asked = Number.NEGATIVE_INFINITY;
  const number = () => attempt(() => localStorage.getItem(`seat:${key}`)) ?? "";

  async function fetched() {
    if (!number()) return;
    asked = performance.now();
    try {
      const address = `/v/${encodeURIComponent(key)}/seat?number=${encodeURIComponent(number())}`;
      const answer = await fetch(address, {
        headers: { Accept: "text/html" },
        signal: endsIn(SILENCE_MS), // the sign waits for the answer
      });
      if (!answer.ok && answer.status !== 404) return;
      const page = answer.ok ? await pageIn(answer) : null;
      walk = page ? walkIn(page) : new Map();
      onPage(page);
    } catch {
      // What was known before is told; the sign is given without it too.
    }
  }

  /** Ask for it some time before it is wanted. */
  function soon() {
    if (waiting) return;
    waiting = true;
    const rest = Math.max(0, asked + REST_MS - performance.now());
    window.setTimeout(
      () => {
        waiting = false;
        void fetched();
      },
      rest + SPREAD_MS * Math.random(),
    );
  }

  return {
    soon,
    /**
     * To be called at each change. The café is another than before, and so may the plan be: it is told
     * to no screen. @param {object|null|undefined} workshop
     */
    hear(workshop) {
      if (!workshop || workshop === known) return;
      if (known) soon();
      known = workshop;
    },
    /** @param {number} round @returns {Promise<Where>} */
    async of(round) {
      if (number() && !walk.has(round)) await fetched();
      return walk.get(round) ?? anyTable();
    },
  };
}

/** @param {Document} page @returns {Map<number, Where>} */
function walkIn(page) {
  const words = (/** @type {Element} */ row, /** @type {string} */ what) =>
    row.querySelector(what)?.textContent?.trim() ?? "";
  return new Map(
    [...page.querySelectorAll("[data-round]")].map((row) => [
      Number(/** @type {HTMLElement} */ (row).dataset.round),
      {
        big: words(row, ".my-table"),
        small: words(row, ".my-cafe"),
        more: words(row, ".my-question"),
      },
    ]),
  );
}
