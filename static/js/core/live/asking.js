// A page that only asks, now and then, and hears of nothing in between: who writes alone is shown the
// question and the clock, and nothing that anybody else does.

import { send } from "../http.js";
import { about, isClosed, listen, setClock } from "./connection.js";
import { looks } from "./looks.js";
import { fromSnapshot } from "./store.js";

const LOOK_MS = 12_000;
const WHEN_DOWN_MS = 4000;

/**
 * As `follow` (connection.js), by asking alone.
 * @param {{audience: string, key: string, onState: (state: import("./store.js").State) => void,
 *   onLine: (online: boolean) => void, onGone: (why: string) => void}} page
 * @param {Promise<any>} [last]  what the device has kept of an earlier answer, shown until there is one
 */
export function ask({ audience, key, onState, onLine, onGone }, last = Promise.resolve()) {
  const ended = new AbortController();
  let [online, right, timer, answered] = [true, Date.now(), 0, false];

  const answers = (/** @type {boolean} */ now) => {
    if (now !== online && !ended.signal.aborted) onLine(now);
    online = now;
  };
  const look = async () => {
    // Asked so, it is the café that answers, and no worker in its place (table/worker.js).
    const body = await send("GET", `/${audience}/${encodeURIComponent(key)}/snapshot?now`);
    [right, answered] = [Date.now(), true];
    setClock(body.now_ms);
    answers(true);
    onState(fromSnapshot(body));
  };
  const failed = (/** @type {unknown} */ error) => {
    if (!isClosed(error)) return answers(false);
    ended.abort();
    onGone(error.title);
  };
  const { soon: refresh, anew } = looks(async () => {
    if (!ended.signal.aborted) await look().catch(failed);
    plan();
  });
  // Who does not look is not told; who looks again asks at once.
  const due = () => (document.hidden ? plan() : refresh());
  const plan = () => {
    window.clearTimeout(timer);
    if (!ended.signal.aborted)
      timer = window.setTimeout(due, about(online ? LOOK_MS : WHEN_DOWN_MS));
  };
  listen(ended.signal, anew, () => answers(false));
  last
    .then((body) => body && !answered && !ended.signal.aborted && onState(fromSnapshot(body)))
    .catch(() => {});
  refresh();
  return { refresh: anew, rightAt: () => right };
}
