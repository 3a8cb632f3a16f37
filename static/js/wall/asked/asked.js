/**
 * What this phone has asked at the wall. Nobody's name: the phone itself remembers, and a receipt
 * lets it hear how its questions fare. A question waits here until the café has it.
 */

import { keptList } from "../../core/attempt.js";
import { send } from "../../core/http.js";
import { limit } from "../../core/limits.js";
import { mendedEntry } from "../../core/mend.js";
import { again, letGo, put } from "../../core/offline/entries.js";
import { openOutbox } from "../../core/offline/outbox.js";
import { openRow } from "../../core/offline/outbox_row.js";
import { uuid } from "../../core/uuid.js";

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../../core/live/store.js").State} State */
/**
 * @typedef {{id: string, note: string, text: string, receipt: string,
 *   answered: "no"|"voice"|"written", answer: string|null,
 *   held?: "waiting"|"taken"|"left"|null, reason?: string|null, read?: boolean}} Kept  `held`: for
 *   the organiser; `read`: its answer has been looked at
 * @typedef {Kept & {waits: boolean, problem: string, mended?: string}} Own
 *   `problem`: why the café said no; `mended`: what can be sent instead
 */

/**
 * @param {{base: string, workshop: string, onChange: () => void, onAnswered: (own: Kept) => void}} page
 */
export async function openAsked({ base, workshop, onChange, onAnswered }) {
  const name = `asked:${workshop}`;
  /** @type {ReturnType<typeof keptList<Kept>>} */
  const kept = keptList(name);
  /** As this page has told of them: another page of the device may have heard an answer first. */
  let known = kept.all();
  const outbox = openOutbox({
    row: await openRow(name),
    base,
    send,
    onChange,
    onAnswer({ body }, { receipt, decided, erased }) {
      if (erased) return; // for good, while this phone asked once more
      const had = { id: body.id, note: body.note, text: body.text, receipt, held: decided };
      if (!has(kept.all(), body.id))
        keep((all) => [...all, { ...had, answered: "no", answer: null }]);
    },
  });

  /** @param {(all: Kept[]) => Kept[]} how */
  const keep = (how) => {
    kept.change((all) => how(all).slice(-limit("own_questions")));
    onChange();
  };

  /** @returns {Own[]} */
  const all = () => [
    ...kept.all().map((one) => ({ ...one, waits: false, problem: "" })),
    ...outbox
      .entries()
      .map(waiting)
      .filter((one) => !has(kept.all(), one.id)),
  ];

  return {
    outbox,
    /** @param {string} note @returns {Own[]} what was asked about it here, as it is now */
    about: (note) => all().filter((one) => one.note === note),
    all,
    /**
     * @param {string} note @param {string} text
     * @param {import("../../core/offline/drafts.js").Draft} draft  where the text stands until the outbox has it
     */
    ask(note, text, draft) {
      const entry = entryOf(note, text);
      return draft.hand(outbox.change, (entries) => put(entries, entry));
    },
    /** @param {string} id  of a question that was refused */
    again: (id) => outbox.change((entries) => again(entries, ({ thing }) => thing === id)),
    /** @param {string} id */
    drop: (id) =>
      outbox.change((entries) =>
        letGo(entries, entries.find(({ thing }) => thing === id)?.act ?? ""),
      ),
    /** Those the café can tell about, as its address wants them. */
    receipts: () => receiptsOf(kept.all()),
    /** Whether one may have been erased for good: at first, and when one of those is. @param {State["asked"]|null} before @param {Set<string>} cut */
    mayBeErased: (before, cut) => kept.all().some(({ id }) => !before || cut.has(id)),
    /** Notes were erased for good: what waits here about them goes too. @param {Set<string>} notes */
    forget(notes) {
      if (outbox.entries().some(({ body }) => notes.has(body.note)))
        outbox.change((entries) => entries.filter(({ body }) => !notes.has(body.note)));
    },
    /** Those whose answer nobody has looked at yet. @returns {Kept[]} */
    unread: () => kept.all().filter(isUnread),
    /** Their answers have been looked at. @param {(own: Kept) => boolean} which */
    read(which) {
      if (kept.all().some((one) => isUnread(one) && which(one)))
        keep((all) =>
          all.map((one) => (isUnread(one) && which(one) ? { ...one, read: true } : one)),
        );
    },
    waits: () => kept.all().some(({ answered, held }) => answered === "no" && held !== "left"),
    /** @param {{id: string, text: string, answered: Kept["answered"], answer: string|null, erased?: boolean}[]} told */
    hear(told) {
      const fresh = new Map(told.map((one) => [one.id, one]));
      const before = kept.all();
      const there = before.filter(({ id }) => !fresh.get(id)?.erased);
      const next = there.map((one) => laid(one, fresh.get(one.id)));
      if (JSON.stringify(next) !== JSON.stringify(before)) keep(() => next);
      else onChange();
      for (const one of next)
        if (
          one.answered !== "no" &&
          one.answered !== known.find(({ id }) => id === one.id)?.answered
        )
          onAnswered(one);
      known = next;
    },
  };
}

/** @param {Kept[]} all */
function receiptsOf(all) {
  return all.map(({ id, receipt }) => `asked=${id}:${receipt}`).join("&");
}

/** @param {Kept} own */
function isUnread({ answered, read }) {
  return answered !== "no" && !read;
}

/** Another answer than before is a new one. @param {Kept} own @param {Partial<Kept>} [now] @returns {Kept} */
function laid(own, now = own) {
  const same = now.answered === own.answered && now.answer === own.answer;
  return { ...own, ...now, ...(same ? {} : { read: false }) };
}

/** @param {string} note @param {string} text @returns {Entry} */
function entryOf(note, text) {
  const id = uuid();
  const body = { id, note, text };
  return { act: uuid(), thing: id, method: "POST", path: "asked", body, tries: 0, refusal: null };
}

/** @param {Entry} entry @returns {Own} */
function waiting(entry) {
  const { body, refusal } = entry;
  const { id, note, text } = body;
  const mine = { id, note, text, receipt: "", answered: /** @type {const} */ ("no"), answer: null };
  const mended = mendedEntry(entry)?.body.text;
  return { ...mine, waits: !refusal, problem: refusal?.title ?? "", mended };
}

/** @param {Kept[]} kept @param {string} id */
function has(kept, id) {
  return kept.some((one) => one.id === id);
}
