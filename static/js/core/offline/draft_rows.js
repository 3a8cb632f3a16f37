// Where drafts lie: in localStorage before the next keystroke, on the disk some milliseconds later.

import { attempt } from "../attempt.js";

/** @typedef {import("./drafts.js").Kept} Kept */

const MOST_UNDER_WAY = 3;
const TRY_AGAIN_MS = 3000;

/**
 * The rows of all drafts by name, and how one is laid down.
 * @param {Pick<Parameters<typeof import("./drafts.js").draftsIn>[0], "disk" | "storage" | "later">} world
 */
export function draftRows({ disk, storage, later }) {
  /** @type {Map<string, Kept>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const unwritten = new Set();
  let underWay = 0;
  let waiting = false;

  /** Bring what is unwritten to the disk; a burst (a key held down, dictation) is gathered. */
  const write = () => {
    if (!unwritten.size || underWay >= MOST_UNDER_WAY) return;
    const names = [...unwritten];
    unwritten.clear();
    underWay += 1;
    disk.put(new Map(names.map((name) => [keyOf(name), rows.get(name)]))).then(
      () => {
        underWay -= 1;
        write();
      },
      () => {
        underWay -= 1;
        for (const name of names) unwritten.add(name);
        tryAgain();
      },
    );
  };
  /** It may be full only for a while, and perhaps nothing more is typed. */
  const tryAgain = () => {
    if (waiting) return;
    waiting = true;
    later(() => {
      waiting = false;
      write();
    }, TRY_AGAIN_MS);
  };

  const all = {
    names: () => [...rows.keys()],
    /** What counts of a draft here: what was laid down last. @param {string} name @returns {Kept} */
    of(name) {
      const [here, there] = [local(name), rows.get(name)];
      return (newer(here, there) ? here : there) ?? { n: -1, text: "" };
    },
    /** What the disk holds. @param {string} key @param {Kept} row */
    found(key, row) {
      const name = key.slice(keyOf("").length);
      if (newer(row, rows.get(name))) rows.set(name, row);
    },
    /** @param {string} name @param {Kept} row */
    lay(name, row) {
      rows.set(name, row);
      // Also when it is empty: else another tab would go on with the words it knew before.
      attempt(() => storage().setItem(keyOf(name), JSON.stringify(row)));
      unwritten.add(name);
      write();
    },
    /**
     * Each draft whose name begins with `prefix` gets the text that `how` makes of it, also what other
     * pages typed or is on its way; "": nothing is left.
     * @param {string} prefix
     * @param {(draft: {rest: string, text: string}) => string} how  `rest`: its name behind the prefix
     */
    mend(prefix, how) {
      for (const name of rows.keys()) {
        if (!name.startsWith(prefix)) continue;
        const row = all.of(name);
        const rest = name.slice(prefix.length);
        const mended = (/** @type {string} */ text) => text && how({ rest, text });
        const away = (row.away ?? []).map((words) => ({ ...words, text: mended(words.text) }));
        const next = { ...row, text: mended(row.text), away: away.filter(({ text }) => text) };
        if (JSON.stringify([row.text, row.away ?? []]) !== JSON.stringify([next.text, next.away]))
          all.lay(name, { ...next, n: row.n + 1 });
      }
    },
  };
  return all;

  /** @param {string} name @returns {Kept | undefined} what localStorage has of it */
  function local(name) {
    const found = attempt(() => storage().getItem(keyOf(name)));
    if (!found) return undefined;
    const read = attempt(() => JSON.parse(found));
    // Before drafts had numbers the text itself lay here.
    return typeof read?.n === "number" ? read : { n: 0, text: found };
  }
}

/** @param {Kept | undefined} one @param {Kept | undefined} other */
function newer(one, other) {
  return (one?.n ?? -1) >= (other?.n ?? -1);
}

/** @param {string} name */
export function keyOf(name) {
  return `draft:${name}`;
}
