/**
 * What the big screen shows by itself: the moment that the day is at, and what is on it. Pure.
 *
 * @typedef {import("../../core/live/store.js").State} State
 * @typedef {import("../../core/live/store.js").Workshop} Workshop
 * @typedef {import("../../core/live/store.js").Screen} Screen
 * @typedef {import("../outline.js").Poster} Poster
 * @typedef {(typeof MOMENTS)[number]} Moment
 * @typedef {(typeof VIEWS)[number]} View
 */
import { promptsOf } from "../../core/programme/prompts.js";
import { nowAndThen } from "../../core/programme/reckon.js";

const MOMENTS = /** @type {const} */ ([
  "joining",
  "talking",
  "prompt",
  "change",
  "mains",
  "vernissage",
  "pause",
  "evaluation",
  "thanks",
]);
/** What is drawn: the moment, or what the remote asked for. `scenes.js` has a scene for each. */
export const VIEWS = /** @type {const} */ ([...MOMENTS, "black", "code", "test", "table", "note"]);

const MINUTE_MS = 60_000;

/**
 * @param {Workshop} workshop
 * @param {{notes: number, mains: number}} hung how many notes and main statements hang there
 * @param {boolean} [prompt] pairs are asked something now
 * @returns {Moment}
 */
export function momentOf(workshop, hung, prompt = false) {
  const { stage, changing, asks_main } = workshop;
  if (stage === "planning") return "joining";
  if (stage === "open" && changing) return "change";
  if (stage === "open" && asks_main) return "mains";
  if (isAsked(workshop)) return "evaluation";
  if (stage === "sorting" || stage === "finished") return "thanks";
  const on = blockOn(workshop);
  if (on?.kind === "break" && !isTalkedSince(workshop, on)) return "pause";
  if (on?.kind === "plenary" && hung.mains) return "mains";
  if (stage === "vernissage") return "vernissage";
  if (prompt) return "prompt";
  return hasBegun(workshop, hung.notes) || isTalk(on) ? "talking" : "joining";
}

/** Whether everybody is asked how the day was. @param {Workshop} workshop */
function isAsked({ evaluation = [] }) {
  return evaluation.some(
    ({ audience, status }) => audience === "participants" && status === "open",
  );
}

/** @param {import("../../core/programme/reckon.js").Block|undefined} on */
function isTalk(on) {
  return on?.kind === "rounds" || on?.kind === "pairs";
}

/** Whether it is pairs that talk now, and not tables. @param {Workshop} workshop */
export function isInPairs(workshop) {
  return blockOn(workshop)?.kind === "pairs" && !workshop.round;
}

/** @typedef {{question: number, letter: string|null, since: number}} Prompt */

/**
 * What pairs are asked now: what was opened last, unless something else of the programme has begun
 * since, or a round at the tables.
 * @param {Pick<State, "workshop" | "questions">} state @returns {Prompt|null}
 */
export function promptOn({ workshop, questions }) {
  if (!workshop || workshop.round) return null;
  const blocks = workshop.programme ?? [];
  const asked = [...questions.values()]
    .filter(({ form }) => form === "pairs")
    .flatMap((one) => promptsOf(one, blocks).open.map((open) => ({ ...open, question: one.id })));
  const [newest] = asked.sort((a, b) => b.since - a.since);
  if (!newest?.since || (blockOn(workshop)?.began ?? 0) > newest.since) return null;
  return { question: newest.question, letter: newest.letter, since: newest.since };
}

/** The block of the programme that was begun last. @param {Workshop} workshop */
function blockOn({ programme = [] }) {
  return programme[nowAndThen(programme).on];
}

/**
 * A round may be begun without its block. Its clock then goes on when the break has long been over.
 * @param {Workshop} workshop @param {import("../../core/programme/reckon.js").Block} pause
 */
function isTalkedSince({ stage, round, timer_ends_ms }, { began, minutes }) {
  if (stage !== "open" || !round || timer_ends_ms === null) return false;
  return timer_ends_ms > (began ?? 0) + (minutes + 1) * MINUTE_MS;
}

/** @param {Workshop} workshop @param {number} notes */
function hasBegun({ rounds, round, timer_ends_ms }, notes) {
  return notes > 0 || (rounds ? round > 0 : timer_ends_ms !== null);
}

/**
 * What is drawn now: what the remote says, else the moment. A table or note that is gone, or a note
 * that was struck out, is not shown: then it is the moment again.
 *
 * @param {State} state with a workshop
 * @param {Moment} moment the one now, or the one that is held
 * @returns {View}
 */
export function viewOf({ screen, tables, notes }, moment) {
  switch (screen?.show) {
    case "black":
    case "code":
    case "test":
      return screen.show;
    case "table":
      return tables.has(screen.table ?? 0) ? "table" : moment;
    case "note": {
      const note = notes.get(screen.note ?? "");
      return note && !note.struck && tables.has(note.table) ? "note" : moment;
    }
    default:
      return moment;
  }
}

/**
 * @param {Iterable<Poster>} hung
 * @returns {{with: Poster[], lacking: Poster[], empty: Poster[]}} the tables that have their main
 *   statement, those that have talked and lack it, and those that have not talked; pairs and a
 *   plenary need none
 */
export function statements(hung) {
  const all = [...hung];
  const asked = all.filter(({ question }) => question.form === "tables");
  const lack = asked.filter(({ table }) => !table.main_statement);
  return {
    with: all.filter(({ table }) => table.main_statement),
    lacking: lack.filter(({ notes }) => notes.length),
    empty: lack.filter(({ notes }) => !notes.length),
  };
}

/** Notes and main statements that hang. @param {Map<number, Poster>} hung */
export function counted(hung) {
  let [notes, mains] = [0, 0];
  for (const poster of hung.values()) {
    notes += poster.notes.length;
    mains += poster.table.main_statement ? 1 : 0;
  }
  return { notes, mains };
}
