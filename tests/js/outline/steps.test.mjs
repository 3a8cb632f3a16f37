import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import * as commands from "../../../static/js/outline/commands.js";
import { planOf } from "../../../static/js/outline/model.js";
import { openSteps } from "../../../static/js/outline/steps.js";
import { inverse } from "../../../static/js/outline/undo.js";
import * as blockCommands from "../../../static/js/programme/commands.js";
import { programmeOf } from "../../../static/js/programme/model.js";
import { inverse as backwards } from "../../../static/js/programme/undo.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/** A plan that each command changes. @param {Entry[]} more */
const changed = (more) => ({ waits: 0, more });

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
  const page = { words: () => words, draw: nothing, say: nothing, whole: changed };
  const steps = openSteps({ ...page, inverse: (entry) => inverse(entry, whole) });
  steps.made(commands.gone("q1", "Hva?"));
  for (const step of [steps.undo, steps.redo, steps.undo]) await step();
  const back = ["questions", "questions/q1/hints"];
  assert.deepEqual(sent[0], back);
  assert.deepEqual(sent[1], ["questions/q1/hints", "questions/q1/gone"]);
  assert.deepEqual(sent[2]?.slice(0, 2), back);
});

test("two quick presses are two steps, and neither is a new thing that was done", async () => {
  /** @type {string[]} */
  const sent = [];
  const words = /** @type {any} */ ({
    saveAll: async () => {},
    put: async (/** @type {Entry[]} */ ...all) => {
      if (sent.length > 5) throw new Error("there is no room");
      await Promise.resolve();
      for (const entry of all) steps.made(entry);
      await Promise.resolve();
      sent.push(...all.map(({ act }) => act));
    },
  });
  const nothing = () => {};
  const page = { words: () => words, draw: nothing, say: nothing, whole: changed };
  const named = (/** @type {string} */ act) => /** @type {Entry} */ (/** @type {any} */ ({ act }));
  const steps = openSteps({ ...page, inverse: ({ act }) => [named(`-${act}`)] });
  for (const act of ["a", "b", "c"]) steps.made(named(act));
  await Promise.all([steps.undo(), steps.undo()]);
  assert.deepEqual(sent, ["-c", "-b"]);
  await Promise.all([steps.redo(), steps.redo()]);
  assert.deepEqual(sent.slice(2), ["--b", "--c"]);
  assert.equal(steps.redoable(), false);
  await Promise.all([steps.undo(), steps.undo()]);
  await assert.rejects(steps.undo(), /room/);
  // What did not get through leaves the page able to go on.
  steps.made(named("d"));
  assert.equal(steps.undoable(), true);
});

/**
 * Steps whose commands go nowhere.
 * @param {(entry: Entry) => Entry[]} back @param {(more: Entry[]) => {waits: number}} [whole]
 */
function stepping(back, whole = changed) {
  /** @type {Entry[]} */
  const sent = [];
  const words = /** @type {any} */ ({
    saveAll: async () => {},
    put: async (/** @type {Entry[]} */ ...all) => sent.push(...all),
  });
  const nothing = () => {};
  const page = { words: () => words, draw: nothing, say: nothing, whole };
  return { sent, steps: openSteps({ ...page, inverse: back }) };
}

/** One of each command that these functions make. @param {Record<string, any>} all @param {Record<string, any[]>} asked */
const eachOf = (all, asked) => {
  assert.deepEqual(Object.keys(asked).sort(), Object.keys(all).sort(), "every command is tried");
  return Object.entries(asked).map(([name, words]) => /** @type {Entry} */ (all[name](...words)));
};

const HOST = [{ name: "Ada", role: null }];

