// When a device gives the sign that people change tables, and what it says of a screen that sleeps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { begins, changes, isOn, mayCover } from "../../../static/js/core/device/rules.js";

/**
 * @param {number} round @param {boolean} [changing] @param {string} [stage]
 * @returns {any} as much of a workshop as is asked for
 */
const at = (round, changing = false, stage = "open") => ({ stage, round, changing });

test("a change and a round begin once, and not for who has just come in", () => {
  const day = [at(0), at(1), at(1), at(1, true), at(1, true), at(2), at(2, true), at(3), at(3)];
  const told = day.map((now, one) => begins(one ? day[one - 1] : null, now));
  assert.deepEqual(told, ["", "round", "", "change", "", "round", "change", "round", ""]);
  assert.equal(begins(null, at(1, true)), "");
  assert.equal(begins(undefined, undefined), "");
});

test("a device that slept through a round is told of the change that is on now", () => {
  assert.equal(begins(at(1, true), at(2, true)), "change");
  assert.equal(begins(at(1), at(3)), "round");
});

test("where the tables are closed nobody changes tables", () => {
  assert.equal(changes(at(1, true, "vernissage")), false);
  assert.equal(changes(null), false);
  assert.equal(begins(at(1, true), at(1, true, "vernissage")), "");
  assert.equal(begins(at(1, true), at(0)), "");
  assert.deepEqual(
    ["planning", "open", "vernissage", "sorting", "finished"].map((one) => isOn(at(0, false, one))),
    [false, true, true, false, false],
  );
  assert.equal(isOn(null), false);
});

test("nothing covers a field in which a letter has just been typed", () => {
  assert.equal(mayCover(Number.NEGATIVE_INFINITY, 10), true);
  assert.equal(mayCover(1000, 1000 + 3999), false);
  assert.equal(mayCover(1000, 5000), true);
});
