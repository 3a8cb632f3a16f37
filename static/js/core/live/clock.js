/**
 * The clock that everybody sees: the time left by the server's clock, so that all screens agree, and
 * the round. Two minutes before the end it says so calmly, in colour and in words; a screen reader
 * hears that, the end, and each change of round once.
 */
import { frames } from "../frames.js";
import { limit } from "../limits.js";
import { say } from "../say.js";
import { t } from "../texts.js";
import { afloat } from "./afloat.js";
import { knowsTime, serverNow } from "./connection.js";

/** @typedef {import("./store.js").Workshop} Workshop */
/** @typedef {Pick<Workshop, "stage"|"timer_ends_ms"|"rounds"|"round"|"changing"> & {paused_ms?: number|null}} Moment */
/** @typedef {{where: string, time: string, words: string, soon: boolean, out: boolean}} Face */

const SOON_SECONDS = 120;
const MILESTONES = [SOON_SECONDS, 0];

/**
 * @param {number} endsMs when the time is up, ms since 1970 by the server's clock
 * @param {number} nowMs
 * @returns {number} whole seconds left, rounded up; 0 when the time is up
 */
export function secondsLeft(endsMs, nowMs) {
  return Math.max(0, Math.ceil((endsMs - nowMs) / 1000));
}

/**
 * @param {number} seconds
 * @returns {string} "1:05:00" or "12:05"
 */
export function clockFace(seconds) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  return hours
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

/**
 * @param {number} before seconds left at the last look
 * @param {number} after seconds left now
 * @returns {number|undefined} the milestone just passed: 120 or 0. After a nap only the last one.
 */
export function passed(before, after) {
  return MILESTONES.findLast((mark) => before > mark && after <= mark);
}

/** @param {Moment} moment @returns {string} the round, or that people change tables; "" without rounds */
export function roundWords({ stage, rounds, round, changing }) {
  if (stage !== "open" || !rounds || !round) return "";
  if (changing) return t("Change tables");
  return t("Round %(round)s of %(count)s", { round, count: rounds.count });
}

/**
 * What the clock shows at `nowMs` by the server's clock; undefined when that is not known yet.
 *
 * @param {Moment} moment
 * @param {number|undefined} nowMs
 * @returns {Face} empty words where there is nothing to show
 */
export function face(moment, nowMs) {
  const where = roundWords(moment);
  const ends = moment.timer_ends_ms;
  if (moment.paused_ms) {
    const time = clockFace(secondsLeft(moment.paused_ms, 0));
    return { where, time, words: t("Pause"), soon: false, out: false };
  }
  if (ends === null || nowMs === undefined || nowMs - ends > limit("quiet_after_ms")) {
    return { where, time: "", words: "", soon: false, out: false };
  }
  const left = secondsLeft(ends, nowMs);
  // While people change tables there is nothing to round off.
  const soon = left > 0 && left <= SOON_SECONDS && !moment.changing;
  const words = left ? (soon ? t("Time to round off") : "") : t("The time is up.");
  return { where, time: left ? clockFace(left) : "", words, soon, out: !left };
}

/**
 * Keep `element` showing the clock; it is hidden while there is nothing to show. The element is the
 * page's own (an empty `<span>`): nobody else may fill it. It comes and goes by itself, and what it has to
 * say makes it higher: so nothing of it is drawn under a finger.
 *
 * @param {HTMLElement} element
 * @param {(mark: number) => void} [onMark] at two minutes left (120) and at the end (0)
 * @returns {{show(workshop: Moment|null|undefined): void, stop(): void}}
 */
export function clock(element, onMark = () => {}) {
  /** @type {Moment|null} */
  let moment = null;
  /** Seconds left at the last look, once the time is known. @type {number|undefined} */
  let last;
  let timer = 0;
  const parts = ["where", "time", "words"].map((name) => {
    const part = document.createElement("span");
    part.className = `clock-${name}`;
    return part;
  });
  element.setAttribute("role", "timer");
  element.replaceChildren(...parts);
  element.hidden = true;
  const copy = afloat(element);

  const now = () => (knowsTime() ? serverNow() : undefined);

  const draw = () => {
    if (!moment) {
      element.hidden = true;
      return;
    }
    const shown = face(moment, now());
    [shown.where, shown.time, shown.words].forEach((words, at) => {
      if (parts[at].textContent !== words) parts[at].textContent = words;
    });
    element.hidden = !shown.where && !shown.time && !shown.words;
    element.classList.toggle("clock-soon", shown.soon);
    element.classList.toggle("clock-out", shown.out);
    copy.show(shown);
  };

  const soon = frames(document.body, draw);

  const tell = (/** @type {number} */ after) => {
    const mark = last === undefined ? undefined : passed(last, after);
    last = after;
    if (mark === undefined) return;
    onMark(mark);
    if (mark === 0) say(t("The time is up."));
    else if (!moment?.changing) say(t("Two minutes left. Time to round off."));
  };

  const tick = () => {
    window.clearTimeout(timer);
    soon();
    const ends = moment?.timer_ends_ms;
    if (!ends) return;
    const at = now();
    if (at !== undefined) tell(secondsLeft(ends, at));
    // A little after the whole second, so that a slow page never shows a second twice. It goes on
    // when the time is out: a device whose own clock is wrong may learn the right time only then.
    timer = window.setTimeout(tick, ((((ends - serverNow()) % 1000) + 1000) % 1000) + 5);
  };

  const show = (/** @type {Moment|null|undefined} */ next) => {
    const before = moment;
    moment = next ?? null;
    const where = moment ? roundWords(moment) : "";
    if (before && where && where !== roundWords(before)) say(where);
    if (before && moment && !before.paused_ms !== !moment.paused_ms)
      say(moment.paused_ms ? t("The clock is held.") : t("The clock runs on."));
    if (before?.timer_ends_ms !== moment?.timer_ends_ms) last = undefined;
    tick();
  };
  return { show, stop: () => window.clearTimeout(timer) };
}
