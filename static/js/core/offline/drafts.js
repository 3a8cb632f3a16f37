// What is being typed, kept on the device at each keystroke, so that a closed lid costs nothing.
// Twice: localStorage has it before the next keystroke, but the browser writes it to the disk only
// seconds later and a crash takes it along; the disk proper has it some milliseconds later.
// Each keeping has a number, and the higher one is right. A clock would not do: a tablet's may jump.
// Words that leave a field for the outbox stay in its draft until the outbox has them: which of them
// it has is written in the same transaction (`taken`), so that a crash neither loses nor doubles them.
// Two tabs on one tablet have a draft each, side by side in one row. What a tab that is gone has left
// is taken up by the next page that opens.

import { uuid } from "../uuid.js";
import { disk } from "./disk.js";
import { draftRows, keyOf } from "./draft_rows.js";
import { openPages } from "./pages.js";

/**
 * @typedef {{n: number, text: string, page?: string, typed?: boolean}} Words  `page`: whose they are;
 *   `typed`: they stand in its field; else they are on their way to the outbox
 */
/** @typedef {Words & {away?: Words[]}} Kept  an empty text: it was cleared, and older ones are void */
/** @typedef {{n: number, page?: string, heirOf: (string | undefined)[]} | number} Taken  a number: before pages had names */
/** @typedef {import("./disk.js").Step} Step */
/** @typedef {import("./outbox_row.js").How} How */
/** @typedef {(how: How, ...besides: Step[]) => Promise<void>} Change  an outbox's */
/**
 * @typedef {object} Draft
 * @property {() => string} read  what stands in the field, with what pages that are gone had left, each
 *   on a line of its own
 * @property {(join?: (parts: string[]) => string) => string} last  the same for a field that holds one
 *   thing: what one page left, how it stood last unless `join` says otherwise. What another left waits
 *   until the page opens again.
 * @property {(text: string) => void} keep  what stands in the field now
 * @property {() => void} clear
 * @property {(change: Change, how: How) => Promise<void>} hand  the words of the field go into the
 *   outbox by `how`; the field may be typed in meanwhile. Resolves when the outbox has them; the draft
 *   forgets them when they are on the disk, or the café has them
 */

const MOST_TAKEN = 20;

/**
 * @param {object} world
 * @param {import("./disk.js").Disk} world.disk
 * @param {() => Pick<Storage, "getItem" | "setItem">} world.storage  may throw
 * @param {(work: () => void, ms: number) => void} world.later
 * @param {string} [world.page]  this page's own name
 * @param {(wanted: string[]) => Promise<string[]>} [world.others]  which of these pages are open beside it
 */