test("undo takes back each command of the plan, or says that it does not", async () => {
  const now = empty();
  const question = { id: 1, uid: "q1", number: 1, text: "Hva?", form: "tables", hints: [] };
  now.questions.set(1, /** @type {any} */ ({ ...question, parts: [] }));
  const table = { id: 7, number: 7, question: 1, hosts: [], roles: [], meeting: "", tags: [] };
  now.tables.set(7, /** @type {any} */ (table));
  const whole = planOf({ state: now, entries: [], fresh: new Map(), blanks: [] });
  const { wordsAt: _words, ...all } = commands;
  for (const entry of eachOf(all, {
    setFact: ["place", "", "Skolen"],
    newQuestion: [{ id: "q2", text: "Hvem?", before: null }],
    reword: ["q1", "Hva?", "Hva nå?"],
    setParts: ["q1", [], ["Nå"]],
    setHints: ["q1", [], ["Skriv"]],
    setForm: ["q1", "tables", "pairs"],
    setCount: ["q1", 1, 2],
    place: ["q1", null],
    gone: ["q1", "Hva?"],
    numberAnew: [],
    setNumber: [7, 7, 9],
    setHosts: [7, [], HOST],
    setMeeting: [7, "", "https://a.b"],
    setTags: [7, [], ["Nes"]],
  })) {
    const { sent, steps } = stepping((one) => inverse(one, whole));
    steps.made(entry);
    await steps.undo();
    const told = steps.stuck();
    assert.equal(Boolean(told), !sent.length, `${entry.path}: undone, or told`);
    if (!told) continue;
    assert.equal(entry.path, "numbers");
    assert.deepEqual([steps.undoable(), steps.redoable()], [false, false]);
    steps.made(commands.reword("q1", "Hva?", "Hva nå?"));
    assert.equal(steps.stuck(), "", "something else was done since");
    await steps.undo();
    assert.deepEqual([sent.length, steps.stuck()], [1, ""]);
  }
});

test("undo takes back each command of the programme", async () => {
  const block = { id: "a", kind: "own", title: "Mat", minutes: "10", pinned: "", prompt: "" };
  const programme = [{ ...block, uid: "a", minutes: 10, began: null }];
  const workshop = { goal: "", starts: "", ends: "", rounds: null, programme };
  const now = programmeOf({ workshop, entries: [], blanks: [] });
  const { change: _change, ...all } = blockCommands;
  const whole = { blocks: [block], rounds: null };
  for (const entry of eachOf(all, {
    newBlock: [{ ...block, id: "b" }, null],
    setField: ["a", "title", "Mat", "Pause"],
    place: ["a", null],
    gone: ["a", "Mat"],
    setRounds: ["count", "", "3"],
    replace: [whole, { blocks: [], rounds: null }],
  })) {
    const { sent, steps } = stepping((one) => backwards(one, now));
    steps.made(entry);
    await steps.undo();
    assert.ok(sent.length, `${entry.path}: undone`);
  }
});

test("what cannot be done again is told", async () => {
  const [first, second] = [commands.reword("q1", "", "a"), commands.reword("q1", "a", "")];
  const { sent, steps } = stepping((one) => (one === first ? [second] : []));
  steps.made(first);
  await steps.undo();
  assert.deepEqual([sent, steps.stuck(), steps.redoable()], [[second], "", true]);
  await steps.redo();
  assert.match(steps.stuck(), /cannot be done again/);
  assert.equal(steps.redoable(), false);
});

test("undo passes by what the café said no to and one has let go, and redo too", async () => {
  const now = empty();
  const question = { id: 1, uid: "q1", number: 1, text: "Hva?", form: "tables", parts: [] };
  now.questions.set(1, /** @type {any} */ (question));
  const whole = (/** @type {Entry[]} */ more) =>
    planOf({ state: now, entries: more, fresh: new Map(), blanks: [] });
  const { sent, steps } = stepping((entry) => inverse(entry, whole([])), whole);
  steps.made(commands.setHints("q1", [], ["Skriv"]));
  Object.assign(question, { hints: ["Skriv"] });
  // None of these has come about.
  steps.made(commands.newQuestion({ id: "q2", text: "Hvem?", before: null }));
  steps.made(commands.reword("q1", "Hva?", "Hva?".repeat(1000)));
  await steps.undo();
  assert.deepEqual(
    sent.map(({ path, body }) => [path, body.hints]),
    [["questions/q1/hints", []]],
  );
  assert.deepEqual([steps.stuck(), steps.undoable(), steps.redoable()], ["", false, true]);
  steps.made(commands.reword("q1", "Hva?", "Hva da?"));
  await steps.undo();
  assert.match(steps.stuck(), /cannot be undone/);
  await steps.undo(); // pressed twice
  assert.deepEqual([sent.length, steps.stuck(), steps.undoable()], [1, "", false]);
});
