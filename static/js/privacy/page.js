// "Empty this tablet": all that pages of this address have stored in this browser, gone; not before
// what was typed here has arrived, unless that is said once more.

import { attempt } from "../core/attempt.js";
import { say } from "../core/say.js";
import { n, t } from "../core/texts.js";
import { unsent } from "./stored.js";

const DATABASES = [
  { name: "dialogkafe", store: "outbox" },
  { name: "dialogkafe-photos", store: "waiting" },
];

const said = /** @type {HTMLElement} */ (document.getElementById("empty-said"));
const button = /** @type {HTMLButtonElement} */ (document.getElementById("empty-now"));
let agreed = 0; // so many things that wait may be lost: somebody has pressed again, knowing of them

button.hidden = false;
button.addEventListener("click", async () => {
  button.disabled = true;
  const count = await waiting();
  if (count > agreed) refuse(count);
  else tell(await empty());
  button.disabled = false;
});

/** @param {number} count */
function refuse(count) {
  agreed = count;
  button.setAttribute("data-danger", "");
  button.removeAttribute("data-variant");
  button.textContent = t("Empty it all the same: what has not arrived is lost");
  tell(
    n(
      "Not yet: %(count)s thing that was typed or photographed here has not arrived. Open its page with a network, wait until it says received, and come back.",
      "Not yet: %(count)s things that were typed or photographed here have not arrived. Open their pages with a network, wait until they say received, and come back.",
      count,
    ),
  );
}

/** @param {string} words */
function tell(words) {
  said.textContent = words;
  say(words);
}

/** @returns {Promise<number>} */
async function waiting() {
  const [rows, photos] = await Promise.all(DATABASES.map(read));
  const local = attempt(() => Object.entries(localStorage)) ?? [];
  return unsent(rows, local, photos.length);
}

/** @returns {Promise<string>} what is to be said of it */
async function empty() {
  const workers = (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? [];
  await Promise.all(workers.map((one) => one.unregister()));
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.map((name) => caches.delete(name)));
  await Promise.all(DATABASES.map(clear));
  attempt(() => localStorage.clear());
  attempt(() => sessionStorage.clear());
  agreed = 0;
  button.removeAttribute("data-danger");
  button.setAttribute("data-variant", "secondary");
  button.textContent = t("Empty this tablet");
  const left = await waiting();
  return left
    ? t("Something is still here. Close this address's other tabs, and try again.")
    : t("The tablet is empty. Close the tabs of this address.");
}

/** @param {{name: string, store: string}} which @returns {Promise<[string, any][]>} */
async function read({ name, store }) {
  const db = await open(name);
  if (!db?.objectStoreNames.contains(store)) return closed(db);
  const of = db.transaction(store).objectStore(store);
  const [keys, values] = await Promise.all([asked(of.getAllKeys()), asked(of.getAll())]);
  db.close();
  return values.map((value, at) => [String(keys[at]), value]);
}

/** @param {{name: string, store: string}} which */
async function clear({ name, store }) {
  const db = await open(name);
  if (db?.objectStoreNames.contains(store)) {
    await asked(db.transaction(store, "readwrite").objectStore(store).clear());
  }
  closed(db);
  // A tab beside may hold it open: then it is empty, and goes when that is closed.
  indexedDB.deleteDatabase(name);
}

/** @param {IDBDatabase | undefined} db @returns {[]} */
function closed(db) {
  db?.close();
  return [];
}

/** @param {string} name @returns {Promise<IDBDatabase | undefined>} as it is there; none is made */
async function open(name) {
  const there = await indexedDB.databases?.().catch(() => undefined);
  if (there && !there.some((one) => one.name === name)) return undefined;
  const request = indexedDB.open(name);
  // It was not there after all: nothing is left behind.
  request.addEventListener("upgradeneeded", () => request.transaction?.abort());
  return asked(request).catch(() => undefined);
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function asked(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}
