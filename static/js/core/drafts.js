// What is being typed, kept on the device at each keystroke, so that a closed lid costs nothing.
// Twice: localStorage has it before the next keystroke, but the browser writes it to the disk only
// seconds later and a crash takes it along; IndexedDB has it on the disk some milliseconds later.
// Each keeping has a number, and the higher one is right. A clock would not do: a tablet's may jump.

import { openDB } from "idb";
import { attempt } from "./attempt.js";

/** @typedef {{n: number, text: string}} Kept  an empty text: it was cleared, and older ones are void */
/** @typedef {import("idb").IDBPDatabase} Disk */

const SHELF = "drafts";
const MOST_UNDER_WAY = 3;
/** @type {Map<string, Kept>} */
const rows = new Map();
/** @type {Set<string>} */
const unwritten = new Set();
let underWay = 0;
/** @type {Disk | null} */
let disk = null;

/**
 * Read what the disk holds of the drafts whose names begin with `prefix`. Await it before `draft`;
 * a browser that keeps nothing on the disk resolves too.
 * @param {string} prefix
 */
export async function openDrafts(prefix) {
  try {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    disk = await open();
    const names = /** @type {string[]} */ (await disk.getAllKeys(SHELF, range));
    const kept = await disk.getAll(SHELF, range);
    for (const [index, name] of names.entries()) rows.set(name, kept[index]);
    for (const name of names.filter(isOver)) await disk.delete(SHELF, name);
  } catch {
    disk = null;
  }
}

/**
 * The draft of one field. `name` is unique for page and field.
 * @param {string} name
 * @returns {{read: () => string, keep: (text: string) => void, clear: () => void}}
 */
export function draft(name) {
  /** @param {string} text */
  const keep = (text) => {
    const row = { n: Math.max(numberOf(local(name)), numberOf(rows.get(name))) + 1, text };
    rows.set(name, row);
    attempt(() =>
      text
        ? localStorage.setItem(keyOf(name), JSON.stringify(row))
        : localStorage.removeItem(keyOf(name)),
    );
    unwritten.add(name);
    write();
  };
  return {
    read() {
      const [here, there] = [local(name), rows.get(name)];
      return (numberOf(here) >= numberOf(there) ? here : there)?.text ?? "";
    },
    keep,
    clear: () => keep(""),
  };
}

/** Bring what is unwritten to the disk; a burst (a key held down, dictation) is gathered. */
function write() {
  if (!unwritten.size || underWay >= MOST_UNDER_WAY) return;
  const names = [...unwritten];
  unwritten.clear();
  underWay += 1;
  toDisk(names)
    .catch(() => {
      disk = null; // a tablet that slept may have lost it: opened anew, at the next keystroke
    })
    .finally(() => {
      underWay -= 1;
      write();
    });
}

/**
 * On its way to the disk before this returns, when the disk is open: to wait for anything would be
 * to wait behind the next keystrokes, which browsers put first.
 * @param {string[]} names
 */
async function toDisk(names) {
  if (!disk) disk = await open();
  const tx = disk.transaction(SHELF, "readwrite", { durability: "strict" });
  const puts = names.map((name) => tx.store.put(rows.get(name), name));
  tx.commit?.(); // older browsers commit by themselves, a little later
  await Promise.all([...puts, tx.done]);
}

/** @returns {Promise<Disk>} */
function open() {
  return openDB("dialogkafe-drafts", 1, {
    upgrade: (fresh) => void fresh.createObjectStore(SHELF),
  });
}

/**
 * Whether a cleared draft may be swept away: nothing older of it can come back.
 * @param {string} name
 */
function isOver(name) {
  return rows.get(name)?.text === "" && !local(name);
}

/** @param {Kept | undefined} kept */
function numberOf(kept) {
  return kept?.n ?? -1;
}

/** @param {string} name */
function keyOf(name) {
  return `draft:${name}`;
}

/**
 * What localStorage has of it.
 * @param {string} name
 * @returns {Kept | undefined}
 */
function local(name) {
  const found = attempt(() => localStorage.getItem(keyOf(name)));
  if (!found) return undefined;
  const read = attempt(() => JSON.parse(found));
  // Before drafts had numbers the text itself lay here.
  return typeof read?.n === "number" ? read : { n: 0, text: found };
}
