import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { heldPrompts, nowAndThen, over, reckon } from "../../../static/js/core/programme/reckon.js";
import { setFact } from "../../../static/js/outline/commands.js";
import * as commands from "../../../static/js/programme/commands.js";
import { numberOf, programmeOf, wholeOf, written } from "../../../static/js/programme/model.js";
import { inverse, onTop, theirsOf } from "../../../static/js/programme/undo.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

const EXAMPLES = JSON.parse(
  readFileSync(new URL("../../plan/programme/examples.json", import.meta.url), "utf8"),
);

for (const { say, starts, ends, agreed, blocks, slots, over: beyond } of EXAMPLES)
  test(`the browser reckons as the server does: ${say}`, () => {
    const rows = blocks.map((/** @type {[string, number, string]} */ [kind, minutes, pinned]) => ({
      kind,
      minutes,
      pinned,
    }));
    const found = reckon(rows, { starts, agreed });
    assert.deepEqual(
      found.map((slot) => [slot.starts, slot.ends, slot.gap]),
      slots,
    );
    assert.equal(over(found, ends), beyond);
  });

test("the block that was begun last is on, and the one after it comes", () => {
  const began = (/** @type {(number | null)[]} */ ...all) =>
    nowAndThen(all.map((one) => ({ began: one })));
  assert.deepEqual(began(), { on: -1, after: -1 });
  assert.deepEqual(began(null, null), { on: -1, after: 0 });
  assert.deepEqual(began(5, null), { on: 0, after: 1 });
  assert.deepEqual(began(9, 5, null), { on: 0, after: 1 });
  assert.deepEqual(began(5, 5), { on: 1, after: -1 });
});

test("what pairs are asked later is held until one of its blocks begins", () => {
  const block = (
    /** @type {string} */ prompt,
    /** @type {number | null} */ began,
    kind = "pairs",
  ) => ({
    kind,
    prompt,
    began,
  });
  const held = heldPrompts([
    block("q/A", 1),
    block("q/A", null),
    block("q/B", null),
    block("", null),
    block("q/C", null, "own"),
  ]);
  assert.deepEqual([...held], ["q/B"]);
});

/** @param {string} uid @param {Record<string, any>} [more] */
const block = (uid, more = {}) => ({
  uid,
  kind: "own",
  title: uid,
  minutes: 10,
  pinned: "",
  prompt: "",
  began: null,
  ...more,
});

/** @param {Record<string, any>} [more] */
const workshop = (more = {}) => ({
  goal: "",
  starts: "17:00",
  ends: "17:30",
  rounds: null,
  programme: [block("a"), block("b"), block("c")],
  ...more,
});

/** @param {Entry[]} entries @param {any[]} [blanks] */
const seen = (entries, blanks = [], more = {}) =>
  programmeOf({ workshop: workshop(more), entries, blanks });
const titles = (/** @type {import("../../../static/js/programme/model.js").Programme} */ now) =>
  now.rows.map(({ title }) => title);

/** @param {Entry} entry @param {any} [now] @param {number} [status] */
const refused = (entry, now = null, status = 409) => ({
  ...entry,
  refusal: { status, type: "", title: "No", where: "was", now, door: "" },
});

const NEW = { id: "n", kind: "break", title: "Food", minutes: "20", pinned: "", prompt: "" };

test("what waits looks as if it had arrived", () => {
  const now = seen(
    [
      setFact("goal", "", "To talk"),
      commands.newBlock(NEW, "b"),
      commands.setField("a", "minutes", "10", "25 min"),
      commands.setField("c", "pinned", "", "18:00"),
      commands.place("c", "a"),
      commands.gone("b", "b"),
    ],
    [{ uid: "blank", before: "n" }],
  );
  assert.deepEqual(titles(now), ["c", "a", "", "Food"]);
  assert.equal(now.facts.goal, "To talk");
  assert.deepEqual(
    now.slots.map(({ starts, gap }) => [starts, gap]),
    [
      [1080, 60],
      [1090, 0],
      [1115, 0],
      [1125, 0],
    ],
  );
  assert.deepEqual([now.over, now.total, now.waits], [95, 65, 6]);
  assert.deepEqual(
    wholeOf(now).blocks.map(({ id }) => id),
    ["c", "a", "n"],
  );
});

