// The screen stays awake while people talk, where the device lets a page ask for that.

/** @typedef {"off" | "awake" | "asleep" | "insecure" | "none" | "refused"} Awake
 *   `insecure`: over plain http no browser has it; `asleep`: it is asked for when somebody looks */

/**
 * @param {(how: Awake) => void} onChange
 * @returns {{want(on: boolean): void, how(): Awake}}
 */
export function awake(onChange) {
  /** @type {WakeLockSentinel|null} */
  let lock = null;
  let wanted = false;
  let asking = false;
  /** @type {Awake} */
  let how = "off";

  const tell = (/** @type {Awake} */ next) => {
    if (next === how) return;
    how = next;
    onChange(how);
  };

  const ask = async () => {
    if (!wanted || lock || asking) return;
    if (!("wakeLock" in navigator)) return tell(isSecureContext ? "none" : "insecure");
    if (document.hidden) return tell("asleep");
    asking = true;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", released);
      tell("awake");
    } catch {
      tell("refused"); // low on battery, or before anybody has touched the page
    }
    asking = false;
    if (!wanted) void letGo();
  };
  const released = () => {
    lock = null;
    if (wanted) tell("asleep");
    void ask();
  };
  const letGo = async () => {
    const held = lock;
    lock = null;
    held?.removeEventListener("release", released);
    await held?.release().catch(() => {});
  };

  // The browser takes it back from a page that nobody sees.
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("pointerdown", ask);
  return {
    how: () => how,
    want(on) {
      wanted = on;
      if (on) return void ask();
      tell("off");
      void letGo();
    },
  };
}
