// What this device does at a change of tables: each can be switched off, and is kept on it alone.

import { attempt } from "../attempt.js";

/** @typedef {"sign" | "sound" | "buzz" | "awake"} Choice */

const STORE = "device:off"; // what is not as it usually is

/**
 * @param {Partial<Record<Choice, boolean>>} usual  what is on when nobody has chosen
 */
export function choices(usual) {
  /** @returns {Partial<Record<Choice, boolean>>} */
  const stored = () => attempt(() => JSON.parse(localStorage.getItem(STORE) ?? "{}")) ?? {};
  const chosen = stored();
  return {
    /** @param {Choice} name */
    is: (name) => chosen[name] ?? usual[name] ?? true,
    /** @param {Choice} name @param {boolean} on */
    set(name, on) {
      Object.assign(chosen, stored(), { [name]: on }); // another page may have chosen meanwhile
      attempt(() => localStorage.setItem(STORE, JSON.stringify(chosen)));
    },
  };
}
