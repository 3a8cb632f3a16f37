/**
 * What is on the big screen now: the picture of the café, where the tour is, what rises. It is one
 * object that the projector keeps; here is what follows from it, and how it follows the café.
 *
 * @typedef {import("../../core/live/store.js").State} State
 * @typedef {import("../outline.js").Poster} Poster
 * @typedef {{app: HTMLElement, state: State|null, hung: Map<number, Poster>, fresh: Set<string>,
 *   moment: import("./moment.js").Moment|null, here: import("./tour.js").Stop|null, pages: number,
 *   prompt: import("./moment.js").Prompt|null, only: number|null, looking: number, playing: boolean, shown: string,
 *   waiting: import("./rising.js").Risen[], rising: import("./rising.js").Risen|null, risenPage: number}} Now
 *   `prompt`: what pairs are asked; `here`: the stop of the tour; `pages` of what can be turned now; `only`: the question whose posters
 *   are shown; `shown`: which view, and of what
 * @typedef {{another: boolean, sized: boolean, rises: boolean, freed: boolean, turns: number}} Heard
 *   something else is shown, in another size, something has risen, the remote no longer holds, or it
 *   turned so many pages
 */
import { counted, isInPairs, momentOf, promptOn, viewOf } from "./moment.js";
import { cameSince, isThere, queued } from "./rising.js";
import { sizesFor } from "./size.js";
import { BOARD, route, SEAL, step } from "./tour.js";

/** @param {{app: HTMLElement, playing: boolean}} screen @returns {Now} what is held stays through a reload */
export function begin({ app, playing }) {
  const { moment = null, here = null } = history.state ?? {};
  return {
    ...{ app, playing, moment, here, state: null, hung: new Map(), fresh: new Set(), pages: 1 },
    ...{ prompt: null, only: null, looking: 0, shown: "", waiting: [], rising: null, risenPage: 0 },
  };
}

/** @param {Now} now */
export const isHeld = (now) => now.state?.screen?.show === "hold";
/** Whether pages turn by themselves. @param {Now} now */
export const moves = (now) => now.playing && !isHeld(now);
/** @param {Now} now */
export const isOpen = (now) => now.state?.workshop?.stage === "open";

/** @param {Now} now @returns {import("./moment.js").View} */
export function viewNow({ state, moment }) {
  return state && moment ? viewOf(state, moment) : "joining";
}

/** Where the tour goes. @param {Now} now @returns {number[]} */
export function stopsOf(now) {
  const sealed = document.getElementById("seal")?.firstElementChild ? [SEAL] : [];
  switch (viewNow(now)) {
    case "table":
      return [now.state?.screen?.table ?? BOARD];
    case "talking":
      return talkStops(now);
    case "vernissage":
      return [...(now.only ? [] : sealed), ...route(now.hung.values(), now.only, isOpen(now))];
    case "thanks":
      return [BOARD, ...sealed];
    default:
      return [BOARD];
  }
}

/** All tables at once, and how pairs come in; while only pairs talk, that alone. @param {Now} now */
function talkStops({ state, hung }) {
  const pairs = [...hung.values()].filter(({ question }) => question.form === "pairs");
  const alone = pairs.length && state?.workshop && isInPairs(state.workshop);
  return [...(alone ? [] : [BOARD]), ...route(pairs, null, true)];
}

/** The seal has come, or gone: it is photographed first. @param {Now} now */
export function sealed(now) {
  if (viewNow(now) === "vernissage") now.shown = "";
  return now.state;
}

/** Which prompt is shown, as one word. @param {Pick<Now, "prompt">} now */
export function askedNow({ prompt }) {
  return prompt ? `${prompt.question}${prompt.letter ?? ""}` : "";
}

/** The questions that the tour may be about alone. @param {Now} now */
export function questionsOf(now) {
  if (viewNow(now) !== "vernissage") return [];
  const numbers = new Set([...now.hung.values()].map(({ question }) => question.number));
  return [...numbers].sort((a, b) => a - b);
}

/**
 * Follow the café to its picture now.
 *
 * @param {Now} now changed here
 * @param {State|null} before
 * @returns {Heard}
 */
export function follow(now, before) {
  const { state } = now;
  const none = { another: false, sized: false, rises: false, freed: false, turns: 0 };
  if (!state?.workshop) return none;
  if (!isHeld(now) || !now.moment) {
    now.prompt = promptOn(state);
    now.moment = momentOf(state.workshop, counted(now.hung), now.prompt !== null);
  }
  now.prompt ??= promptOn(state); // held since before this page was opened
  const { table, note, turn } = state.screen ?? { table: null, note: null, turn: 0 };
  const shows = `${viewNow(now)} ${table} ${note} ${askedNow(now)}`;
  const another = shows !== now.shown;
  // What was held before this page was opened has its place.
  if (another && (now.shown || !isHeld(now))) now.here = null;
  now.shown = shows;
  if (!now.here || !stopsOf(now).includes(now.here.table))
    now.here = step(stopsOf(now), null, 1, 1);
  const rises = lift(now, another ? null : before, state);
  return {
    ...{ another, rises, sized: suit(state.screen) },
    freed: (before?.screen?.show === "hold") !== isHeld(now),
    turns: before ? turn - (before.screen?.turn ?? turn) : 0,
  };
}

/** In these moments what has come rises. @type {Set<import("./moment.js").Moment>} */
const RISES = new Set(["talking", "prompt", "vernissage"]);

/**
 * What has come rises, one after the other.
 * @param {Now} now @param {State|null} before null: nothing is compared @param {State} state
 * @returns {boolean} something rises now that did not
 */
function lift(now, before, state) {
  if (!before) [now.waiting, now.rising] = [[], null];
  if (now.rising && !isThere(now.rising, state)) now.rising = null;
  const { moment } = now;
  const may = moves(now) && viewNow(now) === moment;
  if (!before || !may || !moment || !RISES.has(moment)) return false;
  now.waiting = queued(now.waiting, cameSince(before, state, moment));
  return !now.rising && rise(now);
}

/** The next that waits and is still there. @param {Now} now @returns {boolean} whether there is one */
export function rise(now) {
  const { state } = now;
  now.waiting = now.waiting.filter((one) => state && isThere(one, state));
  [now.rising, now.risenPage] = [now.waiting.shift() ?? null, 0];
  return now.rising !== null;
}

/**
 * The size of letters and the colours that the hall asks for.
 * @param {import("../../core/live/store.js").Screen|null} screen
 * @returns {boolean} whether letters are another size now
 */
function suit(screen) {
  if (!screen) return false;
  const root = document.documentElement;
  root.toggleAttribute("data-dark-hall", screen.dark);
  const { letter, small } = sizesFor(screen);
  const was = root.style.getPropertyValue("--letter-share");
  root.style.setProperty("--letter-share", String(letter));
  root.style.setProperty("--small-share", String(small));
  return was !== String(letter);
}
