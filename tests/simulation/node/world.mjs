// Time, chance and a diary. Nothing in a simulation looks at a real clock: what happens next is the
// first thing in the row, and all that follows from it at once is done before the next.

import { createHash } from "node:crypto";
import { chanceOf } from "./chance.mjs";

/** @typedef {{alive: boolean}} Life  of a page: what was begun in it ends with it */

export class World {
  /** @param {number} seed @param {boolean} aloud  print the diary */
  constructor(seed, aloud = false) {
    this.chance = chanceOf(seed);
    this.now = 0;
    this.aloud = aloud;
    this.diary = createHash("sha256");
    /** How often each kind of thing happened. @type {Record<string, number>} */
    this.happened = {};
    /** @type {{at: number, order: number, work: () => void}[]} */
    this.row = [];
    this.order = 0;
    /** How wrong a tablet's clock is. */
    this.skew = 0;
    this.healsAt = Number.POSITIVE_INFINITY;
  }

  /** @param {string} kind @param {string} [words] */
  tell(kind, words = "") {
    this.happened[kind] = (this.happened[kind] ?? 0) + 1;
    const line = `${String(this.now).padStart(7)} ${kind} ${words}\n`;
    this.diary.update(line);
    if (this.aloud) process.stderr.write(line);
  }

  /** @param {number} ms  from now @param {() => void} work */
  after(ms, work) {
    const event = { at: this.now + Math.round(ms), order: this.order++, work };
    let place = this.row.length;
    while (place > 0 && /** @type {typeof event} */ (this.row[place - 1]).at > event.at) place--;
    this.row.splice(place, 0, event);
  }

  /** Do what is in the row up to a moment. @param {number} until */
  async run(until) {
    await new Promise(setImmediate);
    for (let first = this.row[0]; first && first.at <= until; first = this.row[0]) {
      this.row.shift();
      this.now = first.at;
      first.work();
      await new Promise(setImmediate); // all that follows from it
    }
    this.now = until;
  }

  /**
   * `work` as a page does it: when the page is gone, nobody hears of its end.
   * @template T
   * @param {Life} life
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  during(life, work) {
    return new Promise((resolve, reject) => {
      work.then(
        (value) => life.alive && resolve(value),
        (error) => life.alive && reject(error),
      );
    });
  }

  /** The `pause` of an outbox. @param {Life} life */
  pauses(life) {
    return (/** @type {number} */ ms, /** @type {Promise<void>} */ wake) => {
      /** @type {Promise<void>} */
      const over = new Promise((resolve) => this.after(ms, resolve));
      return this.during(life, Promise.race([over, wake]));
    };
  }

  /** Take the place of what the platform leaves to chance and time. */
  take() {
    const { chance } = this;
    Math.random = chance.next;
    Date.now = () => 1_700_000_000_000 + this.now + this.skew;
    Object.defineProperty(crypto, "getRandomValues", {
      configurable: true,
      value: (/** @type {Uint8Array} */ bytes) => {
        for (let at = 0; at < bytes.length; at++) bytes[at] = chance.between(0, 255);
        return bytes;
      },
    });
  }
}
