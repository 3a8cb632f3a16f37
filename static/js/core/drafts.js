// What is being typed, kept on the device at each keystroke, so that a closed lid costs nothing.
// Twice: localStorage has it before the next keystroke, but the browser writes it to the disk only
// seconds later and a crash takes it along; the disk proper has it some milliseconds later.
// Each keeping has a number, and the higher one is right. A clock would not do: a tablet's may jump.
// Words that leave a field for the outbox stay in its draft until the outbox has them: which of them
// it has is written in the same transaction (`taken`), so that a crash neither loses nor doubles them.

import { attempt } from "./attempt.js";
import { disk } from "./disk.js";

/** @typedef {{n: number, text: string}} Words */
/**
 * @typedef {Words & {away?: Words[]}} Kept  an empty text: it was cleared, and older ones are void;
 *   `away`: words on their way to the outbox
 */
/** @typedef {import("./disk.js").Step} Step */
/** @typedef {import("./shelf.js").How} How */
/** @typedef {(how: How, ...besides: Step[]) => Promise<void>} Change  an outbox's */
/**
 * @typedef {object} Draft
 * @property {(join?: (parts: string[]) => string) => string} read  what stands in the field; `join` puts
 *   words that were on their way when an earlier page ended before it, each on a line of its own
 *   unless it says otherwise
 * @property {() => string} last  the same for a field that holds one thing: how it stood last
 * @property {(text: string) => void} keep  what stands in the field now
 * @property {() => void} clear
 * @property {(change: Change, how: How) => Promise<void>} hand  the words of the field go into the
 *   outbox by `how`; the field may be typed in meanwhile. Resolves when the outbox has them; the draft
 *   forgets them when they are on the disk, or the café has them
 */

const MOST_UNDER_WAY = 3;
const MOST_TAKEN = 20;
const TRY_AGAIN_MS = 3000;

/**
 * @param {object} world
 * @param {import("./disk.js").Disk} world.disk
 * @param {() => Pick<Storage, "getItem" | "setItem" | "removeItem">} world.storage  may throw
 * @param {(work: () => void, ms: number) => void} world.later
 */
export function draftsIn({ disk, storage, later }) {
  /** @type {Map<string, Kept>} */
  const rows = new Map();
  /** The numbers of words that outboxes have. @type {Map<string, number[]>} */
  const taken = new Map();
  /** What this page itself hands over just now, by name and number. @type {Set<string>} */
  const handing = new Set();
  /** @type {Set<string>} */
  const unwritten = new Set();
  let underWay = 0;
  let waiting = false;

  /** @param {string} name @returns {Required<Kept>} what counts of it */
  const standing = (name) => {
    const [here, there] = [local(name), rows.get(name)];
    const gone = taken.get(name) ?? [];
    const { n, text, away = [] } = (newer(here, there) ? here : there) ?? { n: -1, text: "" };
    return {
      n: Math.max(n, ...gone),
      // An outbox takes all that stands in the field, so what was typed before is in it.
      text: n < Math.max(-1, ...gone) ? "" : text,
      away: away.filter((words) => !gone.includes(words.n)),
    };
  };
  /** @param {string} name @param {Kept} row */
  const lay = (name, row) => {
    rows.set(name, row);
    const some = row.text || row.away?.length;
    attempt(() =>
      some
        ? storage().setItem(keyOf(name), JSON.stringify(row))
        : storage().removeItem(keyOf(name)),
    );
    unwritten.add(name);
    write();
  };
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
  /** @param {string} name @returns {Kept | undefined} what localStorage has of it */
  const local = (name) => {
    const found = attempt(() => storage().getItem(keyOf(name)));
    if (!found) return undefined;
    const read = attempt(() => JSON.parse(found));
    // Before drafts had numbers the text itself lay here.
    return typeof read?.n === "number" ? read : { n: 0, text: found };
  };

  return {
    /**
     * Read what the disk holds of the drafts whose names begin with `prefix`. Await it before
     * `draft`; a browser that keeps nothing on the disk resolves too.
     * @param {string} prefix
     */
    async openDrafts(prefix) {
      try {
        const [kept, gone] = [await disk.list(keyOf(prefix)), await disk.list(takenOf(prefix))];
        for (const [key, row] of kept) {
          const name = key.slice(keyOf("").length);
          if (newer(row, rows.get(name))) rows.set(name, row);
        }
        for (const [key, numbers] of gone) {
          const name = key.slice(takenOf("").length);
          taken.set(name, [...numbers, ...(taken.get(name) ?? [])]);
        }
      } catch {
        // localStorage alone
      }
    },
    /**
     * The draft of one field. `name` is unique for page and field.
     * @param {string} name
     * @returns {Draft}
     */
    draft(name) {
      /** @type {Draft["read"]} */
      const read = (join = (parts) => parts.join("\n")) => {
        const { n, text, away } = standing(name);
        const mine = away.filter((words) => handing.has(`${name}:${words.n}`));
        if (mine.length === away.length) return text;
        const left = away.filter((words) => !mine.includes(words)).map((words) => words.text);
        const all = join([...left, text].filter(Boolean));
        lay(name, { n: n + 1, text: all, away: mine });
        return all;
      };
      /** @param {string} text */
      const keep = (text) => {
        const { n, away } = standing(name);
        lay(name, { n: n + 1, text, away });
      };
      return {
        read,
        last: () => read((parts) => parts.at(-1) ?? ""),
        keep,
        clear: () => keep(""),
        async hand(change, how) {
          const { n: before, text, away } = standing(name);
          const n = before + 1;
          lay(name, { n, text: "", away: [...away, { n, text }] });
          const add = (/** @type {number[]} */ gone = []) => [...gone, n].slice(-MOST_TAKEN);
          handing.add(`${name}:${n}`);
          const kept = () => {
            if (!handing.delete(`${name}:${n}`)) return;
            taken.set(name, add(taken.get(name)));
            keep(standing(name).text);
          };
          await change(how, { name: takenOf(name), how: add, kept });
        },
      };
    },
  };
}

/** @param {Kept | undefined} one @param {Kept | undefined} other */
function newer(one, other) {
  return (one?.n ?? -1) >= (other?.n ?? -1);
}

/** @param {string} name */
function keyOf(name) {
  return `draft:${name}`;
}

/** @param {string} name */
function takenOf(name) {
  return `taken:${name}`;
}

/** The page's own. */
export const { openDrafts, draft } = draftsIn({
  disk,
  storage: () => localStorage,
  later: (work, ms) => void setTimeout(work, ms),
});
