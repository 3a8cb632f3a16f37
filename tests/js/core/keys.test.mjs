import assert from "node:assert/strict";
import { test } from "node:test";
import { composing, meansAdd } from "../../../static/js/core/keys.js";
import { meaningOf } from "../../../static/js/outline/keys.js";

const enter = { key: "Enter", shiftKey: false, isComposing: false, keyCode: 13 };
// What an input method takes for itself: while it writes, and in Safari just after.
const taken = [{ isComposing: true }, { keyCode: 229 }];

test("Enter adds; Shift, other keys and an input method do not", () => {
  assert.equal(meansAdd(enter), true);
  for (const other of [{ key: "a" }, { shiftKey: true }, ...taken]) {
    assert.equal(meansAdd({ ...enter, ...other }), false);
  }
});

test("a key that an input method takes is not the page's", () => {
  assert.equal(composing(enter), false);
  for (const other of taken) assert.equal(composing({ ...enter, ...other }), true);
});

test("the Enter that takes a proposed word begins no new question", () => {
  const plain = { ...enter, altKey: false, ctrlKey: false, metaKey: false };
  const line = { text: "Hva nå?", from: 7, to: 7 };
  assert.equal(meaningOf(plain, line), "next");
  for (const other of taken) assert.equal(meaningOf({ ...plain, ...other }, line), null);
});
