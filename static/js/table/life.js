// A table's offline life, on its page and on the one for typing off paper: the café's answers are
// shown before the live connection brings them.

import { openOffline } from "../core/offline/offline.js";
import { openOwn } from "../core/seal/own.js";
import { splitSeen, tableSeen } from "./model.js";
import { letMovesGo } from "./notes/moving.js";

/**
 * @param {object} page
 * @param {HTMLElement} page.app  its data: the link's key, the table's and the workshop's id
 * @param {() => void} page.soon  draw again
 * @param {(state: import("../core/live/store.js").State) => void} [page.onFirst]  the table is there
 * @param {(state: import("../core/live/store.js").State, fresh: Iterable<any>) => void} [page.onKnown]
 *   there is more to see: what the connection brought, and answers that it has not brought yet
 * @param {() => void} [page.onOnline]  the café answers, for the first time or again
 * @param {(rightAt: number) => void} [page.onLost]  it does not
 * @param {() => void} [page.onGone]
 * @param {() => void} [page.onWord]
 * @param {(roots: Set<string>) => void} [page.onErased]
 */
export async function tableLife({ app, soon, onFirst, onKnown, onErased, ...ways }) {
  const { key = "", table = "", workshop = "" } = app.dataset;
  const base = `/t/${encodeURIComponent(key)}`;
  // By table, not by link: a renewed link finds what the old one could not deliver.
  const name = `${workshop}:${table}`;
  const own = openOwn(name);
  /** @type {Map<any, any>} */
  const fresh = new Map();

  /**
   * @param {any} answer  the thing with its revision, or `{late, revision}`; in a sealed café with
   *   the `line` of its history
   * @param {import("../core/offline/entries.js").Entry} [entry]  what it answers
   */
  function keepAnswer({ late, line, ...thing }, entry) {
    if (entry) own.answered(entry, { line });
    const answer = late ? { ...late, ...thing } : thing;
    // One that comes late tells of what may have been erased since.
    if (answer.revision > life.state().revision) fresh.set(answer.id, answer);
    onKnown?.(life.state(), fresh.values());
    soon();
  }

  const life = await openOffline({
    name,
    base,
    link: { audience: "t", key },
    soon,
    isOpen,
    onAnswer: keepAnswer,
    onRefused: () => void life.change(letMovesGo),
    onState(next, before) {
      for (const [id, answer] of fresh) if (answer.revision <= next.revision) fresh.delete(id);
      onKnown?.(next, fresh.values());
      if (!before.workshop) onFirst?.(next);
    },
    onErased(roots) {
      own.forget(roots);
      for (const id of roots) fresh.delete(id);
      onErased?.(roots);
    },
    ...ways,
  });
  const seen = () => ({ state: life.state(), table: Number(table), fresh, ...life.waiting() });
  const question = () => life.state().questions.get(tableSeen(seen())?.question ?? 0);
  const parts = () => question()?.parts ?? [];
  return {
    ...life,
    base,
    name,
    keepAnswer,
    own,
    seen,
    question,
    parts,
    splitParts: () => (splitSeen(seen()) ? parts() : []),
    mending: () => isOpen(life.state()),
  };
}

/** @param {import("../core/live/store.js").State} state */
function isOpen({ workshop }) {
  return workshop?.stage === "open" || workshop?.stage === "vernissage";
}
