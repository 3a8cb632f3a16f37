import assert from "node:assert/strict";
import { test } from "node:test";
import { lying } from "../../../static/js/core/offline/lying.js";
import { editNote, moveNote, newNote, strikeNote } from "../../../static/js/table/commands.js";

/** @param {string} text */
const words = (text) => ({ text, kind: /** @type {const} */ ("statement"), part: null });

test("what lies here is counted by the thing, in the outboxes of tables alone", () => {
  const [one, other] = [newNote(words("a")), newNote(words("b"))];
  /** @type {[string, any][]} */
  const rows = [
    ["w:1", [one, editNote(one.thing, "a", words("c")), other, moveNote(one.thing, null)]],
    ["w:2", [strikeNote("n", "a", true), newNote(words("d"))]],
    ["asked:w", [newNote(words("e"))]],
    ["draft:w:1:note", { n: 1, text: "f" }],
    ["w:3", undefined],
  ];
  assert.equal(lying(rows), 3);
  assert.equal(lying([]), 0);
});
