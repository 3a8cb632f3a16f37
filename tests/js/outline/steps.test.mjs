import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import * as commands from "../../../static/js/outline/commands.js";
import { planOf } from "../../../static/js/outline/model.js";
import { openSteps } from "../../../static/js/outline/steps.js";
import { inverse } from "../../../static/js/outline/undo.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

test("what takes several commands to come back comes back in their order, however often", async () => {
  const now = empty();
  const question = { id: 1, uid: "q1", number: 1, text: "Hva?", form: "pairs", hints: ["Skriv"] };
  now.questions.set(1, /** @type {any} */ ({ ...question, parts: [] }));
  const whole = planOf({ state: now, entries: [], fresh: new Map(), blanks: [] });
  /** @type {string[][]} */
  const sent = [];
  const words = /** @type {any} */ ({
    saveAll: async () => {},
    put: async (/** @type {Entry[]} */ ...all) => sent.push(all.map(({ path }) => path)),
  });
  const nothing = () => {};
  const page = { words: () => words, draw: nothing, say: nothing };
  const steps = openSteps({ ...page, inverse: (entry) => inverse(entry, whole) });
  steps.made(commands.gone("q1", "Hva?"));
  for (const step of [steps.undo, steps.redo, steps.undo]) await step();
  const back = ["questions", "questions/q1/hints"];
  assert.deepEqual(sent[0], back);
  assert.deepEqual(sent[1], ["questions/q1/hints", "questions/q1/gone"]);
  assert.deepEqual(sent[2]?.slice(0, 2), back);
});
