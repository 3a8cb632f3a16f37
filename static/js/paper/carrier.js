// Carries photographs to the café one after another, and tries again when the network was away.

import { isRefusal, Offline, Problem } from "../core/http.js";
import { waitFor } from "../core/offline/outbox.js";
import { onlyOnce, waking } from "../core/offline/waking.js";
import { uuid } from "../core/uuid.js";

/**
 * @typedef {import("./album.js").Photo} Photo
 * @typedef {import("./album.js").Album} Album
 */

/**
 * @param {object} options
 * @param {Album} options.album
 * @param {string} options.table  the name of the table's row
 * @param {(photo: Photo) => Promise<any>} options.deliver  throws as `send` of core/http.js does
 * @param {() => void} options.onChange
 * @param {(answer: any) => void} options.onAnswer  the café has it
 * @param {import("../core/offline/waking.js").Pause} [options.pause]
 */
export function carrier({ album, table, deliver, onChange, onAnswer, pause }) {
  /** @type {Photo[]} */
  let photos = [];
  let [sending, failures] = ["", 0];
  const waits = waking(pause);
  const lasting = droppedForGood(album);
  const read = async () => {
    photos = await lasting.read();
    onChange();
  };
  /** Out of sight at once. @param {string} act */
  const drop = (act) => {
    photos = photos.filter((photo) => photo.act !== act);
    onChange();
    return lasting.drop(act).then(read);
  };
  /** At once in memory, so that no slower step builds on what was. @param {Photo} next */
  const known = (next) => {
    photos = photos.map((photo) => (photo.act === next.act ? next : photo));
    return next;
  };
  /** @param {Photo} photo */
  const keep = async (photo) => {
    await lasting.put(known(photo));
    await read();
  };
  const run = onlyOnce(async () => {
    for (let photo = next(photos); photo; photo = next(photos)) await carry(photo);
  });

  /** @param {Photo} photo */
  async function carry(photo) {
    sending = photo.act;
    onChange();
    try {
      const answer = await deliver(photo);
      [failures, sending] = [0, ""];
      onAnswer(answer);
      await drop(photo.act);
    } catch (error) {
      sending = "";
      if (!(error instanceof Problem || error instanceof Offline)) throw error;
      if (isRefusal(error)) return keep(refused(photo, error));
      await later(error instanceof Problem ? error.after : 0);
    }
  }

  /** @param {number} after  seconds: the café said when to come again */
  async function later(after) {
    failures += 1;
    onChange();
    await waits.pause(waitFor(failures, after));
    await read();
  }

  return {
    photos: () => photos,
    /** The operation that is on its way now, or "". */
    sending: () => sending,
    /** Whether the last try found nobody. */
    failing: () => failures > 0,
    durable: () => album.durable,
    /** It goes at once; what it shows is asked for afterwards. @param {Blob} blob */
    async choose(blob) {
      await keep(chosen(table, blob, photos.at(-1)?.taken ?? 0));
      this.nudge();
    },
    /** Hang up what the café refused before, and what an earlier page left undecided. */
    async hang() {
      for (const photo of photos) await keep({ ...photo, ready: true, why: "" });
      this.nudge();
    },
    /** A sheet whose cells could not be made out hangs as it is. @param {Photo} photo */
    async hangWhole(photo) {
      // Another operation: the refused one may still be on its way.
      await drop(photo.act);
      await keep({ ...photo, act: uuid(), ready: true, why: "", unread: false, whole: true });
      this.nudge();
    },
    /** @param {Photo} photo */
    leaveOut: ({ act }) => drop(act),
    /** Try at once: the network is back, or the host asks for it. */
    async nudge() {
      await read();
      failures = 0;
      waits.wake();
      run();
    },
  };
}

/**
 * `album`, in which nothing that is still under way brings back what was left out or is at the café.
 * @param {Album} album @returns {Pick<Album, "read" | "put" | "drop">}
 */
function droppedForGood(album) {
  /** @type {Set<string>} */
  const gone = new Set();
  const isHere = (/** @type {Photo} */ { act }) => !gone.has(act);
  return {
    read: async () => (await album.read()).filter(isHere),
    put: async (photo) => (isHere(photo) ? album.put(photo) : undefined),
    drop(act) {
      gone.add(act);
      return album.drop(act);
    },
  };
}

/**
 * A picture on its way; it comes after those before it, whatever the clock says.
 * @param {string} table @param {Blob} blob @param {number} last  when the one before it was taken
 * @returns {Photo}
 */
function chosen(table, blob, last) {
  const taken = Math.max(Date.now(), last + 1);
  return { act: uuid(), table, taken, blob, alt: "", ready: true, why: "" };
}

/** @param {Photo} photo @param {unknown} error @returns {Photo} */
function refused(photo, error) {
  const { message, where } = /** @type {Problem} */ (error);
  return { ...photo, ready: false, why: message, unread: where === "sheet" };
}

/** @param {Photo[]} photos the one to be carried next */
function next(photos) {
  return photos.find(({ ready }) => ready);
}
