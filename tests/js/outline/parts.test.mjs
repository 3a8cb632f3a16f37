import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { put } from "../../../static/js/core/offline/entries.js";
import * as commands from "../../../static/js/outline/commands.js";
import { planOf } from "../../../static/js/outline/model.js";
import { partHandlers } from "../../../static/js/outline/parts.js";

test("parts that were refused and are corrected stand on what the café has", () => {
  const state = empty();
  state.questions.set(
    1,
    /** @type {any} */ ({ id: 1, uid: "q1", number: 1, text: "Hva?", parts: [] }),
  );
  state.workshop = /** @type {any} */ ({ id: "w" });
  const now = {
    parts: [
      { letter: "A", text: "Nå" },
      { letter: "B", text: "Så" },
    ],
  };
  const refusal = { status: 409, type: "conflict", title: "No.", where: "was", now, door: "" };
  const refused = { ...commands.setParts("q1", [], ["Her", "Der"]), tries: 1, refusal };
  const plan = planOf({ state, entries: [refused], fresh: new Map(), blanks: [] });
  /** @type {any} */
  let field;
  const words = {
    at: (/** @type {string} */ _id, /** @type {any} */ one) => (field = one),
    text: () => "[]",
  };
  const page = /** @type {any} */ ({
    plan: () => plan,
    words,
    draw() {},
    focus() {},
    after: () => null,
  });
  const [row] = plan.rows;
  assert.ok(row);
  partHandlers(page).partsOf(row);
  const corrected = field.entryOf(field.theirs, JSON.stringify(["Her", "Der borte"]));
  const [sent] = put([refused], corrected);
  assert.deepEqual(sent?.body.was, ["Nå", "Så"]);
  assert.deepEqual(sent?.body.parts, ["Her", "Der borte"]);
  assert.equal(sent?.refusal, null);
});

test("a part that is pressed twice becomes one question", async () => {
  const state = empty();
  const parts = [
    { letter: "A", text: "Nå" },
    { letter: "B", text: "Så" },
  ];
  state.questions.set(1, /** @type {any} */ ({ id: 1, uid: "q1", number: 1, text: "Hva?", parts }));
  state.workshop = /** @type {any} */ ({ id: "w" });
  const [row] = planOf({ state, entries: [], fresh: new Map(), blanks: [] }).rows;
  assert.ok(row);
  /** @type {string[]} */
  const sent = [];
  /** @type {(() => void)[]} */
  const waiting = [];
  const words = {
    at() {},
    text: (/** @type {string} */ _id, /** @type {string} */ now) => now,
    save: async () => {},
    put(/** @type {{path: string}[]} */ ...all) {
      sent.push(...all.map(({ path }) => path));
      return new Promise((kept) => waiting.push(() => kept(undefined)));
    },
  };
  const page = { plan: () => ({ rows: [row] }), words, draw() {}, focus() {}, after: () => null };
  const { partKey } = partHandlers(/** @type {any} */ (page));
  const target = { value: "Så", selectionStart: 0, selectionEnd: 0 };
  const press = { key: "ArrowLeft", altKey: true, target, preventDefault() {} };
  for (const _time of [1, 2]) partKey(row, 1, /** @type {any} */ (press));
  assert.deepEqual(sent, ["questions", "questions/q1/parts"]);
  waiting[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  partKey(row, 1, /** @type {any} */ (press));
  assert.equal(sent.length, 4);
});

test("a part that could not become a question can be pressed once more", async () => {
  const state = empty();
  const parts = [{ letter: "A", text: "Nå" }];
  state.questions.set(1, /** @type {any} */ ({ id: 1, uid: "q1", number: 1, text: "Hva?", parts }));
  state.workshop = /** @type {any} */ ({ id: "w" });
  const [row] = planOf({ state, entries: [], fresh: new Map(), blanks: [] }).rows;
  assert.ok(row);
  let tries = 0;
  const words = {
    at() {},
    text: (/** @type {string} */ _id, /** @type {string} */ now) => now,
    save: async () => {},
    put: async () => {
      tries += 1;
      if (tries === 1) throw new Error("no room");
    },
  };
  const focused = /** @type {string[]} */ ([]);
  const focus = (/** @type {string} */ id) => {
    focused.push(id);
  };
  const page = { plan: () => ({ rows: [row] }), words, draw() {}, focus, after: () => null };
  const { outdent } = partHandlers(/** @type {any} */ (page));
  await assert.rejects(outdent(row, 0, "Nå"), /no room/);
  await outdent(row, 0, "Nå");
  assert.deepEqual([tries, focused.length], [2, 1]);
});
