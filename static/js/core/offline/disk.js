// The one place on the device where words lie: rows by name in IndexedDB. An outbox and the
// drafts it takes up lie side by side, so that words go from one to the other in one transaction.

import { openDB } from "idb";

/**
 * @typedef {{name: string, how: (row: any) => any, kept?: () => void}} Step  what becomes of the row
 *   called `name`; `kept` is told when it is so, perhaps more than once
 */
/**
 * @typedef {object} Disk  what was resolved is on the disk, also when the power goes at that moment
 * @property {(name: string) => Promise<any>} get
 * @property {(prefix: string) => Promise<[string, any][]>} list  the rows whose names begin so
 * @property {(rows: Map<string, any>) => Promise<void>} put  all or none
 * @property {(steps: Step[]) => Promise<any[]>} change  in one transaction, each row once: all or none,
 *   and nobody else's between reading and writing; resolves with what the rows are now. A step may be asked twice.
 */
/** @typedef {import("idb").IDBPDatabase} Database */

const STORE = "outbox";
// "strict": on the disk before we say that it is kept.
const STRICT = /** @type {const} */ ({ durability: "strict" });

/**
 * @returns {Disk & {drop(isGone: (name: string) => boolean): Promise<void>}} the browser's; it rejects
 *   where the browser keeps nothing (a private window). `drop` takes such rows away
 */
export function browserDisk() {
  /** @type {Database | null} */
  let open = null;

  const connect = async () => {
    open = await openDB("dialogkafe", 1, {
      upgrade: (fresh) => void fresh.createObjectStore(STORE),
      terminated() {
        open = null;
      },
    });
    return open;
  };
  /**
   * Begun before this returns, when the disk is open: to wait for anything would be to wait behind
   * the next keystrokes, which browsers put first. A tablet that slept may have lost its connection:
   * then once more with a new one.
   * @template T
   * @param {(db: Database) => Promise<T>} work
   */
  const doing = async (work) => {
    const before = open;
    try {
      return await work(before ?? (await connect()));
    } catch (error) {
      if (!before) throw error;
      if (open === before) open = null;
      before.close();
      return work(open ?? (await connect()));
    }
  };

  return {
    get: (name) => doing((db) => db.get(STORE, name)),
    list: (prefix) =>
      doing(async (db) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const { store } = db.transaction(STORE);
        const [names, rows] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return rows.map((row, index) => [String(names[index]), row]);
      }),
    put: (rows) =>
      doing(async (db) => {
        const tx = db.transaction(STORE, "readwrite", STRICT);
        const puts = [...rows].map(([name, row]) => tx.store.put(row, name));
        tx.commit?.(); // older browsers commit by themselves, a little later
        await Promise.all([...puts, tx.done]);
      }),
    change: (steps) =>
      doing(async (db) => {
        const tx = db.transaction(STORE, "readwrite", STRICT);
        const before = await Promise.all(steps.map(({ name }) => tx.store.get(name)));
        const rows = steps.map(({ how }, index) => how(before[index]));
        const puts = steps.map(({ name }, index) => tx.store.put(rows[index], name));
        await Promise.all([...puts, tx.done]);
        return rows;
      }),
    drop: (isGone) =>
      doing(async (db) => {
        const { store, done } = db.transaction(STORE, "readwrite", STRICT);
        const names = (await store.getAllKeys()).filter((name) => isGone(String(name)));
        await Promise.all([...names.map((name) => store.delete(name)), done]);
      }),
  };
}

/** The page's own. */
export const disk = browserDisk();
