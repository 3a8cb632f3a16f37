// A page that only asks, now and then, and hears of nothing in between: what lies on a phone that
// writes alone needs no picture of the café.

import { send } from "../http.js";
import { about, isClosed, listen, setClock } from "./connection.js";
import { fromSnapshot } from "./store.js";

const LOOK_MS = 12_000;
const WHEN_DOWN_MS = 4000;

/**
 * As `follow` (connection.js), by asking alone.
 * @param {{audience: string, key: string, onState: (state: import("./store.js").State) => void,
 *   onLine: (online: boolean) => void, onGone: (why: string) => void}} page
 */
export function ask({ audience, key, onState, onLine, onGone }) {
  const ended = new AbortController();
  let [online, right, timer] = [true, Date.now(), 0];
  /** @type {Promise<void> | null} */
  let looking = null;

  const answers = (/** @type {boolean} */ now) => {
    if (now !== online && !ended.signal.aborted) onLine(now);
    online = now;
  };
  const look = async () => {
    const body = await send("GET", `/${audience}/${encodeURIComponent(key)}/snapshot`);
    right = Date.now();
    setClock(body.now_ms);
    answers(true);
    onState(fromSnapshot(body));
  };
  const failed = (/** @type {unknown} */ error) => {
    if (!isClosed(error)) return answers(false);
    ended.abort();
    onGone(error.title);
  };
  const refresh = () => {
    looking ??= look()
      .catch(failed)
      .finally(() => {
        looking = null;
        plan();
      });
    return looking;
  };
  // Who does not look is not told; who looks again asks at once.
  const due = () => (document.hidden ? plan() : refresh());
  const plan = () => {
    window.clearTimeout(timer);
    if (!ended.signal.aborted)
      timer = window.setTimeout(due, about(online ? LOOK_MS : WHEN_DOWN_MS));
  };
  listen(ended.signal, refresh, () => answers(false));
  refresh();
  return { refresh, rightAt: () => right };
}