export function draftsIn({ disk, storage, later, page = uuid(), others = async () => [] }) {
  const rows = draftRows({ disk, storage, later });
  /** The numbers of words that outboxes have. @type {Map<string, Taken[]>} */
  const taken = new Map();
  /** What this page itself hands over just now, by name and number. @type {Set<string>} */
  const handing = new Set();
  /** Pages whose words this one took up, by name of the draft. @type {Map<string, (string | undefined)[]>} */
  const heirOf = new Map();
  /** Pages that hold their words themselves. @type {Set<string | undefined>} */
  let beside = new Set();

  /** @param {string} name @returns {Required<Omit<Kept, "typed">>} what counts of it; `text` is this page's own */
  const lying = (name) => {
    const gone = taken.get(name) ?? [];
    const { away = [], ...row } = rows.of(name);
    const all = [...away, { ...row, typed: true }].filter(
      (words) => words.text && !gone.some((one) => took(one, words)),
    );
    const own = all.find((words) => words.typed && words.page === page);
    return {
      n: Math.max(row.n, ...gone.map(numberOf)),
      text: own?.text ?? "",
      page,
      away: all.filter((words) => words !== own),
    };
  };
  /** Words that some page answers for. @param {string} name @param {Words} words */
  const isHeld = (name, { n, page: whose }) =>
    whose === page ? handing.has(`${name}:${n}`) : beside.has(whose);

  return {
    /**
     * Read what the disk holds of the drafts whose names begin with `prefix`. Await it before
     * `draft`; a browser that keeps nothing on the disk resolves too.
     * @param {string} prefix
     */
    async openDrafts(prefix) {
      try {
        const [kept, gone] = [await disk.list(keyOf(prefix)), await disk.list(takenOf(prefix))];
        for (const [key, row] of kept) rows.found(key, row);
        for (const [key, numbers] of gone) {
          const name = key.slice(takenOf("").length);
          taken.set(name, [...numbers, ...(taken.get(name) ?? [])]);
        }
      } catch {
        // localStorage alone
      }
      // Only where something is left is it asked whose it is.
      const names = rows.names().filter((name) => name.startsWith(prefix));
      const left = names.flatMap((name) => lying(name).away.map((words) => words.page ?? ""));
      beside = new Set(await others([...new Set(left)].filter(Boolean)));
    },
    mendDrafts: rows.mend,
    /**
     * The draft of one field. `name` is unique for page and field.
     * @param {string} name
     * @returns {Draft}
     */
    draft(name) {
      /** @param {boolean} one @param {(parts: string[]) => string} join */
      const takeUp = (one, join) => {
        const { n, text, away } = lying(name);
        const left = away.filter((words) => !isHeld(name, words)).sort((a, b) => a.n - b.n);
        const mine = one ? left.filter((words) => words.page === left.at(-1)?.page) : left;
        if (!mine.length || (one && text)) return text;
        const all = join([...mine.map((words) => words.text), text].filter(Boolean));
        heirOf.set(name, [...(heirOf.get(name) ?? []), ...mine.map((words) => words.page)]);
        rows.lay(name, {
          n: n + 1,
          text: all,
          page,
          away: away.filter((words) => !mine.includes(words)),
        });
        return all;
      };
      /** @param {string} text */
      const keep = (text) => {
        const { n, away } = lying(name);
        rows.lay(name, { n: n + 1, text, page, away });
      };
      return {
        read: () => takeUp(false, (parts) => parts.join("\n")),
        last: (join = (parts) => /** @type {string} */ (parts.at(-1))) => takeUp(true, join),
        keep,
        clear: () => keep(""),
        async hand(change, how) {
          const { n: before, text, away } = lying(name);
          const n = before + 1;
          rows.lay(name, { n, text: "", page, away: [...away, { n, text, page }] });
          const mark = { n, page, heirOf: heirOf.get(name) ?? [] };
          const add = (/** @type {Taken[]} */ gone = []) => [...gone, mark].slice(-MOST_TAKEN);
          handing.add(`${name}:${n}`);
          const kept = () => {
            if (!handing.delete(`${name}:${n}`)) return;
            taken.set(name, add(taken.get(name)));
            keep(lying(name).text);
          };
          await change(how, { name: takenOf(name), how: add, kept });
        },
      };
    },
  };
}

/** @param {Taken} taken */
function numberOf(taken) {
  return typeof taken === "number" ? taken : taken.n;
}

/**
 * Whether an outbox that took all that stood in a page's field has these words too.
 * @param {Taken} taken @param {Words} words
 */
function took(taken, { n, page, typed }) {
  const mark = typeof taken === "number" ? { n: taken, page: undefined, heirOf: [] } : taken;
  if (n === mark.n) return true;
  return n < mark.n && (mark.heirOf.includes(page) || (typed === true && page === mark.page));
}

/** @param {string} name */
function takenOf(name) {
  return `taken:${name}`;
}

/** The page's own. */
const pages = openPages(uuid());
export const { openDrafts, mendDrafts, draft } = draftsIn({
  disk,
  storage: () => localStorage,
  later: (work, ms) => void setTimeout(work, ms),
  ...pages,
});
