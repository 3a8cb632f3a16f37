// Waiting that can be cut short: the network is back, or somebody asks for it at once.

import { Offline } from "../http.js";

/** What `inTime` gives when it was woken before the answer came. */
export const WOKEN = Symbol("woken");
const TIRED = Symbol("tired");

/** @typedef {(ms: number, wake: Promise<void>) => Promise<void>} Pause */

/** One who waits; a new waiting takes the place of the old. @param {Pause} [pause] */
export function waking(pause = sleep) {
  let wake = () => {};

  /** @returns {Promise<void>} resolved by the next `wake` */
  const woken = () =>
    new Promise((resolve) => {
      wake = resolve;
    });

  return {
    wake: () => wake(),
    /** @param {number} ms */
    pause: (ms) => pause(ms, woken()),
    /**
     * The answer, or WOKEN when it was woken before. What hangs is given up.
     * @param {Promise<any>} answer
     * @param {number} ms  how long it may take
     * @returns {Promise<any>}
     */
    async inTime(answer, ms) {
      answer.catch(() => {}); // when nobody waits for it any more
      const early = woken();
      const tired = pause(ms, early).then(() => TIRED);
      try {
        const first = await Promise.race([answer, early.then(() => WOKEN), tired]);
        if (first === TIRED) throw new Offline("no answer in time");
        return first;
      } finally {
        wake(); // nothing waits any more
      }
    },
  };
}

/** The same, which does nothing while it is under way. @param {() => Promise<void>} work */
export function onlyOnce(work) {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
  };
}

/**
 * @param {number} ms
 * @param {Promise<void>} wake
 */
async function sleep(ms, wake) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([over, wake]);
  clearTimeout(timer);
}
