// How a job stands, asked again and again until it has ended.

import { isRefusal, Problem } from "../core/http.js";

/**
 * @typedef {{state: "waiting"|"making"|"ready"|"failed"|"cancelled", done: number, of: number,
 *   words: string, then?: string}} Status  `then`: where it leads to when it is ready
 */

const FIRST_MS = 150;
const SLOWEST_MS = 2000;

/** Whether a job has not ended yet. @param {Status|undefined} status */
export function underWay(status) {
  return status?.state === "waiting" || status?.state === "making";
}

/**
 * Ask until the job has ended or nobody wants to know. A café that does not answer, starts anew, has
 * too much to do or wants a login stops no job: it is asked again, and its words are heard meanwhile.
 * What it refuses for good ends as "failed".
 * @param {object} options
 * @param {Status} options.first  how it stands now
 * @param {() => Promise<Status>} options.ask  throws as `send` of core/http.js does
 * @param {(now: Status) => void} options.hear
 * @param {() => boolean} [options.wanted]
 * @param {(ms: number) => Promise<unknown>} [options.pause]
 * @returns {Promise<Status>} the last that was heard
 */
export async function follow({ first, ask, hear, wanted = () => true, pause = wait }) {
  let now = first;
  let ms = FIRST_MS;
  let after = 0;
  while (underWay(now) && wanted()) {
    await pause(Math.max(ms, after * 1000));
    ms = Math.min(ms * 1.3, SLOWEST_MS);
    if (!wanted()) break;
    try {
      now = await ask();
      after = 0;
    } catch (error) {
      now = { ...now, ...missed(error) };
      after = error instanceof Problem ? error.after : 0;
    }
    hear(now);
  }
  return now;
}

/**
 * What a try that brought no answer says of the job.
 * @param {unknown} error
 * @returns {{words: string, state?: "failed"}}
 */
export function missed(error) {
  const words = error instanceof Error ? error.message : String(error);
  return isRefusal(error) ? { words, state: "failed" } : { words };
}

/** @param {number} ms */
function wait(ms) {
  return new Promise((next) => setTimeout(next, ms));
}
