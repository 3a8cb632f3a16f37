/**
 * Sending operations. Each has an id of its own, so that a try whose answer was lost may be repeated.
 */
import { Offline, send } from "../core/http.js";
import { uuid } from "../core/uuid.js";
import { classAt } from "./classing.js";

const TRIES_MS = [400, 1500, 4000];

/** @typedef {{do: string, [key: string]: unknown}} Command */
/**
 * @typedef {{revision: number, undoable: number, redoable: number, what: string|null}} Done
 *   `what` an undo or redo took back, in words
 */

/**
 * @param {string} workshop
 * @returns {{act(command: Command): Promise<Done>,
 *   joined(into: string, other: string): Promise<{text: string, revision: number}>,
 *   classed(of: string[]): import("./classing.js").Classed}}
 *   both throw Problem (the café said no) or Offline (it did not answer, again and again)
 */
export function board(workshop) {
  const address = `/w/${encodeURIComponent(workshop)}/sort`;
  return {
    act(command) {
      const body = { act: uuid(), ...command };
      return patiently(() => send("POST", `${address}/acts`, body));
    },
    async joined(into, other) {
      const words = new URLSearchParams({ into, other });
      return patiently(() => send("GET", `${address}/joined?${words}`));
    },
    classed: (of) => classAt(`${address}/class`, { of }),
  };
}

/**
 * Again when there was no answer; its own id makes it the same operation.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function patiently(work) {
  for (const pause of TRIES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Offline)) throw error;
      await new Promise((again) => setTimeout(again, pause));
    }
  }
  return work();
}
