// Opens one page, a table's or that of its silent start, where there is no network, or one that does
// not answer. What is fresh comes first, what is kept only steps in. The route writes `self.cafe` above these lines: the base, and the
// scripts and styles of this build. Another build is another file, and the browser installs it anew.

const worker = /** @type {any} */ (self);
/** @type {{base: string, version: string, assets: string[]}} */
const { base, version, assets } = worker.cafe;

const OURS = `table ${base} `;
// The page with all it is made of, whole or not at all; what it last showed outlives a new build.
const SHELL = OURS + version;
const PICTURE = `${OURS}picture`;
const PATIENCE_MS = 3000;
const GONE = [404, 410];
const PASSING = [408, 429];
/** The café's own answers carry it (core/http.js); a captive portal's 200 or 404 does not. */
const MARK = "Dialogkafe";

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(tidy()));
worker.addEventListener("message", (/** @type {any} */ event) =>
  event.waitUntil(keepMore(event.data.keep)),
);
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === base) {
    // A person shall meet the Wi-Fi's own page, which asks to log in; a page's script shall not.
    event.respondWith(freshFirst(event, SHELL, keepPage, () => true));
  } else if (pathname === `${base}/snapshot` && !search) {
    event.respondWith(freshFirst(event, PICTURE, keepPicture, isOurs));
  } else if (pathname.startsWith("/static/dist/")) {
    event.respondWith(keptFirst(request));
  }
});

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll(assets);
  if (!(await keepPage(await fetch(base)))) throw new Error("The page is of another build.");
  await worker.skipWaiting();
}

/** Earlier builds' pages go when this build's is whole. */
async function tidy() {
  const old = (/** @type {string} */ name) => name !== SHELL && name !== PICTURE;
  await drop((await caches.keys()).filter((name) => name.startsWith(OURS) && old(name)));
}

/**
 * What else the page uses, such as fonts: it loaded them before there was a worker.
 * @param {string[]} addresses
 */
async function keepMore(addresses) {
  const shell = await caches.open(SHELL);
  const missing = await Promise.all(addresses.map(async (one) => !(await shell.match(one))));
  await shell.addAll(addresses.filter((_one, index) => missing[index]));
}

/**
 * The café's answer; what is kept when there is none in time, or only a proxy's "not now".
 * @param {any} event
 * @param {string} cacheName
 * @param {(answer: Response) => Promise<unknown>} keep
 * @param {(answer: Response) => boolean} counts  whether this is an answer, unless it only says "not now"
 */
async function freshFirst(event, cacheName, keep, counts) {
  const coming = fetch(event.request);
  event.waitUntil(coming.then((answer) => learn(answer.clone(), keep)).catch(() => {}));
  const answer = await Promise.race([coming.catch(() => null), pause(PATIENCE_MS)]);
  const passing = answer && (answer.status >= 500 || PASSING.includes(answer.status));
  if (answer && !passing && counts(answer)) return answer;
  const { pathname } = new URL(event.request.url);
  return (await caches.match(pathname, { cacheName, ignoreVary: true })) ?? coming;
}

/** @param {Response} answer */
function isOurs(answer) {
  return answer.headers.has(MARK);
}

/**
 * @param {Response} answer
 * @param {(answer: Response) => Promise<unknown>} keep
 */
async function learn(answer, keep) {
  if (!isOurs(answer)) return;
  if (answer.ok && !answer.redirected) await keep(answer);
  else if (GONE.includes(answer.status)) await forget();
}

/**
 * Keep the page if it is of this build: one whose scripts we lack would open nothing.
 * @param {Response} answer
 */
async function keepPage(answer) {
  const html = await answer.clone().text();
  if (!answer.ok || !assets.every((asset) => html.includes(asset))) return false;
  await (await caches.open(SHELL)).put(base, answer);
  return true;
}

/** @param {Response} answer */
async function keepPicture(answer) {
  await (await caches.open(PICTURE)).put(`${base}/snapshot`, answer);
}

/** The link was renewed: what it opened is no longer this tablet's to show. */
async function forget() {
  await drop((await caches.keys()).filter((name) => name.startsWith(OURS)));
  await worker.registration.unregister();
}

/**
 * Scripts, styles and fonts carry the hash of their contents in the name: kept is right.
 * @param {Request} request
 */
async function keptFirst(request) {
  return (await caches.match(request, { cacheName: SHELL, ignoreVary: true })) ?? fetch(request);
}

/** @param {string[]} names */
async function drop(names) {
  await Promise.all(names.map((name) => caches.delete(name)));
}

/**
 * @param {number} ms
 * @returns {Promise<null>}
 */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, null));
}
