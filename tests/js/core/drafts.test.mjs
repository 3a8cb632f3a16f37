import assert from "node:assert/strict";
import { test } from "node:test";
import { draftsIn } from "../../../static/js/core/offline/drafts.js";
import { put } from "../../../static/js/core/offline/entries.js";
import { openRow } from "../../../static/js/core/offline/outbox_row.js";
import { newNote } from "../../../static/js/table/commands.js";
import { device, memoryDisk, memoryStorage } from "../memory.mjs";

/** @param {string} text */
const note = (text) => newNote({ text, kind: /** @type {const} */ ("keyword"), part: null });
/** Until the disk has what was asked of it. */
const settled = () => new Promise(setImmediate);

/**
 * An outbox that keeps nothing until it is let.
 * @param {import("../../../static/js/core/offline/outbox_row.js").OutboxRow} row
 */
function slow(row) {
  let let_ = () => {};
  const may = new Promise((resolve) => {
    let_ = () => resolve(undefined);
  });
  /** @type {import("../../../static/js/core/offline/drafts.js").Change} */
  const change = async (how, ...besides) => {
    await may;
    await row.change(how, ...besides);
  };
  return { change, let: let_ };
}

test("words on their way stay in the draft until the outbox has them, and what is typed after stays", async () => {
  const { disk, storage, draft, row } = await device();
  const field = draft("w:1:note");
  field.keep("a\nb");
  const { change, let: go } = slow(row);
  const handed = field.hand(change, (entries) => [note("a"), note("b")].reduce(put, entries));
  field.keep("c");
  await settled();
  const killed = await device(disk, memoryStorage());
  assert.equal(killed.draft("w:1:note").read(), "a\nb\nc");
  go();
  await handed;
  await settled();
  for (const kept of [storage, memoryStorage()]) {
    const again = await device(disk, kept);
    assert.equal(again.draft("w:1:note").read(), "c");
    assert.deepEqual(
      (await again.row.read()).map(({ body }) => body.text),
      ["a", "b"],
    );
  }
});

test("whatever is on the disk when the browser dies, words are in the field or in the outbox, once", async () => {
  const { disk, storage, draft, row } = await device();
  const field = draft("w:1:note");
  /** @type {{rows: Map<string, string>, stored: Map<string, string>}[]} each time the disk has more */
  const moments = [];
  const { put: lay, change } = disk;
  const look = () => void moments.push({ rows: new Map(disk.rows), stored: new Map(storage.rows) });
  disk.put = (rows) => lay(rows).then(look);
  disk.change = (steps) => change(steps).finally(look);
  field.keep("a");
  const one = note("a");
  const handed = field.hand(
    async (how, ...besides) => void (await row.change(how, ...besides)),
    (entries) => put(entries, one),
  );
  field.keep("b");
  await handed;
  await settled();
  assert.ok(moments.length > 3);
  for (const [died, { rows }] of moments.entries()) {
    // localStorage comes to the disk whenever the browser likes.
    for (const { stored } of moments.slice(0, died + 1)) {
      const again = await device(copied(memoryDisk(), rows), copied(memoryStorage(), stored));
      const typed = again.draft("w:1:note").read().split("\n");
      const kept = (await again.row.read()).map(({ body }) => body.text);
      assert.deepEqual(
        [...typed, ...kept].filter((text) => text === "a"),
        ["a"],
      );
    }
  }
});

/**
 * @template {{rows: Map<string, string>}} T
 * @param {T} fresh
 * @param {Map<string, string>} rows
 */
function copied(fresh, rows) {
  for (const [name, row] of rows) fresh.rows.set(name, row);
  return fresh;
}

