// Lines of a plan's page that the café has not got yet, or not any more. Both are so at once: the next
// key is meant for them.

import { draft } from "../core/offline/drafts.js";

/** @typedef {{uid: string, before: string | null}} Blank  a line that is being begun; `before`: the one after it */

/** @param {string} name  under which the device keeps what is typed on the page */
export function newestLines(name) {
  const kept = draft(`${name}:blanks`);
  /** @type {Blank[]} */
  let blanks = JSON.parse(kept.last() || "[]");
  /** Those that go, until the outbox has that they go. @type {Set<string>} */
  const going = new Set();
  const keep = (/** @type {Blank[]} */ now) => {
    blanks = now;
    kept.keep(JSON.stringify(blanks));
  };
  const drop = (/** @type {string} */ uid) => keep(blanks.filter((blank) => blank.uid !== uid));

  return {
    going,
    blanks: () => blanks,
    begin: (/** @type {Blank} */ blank) => keep([...blanks, blank]),
    drop,
    /** Until what is returned is called. @param {string} uid */
    hide(uid) {
      going.add(uid);
      return () => void going.delete(uid);
    },
    /** A line that the café has is no blank any more. @param {{uid: string, born: boolean}[]} rows */
    settle(rows) {
      for (const { uid, born } of rows)
        if (born && blanks.some((blank) => blank.uid === uid)) drop(uid);
    },
  };
}
