/**
 * What can be done to the note or sentence in focus, and the questions asked on the way.
 *
 * @typedef {import("../view.js").View} View
 * @typedef {import("../view.js").EntryLine} EntryLine
 * @typedef {import("../board.js").Deed} Deed
 * @typedef {import("../../core/http.js").Problem} Problem
 * @typedef {{key: string, kind: "note"|"entry", id: string, text: string, line: EntryLine|null,
 *   heading: import("../view.js").Heading|null}} Thing
 * @typedef {{view(): View, seen(): number,
 *   joined(into: string, other: string): Promise<{text: string, revision: number}>,
 *   run(deed: Deed, told: string | (() => string)): Promise<boolean>,
 *   force(deed: Deed, told: string | (() => string)): Promise<void>,
 *   tell(words: string): void, like(note: string): Promise<void>, go(key: string): void}} Desk
 *   `run` shows a refusal on the page, `force` throws it to the dialog; `seen` is the revision shown
 */

import { html, nothing } from "lit-html";
import { limit } from "../../core/limits.js";
import { n, t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { shifted } from "../shifted.js";
import { ask, enterSends, line } from "./ask.js";
import { choose, chooseNote, menu } from "./choose.js";

/** @param {View} view @param {string} key @returns {Thing|null} */
export function thingAt(view, key) {
  const [kind, id] = key.split(":");
  for (const group of view.groups) {
    const note = kind === "note" ? group.notes.find((one) => one.id === id) : null;
    if (note) return { key, kind: "note", id: note.id, text: note.text, line: null, heading: null };
  }
  for (const heading of view.headings) {
    const found = heading.entries.find(({ entry }) => kind === "entry" && entry.id === id);
    if (found) {
      const { entry } = found;
      return { key, kind: "entry", id: entry.id, text: entry.text, line: found, heading };
    }
  }
  return null;
}

/** @param {Desk} desk @param {Thing} thing @param {string} category @param {string|null} before */
function move(desk, thing, category, before) {
  const heading = desk.view().headings.find((one) => one.category.id === category);
  const told = t("Placed under “%(heading)s”.", { heading: heading?.category.heading ?? "" });
  return desk.run(
    thing.kind === "note"
      ? { do: "place_note", note: thing.id, category, before, id: uuid() }
      : { do: "move_entry", entry: thing.id, category, before },
    () => `${told} ${left(desk.view())}`,
  );
}

/** @param {Desk} desk @param {Thing} thing @param {number} number */
async function toHeading(desk, thing, number) {
  const heading = desk.view().headings[number - 1];
  if (!heading) return desk.tell(t("There is no heading %(number)s.", { number }));
  if (heading.category.id === thing.heading?.category.id) return;
  await move(desk, thing, heading.category.id, null);
}

/** @param {Desk} desk @param {Thing} thing @param {boolean} up */
async function shift(desk, thing, up) {
  const place = shifted(desk.view().headings, thing, up);
  if (place) await move(desk, thing, place.category, place.before);
}

/** @param {Desk} desk @param {Thing} thing */
async function join(desk, thing) {
  const into = await choose(desk.view(), thing, t("Join with…"));
  if (!into) return;
  let proposal;
  try {
    proposal = await desk.joined(into, thing.id);
  } catch (error) {
    return desk.tell(error instanceof Error ? error.message : String(error));
  }
  const deed =
    thing.kind === "note"
      ? { do: "join_note", into, note: thing.id }
      : { do: "join_entries", into, other: thing.id };
  let saw = proposal.revision;
  const done = await write(
    t("Join into one sentence"),
    proposal.text,
    t("Join"),
    (text) => desk.force({ ...deed, saw, text }, t("Joined.")),
    ({ meanwhile }) => {
      saw = meanwhile?.revision ?? saw;
    },
  );
  if (done && thing.kind === "entry") desk.go(`entry:${into}`); // it went there, and so does the hand
}

/** @param {Desk} desk @param {Thing} thing */
async function double(desk, thing) {
  const saw = desk.seen();
  const entry = await choose(desk.view(), thing, t("Double of…"));
  const note = thing.kind === "note" ? thing.id : onlyNote(thing);
  if (!entry) return;
  if (!note) return desk.tell(t("Several notes stand behind this sentence. Join it instead."));
  const deed = { do: "absorb_note", note, entry, saw };
  await desk.run(deed, t("Taken as double; its words are kept."));
}

/** @param {Desk} desk @param {Thing} thing */
async function reword(desk, thing) {
  if (thing.kind === "note") {
    return desk.tell(t("A note keeps its words. Place it, then reword the sentence."));
  }
  let [was, saw] = [thing.text, desk.seen()];
  const notes = thing.line?.sources.filter(({ absorbed }) => !absorbed) ?? [];
  const title = t("Reword the sentence");
  await write(
    title,
    was,
    t("Save"),
    (text) => desk.force({ do: "reword_entry", entry: thing.id, was, saw, text }, t("Reworded.")),
    ({ now, meanwhile }) => {
      was = now?.text ?? was; // seen now: saving again is meant
      saw = meanwhile?.revision ?? saw;
    },
    notes.map(({ note }) => html`<blockquote class=${note.kind}>${note.text}</blockquote>`),
  );
}

/** @param {Desk} desk @param {Thing} thing */
async function aside(desk, thing) {
  const note = thing.kind === "note" ? thing.id : onlyNote(thing);
  if (!note) {
    return desk.tell(t("Take the notes out of the sentence first, then set them aside."));
  }
  await askReason(desk, thing.text, (reason, saw) =>
    desk.force({ do: "set_aside", note, reason, saw }, t("Set aside.")),
  );
}

/** @param {Desk} desk @param {Thing} thing @param {number} [saw] */
async function main(desk, thing, saw = desk.seen()) {
  if (thing.kind !== "note") return desk.tell(t("Only a note that waits can be used so."));
  await desk.run({ do: "use_in_main", note: thing.id, saw }, t("Used in the main statement."));
}

/** @param {Desk} desk @param {Thing} thing @param {Thing} [other] */
async function versus(desk, thing, other) {
  const note = noteOf(thing);
  if (!note) return desk.tell(t("No note behind it"));
  const against = other ? noteOf(other) : await chooseNote(desk.view(), note, t("Opposite of…"));
  if (!against) return;
  await desk.run({ do: "oppose", note, other: against }, t("Linked: both are to be printed."));
}

/** @param {Desk} desk @param {Thing} thing @param {number} [saw] */
async function out(desk, thing, saw = desk.seen()) {
  if (thing.kind === "entry") {
    await desk.run({ do: "unplace", entry: thing.id, saw }, t("Taken out of the document."));
  }
}

/** @param {Desk} desk @param {Thing} thing */
async function like(desk, thing) {
  const note = noteOf(thing);
  if (!note) return desk.tell(t("No note behind it"));
  await desk.like(note);
}

/** Each with the desk it is done at. @param {Desk} desk */
export function deeds(desk) {
  const all = {
    move: move.bind(null, desk),
    toHeading: toHeading.bind(null, desk),
    shift: shift.bind(null, desk),
    join: join.bind(null, desk),
    double: double.bind(null, desk),
    reword: reword.bind(null, desk),
    aside: aside.bind(null, desk),
    main: main.bind(null, desk),
    versus: versus.bind(null, desk),
    out: out.bind(null, desk),
    like: like.bind(null, desk),
  };
  return {
    ...all,
    /** @param {Thing} thing */
    async menu(thing) {
      const saw = desk.seen();
      const chosen = await menu(desk.view(), thing);
      if (!chosen) return;
      const [verb, id] = chosen.split(":");
      if (verb === "to" && id) await all.move(thing, id, null);
      else if (verb === "up" || verb === "down") await all.shift(thing, verb === "up");
      else if (verb === "main") await all.main(thing, saw);
      else if (verb === "out") await all.out(thing, saw);
      else await all[/** @type {"join"|"double"|"reword"|"aside"|"like"|"versus"} */ (verb)](thing);
    },
  };
}

/**
 * Why are they set aside?
 * @param {Desk} desk @param {string} about @param {(reason: string, saw: number) => Promise<void>} work
 */
export function askReason(desk, about, work) {
  const reasons = desk.view().reasons;
  let saw = desk.seen();
  return ask({
    title: t("Set aside"),
    button: t("Set aside"),
    body: html`<blockquote>${about}</blockquote>
      <div class="field"><label for="reason">${t("Why?")}</label>
      <input class="ds-input" id="reason" name="reason" list="reasons" required maxlength=${limit("line")} autocomplete="off"></div>
      <datalist id="reasons">${reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>`,
    work: (words) => work(line(words, "reason"), saw),
    mend: ({ meanwhile }) => {
      saw = meanwhile?.revision ?? saw;
    },
  });
}

/** @param {Thing} thing the note it is, or the first note behind the sentence */
function noteOf(thing) {
  return thing.kind === "note" ? thing.id : thing.line?.sources[0]?.note.id;
}

/** @param {Thing} thing the one note whose words a sentence is; null when it is joined, or nobody's */
export function onlyNote(thing) {
  const printed = thing.line?.sources.filter((source) => !source.absorbed) ?? [];
  return printed.length === 1 ? (printed[0]?.note.id ?? null) : null;
}

/** @param {View} view */
function left(view) {
  const count = view.accounts.unplaced.length;
  if (count === 0) return t("Every note has its place.");
  return n("%(count)s note left.", "%(count)s notes left.", count);
}

/**
 * @param {string} title @param {string} text @param {string} button
 * @param {(text: string) => Promise<void>} work @param {(problem: Problem) => void} [mend]
 * @param {unknown} [beside] what it is written from
 */
export function write(title, text, button, work, mend, beside = nothing) {
  return ask({
    title,
    button,
    mend,
    body: html`${beside}<div class="field"><label for="ask-text">${t("As it will be printed")}</label>
      <textarea class="ds-input" id="ask-text" name="text" rows="4" required @keydown=${enterSends} .defaultValue=${text}></textarea></div>`,
    work: (words) => work(line(words, "text")),
  });
}
