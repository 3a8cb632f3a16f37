import assert from "node:assert/strict";
import { test } from "node:test";
import { shifted } from "../../../static/js/sort/shifted.js";

/** @typedef {import("../../../static/js/sort/view.js").Heading} Heading */

/** @param {number} number @param {string} id @param {string[]} entries */
const heading = (number, id, ...entries) =>
  /** @type {Heading} */ (
    /** @type {unknown} */ ({
      number,
      category: { id },
      shown: entries.map((one) => ({ entry: { id: one } })),
    })
  );
const headings = [heading(1, "A", "a", "b", "c"), heading(2, "B"), heading(3, "C", "d")];
/** @param {string} id @param {number} at @param {boolean} up */
const step = (id, at, up) => shifted(headings, { id, heading: headings[at] ?? null }, up);

test("a sentence goes one place up or down among those of its heading", () => {
  assert.deepEqual(step("b", 0, true), { category: "A", before: "a" });
  assert.deepEqual(step("a", 0, false), { category: "A", before: "c" });
  assert.deepEqual(step("b", 0, false), { category: "A", before: null });
});

test("past the last it goes on into the next heading, and past the first to the end of the one before", () => {
  assert.deepEqual(step("c", 0, false), { category: "B", before: null });
  assert.deepEqual(shifted(headings, { id: "x", heading: heading(2, "B", "x") }, false), {
    category: "C",
    before: "d",
  });
  assert.deepEqual(step("d", 2, true), { category: "B", before: null });
});

test("at either end it stays, and so does what stands under no heading", () => {
  assert.equal(step("a", 0, true), null);
  assert.equal(step("d", 2, false), null);
  assert.equal(shifted(headings, { id: "a", heading: null }, true), null);
});