test("a block that the café has already is not made again, and a blank only where it is none", () => {
  const mine = commands.newBlock({ ...NEW, id: "a", title: "Mine" }, "gone by now");
  const now = seen(
    [mine],
    [
      { uid: "a", before: null },
      { uid: "z", before: "gone" },
    ],
  );
  assert.deepEqual(titles(now), ["a", "b", "c", ""]);
});

test("the rounds are the café's, and their block is as long as they are", () => {
  const rounds = { programme: [block("r", { kind: "rounds", minutes: 50 })] };
  const divided = commands.setRounds("divided", "", "3 12 2");
  assert.equal(seen([], [], rounds).total, 50);
  assert.equal(seen([divided], [], rounds).total, 40);
  assert.equal(seen([divided, commands.setRounds("count", "3", "2")], [], rounds).total, 26);
  assert.equal(seen([commands.setRounds("count", "3", "2")], [], rounds).total, 50);
  const back = commands.setRounds("divided", "3 12 2", "");
  assert.equal(seen([divided, back], [], rounds).agreed, null);
});

test("another programme for this one, and back", () => {
  const now = seen([]);
  const other = { blocks: [NEW], rounds: { count: 1, minutes: 5, change: 0 } };
  const entry = commands.replace(wholeOf(now), other);
  assert.deepEqual(titles(seen([entry])), ["Food"]);
  assert.deepEqual(seen([entry]).agreed, other.rounds);
  const [back] = inverse(entry, now);
  assert.deepEqual(back?.body, { was: [NEW], blocks: now.rows.map(written), rounds: null });
  assert.equal(seen([refused(entry)]).refused.whole?.act, entry.act);
  assert.deepEqual(titles(seen([refused(entry)])), ["a", "b", "c"]);
});

test("what was said no to stands at its field, and what has none is not lost", () => {
  const entries = [
    refused(setFact("ends", "17:30", "x")),
    refused(commands.setRounds("count", "3", "x")),
    refused(commands.newBlock(NEW, null)),
    refused(commands.setField("a", "minutes", "10", "x")),
    refused(commands.gone("b", "b")),
    refused(commands.place("c", null)),
    refused(commands.setField("gone", "title", "y", "z"), null, 404),
    commands.setField("gone", "title", "y", "z"),
  ];
  const talks = [block("a"), block("b"), block("c", { kind: "rounds" })];
  const now = seen(entries, [], { programme: talks, rounds: { count: 3, minutes: 9, change: 2 } });
  assert.deepEqual(Object.keys(now.refused), ["ends", "rounds/count"]);
  assert.deepEqual(
    now.rows.map(({ refused: at }) => Object.keys(at).join()),
    ["minutes", "gone", "place", "title"],
  );
  assert.deepEqual(
    now.lost.map(({ body }) => body.text),
    ["z"],
  );
});

test("what takes a command back", () => {
  const now = seen([]);
  const back = (/** @type {Entry} */ entry) =>
    inverse(entry, now).map(({ path, body }) => [path, body]);
  assert.deepEqual(back(setFact("goal", "", "x")), [["facts/goal", { was: "x", text: "" }]]);
  assert.deepEqual(back(commands.newBlock(NEW, null)), [["programme/n/gone", { was: "Food" }]]);
  assert.deepEqual(back(commands.setRounds("count", "3", "4")), [
    ["programme/rounds/count", { was: "4", text: "3" }],
  ]);
  assert.deepEqual(back(commands.setField("a", "title", "a", "A")), [
    ["programme/a/title", { was: "A", text: "a" }],
  ]);
  assert.deepEqual(back(commands.place("a", null)), [["programme/a/place", { before: "b" }]]);
  assert.deepEqual(back(commands.place("c", "a")), [["programme/c/place", { before: null }]]);
  const { path, body } = /** @type {Entry} */ (inverse(commands.gone("a", "as it was"), now)[0]);
  assert.deepEqual([path, body.title, body.before], ["programme", "as it was", "b"]);
  assert.deepEqual(back(commands.gone("nobody", "x")), []);
});

