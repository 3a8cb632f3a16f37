import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, fromSnapshot } from "../../../static/js/core/live/store.js";
import {
  fields,
  inOrder,
  nextUp,
  posters,
  sections,
  tilt,
} from "../../../static/js/wall/outline.js";

const table = (/** @type {number} */ id, /** @type {number} */ question, split = false) => ({
  id,
  number: 20 - id,
  question,
  cafe_name: null,
  split,
  main_statement: null,
  posters: [],
});
const note = (
  /** @type {string} */ id,
  /** @type {number} */ at,
  /** @type {any} */ more = {},
) => ({
  id,
  table: at,
  kind: "keyword",
  part: null,
  text: id,
  struck: false,
  elaborations: [],
  order: Number.parseInt(id.slice(1), 10),
  ...more,
});
const body = {
  revision: 5,
  workshop: { id: "w" },
  questions: [
    { id: 2, number: 2, text: "Two", parts: [] },
    {
      id: 1,
      number: 1,
      text: "One",
      parts: [
        { letter: "A", text: "a" },
        { letter: "B", text: "b" },
      ],
    },
    { id: 3, number: 3, text: "No tables", parts: [] },
  ],
  tables: [table(7, 1, true), table(8, 2), table(9, 1)],
  notes: [note("n3", 9), note("n1", 9), note("n2", 9, { struck: true, text: "" }), note("n4", 8)],
};

test("tables hang by number, notes in the order they were written, struck ones not at all", () => {
  const hung = posters(fromSnapshot(body));
  assert.deepEqual(
    [...hung.values()].map((poster) => poster.table.number),
    [11, 12, 13],
  );
  assert.deepEqual(
    hung.get(9)?.notes.map((one) => one.id),
    ["n1", "n3"],
  );
});

test("only the poster that changed is another one", () => {
  const state = fromSnapshot(body);
  const before = posters(state);
  const change = { revision: 6, what: "note", key: "n9", item: note("n9", 8) };
  const after = posters(apply(state, { since: 5, revision: 6, changes: [change] }).state, before);
  assert.equal(after.get(9), before.get(9));
  assert.notEqual(after.get(8), before.get(8));
});

test("questions come in order, those without tables are left out", () => {
  const state = fromSnapshot(body);
  const found = sections(state, posters(state));
  assert.deepEqual(
    found.map(({ question, posters: all }) => [
      question.number,
      all.map((one) => one.table.number),
    ]),
    [
      [1, [11, 13]],
      [2, [12]],
    ],
  );
});

test("a split poster has a field for each part, and one for notes under none", () => {
  const hung = posters(
    fromSnapshot({ ...body, notes: [note("n1", 7, { part: "B" }), note("n2", 7), note("n3", 9)] }),
  );
  const split = /** @type {any} */ (hung.get(7));
  assert.deepEqual(
    fields(split).map(({ letter, notes }) => [letter, notes.map((one) => one.id)]),
    [
      [null, ["n2"]],
      ["A", []],
      ["B", ["n1"]],
    ],
  );
  assert.equal(fields(/** @type {any} */ (hung.get(9))).length, 1);
});

test("a big wall is hung a few posters at a time, the one asked for first", () => {
  const state = fromSnapshot(body);
  const hung = posters(state);
  const all = inOrder(sections(state, hung), hung, "question");
  const numbers = (/** @type {number[]} */ ids) => ids.map((id) => state.tables.get(id)?.number);
  const up = new Set(nextUp(all, new Set(), 2, "#table-12"));
  assert.deepEqual(numbers([...up]), [12, 11]);
  const rest = nextUp(all, up, 2, "#table-12");
  assert.deepEqual(numbers(rest), [13]);
  assert.deepEqual(nextUp(all, new Set([...up, ...rest]), 2), []);
});

test("a slip always hangs the same way", () => {
  assert.equal(tilt("a1b2"), tilt("a1b2"));
  assert.equal(new Set(["a", "b", "c", "d", "e", "f", "g"].map(tilt)).size > 1, true);
});
