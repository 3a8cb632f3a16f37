import assert from "node:assert/strict";
import { test } from "node:test";
import { oneLine, shortened, stageName } from "../../../static/js/core/words.js";

test("a text is named by its beginning, and no character is cut in two", () => {
  assert.equal(shortened("  Mer \n tid "), "Mer tid");
  assert.equal(shortened("a".repeat(40)), "a".repeat(40));
  for (const most of [1, 2, 40]) {
    const cut = shortened("☕👩‍🍳👍".repeat(40), most);
    assert.equal([...cut].length, most + 2);
    assert.ok(!/\p{Cs}/u.test(cut) && cut.endsWith(" …"));
  }
});

test("what is printed stands on one line", () => {
  assert.equal(oneLine(" Mer\n\ttid \r\n til alle "), "Mer tid til alle");
});

test("a stage that is not known yet has no name", () => {
  assert.deepEqual(
    [stageName("open"), stageName(undefined), stageName("?")],
    ["Tables open", "", ""],
  );
});
