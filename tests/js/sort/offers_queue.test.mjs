// Which pair of likely doubles is looked at: no one is lost, none comes back that was judged.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pairQueue } from "../../../static/js/sort/offers/queue.js";

/** @typedef {import("../../../static/js/sort/offers/data.js").Pair} Pair */

/** @param {string} left @param {string} right @param {Partial<Pair>} [more] @returns {Pair} */
const pair = (left, right, more) => ({
  left,
  right,
  identical: false,
  why: "",
  may: "both",
  ...more,
});
const [ab, cd, ef] = [pair("a", "b"), pair("c", "d"), pair("e", "f")];

/** @param {Pair[]} pairs @param {string[]} [behind] notes that stand behind another by now */
function queueOf(pairs, behind = []) {
  const at = new Map(behind.map((note) => [note, { heading: "", entry: "", absorbed: true }]));
  const queue = pairQueue(null, () => at);
  queue.fill(pairs);
  return { queue, at };
}

test("the first that may be taken is looked at, and stays so while others come", () => {
  const { queue } = queueOf([pair("x", "y", { may: "" }), ab, cd]);
  assert.equal(queue.choose(), false, "nothing was looked at before");
  assert.equal(queue.now(), ab);
  queue.fill([cd, ab]);
  assert.equal(queue.choose(), false);
  assert.deepEqual(queue.now(), ab);
});

test("the pair one begins with is looked at before the café has answered", () => {
  const queue = pairQueue(cd, () => new Map());
  assert.equal(queue.now(), cd);
  queue.fill([ab, cd]);
  queue.choose();
  assert.deepEqual(queue.now(), cd);
});

test("one that was judged does not come back, also when the café still offers it", () => {
  const { queue } = queueOf([ab, cd]);
  queue.choose();
  queue.judge(ab);
  queue.fill([pair("b", "a"), cd]);
  assert.equal(queue.choose(), true, "another came under the finger");
  assert.equal(queue.now(), cd);
  assert.deepEqual(queue.left(), [cd]);
});

test("what a colleague has put behind another is no pair any more", () => {
  const { queue, at } = queueOf([ab, cd]);
  queue.choose();
  at.set("b", { heading: "", entry: "", absorbed: true });
  assert.equal(queue.choose(), true);
  assert.equal(queue.now(), cd);
});

test("those put off wait until they are asked for, and are counted among what is left", () => {
  const { queue } = queueOf([ab, cd, ef]);
  queue.choose();
  for (const one of [ab, cd, ef]) queue.putOff(one);
  queue.choose();
  assert.equal(queue.now(), null);
  assert.equal(queue.left().length, 3);
  assert.equal(queue.postponed().length, 3);
  queue.again();
  queue.choose();
  assert.equal(queue.now(), ab);
  assert.equal(queue.postponed().length, 0);
});

test("what is undone is looked at again, once", () => {
  const { queue } = queueOf([ab, cd]);
  queue.choose();
  queue.judge(ab);
  queue.choose();
  queue.takeBack(ab);
  queue.choose();
  assert.equal(queue.now(), ab);
  assert.deepEqual(queue.left(), [ab, cd]);
});
