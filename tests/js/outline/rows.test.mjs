import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { newQuestion } from "../../../static/js/outline/commands.js";
import { planOf } from "../../../static/js/outline/model.js";
import { newBlock } from "../../../static/js/programme/commands.js";
import { programmeOf } from "../../../static/js/programme/model.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/** @param {Entry} entry @returns {Entry} */
const refused = (entry) => ({
  ...entry,
  tries: 1,
  refusal: { status: 422, type: "", title: "No", where: "text", now: null, door: "" },
});

/** @param {string[]} stood @param {(entry: Entry) => Entry} [as] */
function questions(stood, as = refused) {
  const state = empty();
  state.workshop = /** @type {any} */ ({ id: "w" });
  for (const number of [1, 2]) {
    const one = { id: number, uid: `${number}`, number, text: "Hva?", parts: [] };
    state.questions.set(number, /** @type {any} */ (one));
  }
  const entries = [as(newQuestion({ id: "new", text: "Hvem?", before: null }))];
  const plan = planOf({ state, entries, fresh: new Map(), blanks: [], stood });
  return plan.rows.map(({ uid }) => uid);
}

/** @param {string[]} stood @param {(entry: Entry) => Entry} [as] */
function blocks(stood, as = refused) {
  const block = { kind: "own", title: "Kaffe", minutes: "10", pinned: "", prompt: "" };
  const programme = ["1", "2"].map((uid) => ({ ...block, uid, minutes: 10, began: null }));
  const workshop = { goal: "", starts: "17:00", ends: "18:00", rounds: null, programme };
  const entries = [as(newBlock(/** @type {any} */ ({ ...block, id: "new" }), null))];
  return programmeOf({ workshop, entries, blanks: [], stood }).rows.map(({ uid }) => uid);
}

for (const [what, rows] of Object.entries({ questions, blocks })) {
  test(`of ${what} a new one that is refused stays before what came in after it`, () => {
    assert.deepEqual(rows(["1", "new", "2"]), ["1", "new", "2"]);
    assert.deepEqual(rows(["new", "gone", "2"]), ["1", "new", "2"]);
    assert.deepEqual(rows(["1", "2", "new"]), ["1", "2", "new"]);
    assert.deepEqual(rows([]), ["1", "2", "new"]);
    const waiting = rows(["new", "1", "2"], (entry) => entry);
    assert.deepEqual(waiting, ["1", "2", "new"]); // what others put in goes before it
  });
}
