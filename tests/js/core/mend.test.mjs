import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isBlank, mend } from "../../../static/js/core/mend.js";
import { again } from "../../../static/js/core/offline/entries.js";
import { setWords } from "../../../static/js/table/commands.js";
import { linesOf } from "../../../static/js/table/fields/lines.js";

test("both halves mend the same", () => {
  const file = new URL("../../mended.json", import.meta.url);
  for (const [typed, lines, line] of JSON.parse(readFileSync(file, "utf8"))) {
    assert.equal(mend(typed), lines, JSON.stringify(typed));
    assert.equal(mend(typed, false), line, JSON.stringify(typed));
    assert.equal(mend(lines), lines, JSON.stringify(typed));
  }
});

test("both halves see the same as nothing", () => {
  const file = new URL("../../blank.json", import.meta.url);
  for (const [typed, blank] of JSON.parse(readFileSync(file, "utf8"))) {
    assert.equal(isBlank(typed), blank, JSON.stringify(typed));
    assert.deepEqual(linesOf(`${typed}\nja`).includes("ja"), true);
    if (blank) assert.deepEqual(linesOf(typed), []);
  }
});

/** @param {import("../../../static/js/core/offline/entries.js").Entry} entry @param {number} status */
const refused = (entry, status) => ({
  ...entry,
  refusal: { status, type: "", title: "No", where: null, now: null, door: "" },
});

test("what an older tablet has parked goes out mended, and what it replaces stays as it was", () => {
  const parked = refused(setWords("main-statement", "før\u2028nå", "en\u000bto"), 422);
  const [sent] = again([parked], () => true);
  assert.deepEqual(sent?.body, { ...parked.body, was: "før\u2028nå", text: "en\nto" });
  assert.equal(sent?.refusal, null);
  assert.equal(sent?.act, parked.act);
});

test("a café's name has no lines", () => {
  const [sent] = again([refused(setWords("cafe-name", "", "Kafé\u000bKaia"), 422)], () => true);
  assert.equal(sent?.body.text, "Kafé Kaia");
});

test("what was refused for another reason goes out as it was typed", () => {
  const parked = refused(setWords("main-statement", "", "en\u2028to"), 409);
  assert.equal(again([parked], () => true)[0]?.body.text, "en\u2028to");
});
