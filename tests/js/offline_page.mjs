// A page with the offline life of those on which people write, in a browser of its own.

import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { Problem } from "../../static/js/core/http.js";
import { empty } from "../../static/js/core/live/store.js";
import { put } from "../../static/js/core/offline/entries.js";
import { offline } from "../../static/js/core/offline/offline.js";
import { openRow } from "../../static/js/core/offline/outbox_row.js";
import { newNote } from "../../static/js/table/commands.js";
import { memoryDisk, memoryStorage } from "./memory.mjs";

export const words = { text: "Benches", kind: /** @type {const} */ ("keyword"), part: null };
/** @param {number} status @param {string | null} where */
export const refused = (status, where) =>
  new Problem({ status, type: "/problems/invalid", title: "No", where, now: null });
export const until = async (/** @type {() => boolean} */ done) => {
  for (let turns = 0; turns < 1000 && !done(); turns += 1) await setImmediate();
  assert.ok(done());
};

/** A page in a browser of its own, and a café that says what `answer` says. */
export async function page({ disk = memoryDisk(), storage = memoryStorage(), drafts = {} } = {}) {
  const window = new EventTarget();
  Object.assign(globalThis, { window });
  const seen = {
    window,
    answers: /** @type {any[]} */ ([]),
    sent: /** @type {string[]} */ ([]),
    looked: 0,
    gone: 0,
    came: 0,
    answer: /** @type {() => any} */ (() => ({ id: "n1", revision: 1 })),
    connection: /** @type {any} */ (null),
    drafts: new Map(Object.entries(drafts)),
    erased: /** @type {string[]} */ ([]),
  };
  const life = offline(
    {
      name: "w:1",
      base: "/t/key",
      link: { audience: "t", key: "key" },
      soon() {},
      isOpen: (state) => state.workshop?.stage === "open",
      onAnswer: (answer) => seen.answers.push(answer),
      onOnline: () => {
        seen.came += 1;
      },
      onGone: () => {
        seen.gone += 1;
      },
      onErased: (roots) => void seen.erased.push(...roots),
    },
    {
      row: await openRow("w:1", disk, () => {}),
      send: async (_method, url) => {
        seen.sent.push(url);
        return seen.answer();
      },
      mend(prefix, how) {
        for (const [name, text] of seen.drafts)
          seen.drafts.set(name, how({ rest: name.slice(prefix.length), text }));
      },
      storage,
      follow(connection) {
        seen.connection = connection;
        return /** @type {any} */ ({
          refresh: () => {
            seen.looked += 1;
          },
        });
      },
    },
  );
  await life.start();
  return { life, seen, write: () => life.change((all) => put(all, newNote(words))) };
}

/** @param {string} stage */
export const at = (stage) => /** @type {any} */ ({ ...empty(), workshop: { stage } });
