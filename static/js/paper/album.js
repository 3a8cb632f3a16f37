// Where photographs lie until the café has them: beside the outbox, in a place of their own, because
// a picture is a thousand times the size of a note.

import { openDB } from "idb";

/**
 * @typedef {object} Photo
 * @property {string} act  the same on each try
 * @property {string} table  the name of the table's row
 * @property {number} taken  order among the table's photographs
 * @property {Blob} blob
 * @property {string} alt  of one that an older page asked it for
 * @property {boolean} ready  it goes by itself; not so what was refused
 * @property {string} why  the café's words when it said no, or ""
 * @property {boolean} [unread]  it shows a sheet whose cells could not be made out
 * @property {boolean} [whole]  it hangs as it is all the same, to be typed off as any poster
 */

/**
 * @typedef {object} Album
 * @property {boolean} durable  false: it lives only as long as the page
 * @property {() => Promise<Photo[]>} read
 * @property {(photo: Photo) => Promise<void>} put
 * @property {(act: string) => Promise<void>} drop
 */

/**
 * The photographs of one table; in memory when the browser keeps nothing.
 * @param {string} table
 * @returns {Promise<Album>}
 */
export async function openAlbum(table) {
  return inBrowser(table).catch(() => inMemory());
}

/**
 * @param {string} table
 * @returns {Promise<Album>}
 */
async function inBrowser(table) {
  const db = await openDB("dialogkafe-photos", 1, {
    upgrade: (fresh) =>
      void fresh.createObjectStore("waiting", { keyPath: "act" }).createIndex("table", "table"),
  });
  return withSpare({
    read: () => db.getAllFromIndex("waiting", "table", table),
    put: async (photo) => void (await db.put("waiting", photo)),
    drop: (act) => db.delete("waiting", act),
  });
}

/**
 * What a full disk, or a browser that stores no files, will not take the page itself holds, and says
 * so: in place of what lies on the disk of the same photograph, until the disk takes it.
 * @param {Pick<Album, "read" | "put" | "drop">} disk
 * @returns {Album}
 */
export function withSpare(disk) {
  const spare = inMemory();
  return {
    get durable() {
      return spare.empty();
    },
    async read() {
      const held = await spare.read();
      const here = new Set(held.map(({ act }) => act));
      const kept = await disk.read().catch(() => []);
      return inOrder([...kept.filter(({ act }) => !here.has(act)), ...held]);
    },
    put: (photo) =>
      disk.put(photo).then(
        () => spare.drop(photo.act),
        () => spare.put(photo),
      ),
    async drop(act) {
      await spare.drop(act);
      await disk.drop(act).catch(() => {});
    },
  };
}

/** @returns {Album & {empty(): boolean}} */
export function inMemory() {
  /** @type {Map<string, Photo>} */
  const photos = new Map();
  return {
    durable: false,
    empty: () => photos.size === 0,
    read: async () => inOrder([...photos.values()]),
    put: async (photo) => void photos.set(photo.act, photo),
    drop: async (act) => void photos.delete(act),
  };
}

/** @param {Photo[]} photos */
function inOrder(photos) {
  return photos.sort((a, b) => a.taken - b.taken);
}
