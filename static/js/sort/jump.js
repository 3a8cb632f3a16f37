/**
 * To the place of a note or sentence: `#note-<id>` and `#entry-<id>` in the page's address, from this
 * page's own links and from other rooms. The browser's own way back leads back.
 */

import { arrive } from "../core/moving/arrive.js";

/**
 * @param {string} hash @param {import("./view.js").View} view
 * @returns {string|null} the key of what is meant as it stands now: a placed note's sentence
 */
export function keyOf(hash, view) {
  const [, kind, id] = /^#(note|entry)-([0-9a-f-]{36})$/.exec(hash) ?? [];
  if (!kind || !id) return null;
  if (kind === "entry") return `entry:${id}`;
  for (const { entries } of view.headings) {
    const found = entries.find(({ sources }) => sources.some(({ note }) => note.id === id));
    if (found) return `entry:${found.entry.id}`;
  }
  const out = [...view.accounts.aside, ...view.accounts.main].includes(id);
  return out ? `aside:${id}` : `note:${id}`;
}

/**
 * @param {{view(): import("./view.js").View, showAll(): void, ready(): boolean,
 *   focus: ReturnType<typeof import("./focus.js").roving>}} page
 *   `showAll` drops the filter, so that what is meant can be seen
 * @returns {{drawn(): void}} to be called after each drawing
 */
export function jumping({ view, showAll, ready, focus }) {
  arrive(/^(h-|headings$|headings-title$|unplaced-title$)/);
  let waiting = location.hash;

  const go = () => {
    const key = ready() ? keyOf(waiting, view()) : null;
    if (!key) return;
    waiting = "";
    for (const dialog of document.querySelectorAll("dialog[open]")) {
      /** @type {HTMLDialogElement} */ (dialog).close();
    }
    if (view().narrowed && !focus.there(key)) showAll();
    focus.go(key);
  };
  window.addEventListener("hashchange", () => {
    waiting = location.hash;
    go();
  });
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href^='#note-']") : null;
    // The same address twice in a row is no change of it.
    if (link?.getAttribute("href") !== location.hash) return;
    waiting = location.hash;
    go();
  });
  return { drawn: () => waiting && go() };
}
