/**
 * The live line of a page: the whole picture once, then what changes, and right again by itself after
 * a lost connection, a nap in a pocket or a restarted server.
 */
import { io } from "socket.io-client";
import { Problem, send } from "./http.js";
import { apply, empty, fromSnapshot, settle } from "./store.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").News} News */

const WHEN_DOWN_MS = 4000;
const WHEN_UP_MS = 60000; // finds what a half-dead socket did not say, and a link that was renewed
// News from two servers may overtake each other by this much; only then is the gap fetched.
const OVERTAKING_MS = 150;
const CLOSED = [401, 403, 404, 410];
const GONE_MS = 800;

let offsetMs = 0;
let told = false;

/** @returns {number} the server's clock, ms since 1970, as well as we know it */
export function serverNow() {
  return Date.now() + offsetMs;
}

/** @returns {boolean} whether the server has said what its clock is: before, `serverNow` is a guess */
export function knowsTime() {
  return told;
}

/** @param {unknown} nowMs what the server said its clock is */
function setClock(nowMs) {
  if (typeof nowMs !== "number") return;
  offsetMs = nowMs - Date.now();
  told = true;
}

/**
 * Follow a workshop through one door.
 *
 * @param {{door: "v"|"t"|"w", key: string, onState: (state: State) => void,
 *   onLine?: (online: boolean) => void, onGone?: (why: string) => void,
 *   onLooking?: (looking: number) => void}} page
 *   `onState` after every change; `onLine` when the line is lost or back; `onGone` once, with the
 *   server's words, when the door no longer opens (a renewed link, a login that ended); `onLooking`
 *   when the server tells how many look at the wall
 * @returns {{state(): State, stop(): void, refresh(): Promise<void>, rightAt(): number}}
 *   `refresh` looks now; `rightAt` is when the picture was last known to be right (server's clock)
 */
export function follow(page) {
  const { door, key, onState, onLine = () => {}, onGone = () => {}, onLooking = () => {} } = page;
  const base = `/${door}/${encodeURIComponent(key)}`;
  const socket = io({
    auth: { door, key },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  let state = empty();
  /** @type {News[]} */
  let held = [];
  let wanted = -1;
  let online = true;
  let stopped = false;
  let right = Date.now();
  let timer = 0;
  let gapTimer = 0;
  /** @type {Promise<void>|null} */
  let looking = null;

  /** @param {State} next */
  const show = (next) => {
    const before = state;
    ({ state, held } = settle(next, held));
    if (state !== before) onState(state);
    if (state.revision >= 0 && (held.length || state.revision < wanted)) fetchGap();
  };

  /** @param {boolean} now */
  const line = (now) => {
    if (now) right = Date.now();
    if (now !== online && !stopped) onLine(now);
    online = now;
  };

  /** @param {News} news */
  const hear = (news) => {
    line(true);
    held.push(news);
    show(state);
  };

  const whole = async () => {
    const before = state;
    const next = fromSnapshot(await send("GET", `${base}/snapshot`));
    // News may have gone past the snapshot on its way here. Else the server is right, even when it
    // knows less than we do: then it was put back from a backup.
    show(state === before || next.revision > state.revision ? next : state);
  };

  const look = async () => {
    const since = state.revision;
    const news = since < 0 ? null : await send("GET", `${base}/changes?since=${since}`);
    setClock(news?.now_ms);
    if (!news || news.too_old) await whole();
    else show(apply(state, news).state);
    line(true);
    if (!socket.active && !stopped) socket.connect();
  };

  /** @param {unknown} error */
  const failed = (error) => {
    if (!(error instanceof Problem) || !CLOSED.includes(error.status)) {
      line(false);
      return;
    }
    stop();
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

  // Spread out: three hundred phones lose the same Wi-Fi at the same moment.
  const about = (/** @type {number} */ ms) => ms * (0.75 + Math.random() / 2);

  const plan = (ms = socket.connected ? WHEN_UP_MS : WHEN_DOWN_MS) => {
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(refresh, about(ms));
  };

  const fetchGap = () => {
    gapTimer ||= window.setTimeout(() => {
      gapTimer = 0;
      if (!stopped && (held.length || state.revision < wanted)) refresh();
    }, about(OVERTAKING_MS));
  };

  /** @param {Event} event */
  const wake = (event) => {
    if (document.visibilityState === "hidden") return;
    // A page that was just loaded is on its way already; one from the back button is not.
    if (event.type === "pageshow" && !(/** @type {PageTransitionEvent} */ (event).persisted))
      return;
    if (!socket.connected) socket.disconnect().connect(); // now, not when the next try was due
    refresh();
  };

  const stop = () => {
    stopped = true;
    window.clearTimeout(timer);
    window.clearTimeout(gapTimer);
    socket.disconnect();
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", wake);
    window.removeEventListener("offline", down);
  };

  const down = () => line(false);

  socket.on("hello", (/** @type {{now_ms: number, revision: number}} */ hello) => {
    setClock(hello.now_ms);
    wanted = hello.revision;
    if (state.revision < wanted) refresh();
    else line(true);
  });
  socket.on("news", hear);
  socket.on("presence", (/** @type {{looking: number}} */ { looking }) => onLooking(looking));
  // The link was renewed: the answer to the next look says so, in words.
  socket.on("gone", () => plan(GONE_MS));
  // The picture is right as long as one of the two ways, socket or looking, works.
  socket.on("disconnect", () => plan(OVERTAKING_MS));
  socket.on("connect_error", refresh);
  socket.io.on("ping", () => line(true));
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", wake);
  window.addEventListener("offline", down);
  refresh();
  return { state: () => state, stop, refresh, rightAt: () => right + offsetMs };
}
