import assert from "node:assert/strict";
import { test } from "node:test";
import { caretIn } from "../../../static/js/report/caret.js";

const TEXT = "More light.\n\nA chair by the door, and more light.";

test("the caret stands before what follows the press", () => {
  for (let at = 0; at < TEXT.length; at += 1) {
    const next = TEXT.slice(at, at + 24).trimEnd();
    const found = caretIn(TEXT, TEXT.slice(0, at), TEXT.slice(at));
    assert.equal(TEXT.startsWith(next, found), true, `${at}`);
    if (next) assert.equal(found, at);
  }
});

test("a label before the text, and a mark behind it, are not counted", () => {
  const shown = `The summary: ${TEXT}*`;
  assert.equal(caretIn(TEXT, shown.slice(0, 13), TEXT), 0);
  assert.equal(caretIn(TEXT, shown, ""), TEXT.length);
});

test("of two places that read alike it is the nearer one", () => {
  assert.equal(caretIn("ab ab ab", "ab ", "ab"), 3);
});

test("where the paper says something else the caret stands at the end", () => {
  assert.equal(caretIn("own words", "made ", "by the café"), 9);
  assert.equal(caretIn("", "x", "y"), 0);
});
