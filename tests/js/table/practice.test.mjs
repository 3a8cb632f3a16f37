import assert from "node:assert/strict";
import { test } from "node:test";
import { put } from "../../../static/js/core/offline/entries.js";
import { openRow } from "../../../static/js/core/offline/outbox_row.js";
import {
  editNote,
  joinNotes,
  newNote,
  partNote,
  strikeNote,
} from "../../../static/js/table/commands.js";
import { openPractice, triedNotes } from "../../../static/js/table/practice/practice.js";
import { stepsDone } from "../../../static/js/table/practice/practising.js";
import { memoryDisk } from "../memory.mjs";

/** @param {string} text */
const words = (text) => ({ text, kind: /** @type {const} */ ("keyword"), part: null });

/** A page at a table whose tables are not open yet; `online` and `now` as the test says. */
async function page(disk = memoryDisk()) {
  const outbox = await openRow("w:1", disk);
  const world = { online: true, now: 100 };
  /** @type {any[]} */
  let sent = [];
  const practice = await openPractice({
    name: "w:1",
    table: 7,
    online: () => world.online,
    now: () => world.now,
    onChange() {},
    kept: await openRow("w:1:practice", disk),
    change: async (how, ...besides) => {
      sent = await outbox.change(how, ...besides);
    },
  });
  /** @param {string} text */
  const write = async (text) => {
    const entry = newNote(words(text));
    await practice.change((list) => put(list, entry));
    return entry.thing;
  };
  const made = () => practice.made().map(({ text, struck }) => (struck ? `-${text}` : text));
  const outboxed = () =>
    sent.map(({ method, body }) => [method, body.text ?? body.struck, body.practice ?? false]);
  return { disk, world, practice, write, made, outboxed };
}

test("what is tried lies on the disk, is never sent, and goes with its guided minute", async () => {
  const { disk, practice, write, made, outboxed } = await page();
  const id = await write("prøve");
  await practice.change((list) => put(list, strikeNote(id, "prøve", true)));
  assert.deepEqual(made(), ["-prøve"]);
  assert.equal(stepsDone(practice.entries()), 2);
  assert.deepEqual((await page(disk)).made(), ["-prøve"]);
  await practice.finish();
  assert.deepEqual(made(), []);
  assert.deepEqual(outboxed(), [["PUT", undefined, false]]);
  assert.deepEqual((await page(disk)).made(), []);
});

test("when practice is over, what was written while the café answered is not sent", async () => {
  const { practice, write, made, outboxed } = await page();
  await write("prøve");
  await practice.end();
  assert.deepEqual(outboxed(), []);
  assert.deepEqual(made(), ["prøve"]);
  await practice.drop();
  assert.deepEqual(made(), []);
});

test("a host who meant it hangs it up, once from two pages, as it stands", async () => {
  const first = await page();
  const id = await first.write("ment");
  await first.write("rest");
  await first.practice.change((list) => put(list, strikeNote(id, "ment", true)));
  const second = await page(first.disk);
  await first.practice.hangUp(2);
  await second.practice.hangUp(2);
  const sent = await (await openRow("w:1", first.disk)).read();
  assert.deepEqual(
    sent
      .filter(({ method }) => method === "POST")
      .map(({ act, body }) => [act === body.id, body.text, body.round]),
    [
      [true, "ment", 2],
      [true, "rest", 2],
    ],
  );
  assert.equal(sent.filter(({ body }) => body.struck).length, 1);
  assert.deepEqual(first.made(), []);
});

test("what was written or changed alone goes to the organiser, and nothing else", async () => {
  const { world, practice, write, made, outboxed } = await page();
  await write("sikkert øving");
  const mended = await write("før");
  const gone = await write("strøket");
  world.online = false;
  await write("kanskje sagt");
  await practice.change((list) => put(list, editNote(mended, "før", words("etter"))));
  await practice.change((list) => put(list, strikeNote(gone, "strøket", true)));
  await practice.end();
  assert.deepEqual(outboxed(), [
    ["POST", "etter", true],
    ["POST", "strøket", true],
    ["PUT", true, false],
    ["POST", "kanskje sagt", true],
  ]);
  assert.deepEqual(made(), ["sikkert øving"]);
});

test("a connection that was dead before anybody knew makes what came since uncertain", async () => {
  const { world, practice, write, outboxed } = await page();
  await write("før");
  world.now = 200;
  await write("etter");
  await practice.lost(150);
  await practice.end();
  assert.deepEqual(outboxed(), [["POST", "etter", true]]);
});

test("the café answers that the tables are not open yet: it was practice", async () => {
  const { world, practice, write, outboxed } = await page();
  world.online = false;
  await write("hjemme");
  await practice.found();
  await practice.end();
  assert.deepEqual(outboxed(), []);
});

test("notes that were split or joined alone take both sides along", () => {
  const one = newNote(words("lys og ro"));
  const two = newNote(words("benk"));
  const split = {
    ...partNote({ id: one.thing, saw: "lys og ro" }, words("lys"), "ro"),
    alone: true,
  };
  const parted = triedNotes([one, two, split], 7);
  assert.deepEqual(
    parted.alone.map(({ text }) => text),
    ["lys", "ro"],
  );
  const join = joinNotes(
    { id: one.thing, saw: "lys og ro" },
    { id: two.thing, saw: "benk" },
    words("alt"),
  );
  const joined = triedNotes([one, two, { ...join, alone: true }], 7);
  assert.deepEqual(
    joined.alone.map(({ text, struck }) => [text, struck]),
    [
      ["alt", false],
      ["benk", true],
    ],
  );
});

test("two hundred days with reloads and a network that comes and goes: nothing is lost and nothing is there twice", async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let state = seed;
    const chance = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    let { world, practice, write, disk } = await page();
    /** @type {Map<string, boolean>} */
    const typed = new Map();
    for (let step = 0; step < 12; step += 1) {
      world.now += 10;
      world.online = chance() < 0.6;
      const text = `${seed}-${step}`;
      typed.set(text, !world.online);
      await write(text);
      if (chance() < 0.2) {
        ({ world, practice, write } = await page(disk));
      }
    }
    await practice.end();
    const sent = (await (await openRow("w:1", disk)).read()).map(({ body }) => body.text);
    const left = practice.made().map(({ text }) => text);
    for (const [text, alone] of typed) assert.equal(sent.includes(text), alone, `seed ${seed}`);
    assert.deepEqual([...sent, ...left].sort(), [...typed.keys()].sort(), `seed ${seed}`);
  }
});