test("a full disk is said, holds nobody up, and is made good when there is room", async () => {
  const { disk, draft, row, later } = await device();
  const field = draft("w:1:note");
  const change = async (
    /** @type {import("../../../static/js/core/offline/outbox_row.js").How} */ how,
    /** @type {import("../../../static/js/core/offline/disk.js").Step[]} */ ...besides
  ) => void (await row.change(how, ...besides));
  const [first, second, third] = [note("a"), note("b"), note("c")];
  await row.change((entries) => put(entries, first));
  disk.full = true;
  field.keep("b");
  await field.hand(change, (entries) => put(entries, second));
  await row.change((entries) => entries.filter(({ act }) => act !== first.act)); // answered
  assert.equal(row.durable, false);
  assert.deepEqual(await row.read(), [second]);
  disk.full = false;
  const other = await openRow("w:1", disk); // another tab, meanwhile
  await other.change((entries) => put(entries, third));
  for (const work of later.splice(0)) work(); // nobody does anything more
  await settled();
  assert.equal(row.durable, true);
  assert.deepEqual(await other.read(), [third, second]);
  assert.deepEqual(JSON.parse(disk.rows.get("taken:w:1:note") ?? "[]").length, 1);
});

test("a draft that a full disk would not take is laid down when there is room again", async () => {
  const { disk, draft, later } = await device();
  disk.full = true;
  draft("w:1:note").keep("a");
  await settled();
  disk.full = false; // and nothing more is typed
  assert.equal(later.length, 1);
  for (const work of later) work();
  await settled();
  const killed = await device(disk, memoryStorage());
  assert.equal(killed.draft("w:1:note").read(), "a");
});

test("on a full disk the draft keeps what the outbox only holds in memory, until the café has it", async () => {
  for (const answered of [true, false]) {
    const { disk, storage, draft, row } = await device();
    const field = draft("w:1:note");
    field.keep("a");
    await settled();
    disk.full = true;
    const one = note("a");
    await field.hand(
      async (how, ...besides) => void (await row.change(how, ...besides)),
      (entries) => put(entries, one),
    );
    if (answered) await row.change(() => []);
    await settled();
    disk.full = false;
    field.keep("b");
    await settled();
    for (const kept of [storage, memoryStorage()]) {
      const again = await device(disk, kept);
      assert.equal(again.draft("w:1:note").read(), answered ? "b" : "a\nb");
    }
  }
});

test("several handings that a full disk would not take are all told when there is room", async () => {
  const { disk, draft, row, later } = await device();
  const field = draft("w:1:note");
  field.keep("a");
  await settled();
  disk.full = true;
  for (const text of ["a", "b"]) {
    const one = note(text);
    field.keep(text);
    await field.hand(
      async (how, ...besides) => void (await row.change(how, ...besides)),
      (entries) => put(entries, one),
    );
  }
  await settled();
  const before = new Map(disk.rows);
  disk.full = false;
  await row.change((entries) => entries); // and the browser dies before the draft is tidied
  assert.ok(before.has("draft:w:1:note") && later.length);
  const rows = ["w:1", "taken:w:1:note"].map((name) => [name, disk.rows.get(name) ?? ""]);
  const left = copied(
    memoryDisk(),
    new Map([...before, .../** @type {[string, string][]} */ (rows)]),
  );
  const again = await device(left, memoryStorage());
  assert.equal(again.draft("w:1:note").read(), "");
  assert.equal(JSON.parse(left.rows.get("taken:w:1:note") ?? "[]").length, 2);
});

test("a draft from before drafts had numbers is its text", async () => {
  const { storage, draft } = await device();
  draft("w:1:note").keep("new");
  const key = [...storage.rows.keys()].find((name) => name.endsWith("w:1:note")) ?? "";
  storage.setItem(key, "as it was kept then");
  const later = await device(memoryDisk(), storage);
  assert.equal(later.draft("w:1:note").read(), "as it was kept then");
});

