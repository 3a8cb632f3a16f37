// What was erased for good lies in no draft.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { device } from "../memory.mjs";

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
