/**
 * The live connection of a page: the whole picture once, then what changes, and right again by itself after
 * a lost connection, a nap in a pocket or a restarted server.
 */
import { io } from "socket.io-client";
import { Problem, send } from "../http.js";
import { looks } from "./looks.js";
import { picture } from "./picture.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").Events} Events */
/** @typedef {{looking?: number, writing?: number, silent?: number, tables?: object}} Presence */

const WHEN_DOWN_MS = 4000;
const WHEN_UP_MS = 60000; // finds what a half-dead socket did not say, and a link that was renewed
// Events from two servers may overtake each other by this much; only then is the gap fetched.
const OVERTAKING_MS = 150;
const CLOSED = [401, 403, 404, 410];
const GONE_MS = 800;

/** @typedef {"v"|"p"|"t"|"w"} Kind as in cafe/live/audience.py; `p` knows what the big screen shows */
/** @type {Record<Kind, (key: string) => string>} */
const ADDRESSES = {
  v: (key) => `/v/${key}`,
  p: (key) => `/v/${key}/projector`,
  t: (key) => `/t/${key}`,
  w: (key) => `/w/${key}`,
};

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

/** @returns {number|undefined} the second by the server's clock, when its difference to ours is measured */
export function secondNow() {
  return told ? Math.floor(serverNow() / 1000) : undefined;
}

/** @param {unknown} nowMs what the server said its clock is */
export function setClock(nowMs) {
  if (typeof nowMs !== "number") return;
  offsetMs = nowMs - Date.now();
  told = true;
}

/**
 * Follow a workshop as one audience.
 *
 * @param {{audience: Kind, key: string, onState: (state: State) => void,
 *   onLine?: (online: boolean) => void, onGone?: (why: string, loggedOut: boolean) => void,
 *   onLooking?: (looking: number) => void, onWriting?: (writing: number) => void,
 *   onSilent?: (silent: number) => void, onTables?: () => void, onWord?: () => void}} page
 *   `onState` after every change; `onLine` when the connection is lost or back; `onGone`, with the
 *   server's words, when the link no longer opens: once for a renewed link; after a login that ended
 *   `onLine` when somebody has logged in again; `onLooking`
 *   when the server tells how many look at the wall, `onWriting` how many tables' pages are open,
 *   `onSilent` how many screens have stopped answering; `onTables` when another table has a page open
 *   than before, or has none any more;
 *   `onWord` when something lies ready that no event has, or may have come meanwhile
 * @returns {{state(): State, stop(): void, refresh(): Promise<void>, rightAt(): number}}
 *   `refresh` looks now, and resolves when all is known that was done before; `rightAt` is when the picture was last known to be right (server's clock)
 */
export function follow(page) {
  const { onState, onLine = () => {}, onGone = () => {}, onWord = () => {} } = page;
  const base = ADDRESSES[page.audience](encodeURIComponent(page.key));
  const socket = socketFor(page);
  let online = true;
  let stopped = false;
  const ended = new AbortController();
  let right = Date.now();
  let [timer, gapTimer] = [0, 0];
  const known = picture({
    ask: (path) => send("GET", `${base}/${path}`),
    onState,
    onGap: () => fetchGap(),
    onClock: setClock,
  });

  /** @param {boolean} now */
  const answers = (now) => {
    if (now) right = Date.now();
    if (now !== online && !stopped) onLine(now);
    online = now;
  };

  const look = async () => {
    await known.look();
    stopped = ended.signal.aborted;
    answers(true);
    if (!socket.active && !stopped) socket.connect();
  };

  /** @param {unknown} error */
  const failed = (error) => {
    if (!isClosed(error)) return answers(false);
    const loggedOut = error.status === 401;
    (loggedOut ? rest : stop)();
    onGone(error.title, loggedOut);
  };

  const { soon: refresh, anew } = looks(async () => {
    if (!ended.signal.aborted) await look().catch(failed);
    plan();
  });

  const plan = (ms = socket.connected ? WHEN_UP_MS : WHEN_DOWN_MS) => {
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(refresh, about(ms));
  };

  const fetchGap = () => {
    gapTimer ||= window.setTimeout(() => {
      gapTimer = 0;
      if (!stopped && known.lacks()) refresh();
    }, about(OVERTAKING_MS));
  };

  const wake = () => {
    if (!socket.connected) socket.disconnect().connect(); // now, not when the next try was due
    anew();
  };

  /** Until somebody who has logged in again looks at the page. */
  const rest = () => {
    [stopped, online] = [true, false];
    for (const one of [timer, gapTimer]) window.clearTimeout(one);
    socket.disconnect();
  };
  const stop = () => {
    rest();
    ended.abort();
  };

  socket.on("hello", (/** @type {{now_ms: number, revision: number, mark?: string}} */ hello) => {
    setClock(hello.now_ms);
    if (known.want(hello.revision, hello.mark)) refresh();
    else answers(true);
    onWord();
  });
  socket.on("word", onWord);
  socket.on("news", (/** @type {Events} */ events) => {
    answers(true);
    known.hear(events);
  });
  hearPresence(socket, page);
  mind(socket, { plan, refresh, right: () => answers(true) });
  listen(ended.signal, wake, () => answers(false));
  refresh();
  return { state: known.state, stop, refresh: anew, rightAt: () => right + offsetMs };
}

/**
 * @param {import("socket.io-client").Socket} socket
 * @param {Parameters<typeof follow>[0]} page
 */
function hearPresence(socket, page) {
  socket.on("presence", (/** @type {Presence} */ { looking, writing, silent, tables }) => {
    if (looking !== undefined) page.onLooking?.(looking);
    if (writing !== undefined) page.onWriting?.(writing);
    if (silent !== undefined) page.onSilent?.(silent);
    if (tables) page.onTables?.();
  });
}

/**
 * The picture is right as long as one of the two ways, socket or looking, works.
 * @param {import("socket.io-client").Socket} socket
 * @param {{plan(ms: number): void, refresh(): void, right(): void}} when
 */
function mind(socket, { plan, refresh, right }) {
  // The link was renewed: the answer to the next look says so, in words.
  socket.on("gone", () => plan(GONE_MS));
  socket.on("disconnect", () => plan(OVERTAKING_MS));
  socket.on("connect_error", refresh);
  socket.io.on("ping", right);
}

/** @param {unknown} error @returns {error is Problem} whether the link no longer opens */
export function isClosed(error) {
  return error instanceof Problem && CLOSED.includes(error.status);
}

/** Spread out: three hundred phones lose the same Wi-Fi at the same moment. @param {number} ms */
export function about(ms) {
  return ms * (0.75 + Math.random() / 2);
}

/** @param {{audience: string, key: string}} page */
function socketFor({ audience, key }) {
  return io({
    auth: { door: audience, key },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
}

/**
 * Tells when somebody looks at the page again or the network comes and goes, until `signal` ends it.
 * @param {AbortSignal} signal @param {() => void} wake @param {() => void} down
 */
export function listen(signal, wake, down) {
  const look = (/** @type {Event} */ event) => {
    if (wakes(event)) wake();
  };
  document.addEventListener("visibilitychange", look, { signal });
  window.addEventListener("online", look, { signal });
  window.addEventListener("pageshow", look, { signal });
  window.addEventListener("offline", down, { signal });
}

/** @param {Event} event @returns {boolean} whether somebody looks at the page again */
function wakes(event) {
  if (document.visibilityState === "hidden") return false;
  // A page that was just loaded is on its way already; one from the back button is not.
  return event.type !== "pageshow" || /** @type {PageTransitionEvent} */ (event).persisted;
}
