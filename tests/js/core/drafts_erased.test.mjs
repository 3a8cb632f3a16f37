// What was erased for good lies in no draft.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Offline } from "../../../static/js/core/http.js";
import { passagesBetween } from "../../../static/js/core/offline/cuts.js";
import { put } from "../../../static/js/core/offline/entries.js";
import { cafeOf, hearing } from "../../../static/js/core/offline/erased.js";
import { answerAsked } from "../../../static/js/table/asked/commands.js";
import {
  editNote,
  joinNotes,
  moveNote,
  nameHosts,
  strikeNote,
} from "../../../static/js/table/commands.js";
import { device, memoryDisk, memoryStorage } from "../memory.mjs";
import { at, page, refused, until, words } from "../offline_page.mjs";

afterEach(() => Reflect.deleteProperty(globalThis, "window"));

/** Until the disk has what was laid down. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

test("what was erased for good is in no draft any more, whichever page typed it", async () => {
  const { disk, storage, draft } = await device();
  const name = "w:1:edit:n1";
  draft(name).keep("Kari is ill");
  await settled();
  disk.rows.set("draft:w:1:edit:n3", JSON.stringify({ n: 1, text: "Kari, long ago" }));
  draft("w:2:edit:n1").keep("elsewhere");
  await settled();
  const other = await device(disk, storage);
  other.draft(name).keep("Kari was ill");
  other.draft("w:1:note").keep("mine");
  await settled();
  const blank = "w:1:edit:n2";
  other.draft(blank).keep("");
  await settled();
  const before = storage.rows.get(`draft:${blank}`);
  other.draft("w:2:note").keep("another table's");
  other.mend("w:1:", ({ rest, text }) => (rest.startsWith("edit:") ? "" : text));
  await settled();
  const kept = JSON.stringify([[...disk.rows], [...storage.rows]]);
  assert.ok(!kept.includes("Kari"), kept);
  assert.equal(storage.rows.get(`draft:${blank}`), before, "nothing is written where nothing was");
  const again = await device(disk, storage);
  assert.deepEqual([again.draft(name).last(), again.draft("w:1:note").read()], ["", "mine"]);
});

test("what waits about something that was erased for good is dropped, also when it was refused before", async () => {
  const disk = memoryDisk();
  const drafts = { "w:1:edit:n1": "Kari", "w:1:answer:q1": "Kari", "w:1:note": "Kari" };
  const { life, seen, write } = await page({ disk, drafts });
  seen.answer = () => {
    throw refused(409, "erased");
  };
  const kari = { ...words, text: "Kari is ill" };
  await life.change((all) => put(all, editNote("n1", "Kari", kari)));
  await until(() => Boolean(life.waiting().entries[0]?.refusal));
  seen.answer = () => {
    throw new Offline("lost");
  };
  const into = joinNotes({ id: "n2", saw: "Light" }, { id: "n1", saw: "Kari" }, kari);
  for (const entry of [
    strikeNote("n1", "Kari is ill", true),
    into,
    answerAsked("q1", "written", "Kari answers", null),
    answerAsked("q2", "written", "Yes", null),
  ])
    await life.change((all) => put(all, entry));
  await write();
  const state = at("open");
  const erased = { ...state, notes: new Map([["n1", { id: "n1", erased: true }]]) };
  seen.connection.onState({ ...erased, asked: new Map([["q1", { id: "q1", erased: true }]]) });
  await until(() => life.waiting().entries.length === 2);
  assert.deepEqual(
    life.waiting().entries.map(({ body }) => body.answer ?? body.text),
    ["Yes", "Benches"],
  );
  await until(() => !JSON.stringify([...disk.rows]).includes("Kari"));
  assert.deepEqual([...seen.drafts.values()], ["", "", "Kari"], "what is new is not about it");
  assert.deepEqual(seen.erased, ["n1", "q1"]);
  seen.answer = () => ({ id: "n9", revision: 1 });
  seen.window.dispatchEvent(new Event("online"));
  await until(() => life.waiting().entries.length === 0);
});

test("words that were erased in a note go out of what is typed over it, and the rest is sent", async () => {
  const storage = memoryStorage();
  const edit = JSON.stringify({
    was: "Kari roste bussen",
    text: "KARI roste bussen mye",
    kind: "keyword",
    part: null,
  });
  const drafts = {
    "w:1:edit:n1": edit,
    "w:1:edit:n2": edit,
    "w:1:more:n1": JSON.stringify({ was: ["x"], words: ["x", "y"] }),
  };
  const { life, seen } = await page({ storage, drafts });
  seen.answer = () => {
    throw new Offline("lost");
  };
  const state = {
    ...at("open"),
    revision: 1,
    notes: new Map([["n1", { id: "n1", text: "Kari roste bussen", elaborations: ["x"] }]]),
  };
  seen.connection.onState(state);
  await life.change((all) =>
    put(all, editNote("n1", "Kari roste bussen", { ...words, text: "Kari roste bussen ofte" })),
  );
  await life.change((all) => put(all, editNote("n2", "Kari", { ...words, text: "Kari sang" })));
  await until(() => life.waiting().entries[0]?.tries === 1);
  const [first] = life.waiting().entries;
  const cuts = new Map([["a1", { id: "a1", things: [{ what: "note", key: "n1" }] }]]);
  const next = {
    ...state,
    revision: 3,
    cuts,
    notes: new Map([["n1", { id: "n1", text: "[…] roste bussen", elaborations: ["x"] }]]),
  };
  seen.connection.onState(next);
  await until(() => life.waiting().entries[0]?.body.text === "[…] roste bussen ofte");
  const [entry, other] = life.waiting().entries;
  assert.deepEqual([entry.body.was, other.body.text], ["[…] roste bussen", "Kari sang"]);
  assert.ok(first && entry.act !== first.act && !entry.tries, "it is another operation");
  const [mended, theirs, more] = [...seen.drafts.values()];
  assert.deepEqual(JSON.parse(mended).text, "[…] roste bussen mye");
  assert.deepEqual([theirs, JSON.parse(more).words], [edit, ["x", "y"]]);
  assert.deepEqual(seen.erased, ["n1"]);
  seen.answer = () => ({ id: "n1", revision: 4 });
  seen.window.dispatchEvent(new Event("online"));
  await until(() => life.waiting().entries.length === 0);
  // What is typed from now on is not touched again, by a page that begins either.
  const late = JSON.stringify({ was: "Noe annet", text: "Kari igjen" });
  const again = await page({ storage, drafts: { "w:1:edit:n1": late } });
  again.seen.connection.onState(next);
  assert.equal(again.seen.drafts.get("w:1:edit:n1"), late);
});

test("where nobody can tell which words they were, all that was typed over them goes", async () => {
  const drafts = {
    "w:1:edit:n1": JSON.stringify({ was: "Kari er syk", text: "Kari er alvorlig syk" }),
    "w:1:more:n1": JSON.stringify({
      was: ["Ola sa det", "Ro"],
      words: ["Ola sa det", "Ro", "Mer"],
    }),
    "w:1:hosts": JSON.stringify({ was: "Kari", text: "Kari, Per" }),
    "w:1:cafe-name": JSON.stringify({ was: "Sol", text: "Solsida" }),
  };
  const { life, seen } = await page({ drafts });
  seen.connection.onGone("away");
  for (const entry of [
    editNote("n1", "Kari er syk", { ...words, text: "Kari er alvorlig syk" }),
    strikeNote("n1", "Kari er syk", true),
    moveNote("n1", null),
    nameHosts(["Kari"], ["Kari", "Per"]),
  ])
    await life.change((all) => put(all, entry));
  const things = [
    { what: "note", key: "n1" },
    { what: "table", key: "7" },
    { what: "table", key: "8" },
    { what: "workshop", key: "" },
    { what: "question", key: "5" },
    { what: "entry", key: "e1" },
  ];
  seen.connection.onState({
    ...at("open"),
    cuts: new Map([["a1", { id: "a1", things }]]),
    tables: new Map([[7, { id: 7, cafe_name: "Sol", hosts: ["Ola"] }]]),
    notes: new Map([["n1", { id: "n1", text: "Ro og fred", elaborations: ["Ro"] }]]),
  });
  await until(() => life.waiting().entries.length === 1);
  assert.equal(life.waiting().entries[0]?.body.before, null, "what holds no words stays");
  assert.deepEqual(
    [...seen.drafts.values()],
    ["", "", "", JSON.stringify({ was: "Sol", text: "Solsida" })],
  );
});

test("a page that has no picture of the café asks, and what was begun about what lost words goes once", async () => {
  const { disk, storage, draft, mend } = await device();
  const cut = (/** @type {string} */ id, /** @type {string[]} */ ...about) => ({ id, about });
  /** @type {{id: string, about: string[]}[] | Error} */
  let told = [cut("old", "s-2")];
  const heard = /** @type {string[]} */ ([]);
  const mine = hearing({
    name: "readers:r",
    prefix: "readers:r:",
    storage,
    mend,
    ask: async () => {
      if (told instanceof Error) throw told;
      return { cuts: told };
    },
    isGone: (rest, cuts) => cuts.some(({ about }) => about.includes(rest)),
    onErased: (cuts) => heard.push(...cuts.map(({ id }) => id)),
  });
  assert.equal(mine.any(), false);
  await mine.begin();
  draft("readers:r:s-1").keep("Kari is ill");
  draft("readers:r:s-2").keep("typed after that erasing");
  draft("readers:q:s-1").keep("another draft's");
  assert.equal(mine.any(), true);
  await mine.hear();
  told = new Offline("away");
  await mine.hear();
  assert.deepEqual(heard, [], "nothing is new, and who is not told asks again");
  told = [cut("old", "s-2"), cut("new", "s-1", "c-1")];
  await mine.hear();
  const left = () => ["r:s-1", "r:s-2", "q:s-1"].map((name) => draft(`readers:${name}`).read());
  assert.deepEqual(left(), ["", "typed after that erasing", "another draft's"]);
  draft("readers:r:s-1").keep("begun anew");
  await mine.hear();
  await settled();
  assert.deepEqual([left()[0], heard], ["begun anew", ["new"]]);
  assert.ok(!JSON.stringify([[...disk.rows], [...storage.rows]]).includes("Kari"));
});

test("which café a page is of", () => {
  assert.deepEqual(["/w/ab12/plan", "/w/ab12", "/workshops", "/d/x"].map(cafeOf), [
    "ab12",
    "ab12",
    "",
    "",
  ]);
});

test("what was cut out of a text is found in one pass, however often it may stand there", () => {
  const cut = "[…], ".repeat(12);
  assert.deepEqual(passagesBetween("Kari, Ola, and all", "[…], […], and all"), ["Kari", "Ola"]);
  assert.deepEqual(passagesBetween("a b a b c", "a […] b c"), ["b a"]);
  assert.deepEqual(passagesBetween("ab", "[…][…]"), ["a", "b"]);
  for (const now of ["other […]", "[…] other", "Kari[…]Kari", "Kari, Ola[…]"])
    assert.deepEqual(passagesBetween("Kari, Ola", now), []);
  // Sharing two hundred names out among twelve would take for ever, when the end is another.
  assert.deepEqual(passagesBetween("Kari, ".repeat(200), `${cut}typed on`), []);
});
