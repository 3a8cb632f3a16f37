// The offline life that the pages on which people write have in common.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { Offline, Problem } from "../../../static/js/core/http.js";
import { empty } from "../../../static/js/core/live/store.js";
import { put } from "../../../static/js/core/offline/entries.js";
import { offline } from "../../../static/js/core/offline/offline.js";
import { openRow } from "../../../static/js/core/offline/outbox_row.js";
import { answerAsked } from "../../../static/js/table/asked/commands.js";
import {
  editNote,
  joinNotes,
  moveNote,
  nameHosts,
  newNote,
  strikeNote,
} from "../../../static/js/table/commands.js";
import { memoryDisk, memoryStorage } from "../memory.mjs";

const words = { text: "Benches", kind: /** @type {const} */ ("keyword"), part: null };
/** @param {number} status @param {string | null} where */
const refused = (status, where) =>
  new Problem({ status, type: "/problems/invalid", title: "No", where, now: null });
const until = async (/** @type {() => boolean} */ done) => {
  for (let turns = 0; turns < 1000 && !done(); turns += 1) await setImmediate();
  assert.ok(done());
};

afterEach(() => Reflect.deleteProperty(globalThis, "window"));

/** A page in a browser of its own, and a café that says what `answer` says. */
async function page({ disk = memoryDisk(), storage = memoryStorage(), drafts = {} } = {}) {
  const window = new EventTarget();
  Object.assign(globalThis, { window });
  const seen = {
    window,
    answers: /** @type {any[]} */ ([]),
    sent: /** @type {string[]} */ ([]),
    looked: 0,
    gone: 0,
    came: 0,
    answer: /** @type {() => any} */ (() => ({ id: "n1", revision: 1 })),
    connection: /** @type {any} */ (null),
    drafts: new Map(Object.entries(drafts)),
    erased: /** @type {string[]} */ ([]),
  };
  const life = offline(
    {
      name: "w:1",
      base: "/t/key",
      link: { audience: "t", key: "key" },
      soon() {},
      isOpen: (state) => state.workshop?.stage === "open",
      onAnswer: (answer) => seen.answers.push(answer),
      onOnline: () => {
        seen.came += 1;
      },
      onGone: () => {
        seen.gone += 1;
      },
      onErased: (roots) => void seen.erased.push(...roots),
    },
    {
      row: await openRow("w:1", disk, () => {}),
      send: async (_method, url) => {
        seen.sent.push(url);
        return seen.answer();
      },
      mend(prefix, how) {
        for (const [name, text] of seen.drafts)
          seen.drafts.set(name, how({ rest: name.slice(prefix.length), text }));
      },
      storage,
      follow(connection) {
        seen.connection = connection;
        return /** @type {any} */ ({
          refresh: () => {
            seen.looked += 1;
          },
        });
      },
    },
  );
  await life.start();
  return { life, seen, write: () => life.change((all) => put(all, newNote(words))) };
}

/** @param {string} stage */
const at = (stage) => /** @type {any} */ ({ ...empty(), workshop: { stage } });

test("what is written is sent to the page's address, and the page has the answer", async () => {
  const { life, seen, write } = await page();
  await write();
  await until(() => seen.answers.length === 1);
  assert.ok(seen.sent[0].startsWith("/t/key/"));
  assert.deepEqual(life.waiting().entries, []);
});

test("without a network it waits, and goes when the connection says that the café answers", async () => {
  const { life, seen, write } = await page();
  seen.answer = () => {
    throw new Offline("lost");
  };
  await write();
  await until(() => seen.sent.length > 0);
  seen.connection.onLine(false);
  assert.deepEqual(life.reach(), { online: false, durable: true });
  assert.equal(life.waiting().entries.length, 1);
  seen.answer = () => ({ id: "n1", revision: 1 });
  seen.connection.onLine(true);
  await until(() => seen.answers.length === 1);
  assert.equal(seen.came, 1);
  assert.equal(life.reach().online, true);
});

test("the browser's own word that the network is back sends too", async () => {
  const { seen, write } = await page();
  seen.answer = () => {
    throw new Offline("lost");
  };
  await write();
  await until(() => seen.sent.length > 0);
  seen.answer = () => ({ id: "n1", revision: 1 });
  seen.window.dispatchEvent(new Event("online"));
  await until(() => seen.answers.length === 1);
});

test("what was refused for the stage goes when the page is open, and not before", async () => {
  const { life, seen, write } = await page();
  seen.answer = () => {
    throw refused(409, "stage");
  };
  await write();
  await until(() => Boolean(life.waiting().entries[0]?.refusal));
  seen.answer = () => ({ id: "n1", revision: 1 });
  seen.connection.onState(at("planning"));
  assert.equal(life.waiting().entries[0]?.refusal?.where, "stage");
  seen.connection.onState(at("open"));
  await until(() => seen.answers.length === 1);
});

for (const status of [404, 410])
  test(`a link that answers ${status} has the connection look whether it is dead`, async () => {
    const { life, seen, write } = await page();
    seen.answer = () => {
      throw refused(status, null);
    };
    await write();
    await until(() => seen.looked === 1);
    assert.equal(life.waiting().entries.length, 1, "what was typed is still here");
  });

test("a link that is gone stops the sending and keeps the words", async () => {
  const { life, seen, write } = await page();
  seen.connection.onGone("renewed");
  await write();
  assert.equal(life.gone(), "renewed");
  assert.equal(seen.gone, 1);
  assert.deepEqual(seen.sent, []);
  assert.equal(life.waiting().entries.length, 1);
});

for (const [full, held] of [
  [true, true],
  [false, false],
])
  test(`leaving is ${held ? "" : "not "}held when the device ${full ? "refuses to keep" : "keeps"} what waits`, async () => {
    const disk = memoryDisk();
    const { seen, write } = await page({ disk });
    seen.connection.onGone("renewed");
    disk.full = full;
    await write();
    const leaving = new Event("beforeunload", { cancelable: true });
    seen.window.dispatchEvent(leaving);
    assert.equal(leaving.defaultPrevented, held);
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
