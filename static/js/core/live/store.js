/**
 * What a live page knows: a snapshot, and the changes since. Pure: nothing here reads the connection, the
 * clock or the page. The formats are those of cafe/README.md under Wire.
 *
 * @typedef {{id: string, title: string, language: string, date: string,
 *   stage: "planning"|"open"|"vernissage"|"sorting"|"finished", timer_ends_ms: number|null, paused_ms?: number|null,
 *   rounds: {count: number, minutes: number, change: number}|null, round: number, changing: boolean,
 *   asks_main: boolean, dots: number, dots_hidden?: boolean, silent?: number, phones?: "open"|"held"|"paused",
 *   published?: boolean,
 *   starts?: string, programme?: import("../programme/reckon.js").Block[], evaluation?: EvaluationForm[]}} Workshop
 * @typedef {{uid: string, kind: "text"|"scale"|"choice", text: string, choices: string[]}} EvaluationQuestion
 *   `choices`: of a scale what its two ends mean
 * @typedef {{audience: "participants"|"hosts", status: "open"|"closed", questions: EvaluationQuestion[]}} EvaluationForm
 *   a form that asks how the day was; one that is only planned is not told
 * @typedef {{id: number, uid?: string, number: number, form: "tables"|"pairs"|"plenary", text: string,
 *   parts: {letter: string, text: string}[], prompts?: {letter: string, at_ms: number}[], hints?: string[]}} Question
 *   `prompts`: parts that the organiser has opened for pairs by hand; `hints`: how pairs go about each, in order
 * @typedef {{id: string, question: number, was: string, was_parts: {letter: string, text: string}[], text: string,
 *   parts: {letter: string, text: string}[], why: string, corrected: boolean, at_ms: number}} Wording
 *   a question changed while the tables had it
 * @typedef {{id: number, number: number, question: number, cafe_name: string|null, split: boolean,
 *   hosts?: string[], meeting?: string, main_statement: string|null, opened?: boolean, rehearsed?: boolean, posters: Photo[],
 *   cells?: {cell: string, said: string}[], origin?: string}} Table
 *   `origin`: the name of one that is no table (sort/view.js)
 * @typedef {{id: number, uid: string, alt: string, sheet?: number|null, parts?: number}} Photo of a paper poster;
 *   `sheet`: the number of one with numbered cells, divided among so many `parts`
 * @typedef {{id: number, uid: string, number: number, question: number, name: string}} Origin where notes come from
 *   beside the tables; told to the organiser alone, and only the sorting draws it
 * @typedef {{id: string, table: number, kind: "keyword"|"statement", part: string|null, text: string,
 *   struck: boolean, aside?: string|null, elaborations: string[], order: number, round: number,
 *   paper: boolean, spot?: string, joined_into?: string|null, in_main?: boolean, gathered?: boolean, erased?: boolean}} Note
 * @typedef {{id: string, table: number, kind: "keyword"|"statement", part: string|null, text: string,
 *   paper: boolean, spot?: string, decided: "waiting"|"taken"|"left"|"recalled", held?: boolean, tray?: boolean, reason?: string|null,
 *   erased?: boolean}} Late
 *   a note that is kept for the organiser: it came after its table was closed, or phones are held
 * @typedef {{id: string, note: string, table: number, text: string, answered: "no"|"voice"|"written",
 *   answer: string|null, shown: boolean, hidden: boolean, decided?: "waiting"|"taken"|"left"|null,
 *   erased?: boolean}} Asked a question about a note
 * @typedef {{id: string, count: number}} Dots how many dots a note has; `id` is the note's
 * @typedef {{id: string, question: number, heading: string, listed: boolean, position: number}} Category
 * @typedef {{id: string, category: string, text: string, position: number,
 *   sources: {note: string, absorbed: boolean}[]}} Entry
 * @typedef {{id: string, notes: [string, string], text: string}} Opposed two notes that say opposite things
 * @typedef {{id: string, things: {what: string, key: string}[]}} Cut words were erased for good in these things
 * @typedef {{id: string, show: "auto"|"hold"|"black"|"code"|"test"|"table"|"note", table: number|null,
 *   note: string|null, turn: number, far: number, high: number, dark: boolean}} Screen what the remote says
 *   that the big screen shows; a table is not told
 * @typedef {{revision: number, what: string, key: string, item: any}} Change
 * @typedef {{since: number, revision: number, mark?: string, changes: Change[], now_ms?: number}} Events
 *   `mark`: what tells its last change from another of that number, when a backup has been brought back
 * @typedef {{revision: number, mark: string, workshop: Workshop|null, screen: Screen|null, questions: Map<number, Question>,
 *   tables: Map<number, Table>, origins: Map<number, Origin>, notes: Map<string, Note>, categories: Map<string, Category>,
 *   entries: Map<string, Entry>, late: Map<string, Late>, asked: Map<string, Asked>,
 *   dots: Map<string, Dots>, opposed: Map<string, Opposed>,
 *   wordings: Map<string, Wording>, cuts: Map<string, Cut>}} State
 */

