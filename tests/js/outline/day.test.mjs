import assert from "node:assert/strict";
import test from "node:test";
import { dayInWords } from "../../../static/js/outline/draw/day.js";

test("a day is said in the café's language", () => {
  assert.equal(dayInWords("2014-09-05", "nb"), "5. september 2014");
  assert.equal(dayInWords("2014-09-05", "nn"), "5. september 2014");
  assert.equal(dayInWords("2014-01-05", "en"), "January 5, 2014");
  assert.equal(dayInWords("2014-02-01", "xx"), "1. februar 2014");
  for (const day of ["", "2014-13-05", "i går", "12026-01-01"])
    assert.equal(dayInWords(day, "nb"), "");
});
