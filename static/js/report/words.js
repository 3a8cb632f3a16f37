/** What is changed at each kind of piece, and how it is kept. */
import { send } from "../core/http.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { placeName } from "../core/words.js";
import { patiently } from "../sort/board.js";
import { classAt } from "../sort/classing.js";

/**
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {Omit<import("./editor.js").Words, "move"|"closed">} Words
 * @typedef {ReturnType<typeof import("../sort/commands/runner.js").runner>} Runner
 * @typedef {{workshop: string, state: State, made: Record<string, import("./sheet.js").Worded>,
 *   run: Runner, draft: import("./editor.js").Words["draft"]}} Here
 */

/** @param {string} key @param {Here} here @returns {Words|null} null when it is gone */
export function wordsOf(key, here) {
  const [kind, id = ""] = key.split(":");
  if (kind === "entry") return ofEntry(id, here);
  if (kind === "heading") return ofHeading(id, here);
  return kind === "intro" ? ofIntro(here) : ofSummary(id, here);
}

/** @param {string} id @param {Here} here @returns {Words|null} */
function ofEntry(id, { workshop, state, run, draft }) {
  const entry = state.entries.get(id);
  if (!entry) return null;
  let [was, saw] = [entry.text, state.revision];
  return {
    ...plain(draft),
    label: t("The sentence, as it will be printed"),
    text: was,
    classed: classAt(`/w/${workshop}/sort/class`, { of: [id] }),
    behind: entry.sources.map(({ note, absorbed }) => behind(state, note, absorbed)),
    link: `/w/${workshop}/sort/entry/${id}`,
    moves: true,
    keep: (text) => run.force({ do: "reword_entry", entry: id, was, saw, text }, t("Reworded.")),
    mend: ({ now, meanwhile }) => {
      was = now?.text ?? was;
      saw = meanwhile?.revision ?? saw;
    },
  };
}

/** @param {State} state @param {string} id @param {boolean} absorbed */
function behind(state, id, absorbed) {
  const note = state.notes.get(id);
  const table = note && state.tables.get(note.table);
  const origin = note && state.origins.get(note.table)?.name;
  const place = table ? placeName(state.questions.get(table.question), table) : (origin ?? "");
  return { text: note?.text ?? "", from: absorbed ? `${place}, ${t("double")}` : place };
}

/** @param {string} id @param {Here} here @returns {Words|null} */
function ofHeading(id, { workshop, state, run, draft }) {
  const category = state.categories.get(id);
  if (!category) return null;
  let [was, saw] = [category.heading, state.revision];
  const number = state.questions.get(category.question)?.number;
  return {
    ...plain(draft),
    label: t("The heading"),
    text: was,
    link: `/w/${workshop}/sort/${number}`,
    moves: true,
    keep: (text) =>
      run.force({ do: "rename_category", category: id, was, saw, heading: text }, t("Renamed.")),
    mend: ({ now, meanwhile }) => {
      was = now?.heading ?? was;
      saw = meanwhile?.revision ?? saw;
    },
  };
}

/** @param {Here} here @returns {Words} */
function ofIntro({ workshop, made, run, draft }) {
  const worded = made.intro ?? { own: null, made: "" };
  return {
    ...plain(draft),
    ...kept(`/w/${workshop}/report/intro`, worded, run),
    label: t("The introduction. An empty line begins a new paragraph."),
    madeLabel: t("Use the text made from the café's own facts"),
    lines: true,
  };
}

/** @param {string} number @param {Here} here @returns {Words} */
function ofSummary(number, { workshop, made, run, draft }) {
  const worded = made[number] ?? { own: null, made: "" };
  return {
    ...plain(draft),
    ...kept(`/w/${workshop}/report/summary/${number}`, worded, run),
    label: t("The summary of question %(number)s", { number }),
    classed: classAt(`/w/${workshop}/report/class/${number}`, meantOf(worded)),
    madeLabel: t("Use the tables' main statements"),
  };
}

/** Which question is meant, whatever its number by now. @param {import("./sheet.js").Worded} worded */
const meantOf = ({ meant }) => (meant ? { meant } : {});

/**
 * What the café can make by itself: kept as nobody's words when it is just that, so that it follows the facts.
 * @param {string} address @param {import("./sheet.js").Worded} worded @param {Runner} run
 */
function kept(address, worded, run) {
  let was = worded.own;
  return {
    text: was ?? worded.made,
    made: worded.made || null,
    /** @param {string} text */
    keep: async (text) => {
      const body = { act: uuid(), was, text: text === worded.made ? null : text };
      await patiently(() => send("PUT", address, { ...body, ...meantOf(worded) }));
      run.tell(t("Kept."));
    },
    /** @param {import("../core/http.js").Problem} problem */
    mend: ({ now }) => {
      if (now) was = now.text;
    },
  };
}

/** @param {Here["draft"]} draft */
function plain(draft) {
  return {
    draft,
    lines: false,
    made: null,
    madeLabel: "",
    behind: [],
    link: "",
    classed: null,
    moves: false,
  };
}
