import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { wordsOf } from "../../../static/js/report/words.js";

test("whose note is behind a sentence is told by what people call the place", () => {
  const state = empty();
  const forms = /** @type {const} */ (["tables", "pairs", "plenary"]);
  for (const [at, form] of forms.entries()) {
    const shared = { text: "", parts: [] };
    state.questions.set(at, /** @type {any} */ ({ id: at, number: at + 1, form, ...shared }));
    state.tables.set(at, /** @type {any} */ ({ id: at, number: 901 + at, question: at }));
    state.notes.set(`n${at}`, /** @type {any} */ ({ id: `n${at}`, table: at, text: form }));
  }
  const sources = forms.map((_, at) => ({ note: `n${at}`, absorbed: at === 2 }));
  const entry = { id: "7", category: "1", text: "Mer tid", position: 1, sources };
  state.entries.set("7", /** @type {any} */ (entry));
  const here = /** @type {any} */ ({ workshop: "w", state, made: {}, run: {}, draft: {} });
  const told = wordsOf("entry:7", here)?.behind.map(({ from }) => from);
  assert.deepEqual(told, ["Table 901", "In pairs", "Plenary, double"]);
});
