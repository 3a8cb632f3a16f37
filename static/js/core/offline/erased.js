// What was erased for good goes out of what is typed or waits on this device, when the device hears of it.

import { draftWithout, entriesWithout, isAbout, isOf, lossOf, newlyCut } from "./cuts.js";

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
