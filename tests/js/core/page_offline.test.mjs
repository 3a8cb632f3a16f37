// The offline life that the pages on which people write have in common.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { keptList } from "../../../static/js/core/attempt.js";
import { Offline } from "../../../static/js/core/http.js";
import { written } from "../../../static/js/silent/written.js";
import { memoryDisk, memoryStorage } from "../memory.mjs";
import { at, page, refused, until } from "../offline_page.mjs";

afterEach(() => Reflect.deleteProperty(globalThis, "window"));

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

test("a list that lies on the device is one for all its pages, and a full device loses nothing that is seen", () => {
  const rows = memoryStorage();
  const storage = { ...rows, removeItem: (/** @type {string} */ name) => rows.rows.delete(name) };
  const [one, other] = [keptList("asked:1", () => storage), keptList("asked:1", () => storage)];
  const add = (/** @type {any} */ list, /** @type {string} */ word) =>
    list.change((/** @type {string[]} */ all) => [...all, word]);
  add(one, "a");
  add(other, "b");
  add(one, "c");
  assert.deepEqual(
    [one.all(), other.all()],
    [
      ["a", "b", "c"],
      ["a", "b", "c"],
    ],
  );
  storage.setItem = () => {
    throw new Error("full");
  };
  add(one, "d");
  assert.deepEqual(
    [one.all(), other.all()],
    [
      ["a", "b", "c", "d"],
      ["a", "b", "c"],
    ],
  );
  storage.setItem = rows.setItem;
  add(one, "e");
  assert.deepEqual(other.all(), ["a", "b", "c", "d", "e"]);
  other.clear();
  assert.deepEqual([one.all(), other.all()], [[], []]);
  rows.rows.set("asked:1", "no list");
  assert.deepEqual(one.all(), []);

  // Where nothing is kept at all, what a phone has written stands as long as its page.
  const mine = written("w:1");
  mine.add({ id: "n1", text: "ro" });
  mine.change("n1", { dealt: true });
  assert.deepEqual(mine.all(), [{ id: "n1", text: "ro", dealt: true }]);
  mine.clear();
  assert.deepEqual(mine.all(), []);
});
