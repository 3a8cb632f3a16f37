import assert from "node:assert/strict";
import { test } from "node:test";
import { route, seconds, step } from "../../../static/js/wall/projector/tour.js";

/** @returns {any} */
const poster = (/** @type {number} */ id, /** @type {number} */ question, words = "") => ({
  table: { id, number: id, main_statement: null, posters: [] },
  question: { number: question, text: "Why" },
  notes: words ? [{ text: words }] : [],
});
const hung = [poster(1, 2, "x"), poster(2, 1, "x"), poster(3, 1), poster(9, 1, "x")];

test("the tour goes question by question, past empty posters", () => {
  assert.deepEqual(route(hung, null), [2, 9, 1]);
  assert.deepEqual(route(hung, 2), [1]);
});

test("when nothing hangs yet, all tables are visited", () => {
  assert.deepEqual(route([poster(4, 1), poster(3, 1)], null), [3, 4]);
});

test("on and back, page by page and round the corner", () => {
  const tables = [2, 9, 1];
  assert.deepEqual(step(tables, null, 1, 1), { table: 2, page: 0 });
  assert.deepEqual(step(tables, { table: 2, page: 0 }, 2, 1), { table: 2, page: 1 });
  assert.deepEqual(step(tables, { table: 2, page: 1 }, 2, 1), { table: 9, page: 0 });
  assert.deepEqual(step(tables, { table: 1, page: 0 }, 1, 1), { table: 2, page: 0 });
  assert.deepEqual(step(tables, { table: 2, page: 0 }, 2, -1), { table: 1, page: Infinity });
  assert.deepEqual(step(tables, { table: 9, page: 2 }, 3, -1), { table: 9, page: 1 });
});

test("a poster that was taken down leads to the first", () => {
  assert.deepEqual(step([2, 9], { table: 77, page: 3 }, 4, 1), { table: 2, page: 0 });
  assert.equal(step([], { table: 77, page: 0 }, 1, 1), null);
});

test("long posters stay longer, none for ever", () => {
  assert.equal(seconds("kort", 1), 8);
  assert.equal(seconds("ord ".repeat(60), 1) > 20, true);
  assert.equal(seconds("ord ".repeat(60), 3) < 12, true);
  assert.equal(seconds("ord ".repeat(900), 1), 45);
});
