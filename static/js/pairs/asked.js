// What stands half-typed in the fields of a question's parts goes with the parts: their letters may be
// others' by now. What each asked when it was drawn last is kept, for the page may have slept meanwhile.

/** @typedef {{letter: string, text: string}} Part */
/** @typedef {import("../core/offline/drafts.js").Draft} Draft */

/**
 * Which letter each of the parts `was` has when they are `now`; none: it was taken away. As
 * `letters_after` in cafe/plan/rules.py: it goes with its words, and other words at its place are its own.
 * @param {Part[]} was @param {Part[]} now
 * @returns {Map<string, string | undefined>}
 */
export function lettersAfter(was, now) {
  const [before, texts] = [was, now].map((parts) => parts.map(({ text }) => text));
  return new Map(
    was.map(({ letter, text }, at) => {
      const here = texts?.[at];
      if (here !== text && texts?.includes(text)) return [letter, now[texts.indexOf(text)]?.letter];
      const stays = here !== undefined && (here === text || !before?.includes(here));
      return [letter, stays ? letter : undefined];
    }),
  );
}

/**
 * @param {object} page
 * @param {(letter: string) => Draft} page.draftOf
 * @param {Draft} page.kept  what the parts asked
 * @param {(part: Part, draft: Draft) => void} page.homeless  the part is no more, and words stand in its draft
 * @returns {(now: Part[]) => Map<string, string | undefined>}  brings the drafts to what the parts are
 *   now, and says which letters have become which: their fields are drawn anew
 */
export function following({ draftOf, kept, homeless }) {
  let was = read(kept.last());
  return (now) => {
    const wanted = JSON.stringify(now.map(({ letter, text }) => ({ letter, text })));
    if (wanted === JSON.stringify(was)) return new Map();
    const to = lettersAfter(was, now);
    const moved = was.filter(({ letter }) => to.get(letter) !== letter);
    const words = moved.map(({ letter }) => draftOf(letter).read());
    for (const [at, part] of moved.entries()) {
      const draft = draftOf(part.letter);
      if (!to.get(part.letter) && words[at]) homeless(part, draft);
      else draft.clear();
    }
    for (const [at, { letter }] of moved.entries()) {
      const there = to.get(letter);
      if (!there || !words[at]) continue;
      const draft = draftOf(there);
      draft.keep([draft.read(), words[at]].filter(Boolean).join("\n"));
    }
    was = JSON.parse(wanted);
    kept.keep(wanted);
    return new Map(moved.map(({ letter }) => [letter, to.get(letter)]));
  };
}

/** @param {string} kept @returns {Part[]} */
function read(kept) {
  try {
    const found = JSON.parse(kept || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
