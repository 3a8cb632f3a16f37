import assert from "node:assert/strict";
import { test } from "node:test";
import { clockTime, moment } from "../../../static/js/core/moments.js";

const at = new Date(2026, 2, 12, 14, 5);

test("a time is written as its language writes it", () => {
  assert.deepEqual(
    ["nb", "nn", "en"].map((language) => clockTime(at, language)),
    ["14.05", "14.05", "14:05"],
  );
});

test("a moment tells its day, and is not broken between", () => {
  assert.equal(moment(at, "nn"), "12.\u00a0mars\u00a0kl.\u00a014.05");
  assert.equal(moment(at, "en"), "12\u00a0March,\u00a014:05");
});
