import assert from "node:assert/strict";
import { test } from "node:test";
import { Offline, Problem } from "../../../static/js/core/http.js";
import { follow } from "../../../static/js/job/following.js";

/** @typedef {import("../../../static/js/job/following.js").Status} Status */

/** @param {Status["state"]} state @param {number} done @returns {Status} */
const status = (state, done) => ({ state, done, of: 9, words: `${done} of 9` });

/** @param {number} code */
const problem = (code, after = 0) =>
  new Problem({ status: code, type: "/p", title: `said ${code}`, where: null, now: null }, after);

/**
 * Follow a job that is answered in this order.
 * @param {(Status | Error)[]} answers @param {() => boolean} [wanted]
 */
async function followed(answers, wanted) {
  /** @type {number[]} */
  const waits = [];
  /** @type {string[]} */
  const heard = [];
  const left = [...answers];
  const last = await follow({
    first: status("waiting", 0),
    ask: async () => {
      const answer = left.shift();
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    hear: (now) => heard.push(`${now.state}: ${now.words}`),
    wanted,
    pause: async (ms) => waits.push(ms),
  });
  return { last, waits, heard, left };
}

test("what passes stops no job: it is followed to its end", async () => {
  const passing = [new Offline("away"), problem(503, 7), problem(429), problem(401), problem(500)];
  const { last, heard, waits } = await followed([
    status("making", 3),
    ...passing,
    status("ready", 9),
  ]);
  assert.equal(last.state, "ready");
  assert.deepEqual(heard, [
    "making: 3 of 9",
    "making: away",
    ...[503, 429, 401, 500].map((code) => `making: said ${code}`),
    "ready: 9 of 9",
  ]);
  assert.equal(waits[3], 7000); // when the café says how long, it is not asked sooner
  assert.ok(waits.every((ms) => ms <= 7000));
});

test("what is refused for good is the end", async () => {
  const { last, left } = await followed([problem(404), status("ready", 9)]);
  assert.deepEqual(last, { ...status("failed", 0), words: "said 404" });
  assert.equal(left.length, 1);
});

test("who does not want to know any more is told nothing", async () => {
  const { heard, left } = await followed([status("making", 1)], () => false);
  assert.deepEqual([heard.length, left.length], [0, 1]);
});

test("a job that has ended is not asked for", async () => {
  const first = status("ready", 9);
  const none = async () => assert.fail();
  assert.equal(await follow({ first, ask: none, hear: none }), first);
});
