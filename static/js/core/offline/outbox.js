// Keeps what was typed until the café has it: sends one entry after another, again and again, with
// the same ids. Two tabs may send the same entry; the café answers the second as the first, and no
// tab sends an entry before the one in front of it is answered, so order and number stay right.

import { isRefusal, Offline, Problem } from "../http.js";
import { answered, leaving, next, refused } from "./entries.js";
import { onlyOnce, WOKEN, waking } from "./waking.js";

/**
 * @typedef {import("./entries.js").Entry} Entry
 * @typedef {import("./outbox_row.js").OutboxRow} OutboxRow
 */

// Together less than 20 s: so soon after the network is back all is on its way, even when nothing told
// us that it is.
const LONGEST_WAIT_MS = 8_000;
/** How long a try may go without an answer. */
export const PATIENCE_MS = 8_000;
const LONGEST_AFTER_S = 300;

/**
 * How long to wait after `failures` in a row: 1, 2, 4, 8 s, spread by a quarter each way so that
 * fifty tablets do not come back at the same moment.
 * @param {number} failures
 * @param {number} [random]  0 to 1
 */
export function backOff(failures, random = Math.random()) {
  return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (failures - 1)) * (0.75 + random / 2);
}

/**
 * As `backOff`, and not before the café said: `after` seconds, spread by a quarter later.
 * @param {number} failures
 * @param {number} after
 * @param {number} [random]  0 to 1
 */
export function waitFor(failures, after, random = Math.random()) {
  const said = Math.min(after, LONGEST_AFTER_S) * 1000 * (1 + random / 4);
  return Math.max(backOff(failures, random), said);
}

/**
 * @param {object} options
 * @param {OutboxRow} options.row
 * @param {string} options.base  the address entries' paths are below, e.g. `/t/<token>`
 * @param {(method: string, url: string, body: unknown) => Promise<any>} options.send
 * @param {() => void} options.onChange  the list or what is being sent is another now
 * @param {(entry: Entry, answer: any) => void} options.onAnswer  the café has it
 * @param {(refusal: import("./entries.js").Refusal, entry: Entry) => void} [options.onRefused]  of the entry as it is parked
 * @param {import("./waking.js").Pause} [options.pause]
 */
export function openOutbox({ row, base, send, onChange, onAnswer, onRefused = () => {}, pause }) {
  /** @type {Entry[]} */
  let entries = [];
  let sending = "";
  let failures = 0;
  let stopped = false;
  const waits = waking(pause);

  /** @type {import("./drafts.js").Change} */
  async function change(how, ...besides) {
    entries = await row.change(how, ...besides);
    onChange();
  }

  const run = onlyOnce(async () => {
    for (let entry = next(entries); entry && !stopped; entry = next(entries)) await tryOne(entry);
  });

  /** @param {Entry} entry */
  async function tryOne(entry) {
    sending = entry.act;
    await change((list) => leaving(list, entry.act));
    // Taken as it lies on the disk: another tab may have added words until it left.
    const fresh = entries.find((one) => one.act === entry.act);
    if (fresh) await deliver(fresh);
    sending = "";
  }

  /** @param {Entry} fresh */
  async function deliver(fresh) {
    try {
      const body = { ...fresh.body, act: fresh.act };
      const answer = await waits.inTime(
        send(fresh.method, `${base}/${fresh.path}`, body),
        PATIENCE_MS,
      );
      // The same entry again, at once, with the same act: the café answers only one.
      if (answer === WOKEN) return;
      failures = 0;
      onAnswer(fresh, answer);
      await change((list) => answered(list, fresh.act));
    } catch (error) {
      sending = "";
      // A fault of our own goes to the console, where every test of a page hears it.
      /* node:coverage ignore next */
      if (!(error instanceof Problem || error instanceof Offline)) throw error;
      if (isRefusal(error)) return park(fresh, /** @type {Problem} */ (error));
      await later(error instanceof Problem ? error.after : 0);
    }
  }

  /**
   * @param {Entry} entry
   * @param {Problem} problem
   */
  async function park(entry, problem) {
    failures = 0;
    const refusal = refusalOf(problem, base);
    await change((list) => refused(list, entry.act, refusal));
    onRefused(refusal, { ...entry, refusal });
  }

  /** @param {number} after  seconds: the café said when to come again */
  async function later(after) {
    failures += 1;
    onChange();
    await waits.pause(waitFor(failures, after));
    entries = await row.read();
  }

  return {
    entries: () => entries,
    /** The operation that is on its way now, or "". */
    sending: () => sending,
    durable: () => row.durable,
    /**
     * Change the list by one of the functions of entries.js; resolves when it is kept.
     * @type {import("./drafts.js").Change}
     */
    async change(how, ...besides) {
      await change(how, ...besides);
      run();
    },
    /** Read what another tab left and send at once: the network is back. */
    async nudge() {
      entries = await row.read();
      onChange();
      failures = 0;
      waits.wake();
      run();
    },
    stop() {
      stopped = true;
      waits.wake();
    },
    /** After `stop`: the link leads here again, for who has logged in anew. */
    resume() {
      stopped = false;
    },
  };
}

/** What of it is kept beside the entry. @param {Problem} problem @param {string} base */
function refusalOf({ status, type, title, where, now }, base) {
  return { status, type, title, where, now, door: base };
}
