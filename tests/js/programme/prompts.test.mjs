import assert from "node:assert/strict";
import { test } from "node:test";
import { homeOf, promptsOf } from "../../../static/js/core/programme/prompts.js";
import { promptOn } from "../../../static/js/wall/projector/moment.js";

const PARTS = ["A", "B", "C"].map((letter) => ({ letter, text: `${letter}?` }));
const block = (
  /** @type {string} */ prompt,
  /** @type {number | null} */ began,
  kind = "pairs",
) => ({
  ...{ uid: `${prompt}${began}`, kind, title: "", minutes: 8, pinned: "" },
  ...{ prompt, began },
});
const byHand = (/** @type {[string, number][]} */ ...some) =>
  some.map(([letter, at_ms]) => ({ letter, at_ms }));
const asked = (/** @type {any[]} */ prompts = [], parts = PARTS) => ({ uid: "q", parts, prompts });

/** @type {[string, any, any[], string, string][]} what is open, and what comes later */
const CASES = [
  ["nobody has said anything", asked(), [], "ABC", ""],
  ["one thing to answer", asked([], []), [], "-", ""],
  ["one thing, later", asked([], []), [block("q", null)], "", "-"],
  ["the programme keeps B", asked(), [block("q/A", 5), block("q/B", null)], "AC", "B"],
  ["the programme's newest first", asked(), [block("q/A", 5), block("q/C", 9)], "CAB", ""],
  ["by hand", asked(byHand(["A", 5])), [], "A", "BC"],
  ["by hand, the newest first", asked(byHand(["A", 5], ["C", 9])), [], "CA", "B"],
  ["by hand before its block", asked(byHand(["B", 5])), [block("q/B", null)], "B", "AC"],
  ["both", asked(byHand(["A", 5])), [block("q/B", 9), block("q/C", null)], "BA", "C"],
  ["a part that is gone", asked(byHand(["F", 5])), [], "ABC", ""],
  ["another kind of block", asked(), [block("q/A", 5, "own")], "ABC", ""],
];
for (const [name, question, blocks, open, later] of CASES)
  test(name, () => {
    const found = promptsOf(question, blocks);
    const letters = (/** @type {any[]} */ some) => some.map(({ letter }) => letter ?? "-").join("");
    assert.deepEqual([letters(found.open), letters(found.later)], [open, later]);
  });

test("a prompt has its own hint, or none", () => {
  const { open } = promptsOf({ ...asked(), hints: ["", "Ta tida"] }, []);
  assert.deepEqual(
    open.map(({ hint }) => hint),
    ["", "Ta tida", ""],
  );
});

test("a note has its place, also when its part is gone", () => {
  assert.deepEqual(
    ["B", "F", null].map((part) => homeOf(part, { parts: PARTS })),
    ["B", "A", "A"],
  );
  assert.equal(homeOf("B", { parts: [] }), null);
});

test("the big screen asks what was opened last, until something else begins", () => {
  const on = (/** @type {any[]} */ prompts, /** @type {any} */ more = {}, form = "pairs") =>
    promptOn(
      /** @type {any} */ ({
        workshop: { programme: [], round: 0, ...more },
        questions: new Map([[7, { id: 7, form, ...asked(prompts) }]]),
      }),
    )?.letter ?? null;
  assert.equal(on([]), null);
  assert.equal(on(byHand(["A", 5], ["B", 9])), "B");
  assert.equal(on(byHand(["A", 5]), { programme: [block("q/B", 9)] }), "B");
  assert.equal(on(byHand(["A", 5]), { programme: [block("", 9, "lecture")] }), null);
  assert.equal(on(byHand(["A", 10]), { programme: [block("", 9, "lecture")] }), "A");
  assert.equal(on(byHand(["A", 5]), { round: 1 }), null);
  assert.equal(on(byHand(["A", 5]), {}, "tables"), null);
  assert.equal(promptOn(/** @type {any} */ ({ workshop: null, questions: new Map() })), null);
});
