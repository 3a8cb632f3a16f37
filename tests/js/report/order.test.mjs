import assert from "node:assert/strict";
import { test } from "node:test";
import { dropped, stepped } from "../../../static/js/report/order.js";

/** @type {import("../../../static/js/report/pieces.js").Under[]} */
const HEADINGS = [
  { id: "A", listed: true, entries: ["a1", "a2", "a3"] },
  { id: "B", listed: true, entries: [] },
  { id: "C", listed: true, entries: ["c1"] },
  { id: "D", listed: false, entries: ["d1"] },
];
/** @param {string} entry @param {string} category @param {string|null} before */
const moved = (entry, category, before) => ({ do: "move_entry", entry, category, before });
/** @param {string} category @param {string|null} before */
const shifted = (category, before) => ({ do: "move_category", category, before });

test("a sentence steps among its own, and on into the next heading", () => {
  assert.deepEqual(stepped(HEADINGS, "entry", "a2", true), moved("a2", "A", "a1"));
  assert.deepEqual(stepped(HEADINGS, "entry", "a1", false), moved("a1", "A", "a3"));
  assert.deepEqual(stepped(HEADINGS, "entry", "a2", false), moved("a2", "A", null));
  assert.deepEqual(stepped(HEADINGS, "entry", "a3", false), moved("a3", "B", null));
  assert.deepEqual(stepped(HEADINGS, "entry", "c1", true), moved("c1", "B", null));
  assert.deepEqual(stepped(HEADINGS, "entry", "c1", false), moved("c1", "D", "d1"));
  assert.equal(stepped(HEADINGS, "entry", "a1", true), null);
  assert.equal(stepped(HEADINGS, "entry", "d1", false), null);
  assert.equal(stepped(HEADINGS, "entry", "gone", true), null);
});

test("a heading steps on its own side of the list", () => {
  assert.deepEqual(stepped(HEADINGS, "heading", "C", true), shifted("C", "B"));
  assert.deepEqual(stepped(HEADINGS, "heading", "A", false), shifted("A", "C"));
  assert.deepEqual(stepped(HEADINGS, "heading", "B", false), shifted("B", null));
  assert.equal(stepped(HEADINGS, "heading", "A", true), null);
  assert.equal(stepped(HEADINGS, "heading", "C", false), null);
  assert.equal(stepped(HEADINGS, "heading", "D", true), null);
});

test("a sentence falls at the side it is dropped at", () => {
  const at = (/** @type {string} */ id, after = false) => ({
    kind: /** @type {"entry"} */ ("entry"),
    id,
    after,
  });
  const thing = { kind: /** @type {"entry"} */ ("entry"), id: "a1" };
  assert.deepEqual(dropped(HEADINGS, thing, at("c1")), moved("a1", "C", "c1"));
  assert.deepEqual(dropped(HEADINGS, thing, at("c1", true)), moved("a1", "C", null));
  assert.deepEqual(dropped(HEADINGS, thing, at("a2", true)), moved("a1", "A", "a3"));
  assert.deepEqual(dropped(HEADINGS, thing, at("a3", true)), moved("a1", "A", null));
  assert.equal(dropped(HEADINGS, thing, at("a2")), null, "it lies there already");
  assert.equal(dropped(HEADINGS, thing, at("a1", true)), null, "on itself");
  const first = { kind: /** @type {"heading"} */ ("heading"), id: "C", after: true };
  assert.deepEqual(dropped(HEADINGS, thing, first), moved("a1", "C", "c1"), "behind a heading");
});

test("a heading falls between headings of its own side", () => {
  const thing = { kind: /** @type {"heading"} */ ("heading"), id: "A" };
  const at = (/** @type {string} */ id, after = false) => ({
    kind: /** @type {"heading"} */ ("heading"),
    id,
    after,
  });
  assert.deepEqual(dropped(HEADINGS, thing, at("C")), shifted("A", "C"));
  assert.deepEqual(dropped(HEADINGS, thing, at("C", true)), shifted("A", null));
  assert.equal(dropped(HEADINGS, thing, at("D")), null);
  assert.equal(dropped(HEADINGS, thing, at("A", true)), null);
});
