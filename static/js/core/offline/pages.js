// Which pages of this café are open on this device beside this one. No lock and no clock tells: a page
// is asked, and one that is gone does not answer. Most say so when they go, and nobody waits for those.

import { attempt } from "../attempt.js";

const PATIENCE_MS = 1000;
const GONE = "pages:gone";
const LAST_GONE = 30;

/**
 * @param {string} page  this page's own name
 * @returns {{page: string, others: (wanted: string[]) => Promise<string[]>}} `others` tells which of
 *   these are open; a page that sleeps counts as gone
 */
export function openPages(page) {
  /** @type {(page: string) => void} */
  let hear = () => {};
  const open = () => {
    const channel = new BroadcastChannel("pages");
    channel.addEventListener("message", ({ data }) => {
      hear(data.page);
      if (data.asks) channel.postMessage({ page });
    });
    window.addEventListener("pagehide", ({ persisted }) => persisted || attempt(leave));
    return channel;
  };
  const leave = () =>
    localStorage.setItem(GONE, JSON.stringify([...gone(), page].slice(-LAST_GONE)));
  // At once, to be there when another asks; some browsers refuse, and a pure test has no page.
  const channel = typeof window === "undefined" ? undefined : attempt(open);
  return {
    page,
    others(wanted) {
      const open = new Set(wanted);
      for (const one of gone()) open.delete(one);
      if (!channel || !open.size) return Promise.resolve([]);
      /** @type {string[]} */
      const heard = [];
      return new Promise((resolve) => {
        setTimeout(() => resolve(heard), PATIENCE_MS);
        hear = (one) => {
          if (open.delete(one)) heard.push(one);
          if (!open.size) resolve(heard);
        };
        channel.postMessage({ page, asks: true });
      });
    },
  };
}

/** @returns {string[]} */
function gone() {
  return attempt(() => JSON.parse(localStorage.getItem(GONE) ?? "[]")) ?? [];
}
