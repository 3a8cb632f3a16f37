import assert from "node:assert/strict";
import { test } from "node:test";
import { NONE, reach, still, stretch, toggle } from "../../../static/js/sort/chosen/chosen.js";
import { narrows, showsEntry, showsNote } from "../../../static/js/sort/filter.js";
import { keyOf } from "../../../static/js/sort/jump.js";

const SIDE = ["a", "b", "c", "d"];
/** @param {import("../../../static/js/sort/chosen/chosen.js").Chosen} chosen */
const keys = (chosen) => [...chosen.keys].sort();

test("one more, one less", () => {
  const two = toggle(toggle(NONE, "a"), "c");
  assert.deepEqual(keys(two), ["a", "c"]);
  assert.deepEqual(keys(toggle(two, "a")), ["c"]);
  assert.equal(NONE.keys.size, 0);
});

test("a range goes from where it began, in both directions, and keeps what was chosen", () => {
  const down = reach(toggle(NONE, "b"), SIDE, "a", "d");
  assert.deepEqual(keys(down), ["b", "c", "d"]);
  assert.deepEqual(keys(reach(down, SIDE, null, "a")), ["a", "b", "c", "d"]);
  assert.deepEqual(keys(reach(NONE, SIDE, "c", "a")), ["a", "b", "c"]);
  assert.deepEqual(keys(reach(NONE, SIDE, null, "b")), ["b"]);
  assert.deepEqual(keys(reach(toggle(NONE, "x"), SIDE, null, "b")), ["b", "x"]);
});

test("an arrow stretches a range and shrinks it again", () => {
  const one = stretch(NONE, SIDE, "b", "c");
  assert.deepEqual(keys(one), ["b", "c"]);
  const two = stretch(one, SIDE, "c", "d");
  assert.deepEqual(keys(two), ["b", "c", "d"]);
  const back = stretch(stretch(two, SIDE, "d", "c"), SIDE, "c", "b");
  assert.deepEqual(keys(back), ["b"]);
  assert.deepEqual(keys(stretch(back, SIDE, "b", "a")), ["a", "b"]);
  assert.deepEqual(keys(stretch(one, SIDE, "c", "c")), ["b", "c"], "at the end of the list");
});

test("what is gone is no longer chosen", () => {
  const chosen = toggle(toggle(NONE, "a"), "x");
  assert.deepEqual(keys(still(chosen, { notes: ["a"], entries: [] })), ["a"]);
  assert.equal(still(chosen, { notes: [], entries: [] }), NONE);
});

/** @type {import("../../../static/js/sort/filter.js").Filter} */
const ALL = { table: 0, text: "", kind: "", away: new Set() };
const TABLE = /** @type {any} */ ({ id: 1, number: 8 });
const NOTE = /** @type {any} */ ({
  id: "n",
  text: "Mer tid",
  kind: "keyword",
  paper: false,
  elaborations: ["til å snakke"],
});
const known = { worded: () => false, opposed: (/** @type {string} */ id) => id === "n" };

test("a note is shown for its table, its kind and all of the words", () => {
  const shows = (/** @type {object} */ by) => showsNote(NOTE, TABLE, { ...ALL, ...by }, known);
  assert.ok(shows({}) && shows({ table: 8 }) && shows({ text: "SNAKKE  mer" }));
  assert.ok(!shows({ table: 9 }) && !shows({ text: "mer ro" }));
  assert.ok(
    shows({ kind: "elaborated" }) && shows({ kind: "keyword" }) && shows({ kind: "opposed" }),
  );
  assert.ok(!shows({ kind: "paper" }) && !shows({ kind: "statement" }) && !shows({ kind: "own" }));
  assert.ok(!narrows(ALL) && narrows({ ...ALL, text: "x" }) && !narrows({ ...ALL, text: "  " }));
});

test("a sentence is shown for its own words and for those of its notes", () => {
  const sources = [{ note: NOTE, table: TABLE, question: undefined, absorbed: true }];
  const line = { entry: /** @type {any} */ ({ id: "e", text: "Vi trenger ro." }), sources };
  const own = { ...line, sources: [] };
  const shows = (/** @type {any} */ one, /** @type {object} */ by) =>
    showsEntry(one, { ...ALL, ...by }, { ...known, worded: (id) => id === "e" });
  assert.ok(shows(line, { text: "ro" }) && shows(line, { text: "snakke" }));
  assert.ok(
    !shows(line, { text: "kaffe" }) && shows(line, { table: 8 }) && !shows(line, { table: 9 }),
  );
  assert.ok(shows(own, { kind: "own" }) && !shows(line, { kind: "own" }));
  assert.ok(shows(line, { kind: "worded" }) && !shows(own, { table: 8 }));
  assert.ok(shows(line, { kind: "keyword" }) && !shows(line, { kind: "paper" }));
});

test("an address leads to where a note stands now", () => {
  const id = (/** @type {number} */ n) => `00000000-0000-0000-0000-00000000000${n}`;
  const entry = { entry: { id: id(9) }, sources: [{ note: { id: id(1) } }] };
  const view = /** @type {any} */ ({
    headings: [{ entries: [] }, { entries: [entry] }],
    accounts: { aside: [id(2)], main: [id(3)] },
  });
  assert.equal(keyOf(`#note-${id(1)}`, view), `entry:${id(9)}`);
  assert.equal(keyOf(`#entry-${id(9)}`, view), `entry:${id(9)}`);
  assert.equal(keyOf(`#note-${id(2)}`, view), `aside:${id(2)}`);
  assert.equal(keyOf(`#note-${id(3)}`, view), `aside:${id(3)}`);
  assert.equal(keyOf(`#note-${id(4)}`, view), `note:${id(4)}`);
  assert.equal(keyOf("#headings", view), null);
});
