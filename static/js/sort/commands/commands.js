/**
 * What can be done to the note or sentence in focus, and the questions asked on the way.
 *
 * @typedef {import("../view.js").View} View
 * @typedef {import("../view.js").EntryView} EntryView
 * @typedef {import("../board.js").Command} Command
 * @typedef {import("../../core/http.js").Problem} Problem
 * @typedef {{key: string, kind: "note"|"entry", id: string, text: string, shown: EntryView|null,
 *   heading: import("../view.js").Heading|null}} Thing
 * @typedef {{view(): View, seen(): number,
 *   joined(into: string, other: string): Promise<{text: string, revision: number}>,
 *   classed(of: string[]): import("../classing.js").Classed,
 *   run(command: Command, told: string | (() => string)): Promise<boolean>,
 *   force(command: Command, told: string | (() => string)): Promise<void>,
 *   tell(words: string): void, like(note: string): Promise<void>, go(key: string): void}} Board
 *   `run` shows a refusal on the page, `force` throws it to the dialog; `seen` is the revision shown
 */

import { html, nothing } from "lit-html";
import { limit } from "../../core/limits.js";
import { n, t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { oneLine } from "../../core/words.js";
import { CLASS_PLACE, classing } from "../classing.js";
import { shifted } from "../shifted.js";
import { ask, enterSends, lineOf } from "./ask.js";
import { choose, chooseNote, menu } from "./choose.js";

/** @param {View} view @param {string} key @returns {Thing|null} */
export function thingAt(view, key) {
  const [kind, id] = key.split(":");
  for (const group of view.groups) {
    const note = kind === "note" ? group.notes.find((one) => one.id === id) : null;
    if (note)
      return { key, kind: "note", id: note.id, text: note.text, shown: null, heading: null };
  }
  for (const heading of view.headings) {
    const found = heading.entries.find(({ entry }) => kind === "entry" && entry.id === id);
    if (found) {
      const { entry } = found;
      return { key, kind: "entry", id: entry.id, text: entry.text, shown: found, heading };
    }
  }
  return null;
}

/** @param {Board} board @param {Thing} thing @param {string} category @param {string|null} before */
function move(board, thing, category, before) {
  const heading = board.view().headings.find((one) => one.category.id === category);
  const told = t("Placed under “%(heading)s”.", { heading: heading?.category.heading ?? "" });
  return board.run(
    thing.kind === "note"
      ? { do: "place_note", note: thing.id, category, before, id: uuid() }
      : { do: "move_entry", entry: thing.id, category, before },
    () => `${told} ${left(board.view())}`,
  );
}

/** @param {Board} board @param {Thing} thing @param {number} number */
async function toHeading(board, thing, number) {
  const heading = board.view().headings[number - 1];
  if (!heading) return board.tell(t("There is no heading %(number)s.", { number }));
  if (heading.category.id === thing.heading?.category.id) return;
  await move(board, thing, heading.category.id, null);
}

/** @param {Board} board @param {Thing} thing @param {boolean} up */
async function shift(board, thing, up) {
  const place = shifted(board.view().headings, thing, up);
  if (place) await move(board, thing, place.category, place.before);
}

/** @param {Board} board @param {Thing} thing */
async function join(board, thing) {
  const into = await choose(board.view(), thing, t("Join with…"));
  if (!into) return;
  let proposal;
  try {
    proposal = await board.joined(into, thing.id);
  } catch (error) {
    return board.tell(error instanceof Error ? error.message : String(error));
  }
  const command =
    thing.kind === "note"
      ? { do: "join_note", into, note: thing.id }
      : { do: "join_entries", into, other: thing.id };
  let saw = proposal.revision;
  const done = await write(
    t("Join into one sentence"),
    proposal.text,
    t("Join"),
    (text) => board.force({ ...command, saw, text }, t("Joined.")),
    ({ meanwhile }) => {
      saw = meanwhile?.revision ?? saw;
    },
    { classed: board.classed([into, thing.id]) },
  );
  if (done && thing.kind === "entry") board.go(`entry:${into}`); // it went there, and so does the hand
}

/** @param {Board} board @param {Thing} thing */
async function double(board, thing) {
  const saw = board.seen();
  const entry = await choose(board.view(), thing, t("Double of…"));
  const note = thing.kind === "note" ? thing.id : onlyNote(thing);
  if (!entry) return;
  if (!note) return board.tell(t("Several notes stand behind this sentence. Join it instead."));
  const command = { do: "absorb_note", note, entry, saw };
  await board.run(command, t("Taken as double; its words are kept."));
}

/** @param {Board} board @param {Thing} thing */
async function reword(board, thing) {
  if (thing.kind === "note") {
    return board.tell(t("A note keeps its words. Place it, then reword the sentence."));
  }
  let [was, saw] = [thing.text, board.seen()];
  const notes = thing.shown?.sources.filter(({ absorbed }) => !absorbed) ?? [];
  const title = t("Reword the sentence");
  await write(
    title,
    was,
    t("Save"),
    (text) => board.force({ do: "reword_entry", entry: thing.id, was, saw, text }, t("Reworded.")),
    ({ now, meanwhile }) => {
      was = now?.text ?? was; // seen now: saving again is meant
      saw = meanwhile?.revision ?? saw;
    },
    {
      about: thing.key,
      beside: notes.map(
        ({ note }) => html`<blockquote class=${note.kind} dir="auto">${note.text}</blockquote>`,
      ),
      classed: board.classed([thing.id]),
    },
  );
}

/** @param {Board} board @param {Thing} thing */
async function aside(board, thing) {
  const note = thing.kind === "note" ? thing.id : onlyNote(thing);
  if (!note) {
    return board.tell(t("Take the notes out of the sentence first, then set them aside."));
  }
  await askReason(board, thing.text, (reason, saw) =>
    board.force({ do: "set_aside", note, reason, saw }, t("Set aside.")),
  );
}

/** @param {Board} board @param {Thing} thing @param {number} [saw] */
async function main(board, thing, saw = board.seen()) {
  if (thing.kind !== "note") return board.tell(t("Only a note that waits can be used so."));
  await board.run({ do: "use_in_main", note: thing.id, saw }, t("Used in the main statement."));
}

/** @param {Board} board @param {Thing} thing @param {Thing} [other] */
async function versus(board, thing, other) {
  const note = noteOf(thing);
  if (!note) return board.tell(t("No note behind it"));
  const against = other ? noteOf(other) : await chooseNote(board.view(), note, t("Opposite of…"));
  if (!against) return;
  await board.run({ do: "oppose", note, other: against }, t("Linked: both are to be printed."));
}

/** @param {Board} board @param {Thing} thing @param {number} [saw] */
async function out(board, thing, saw = board.seen()) {
  if (thing.kind === "entry") {
    await board.run({ do: "unplace", entry: thing.id, saw }, t("Taken out of the document."));
  }
}

/** @param {Board} board @param {Thing} thing */
async function like(board, thing) {
  const note = noteOf(thing);
  if (!note) return board.tell(t("No note behind it"));
  await board.like(note);
}

/** Each with the board it is done at. @param {Board} board */
export function commandsOf(board) {
  const all = {
    move: move.bind(null, board),
    toHeading: toHeading.bind(null, board),
    shift: shift.bind(null, board),
    join: join.bind(null, board),
    double: double.bind(null, board),
    reword: reword.bind(null, board),
    aside: aside.bind(null, board),
    main: main.bind(null, board),
    versus: versus.bind(null, board),
    out: out.bind(null, board),
    like: like.bind(null, board),
  };
  return {
    ...all,
    /** @param {Thing} thing */
    async menu(thing) {
      const saw = board.seen();
      const chosen = await menu(board.view(), thing);
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
 * @param {Board} board @param {string} about @param {(reason: string, saw: number) => Promise<void>} work
 */
export function askReason(board, about, work) {
  const reasons = board.view().reasons;
  let saw = board.seen();
  return ask({
    title: t("Set aside"),
    button: t("Set aside"),
    body: html`<blockquote>${about}</blockquote>
      <div class="field"><label for="reason">${t("Why?")}</label>
      <input class="ds-input" dir="auto" id="reason" name="reason" list="reasons" required maxlength=${limit("line")} autocomplete="off"></div>
      <datalist id="reasons">${reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>`,
    work: (words) => work(lineOf(words, "reason"), saw),
    mend: ({ meanwhile }) => {
      saw = meanwhile?.revision ?? saw;
    },
  });
}

/** @param {Thing} thing the note it is, or the first note behind the sentence */
function noteOf(thing) {
  return thing.kind === "note" ? thing.id : thing.shown?.sources[0]?.note.id;
}

/** @param {Thing} thing the one note whose words a sentence is; null when it is joined, or nobody's */
export function onlyNote(thing) {
  const printed = thing.shown?.sources.filter((source) => !source.absorbed) ?? [];
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
 * @param {{about?: string, beside?: unknown, classed?: import("../classing.js").Classed|null}} [of] which sentence is
 *   reworded, what it is written from, and what tells its class while it is typed
 */
export function write(
  title,
  text,
  button,
  work,
  mend,
  { about, beside = nothing, classed = null } = {},
) {
  const typed = classing(classed, () => document.getElementById(CLASS_PLACE));
  /** @param {Event} event */
  const heard = ({ target }) => typed(oneLine(/** @type {HTMLTextAreaElement} */ (target).value));
  return ask({
    title,
    button,
    about,
    mend,
    body: html`${beside}<div class="field"><label for="ask-text">${t("As it will be printed")}</label>
      <textarea dir="auto" class="ds-input" id="ask-text" name="text" rows="4" required @keydown=${enterSends} @input=${heard} .defaultValue=${text}></textarea>
      <p class="wording-class" id=${CLASS_PLACE} aria-live="polite"></p></div>`,
    work: (words) => work(lineOf(words, "text")),
  });
}