test("what is sent again goes on top of what is there now", () => {
  const there = { ...workshop(), rounds: { count: 4, minutes: 12, change: 2 } };
  const again = (/** @type {Entry} */ entry, /** @type {any} */ now = there) =>
    onTop(refused(entry, now)).body;
  assert.equal(again(commands.setField("a", "title", "old", "mine")).was, "a");
  assert.equal(again(commands.setField("a", "minutes", "5", "7")).was, "10");
  assert.equal(again(commands.gone("a", "old")).was, "a");
  assert.equal(again(setFact("goal", "old", "mine")).was, "");
  assert.equal(again(setFact("place", "old", "mine")).was, "");
  assert.equal(again(commands.setRounds("count", "3", "5")).was, "4");
  assert.equal(again(commands.setRounds("divided", "3 12 2", "")).was, "4 12 2");
  const one = { ...there, rounds: null };
  assert.equal(again(commands.setRounds("count", "3", "5"), one).was, "");
  const whole = commands.replace({ blocks: [], rounds: null }, { blocks: [NEW], rounds: null });
  assert.deepEqual(
    again(whole).was.map((/** @type {any} */ { id, minutes }) => [id, minutes]),
    [
      ["a", "10"],
      ["b", "10"],
      ["c", "10"],
    ],
  );
  assert.equal(theirsOf(refused(whole, there)), "a\nb\nc");
  assert.equal(theirsOf(refused(commands.setField("x", "title", "", ""), there)), null);
  assert.equal(theirsOf(commands.gone("a", "a")), null);
});

test("the words of a block that was taken away are those of a new one", () => {
  const gone = refused(commands.setField("x", "title", "was", "mine"), null, 404);
  const { path, body } = onTop(gone);
  assert.deepEqual([path, body.id, body.title, body.minutes], ["programme", "x", "mine", "10"]);
  const minutes = refused(commands.setField("x", "minutes", "1", "2"), null, 404);
  assert.deepEqual(onTop(minutes), { ...minutes, refusal: null });
});

test("while the café has said no to a block, what is written in it is the block again", () => {
  const now = seen([refused(commands.newBlock({ ...NEW, minutes: "x" }, "b"), null, 422)]);
  const [row] = now.rows.filter(({ uid }) => uid === "n");
  const again = commands.change(/** @type {any} */ (row), "minutes", "x", "5");
  assert.deepEqual([again.method, again.thing], ["POST", "n"]);
  assert.deepEqual(again.body, { ...NEW, minutes: "5", before: "b" });
  const there = /** @type {any} */ (now.rows[0]);
  assert.equal(commands.change(there, "minutes", "10", "5").path, "programme/a/minutes");
});

test("what is no number yet takes no time yet", () => {
  assert.deepEqual(
    ["20", " 5 min", "", "x", "1441", "99999"].map(numberOf),
    [20, 5, 0, 0, 1441, 0],
  );
});

test("what is talked over goes out with what its part reads, and nothing else does", () => {
  const said = (/** @type {import("../../../static/js/programme/commands.js").Field} */ field) =>
    commands.setField("b1", field, "", "q1/B", "Hvem?").body.part_said;
  assert.deepEqual([said("prompt"), said("title")], ["Hvem?", undefined]);
  // A question without parts says so, whatever was chosen before and has not left.
  assert.equal(commands.setField("b1", "prompt", "", "q1").body.part_said, null);
  const now = seen([commands.newBlock({ ...NEW, prompt: "q1/B" }, null, "Hvem?")]);
  const asked = [
    { prompt: "q1/A", said: "Hva?" },
    { prompt: "q1/B", said: "Hvem?" },
  ];
  const back = (/** @type {any} */ entry) => inverse(entry, now, asked)[0]?.body.part_said;
  assert.equal(back(commands.setField("n", "prompt", "q1/A", "q1/B", "Hvem?")), "Hva?");
  assert.equal(back(commands.gone("n", "Food")), "Hvem?");
  // In a block that the café has said no to.
  const no = refused(commands.newBlock({ ...NEW, prompt: "q1/B" }, null, "Hvem?"), null, 422);
  const row = /** @type {any} */ (seen([no]).rows.find(({ uid }) => uid === "n"));
  assert.equal(commands.change(row, "minutes", "20", "5").body.part_said, "Hvem?");
  assert.equal(commands.change(row, "prompt", "q1/B", "q1/A", "Hva?").body.part_said, "Hva?");
});
