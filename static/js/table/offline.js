// The page without a network, a table's or that of its silent start: a worker opens it, and what it last
// knew of the café is kept for it to show.
// Only where the browser allows it (https or localhost); elsewhere nothing here does anything.

import { MARK } from "../core/http.js";

/** @typedef {import("../core/live/store.js").State} State */

const BETWEEN_MS = 1000;

/**
 * @param {string} base  `/t/<token>`, `/silent/<token>`
 * @returns {{keep: (state: State, fresh?: Iterable<any>) => void, forget: () => void, last: () => Promise<any>}}
 *   `keep` what the page shows, with answers that the connection has not brought yet; `forget` all of it,
 *   when the link no longer opens the page; `last`: the snapshot that is kept, or nothing
 */
export function offline(base) {
  if (!isSecureContext || !navigator.serviceWorker)
    return { keep() {}, forget() {}, last: async () => undefined };
  /** @type {State | null} */
  let picture = null;
  /** @type {any[]} */
  let answers = [];
  let timer = 0;
  let known = false;

  const write = async () => {
    timer = 0;
    if (!picture) return;
    const body = new Response(JSON.stringify(asSnapshot(picture, answers)), {
      headers: { "Content-Type": "application/json", [MARK]: "1" },
    });
    picture = null;
    const cache = await caches.open(picturesOf(base));
    await cache.put(`${base}/snapshot`, body);
  };
  const soon = () => {
    timer ||= window.setTimeout(() => write().catch(() => {}), known ? BETWEEN_MS : 0);
    if (!known) install(base).catch(() => {}); // a private window may refuse: then go on without
    known = true;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") write().catch(() => {});
  });

  return {
    keep(state, fresh = []) {
      picture = state;
      answers = [...fresh];
      soon();
    },
    forget() {
      window.clearTimeout(timer);
      picture = null;
      forget(base).catch(() => {});
    },
    async last() {
      const kept = await caches.match(`${base}/snapshot`, { cacheName: picturesOf(base) });
      return kept?.json();
    },
  };
}

/** @param {string} base */
function picturesOf(base) {
  return `table ${base} picture`;
}

/** @param {string} base */
async function install(base) {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(`${base}/sw.js`, { scope: base });
  // One that is there already would look for its successor only some time after the page has loaded.
  if (registration.active) await registration.update();
  const coming = registration.installing ?? registration.waiting;
  if (coming) await settled(coming);
  await document.fonts.ready;
  const used = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const keep = [...new Set(used)].filter((path) => path.startsWith("/static/dist/"));
  registration.active?.postMessage({ keep });
}

/**
 * Wait until it is in charge, or given up.
 * @param {ServiceWorker} coming
 * @returns {Promise<void>}
 */
function settled(coming) {
  return new Promise((resolve) => {
    const look = () => ["activated", "redundant"].includes(coming.state) && resolve();
    coming.addEventListener("statechange", look);
    look();
  });
}

/** @param {string} base */
async function forget(base) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`table ${base} `));
  await Promise.all(names.map((name) => caches.delete(name)));
  await (await navigator.serviceWorker.getRegistration(base))?.unregister();
}

/**
 * The state in the form it came in.
 * @param {State} state
 * @param {any[]} fresh
 */
export function asSnapshot(state, fresh) {
  const { revision, mark, workshop, screen, ...maps } = state;
  const lists = Object.entries(maps).map(([name, things]) => [name, [...things.values()]]);
  const body = { revision, mark, workshop, screen, ...Object.fromEntries(lists) };
  for (const answer of fresh) {
    const list = listOf(answer);
    if (!list) continue;
    const { revision: _revision, ...item } = answer;
    const others = body[list].filter((/** @type {{id: unknown}} */ one) => one.id !== item.id);
    body[list] = [...others, item];
  }
  return body;
}

/**
 * Where the answer's thing lies, if it is one that the page shows.
 * @param {any} answer
 */
function listOf(answer) {
  if ("decided" in answer) return "late";
  if ("posters" in answer) return "tables";
  return "kind" in answer ? "notes" : null;
}
