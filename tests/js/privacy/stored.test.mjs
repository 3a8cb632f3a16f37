// What has not arrived is counted from the rows as they lie on the device.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unsent } from "../../../static/js/privacy/stored.js";

const entry = { act: "1", body: {} };

test("an outbox's entries, drafts and photographs wait; practice and what was taken do not", () => {
  assert.equal(unsent([], [], 0), 0);
  assert.equal(unsent([["7", [entry, entry]]], [], 1), 3);
  assert.equal(
    unsent(
      [
        ["7:practice", [entry]],
        ["7", []],
      ],
      [],
      0,
    ),
    0,
  );
  assert.equal(unsent([["draft:7:note", { n: 3, text: "ro" }]], [], 0), 1);
  assert.equal(unsent([["draft:7:note", { n: 3, text: "  " }]], [], 0), 0);
});

test("the higher number is right, wherever it lies", () => {
  const here = JSON.stringify({ n: 4, text: "" });
  assert.equal(unsent([["draft:7:note", { n: 3, text: "ro" }]], [["draft:7:note", here]], 0), 0);
  const there = JSON.stringify({ n: 2, text: "" });
  assert.equal(unsent([["draft:7:note", { n: 3, text: "ro" }]], [["draft:7:note", there]], 0), 1);
  assert.equal(unsent([], [["draft:7:note", "older words"]], 0), 1);
  assert.equal(unsent([], [["draft:7:note", "{broken"]], 0), 1);
  assert.equal(unsent([], [["wall-seen:7", '{"n":1,"text":"x"}']], 0), 0);
});

test("words on their way to an outbox wait until it has them", () => {
  const row = { n: 5, text: "", away: [{ n: 5, text: "ro" }] };
  assert.equal(unsent([["draft:7:note", row]], [], 0), 1);
  const rows = [
    ["draft:7:note", row],
    ["taken:7:note", [{ n: 5, heirOf: [] }]],
  ];
  assert.equal(unsent(/** @type {[string, any][]} */ (rows), [], 0), 0);
  assert.equal(
    unsent(
      [
        ["draft:7:note", row],
        ["taken:7:note", [5]],
      ],
      [],
      0,
    ),
    0,
  );
});
