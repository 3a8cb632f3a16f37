import assert from "node:assert/strict";
import { test } from "node:test";
import { askedFirst, heardFrom } from "../../../static/js/table/heard/rules.js";

const note = (/** @type {string} */ id, more = {}) => ({ id, text: id, struck: false, ...more });
const poster = (/** @type {number} */ id, /** @type {any[]} */ notes) =>
  /** @type {any} */ ({ table: { id }, question: { id: 1, number: 1 }, notes });

test("a scribe hears what hangs, and not what is their own", () => {
  const hung = [
    poster(1, [note("a"), note("b", { struck: true })]),
    poster(2, []),
    poster(3, [note("own")]),
    poster(4, [note("c", { erased: true, struck: true })]),
  ];
  const found = heardFrom(hung, 3).map(({ table, notes }) => [table.id, notes.map(({ id }) => id)]);
  assert.deepEqual(found, [[1, ["a"]]]);
});

test("first what was talked over just before, then what is chosen", () => {
  const questions = [3, 1, 5].map((number) => ({ id: number * 10, number }));
  assert.equal(askedFirst(questions, 4, null), 30);
  assert.equal(askedFirst(questions, 1, null), 10);
  assert.equal(askedFirst(questions, 4, 50), 50);
  assert.equal(askedFirst(questions, 4, 99), 30);
  assert.equal(askedFirst([], 4, null), null);
});
