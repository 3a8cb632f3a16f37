import assert from "node:assert/strict";
import { test } from "node:test";
import { meaningOf } from "../../../static/js/outline/keys.js";

const KEY = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, isComposing: false };

/** @param {Partial<KeyboardEvent>} event @param {string} text @param {number} [from] */
const means = (event, text, from = text.length) =>
  meaningOf({ ...KEY, key: "", ...event }, { text, from, to: from });

test("what keys mean in a line, and that Tab is never taken", () => {
  assert.equal(means({ key: "Enter" }, "Hva?"), "next");
  assert.equal(means({ key: "Enter" }, "Hva hjelper?", 3), "part");
  assert.equal(means({ key: "Enter" }, "Hva?", 0), "next");
  assert.equal(means({ key: "Enter", isComposing: true }, "Hva?"), null);
  assert.equal(means({ key: "Enter", shiftKey: true }, "Hva?"), null);
  assert.equal(means({ key: "Enter", ctrlKey: true }, "Hva?"), null);
  assert.equal(means({ key: "Enter", metaKey: true }, "Hva?"), null);
  assert.equal(means({ key: "Backspace" }, ""), "remove");
  assert.equal(means({ key: "Backspace" }, "H"), null);
  for (const [key, meaning] of [
    ["ArrowUp", "up"],
    ["ArrowDown", "down"],
    ["ArrowRight", "indent"],
    ["ArrowLeft", "outdent"],
    ["Tab", null],
  ])
    assert.equal(means({ key: /** @type {string} */ (key), altKey: true }, "Hva?"), meaning);
  assert.equal(means({ key: "Tab" }, "Hva?"), null);
});
