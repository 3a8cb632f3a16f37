// What was erased for good goes out of what is typed or waits on this device, when the device hears of it.

import { draftWithout, entriesWithout, isAbout, isOf, lossOf, newlyCut, unheard } from "./cuts.js";

/** @typedef {import("../live/store.js").State} State */

/** @param {State} state @returns {Set<string>} the ids of all that was erased for good */
function erasedIn({ notes, late, asked }) {
  const all = [...notes.values(), ...late.values(), ...asked.values()];
  return new Set(all.flatMap(({ id, erased }) => (erased ? [id] : [])));
}

/**
 * @param {object} page
 * @param {string} page.name  under which the device keeps what is typed here
 * @param {Pick<ReturnType<typeof import("./outbox.js").openOutbox>, "entries" | "change">} page.outbox
 * @param {typeof import("./drafts.js").mendDrafts} page.mend
 * @param {Pick<Storage, "getItem" | "setItem">} [page.storage]
 * @param {(roots: Set<string>) => void} page.onErased  drafts of what is called so have lost words
 * @returns {(next: State, before: State) => void}
 */
export function losing({ name, outbox, mend, storage, onErased }) {
  const prefix = `${name}:`;

  /** It takes along what still waits or is typed here about it. @param {Set<string>} erased */
  const drop = (erased) => {
    mend(prefix, ({ rest, text }) => (isOf(rest, erased) ? "" : text));
    if (outbox.entries().some((entry) => isAbout(entry, erased)))
      outbox.change((entries) => entries.filter((entry) => !isAbout(entry, erased)));
    onErased(erased);
  };

  /** Words of what is still there. @param {import("./cuts.js").Thing} thing @param {State} before @param {State} now */
  const cut = (thing, before, now) => {
    /** @type {import("./cuts.js").Kept[]} */
    const drafts = [];
    mend(prefix, (draft) => {
      drafts.push(draft);
      return draft.text;
    });
    const loss = lossOf(thing, { before, now, entries: outbox.entries(), drafts });
    mend(prefix, (draft) => draftWithout(draft, loss));
    if (outbox.entries().some((entry) => isAbout(entry, loss.roots)))
      outbox.change((entries) => entriesWithout(entries, loss));
    onErased(new Set(loss.roots));
  };

  return (next, before) => {
    const { notes, late, asked } = before;
    const erased = erasedIn(next);
    if (erased.size && (next.notes !== notes || next.late !== late || next.asked !== asked))
      drop(erased);
    if (next.cuts !== before.cuts)
      for (const thing of newlyCut(next.cuts, name, storage)) cut(thing, before, next);
  };
}

const EVERY_MS = 60_000;

/**
 * The same for a page that has no picture of the café: it asks. Nobody can tell which words of what
 * was begun are those that went, so what was begun before about the same things is begun anew.
 * @template {{id: string}} T
 * @param {object} page
 * @param {string} page.name  under which the device remembers what it has heard of
 * @param {string} page.prefix  of the names of its drafts
 * @param {() => Promise<{cuts: T[]}>} page.ask  the café
 * @param {typeof import("./drafts.js").mendDrafts} page.mend
 * @param {(rest: string, cuts: T[]) => boolean} page.isGone  whether a draft is about one of these
 * @param {Pick<Storage, "getItem" | "setItem">} [page.storage]
 * @param {(cuts: T[]) => void} [page.onErased]
 */
export function hearing({ name, prefix, ask, mend, isGone, storage, onErased = () => {} }) {
  /** Whatever comes of it: who is not told asks again. @returns {Promise<T[]>} */
  const fresh = async () => {
    const told = await ask().catch(() => ({ cuts: [] }));
    return unheard(told.cuts, name, storage);
  };
  const hear = async () => {
    const cuts = await fresh();
    if (!cuts.length) return;
    mend(prefix, ({ rest, text }) => (isGone(rest, cuts) ? "" : text));
    onErased(cuts);
  };
  return {
    hear,
    /** What is begun from now on is begun after these. */
    begin: async () => void (await fresh()),
    /** Whether something lies here. */
    any() {
      let some = false;
      mend(prefix, ({ text }) => {
        some ||= Boolean(text);
        return text;
      });
      return some;
    },
    /** As long as somebody looks. @param {() => boolean} [wanted] */
    keepHearing(wanted = () => true) {
      const look = () => {
        if (!document.hidden && wanted()) void hear();
      };
      document.addEventListener("visibilitychange", look);
      window.addEventListener("online", look);
      window.setInterval(look, EVERY_MS);
    },
  };
}

/** Which café a page is of; "": none. @param {string} path */
export function cafeOf(path) {
  return /^\/w\/([^/]+)/u.exec(path)?.[1] ?? "";
}
