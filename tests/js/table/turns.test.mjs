import assert from "node:assert/strict";
import test from "node:test";
import { freshPress, turns } from "../../../static/js/core/turns.js";

/** @param {number} timeStamp */
const tap = (timeStamp, clientX = 10, clientY = 10) => ({
  detail: 1,
  timeStamp,
  clientX,
  clientY,
});

test("a second tap where one has just decided is none", () => {
  const fresh = freshPress();
  assert.equal(fresh(tap(1000), true), true);
  assert.equal(fresh(tap(1200), true), false);
  assert.equal(fresh(tap(1399, 20, 20), true), false);
  assert.equal(fresh(tap(1400), true), true);
});

test("elsewhere, by a key, or after what decides nothing, each press is one", () => {
  const fresh = freshPress();
  fresh(tap(1000), true);
  assert.equal(fresh(tap(1100, 60), true), true);
  assert.equal(fresh({ ...tap(1150, 60), detail: 0 }, true), true);
  const looking = freshPress();
  looking(tap(1000), false);
  assert.equal(looking(tap(1100), true), true);
});

test("what fails in its turn holds up nobody behind it", async () => {
  const inTurn = turns();
  /** @type {string[]} */
  const said = [];
  const failing = inTurn(() => Promise.reject(new Error("no")));
  const next = inTurn(async () => said.push("next"));
  await assert.rejects(failing, /no/);
  await next;
  assert.deepEqual(said, ["next"]);
});
