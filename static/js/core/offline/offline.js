// What every page on which people write does with and without a network: an outbox on one side,
// the live connection on the other. The pages say what differs between them.

import { Problem, send } from "../http.js";
import { follow } from "../live/connection.js";
import { empty } from "../live/store.js";
import { forgetDrafts, openDrafts } from "./drafts.js";
import { again, isDeadLink, throughNewLink } from "./entries.js";
import { openOutbox } from "./outbox.js";
import { openRow } from "./outbox_row.js";

/** @typedef {import("../live/store.js").State} State */
/** @typedef {import("./entries.js").Refusal} Refusal */
/**
 * @typedef {object} Page  what differs from page to page
 * @property {string} name  under which the device keeps what is typed here
 * @property {string} base  the address that what is typed is sent to
 * @property {{audience: "t" | "v" | "w", key: string}} link  what the live connection listens by
 * @property {() => void} soon  draw again
 * @property {(state: State) => boolean} isOpen  whether what was refused for the stage may go now
 * @property {(answer: any, entry: import("./entries.js").Entry) => void} onAnswer  the café has
 *   something: the thing, as it has it
 * @property {(refusal: Refusal) => void} [onRefused]
 * @property {(next: State, before: State) => void} [onState]
 * @property {() => void} [onOnline]  the café answers, for the first time or again
 * @property {(rightAt: number) => void} [onLost]  it does not answer; what it said last is of `rightAt`,
 *   by its clock
 * @property {() => void} [onGone]  the link leads here no more
 */
/**
 * @typedef {object} Reach  what lies outside: the device, the network. Tests bring their own.
 * @property {any} row
 * @property {typeof send} send
 * @property {typeof follow} follow
 * @property {(names: string[]) => void} [forget]  drafts, for good
 */

/** What is typed about a thing lies under these names and its id. */
const ABOUT = ["edit", "more", "answer"];

/** Whether it is about something that was erased for good, or has its words: one note joined with another.
 * @param {Set<string>} erased @param {import("./entries.js").Entry} entry */
function isErased(erased, { thing, path }) {
  return [thing, ...path.split("/")].some((part) => erased.has(part.split("/")[0] ?? ""));
}

/** @param {State} state @returns {Set<string>} the ids of all that was erased for good */
function erasedIn({ notes, late, asked }) {
  const all = [...notes.values(), ...late.values(), ...asked.values()];
  return new Set(all.flatMap(({ id, erased }) => (erased ? [id] : [])));
}

/**
 * Open what this device keeps of the page, and make its offline life of it.
 * @param {Page} page
 */
export async function openOffline(page) {
  await openDrafts(page.name);
  return offline(page, { row: await openRow(page.name), send, follow, forget: forgetDrafts });
}

/**
 * @param {Page} page
 * @param {Reach} reach
 */
export function offline(page, reach) {
  let state = empty();
  let online = true;
  let gone = "";
  /** @type {ReturnType<typeof follow> | undefined} */
  let connection;
  const outbox = openOutbox({
    row: reach.row,
    base: page.base,
    send: (method, url, body) => reach.send(method, url, body).catch(loggedOut),
    onChange: page.soon,
    onAnswer: (entry, answer) => page.onAnswer(answer, entry),
    onRefused(refusal) {
      // Perhaps the link was renewed: the connection finds out, and says so once for the whole page.
      if (isDeadLink(refusal)) connection?.refresh();
      page.onRefused?.(refusal);
    },
  });

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
    if (next.notes !== before.notes || next.late !== before.late || next.asked !== before.asked)
      dropErased(erasedIn(next));
    if (next.workshop?.stage !== before.workshop?.stage && page.isOpen(next))
      outbox.change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
    page.soon();
  }

  /** What was erased for good takes along what still waits or is typed here about it. @param {Set<string>} erased */
  function dropErased(erased) {
    if (!erased.size) return;
    reach.forget?.([...erased].flatMap((id) => ABOUT.map((what) => `${page.name}:${what}:${id}`)));
    if (outbox.entries().some((entry) => isErased(erased, entry)))
      outbox.change((entries) => entries.filter((entry) => !isErased(erased, entry)));
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
      connection = reach.follow({ ...page.link, onState, onLine, onGone });
      await outbox.change((entries) => throughNewLink(entries, page.base));
    },
  };
}
