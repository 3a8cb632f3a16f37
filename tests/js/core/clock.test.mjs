import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clockFace,
  face,
  passed,
  roundWords,
  secondsLeft,
} from "../../../static/js/core/live/clock.js";

// What the café's page says of its limits.
const limits = { textContent: JSON.stringify({ quiet_after_ms: 5 * 60_000 }) };
globalThis.document = /** @type {any} */ ({
  getElementById: (/** @type {string} */ id) => (id === "limits" ? limits : null),
});

const NOON = 1_770_000_000_000;
const MINUTE = 60_000;
const ROUNDS = { count: 3, minutes: 12, change: 2 };

/**
 * A moment of a day with rounds, in round 2, with `left` ms on the clock.
 *
 * @param {number|null} left @param {Partial<import("../../../static/js/core/live/clock.js").Moment>} more
 * @returns {import("../../../static/js/core/live/clock.js").Moment}
 */
const moment = (left, more = {}) => ({
  stage: "open",
  rounds: ROUNDS,
  round: 2,
  changing: false,
  timer_ends_ms: left === null ? null : NOON + left,
  ...more,
});

test("seconds are rounded up, and never below nought", () => {
  assert.equal(secondsLeft(10_000, 8_999), 2);
  assert.equal(secondsLeft(10_000, 9_000), 1);
  assert.equal(secondsLeft(10_000, 10_000), 0);
  assert.equal(secondsLeft(10_000, 70_000), 0);
});

test("the face of the clock", () => {
  assert.equal(clockFace(0), "0:00");
  assert.equal(clockFace(65), "1:05");
  assert.equal(clockFace(3_905), "1:05:05");
});

test("a milestone is passed once", () => {
  assert.equal(passed(121, 120), 120);
  assert.equal(passed(120, 119), undefined);
  assert.equal(passed(1, 0), 0);
  assert.equal(passed(0, 0), undefined);
});

test("after a nap only the last milestone is told", () => {
  assert.equal(passed(400, 30), 120);
  assert.equal(passed(400, 0), 0);
});

test("a device that learns that its clock was ahead is told nothing", () => {
  assert.equal(passed(0, 600), undefined);
});

test("the round stands beside the time", () => {
  assert.deepEqual(face(moment(5 * MINUTE), NOON), {
    where: "Round 2 of 3",
    time: "5:00",
    words: "",
    soon: false,
    out: false,
  });
});

test("two minutes before the end it says so, in words too", () => {
  assert.equal(face(moment(121_000), NOON).soon, false);
  const { soon, words, time } = face(moment(120_000), NOON);
  assert.deepEqual([soon, words, time], [true, "Time to round off", "2:00"]);
});

test("while people change tables there is nothing to round off", () => {
  const { where, soon, words } = face(moment(90_000, { changing: true }), NOON);
  assert.deepEqual([where, soon, words], ["Change tables", false, ""]);
});

test("when the time is out it says so, and is quiet after five minutes", () => {
  const out = face(moment(0), NOON);
  assert.deepEqual([out.out, out.time, out.words], [true, "", "The time is up."]);
  assert.equal(face(moment(0), NOON + 5 * MINUTE).words, "The time is up.");
  const quiet = face(moment(0), NOON + 5 * MINUTE + 1);
  assert.deepEqual([quiet.where, quiet.words, quiet.out], ["Round 2 of 3", "", false]);
});

test("no time is shown before the café's own clock is known", () => {
  assert.equal(face(moment(5 * MINUTE), undefined).time, "");
});

test("without rounds, and when the tables are closed, no round is named", () => {
  assert.equal(roundWords(moment(null, { rounds: null, round: 0 })), "");
  assert.equal(roundWords(moment(null, { round: 0 })), "");
  assert.equal(roundWords(moment(null, { stage: "vernissage" })), "");
});
