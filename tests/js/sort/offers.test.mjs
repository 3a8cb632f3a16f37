import assert from "node:assert/strict";
import { test } from "node:test";
import { command } from "../../../static/js/sort/keys.js";
import { as, kept, nameOf, surest, together } from "../../../static/js/sort/offers/data.js";

/** @param {string} left @param {string} right @param {object} [more] */
const pair = (left, right, more) => ({
  left,
  right,
  identical: true,
  why: "",
  may: /** @type {"both"} */ ("both"),
  ...more,
});

test("a pair has one name, whichever comes first", () => {
  assert.equal(nameOf(pair("a", "b")), nameOf(pair("b", "a")));
});

test("the pair on the table does not change sides under a finger", () => {
  const now = pair("a", "b");
  const [same, other] = kept([pair("b", "a", { may: "left" }), pair("c", "d")], now);
  assert.deepEqual([same?.left, same?.right, same?.may], ["a", "b", "right"]);
  assert.deepEqual(other, pair("c", "d"));
});

test("who stands keeps the heading that either of the two would go under", () => {
  const heading = (/** @type {string} */ note) => (note === "b" ? "h" : null);
  assert.deepEqual(
    as(pair("a", "b"), true, heading, () => "id"),
    {
      note: "b",
      double: "a",
      category: "h",
      id: "id",
    },
  );
  assert.equal(as(pair("a", "b"), false, heading, () => "id").category, "h");
});

test("identical ones together: first those with a place, none that may not", () => {
  const pairs = [
    pair("a", "b"),
    pair("c", "a", { may: "left" }),
    pair("d", "e", { identical: false }),
    pair("f", "g", { may: "" }),
  ];
  const acts = together(
    pairs,
    new Map([["c", true]]),
    () => null,
    () => "id",
  );
  assert.deepEqual(
    acts.map(({ note, double }) => [note, double]),
    [
      ["c", "a"],
      ["a", "b"],
    ],
  );
});

test("the surest suggestions come first, those of headings that are gone not at all", () => {
  /** @type {any} */
  const view = {
    headings: [{ category: { id: "h", heading: "Tid" }, number: 1, entries: [] }],
    groups: [{ notes: [{ id: "a" }, { id: "b" }, { id: "c" }] }],
  };
  const likely = new Map([
    ["a", { heading: "h", share: 0.4 }],
    ["b", { heading: "h", share: 0.9 }],
    ["c", { heading: "gone", share: 1 }],
  ]);
  assert.deepEqual(
    surest(view, likely).map(({ note }) => note.id),
    ["b", "a"],
  );
});

test("S takes the suggestion, L looks for the like, O for doubles", () => {
  const inList = { inList: true, inField: false, single: true };
  const press = (/** @type {string} */ key) =>
    command({ key, ctrl: false, alt: false, shift: false }, inList)?.do;
  assert.deepEqual(["s", "l", "o"].map(press), ["suggested", "like", "doubles"]);
});
