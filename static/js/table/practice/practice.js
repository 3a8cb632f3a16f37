// Practice: what a host tries before the tables open. It lies on this device, beside the outbox and in
// the same form, and is never sent: so it counts nowhere. When the tables open, practice is over.
// What was written while the café answered was practice, as the page said; the host may hang it up all
// the same. What was written alone may have been said in the hall: it goes to the organiser.

import { put } from "../../core/offline/entries.js";
import { openRow } from "../../core/offline/outbox_row.js";
import { newNote, strikeNote, typed } from "../commands.js";
import { cards } from "../model.js";

/**
 * @typedef {import("../model.js").Card} Card
 * @typedef {import("../../core/offline/entries.js").Entry & {typed?: number, alone?: boolean}} Tried
 *   `typed`: when, by the café's clock; `alone`: the café did not answer then
 */

/**
 * Entries for the outbox, so that the note is there as it is here.
 * @param {Card[]} made
 * @param {boolean} practice  whether the organiser shall decide
 * @param {number} round
 */
export function asNotes(made, practice, round = 0) {
  return made.flatMap(({ id, text, kind, part, part_said = null, struck }) => {
    const words = { text, kind, part, part_said };
    const note = newNote(practice ? { ...words, practice } : { ...words, round });
    // The same on each try, whichever page at this table does it.
    const known = { ...note, act: id, thing: id, body: { ...note.body, id } };
    return struck ? [known, strikeNote(id, text, true)] : [known];
  });
}

/**
 * The notes that were tried, oldest first, and which of them were written or changed alone.
 * @param {Tried[]} tried
 * @param {number} table
 */
export function triedNotes(tried, table) {
  const state = { notes: new Map(), late: new Map(), tables: new Map(), revision: 0 };
  const here = { state: /** @type {any} */ (state), table, fresh: new Map(), sending: "" };
  const made = cards({ ...here, entries: [], practice: tried }).filter(({ text }) => text);
  const ids = new Set(tried.filter(({ alone }) => alone).flatMap(idsOf));
  return { made, alone: made.filter(({ id }) => ids.has(id)) };
}

/** The notes it is about: with one that is split, also the new one. @param {Tried} one */
function idsOf({ path, thing }) {
  const [, , verb, other = ""] = path.split("/");
  return [thing.split("/")[0], verb === "part" || verb === "join" ? other : ""];
}

/**
 * @param {Tried[]} tried
 * @param {Set<string>} ids  of notes
 * @returns {Tried[]} without what is about them
 */
export function without(tried, ids) {
  return tried.filter((one) => !idsOf(one).some((id) => ids.has(id ?? "")));
}

/**
 * @param {object} page
 * @param {string} page.name  of the table
 * @param {number} page.table
 * @param {import("../../core/offline/drafts.js").Change} page.change  the outbox's
 * @param {() => boolean} page.online
 * @param {() => number} page.now  the café's clock
 * @param {() => void} page.onChange
 * @param {import("../../core/offline/outbox_row.js").OutboxRow} [page.kept]  tests bring their own
 */
export async function openPractice({ name, table, change, online, now, onChange, ...page }) {
  const row = `${name}:practice`;
  const kept = page.kept ?? (await openRow(row));
  let tried = /** @type {Tried[]} */ (await kept.read());

  /** @type {import("../../core/offline/drafts.js").Change} */
  const keep = async (how, ...besides) => {
    tried = await kept.change(how, ...besides);
    onChange();
  };
  /** Out of practice and into the outbox, in one step. @param {Card[]} made @param {Tried[]} entries */
  const hand = async (made, entries) => {
    const ids = new Set(made.map(({ id }) => id));
    const rest = (/** @type {Tried[]} */ there) => without(there ?? [], ids);
    await change((list) => entries.reduce(put, list), { name: row, how: rest });
    await keep(rest);
  };

  return {
    entries: () => tried,
    /** The notes that were tried. */
    made: () => triedNotes(tried, table).made,
    /** As an outbox's: what is new is marked with how it was written. @type {typeof change} */
    change: (how, ...besides) => {
      const mark = { typed: now(), alone: !online() };
      return keep(
        (list) => {
          const before = new Set(list);
          return how(list).map((one) => (before.has(one) ? one : { ...one, ...mark }));
        },
        ...besides,
      );
    },
    /** The café has not answered since. @param {number} rightAt */
    lost: (rightAt) =>
      keep((list) => list.map((one) => (typedAt(one) > rightAt ? { ...one, alone: true } : one))),
    /** It answers, and the tables are not open yet: all until now was practice. */
    found: () => keep((list) => list.map((one) => ({ ...one, alone: false }))),
    /** Practice is over: what may be more than practice goes to the organiser. */
    async end() {
      const { alone } = triedNotes(tried, table);
      if (alone.length) await hand(alone, asNotes(alone, true));
    },
    /** The host says that it was none. @param {number} round */
    async hangUp(round) {
      const { made } = triedNotes(tried, table);
      await hand(made, asNotes(made, false, round));
    },
    drop: () => keep(() => []),
    /** The host has tried the page; what was written meanwhile is gone. */
    async finish() {
      await change((list) => put(list, typed("rehearsed", "PUT", "rehearsed", {})), {
        name: row,
        how: () => [],
      });
      await keep(() => []);
    },
  };
}

/** @param {Tried} one */
function typedAt({ typed = 0 }) {
  return typed;
}