/** Where each kind of thing is kept, and how its id looks when it comes as a key. */
const LISTS = /** @type {const} */ ({
  question: "questions",
  table: "tables",
  origin: "origins",
  note: "notes",
  category: "categories",
  entry: "entries",
  late: "late",
  asked: "asked",
  dots: "dots",
  opposed: "opposed",
  wording: "wordings",
  cut: "cuts",
});

/** Things with a number for an id; the others have a UUID. */
const NUMBERED = ["question", "table", "origin"];

/** @returns {State} what a page knows before it has heard anything (revision -1: older than all) */
export function empty() {
  return {
    revision: -1,
    mark: "",
    workshop: null,
    screen: null,
    questions: new Map(),
    tables: new Map(),
    origins: new Map(),
    notes: new Map(),
    categories: new Map(),
    entries: new Map(),
    late: new Map(),
    asked: new Map(),
    dots: new Map(),
    opposed: new Map(),
    wordings: new Map(),
    cuts: new Map(),
  };
}

/**
 * @param {any} body the answer of `/snapshot`
 * @returns {State}
 */
export function fromSnapshot(body) {
  const { revision, mark = "", workshop, screen = null } = body;
  const state = { ...empty(), revision, mark, workshop, screen };
  for (const list of Object.values(LISTS)) {
    /** @type {any} */ (state)[list] = new Map(
      (body[list] ?? []).map((/** @type {{id: any}} */ item) => [item.id, item]),
    );
  }
  return state;
}

/**
 * The state after the events. Events already known change nothing; some that start after what we know
 * leaves the state alone and says `gap`: what lies between must be fetched first.
 *
 * @param {State} state
 * @param {Events} events
 * @returns {{state: State, gap: boolean}}
 */
export function apply(state, events) {
  if (events.revision <= state.revision) return { state, gap: false };
  if (state.revision < 0 || events.since > state.revision) return { state, gap: true };
  /** @type {State} */
  const next = { ...state, revision: events.revision, mark: events.mark ?? "" };
  /** @type {Set<string>} */
  const copied = new Set();
  for (const change of events.changes) {
    if (change.revision > state.revision) put(next, change, copied);
  }
  return { state: next, gap: false };
}

/**
 * @param {State} next changed here, with each list copied once
 * @param {Change} change
 * @param {Set<string>} copied
 */
function put(next, { what, key, item }, copied) {
  if (what === "workshop" || what === "screen") {
    next[what] = item;
    return;
  }
  if (what === "counts") {
    next.dots = new Map(item.counts.map((/** @type {Dots} */ one) => [one.id, one]));
    copied.add("dots");
    return;
  }
  const list = LISTS[/** @type {keyof typeof LISTS} */ (what)];
  if (!list) return; // a newer server tells of things this page does not draw
  const all = /** @type {any} */ (next);
  if (!copied.has(list)) all[list] = new Map(all[list]);
  copied.add(list);
  if (item === null) all[list].delete(NUMBERED.includes(what) ? Number(key) : key);
  else all[list].set(item.id, item);
}

/**
 * Apply what can be applied of the events kept back, in order; return what must still wait.
 *
 * @param {State} state
 * @param {Events[]} held
 * @returns {{state: State, held: Events[]}}
 */
export function settle(state, held) {
  /** @type {Events[]} */
  const waiting = [];
  for (const events of [...held].sort((a, b) => a.since - b.since)) {
    const step = apply(state, events);
    state = step.state;
    if (step.gap) waiting.push(events);
  }
  return { state, held: waiting };
}
