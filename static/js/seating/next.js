/** Where somebody with a number sits next: read off the page that the number leads to. */
import { attempt } from "../core/attempt.js";
import { anyTable } from "../core/device/device.js";

/** @typedef {import("../core/device/change.js").Where} Where */

const SPREAD_MS = 20_000; // three hundred phones do not ask at the same moment

/** @param {string} key  the wall's */
export function nextSeat(key) {
  /** @type {Map<number, Where>} */
  let walk = new Map();
  const number = () => attempt(() => localStorage.getItem(`seat:${key}`)) ?? "";

  async function fetched() {
    if (!number()) return;
    try {
      const address = `/v/${encodeURIComponent(key)}/seat?number=${encodeURIComponent(number())}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (answer.ok)
        walk = walkIn(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // What was known before is told; the sign is given without it too.
    }
  }

  return {
    /** Ask for it some time before it is wanted. */
    soon: () => void window.setTimeout(fetched, SPREAD_MS * Math.random()),
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