test("what an older version left on the disk is taken up: words without a page, taken by number alone", async () => {
  const disk = memoryDisk();
  const old = { "w:1:note": { n: 3, text: "left" }, "w:1:main": { n: 2, text: "taken" } };
  for (const [name, row] of Object.entries(old))
    disk.rows.set(`draft:${name}`, JSON.stringify(row));
  disk.rows.set("taken:w:1:main", JSON.stringify([2]));
  const { draft } = await device(disk, memoryStorage());
  assert.equal(draft("w:1:note").read(), "left");
  assert.equal(draft("w:1:main").read(), "");
});

test("what this page hands over just now is not in its field again", async () => {
  const { draft, row } = await device();
  const field = draft("w:1:note");
  field.keep("a");
  const { change, let: go } = slow(row);
  const handed = field.hand(change, (entries) => put(entries, note("a")));
  assert.equal(field.read(), "");
  go();
  await handed;
});

test("without a disk a draft is what localStorage has", async () => {
  const { storage, draft } = await device();
  draft("w:1:note").keep("a");
  const shut = memoryDisk();
  shut.list = () => Promise.reject(new DOMException("shut", "InvalidStateError"));
  const drafts = draftsIn({ disk: shut, storage: () => storage, later: () => {} });
  await drafts.openDrafts("w:1");
  assert.equal(drafts.draft("w:1:note").read(), "a");
});

test("words that the outbox tells of twice are taken once", async () => {
  const { draft } = await device();
  const field = draft("w:1:note");
  field.keep("a");
  await field.hand(
    async (_how, ...besides) => {
      for (const { kept } of besides) {
        kept?.();
        field.keep("b");
        kept?.();
      }
    },
    (entries) => entries,
  );
  assert.equal(field.read(), "b");
});

/** @param {string[]} texts @param {(name: string) => import("../../../static/js/core/offline/drafts.js").Draft} draft */
function typed(texts, draft) {
  for (const text of texts) draft("w:1:note").keep(text);
}

test("two tabs have a draft each: neither writes over the other's, and the next page takes up both, once", async () => {
  for (const left of ["storage", "disk"]) {
    const [disk, storage] = [memoryDisk(), memoryStorage()];
    const { draft } = await device(disk, storage);
    const other = await device(disk, storage);
    typed(["a", "ab"], draft);
    typed(["x", "xy"], other.draft);
    typed(["abc"], draft);
    typed(["xyz"], other.draft);
    await settled();
    const kept = () => (left === "disk" ? memoryStorage() : storage);
    const again = await device(disk, kept());
    assert.equal(again.draft("w:1:note").read(), "abc\nxyz");
    const last = await device(disk, kept());
    assert.equal(last.draft("w:1:note").last(), "abc\nxyz");
  }
});

test("a page leaves what stands in another open page's field, also when that is handed over or cleared", async () => {
  const { disk, storage, draft, row } = await device(memoryDisk(), memoryStorage(), {
    page: "first",
  });
  typed(["a"], draft);
  const other = await device(disk, storage, { others: ["first"] });
  assert.equal(other.draft("w:1:note").read(), "");
  typed(["x"], other.draft);
  await draft("w:1:note").hand(
    async (how, ...besides) => void (await row.change(how, ...besides)),
    (entries) => put(entries, note("a")),
  );
  typed(["b", ""], draft);
  typed(["xy"], other.draft);
  await settled();
  for (const kept of [storage, memoryStorage()]) {
    const again = await device(copied(memoryDisk(), disk.rows), kept);
    assert.equal(again.draft("w:1:note").read(), "xy");
  }
});

test("a field that holds one thing takes up what one tab left; the other's waits for the next opening", async () => {
  const { disk, storage, draft } = await device();
  const other = await device(disk, storage);
  typed(["mine"], draft);
  typed(["theirs"], other.draft);
  const again = await device(disk, storage);
  assert.equal(again.draft("w:1:note").last(), "theirs");
  again.draft("w:1:note").clear();
  const last = await device(disk, storage);
  assert.equal(last.draft("w:1:note").last(), "mine");
});
