// Where an outbox lies: one row in IndexedDB per table, changed in one transaction, so that two tabs
// at the same table never undo each other's changes.

import { openDB } from "idb";

/** @typedef {import("./entries.js").Entry} Entry */

/**
 * @typedef {object} Shelf
 * @property {boolean} durable  false: it lives only as long as the page
 * @property {() => Promise<Entry[]>} read
 * @property {(how: (entries: Entry[]) => Entry[]) => Promise<Entry[]>} change
 */

/**
 * The row called `name`; in memory when the browser keeps nothing (a private window, a full disk).
 * @param {string} name
 * @returns {Promise<Shelf>}
 */
export async function openShelf(name) {
  /** @type {Entry[]} */
  let known = [];
  /** @type {Shelf} */
  let current = await inBrowser(name).catch(() => inMemory(known));

  /** @param {(entries: Entry[]) => Entry[]} how */
  const change = async (how) => {
    known = await current.change(how);
    return known;
  };
  /** @param {(entries: Entry[]) => Entry[]} how */
  const elsewhere = async (how) => {
    // A tablet that slept may have lost its connection to the disk: open it anew, once. A disk that
    // is full stays full: then go on in memory, and say so (`durable`).
    current = await inBrowser(name).catch(() => inMemory(known));
    return change(how).catch(() => {
      current = inMemory(known);
      return change(how);
    });
  };
  return {
    get durable() {
      return current.durable;
    },
    read: () => current.read().catch(() => known),
    change: (how) => change(how).catch(() => elsewhere(how)),
  };
}

/**
 * @param {string} name
 * @returns {Promise<Shelf>}
 */
async function inBrowser(name) {
  const db = await openDB("dialogkafe", 1, {
    upgrade: (fresh) => void fresh.createObjectStore("outbox"),
  });
  return {
    durable: true,
    read: async () => (await db.get("outbox", name)) ?? [],
    async change(how) {
      // "strict": on the disk before we say that it is kept.
      const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
      const entries = how((await tx.store.get(name)) ?? []);
      await tx.store.put(entries, name);
      await tx.done;
      return entries;
    },
  };
}

/**
 * @param {Entry[]} entries  what lies there from the start
 * @returns {Shelf}
 */
export function inMemory(entries) {
  return {
    durable: false,
    read: async () => entries,
    async change(how) {
      entries = how(entries);
      return entries;
    },
  };
}
