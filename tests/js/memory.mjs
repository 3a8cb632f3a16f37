// A device's memory for tests of the parts that keep things on it: rows by name, in order, until told
// otherwise.

import { draftsIn } from "../../static/js/core/offline/drafts.js";
import { openRow } from "../../static/js/core/offline/outbox_row.js";

/** @typedef {import("../../static/js/core/offline/disk.js").Disk} Disk */

/**
 * A disk that takes everything until it is `full`; and how it stands.
 * @returns {Disk & {rows: Map<string, string>, full: boolean}}
 */
export function memoryDisk() {
  /** @type {Map<string, string>} */
  const rows = new Map();
  const read = (/** @type {string} */ name) => {
    const row = rows.get(name);
    return row === undefined ? undefined : JSON.parse(row);
  };
  const lay = (/** @type {Iterable<[string, any]>} */ fresh) => {
    if (disk.full) throw new DOMException("full", "QuotaExceededError");
    for (const [name, row] of fresh) rows.set(name, JSON.stringify(row));
  };
  const disk = {
    rows,
    full: false,
    get: async (/** @type {string} */ name) => read(name),
    list: async (/** @type {string} */ prefix) =>
      [...rows.keys()]
        .filter((name) => name.startsWith(prefix))
        .map((name) => /** @type {[string, any]} */ ([name, read(name)])),
    put: async (/** @type {Map<string, any>} */ fresh) => lay(fresh),
    async change(/** @type {import("../../static/js/core/offline/disk.js").Step[]} */ steps) {
      const fresh = steps.map(({ name, how }) => how(read(name)));
      lay(steps.map(({ name }, index) => [name, fresh[index]]));
      return fresh;
    },
  };
  return disk;
}

/** localStorage. */
export function memoryStorage() {
  /** @type {Map<string, string>} */
  const rows = new Map();
  return {
    rows,
    getItem: (/** @type {string} */ name) => rows.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => void rows.set(name, text),
  };
}

/**
 * A page on a device of its own: its drafts, and the row of one outbox.
 * @param {ReturnType<typeof memoryDisk>} disk
 * @param {ReturnType<typeof memoryStorage>} storage
 * @param {{page?: string, others?: string[]}} pages  its name, and those that are open beside it
 */
export async function device(disk = memoryDisk(), storage = memoryStorage(), pages = {}) {
  /** @type {(() => void)[]} */
  const later = [];
  const drafts = draftsIn({
    ...{ disk, storage: () => storage, later: (work) => void later.push(work) },
    ...{ page: pages.page, others: async () => pages.others ?? [] },
  });
  await drafts.openDrafts("w:1");
  return {
    disk,
    storage,
    later,
    draft: drafts.draft,
    mend: drafts.mendDrafts,
    row: await openRow("w:1", disk, (work) => void later.push(work)),
  };
}
