// What every page on which people write does with and without a network: an outbox on one side,
// the live connection on the other. The pages say what differs between them.

import { Problem, send } from "../http.js";
import { follow } from "../live/connection.js";
import { empty } from "../live/store.js";
import { mendDrafts, openDrafts } from "./drafts.js";
import { again, isDeadLink, throughNewLink } from "./entries.js";
import { losing } from "./erased.js";
import { openOutbox } from "./outbox.js";
import { openRow } from "./outbox_row.js";

/** @typedef {import("../live/store.js").State} State */
/** @typedef {import("./entries.js").Refusal} Refusal */
/**
 * @typedef {object} Page  what differs from page to page
 * @property {string} name  under which the device keeps what is typed here
 * @property {string} base  the address that what is typed is sent to
 * @property {{audience: "t" | "v" | "w" | "silent", key: string}} link  what the live connection listens by
 * @property {() => void} soon  draw again
 * @property {(state: State) => boolean} isOpen  whether what was refused for the stage may go now
 * @property {(answer: any, entry: import("./entries.js").Entry) => void} onAnswer  the café has
 *   something: the thing, as it has it
 * @property {(refusal: Refusal, entry: import("./entries.js").Entry) => void} [onRefused]
 * @property {(next: State, before: State) => void} [onState]
 * @property {() => void} [onOnline]  the café answers, for the first time or again
 * @property {(rightAt: number) => void} [onLost]  it does not answer; what it said last is of `rightAt`,
 *   by its clock
 * @property {() => void} [onGone]  the link leads here no more
 * @property {() => void} [onWord]  something lies ready that no event has
 * @property {(roots: Set<string>) => void} [onErased]  drafts of what is called so have lost words, or all
 */
/**
 * @typedef {object} Reach  what lies outside: the device, the network. Tests bring their own.
 * @property {any} row
 * @property {typeof send} send
 * @property {(page: any) => Pick<ReturnType<typeof follow>, "refresh" | "rightAt">} follow
 * @property {typeof mendDrafts} [mend]  drafts that lose words
 * @property {Pick<Storage, "getItem" | "setItem">} [storage]
 */

/**
 * Open what this device keeps of the page, and make its offline life of it.
 * @param {Page} page
 * @param {Partial<Reach>} [ways]  other than the usual ones
 */
export async function openOffline(page, ways = {}) {
  await openDrafts(page.name);
  return offline(page, { row: await openRow(page.name), send, follow, mend: mendDrafts, ...ways });
}

/**
 * @param {Page} page
 * @param {Reach} reach
 */
export function offline(page, reach) {
  let state = empty();
  let online = true;
  let gone = "";
  /** @type {ReturnType<Reach["follow"]> | undefined} */
  let connection;
  const outbox = openOutbox({
    row: reach.row,
    base: page.base,
    send: (method, url, body) => reach.send(method, url, body).catch(loggedOut),
    onChange: page.soon,
    onAnswer: (entry, answer) => page.onAnswer(answer, entry),
    onRefused(refusal, entry) {
      // Perhaps the link was renewed: the connection finds out, and says so once for the whole page.
      if (isDeadLink(refusal)) connection?.refresh();
      page.onRefused?.(refusal, entry);
    },
  });

  const { mend = () => {}, storage } = reach;
  const onErased = page.onErased ?? (() => {});
  const lose = losing({ name: page.name, outbox, mend, storage, onErased });

  /** The connection may not know it for a minute yet, and says what to do. @param {unknown} error @returns {never} */
  function loggedOut(error) {
    if (error instanceof Problem && error.status === 401) connection?.refresh();
    throw error;
  }

  /** @param {State} next */
  function onState(next) {
    const before = state;
    state = next;
    page.onState?.(next, before);
    lose(next, before);
    if (next.workshop?.stage !== before.workshop?.stage && page.isOpen(next))
      outbox.change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
    page.soon();
  }

  /** @param {boolean} now */
  function onLine(now) {
    online = now;
    if (now) {
      gone = "";
      outbox.resume();
      outbox.nudge();
      page.onOnline?.();
    } else page.onLost?.(connection?.rightAt() ?? 0);
    page.soon();
  }

  /** @param {string} why */
  function onGone(why) {
    gone = why;
    outbox.stop();
    page.onGone?.();
    page.soon();
  }

  return {
    change: outbox.change,
    nudge: outbox.nudge,
    state: () => state,
    /** Why the link leads here no more, or "". */
    gone: () => gone,
    /** What waits to be sent, and what is on its way. */
    waiting: () => ({ entries: outbox.entries(), sending: outbox.sending() }),
    /** Whether the café answers, and whether this device keeps what is typed. */
    reach: () => ({ online, durable: outbox.durable() }),
    /** Listen, and send what still waits: once everything that is drawn is there. */
    async start() {
      window.addEventListener("online", () => outbox.nudge());
      window.addEventListener("beforeunload", (event) => {
        if (!outbox.durable() && outbox.entries().length) event.preventDefault();
      });
      navigator.storage?.persist?.();
      connection = reach.follow({ ...page.link, onState, onLine, onGone, onWord: page.onWord });
      await outbox.change((entries) => throughNewLink(entries, page.base));
    },
  };
}
