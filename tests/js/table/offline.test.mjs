import assert from "node:assert/strict";
import { test } from "node:test";
import { empty, fromSnapshot } from "../../../static/js/core/live/store.js";
import { asSnapshot } from "../../../static/js/table/offline.js";

const note = { id: "n1", table: 7, kind: "keyword", part: null, text: "mer lys", order: 1 };
const table = { id: 7, number: 1, posters: [], main_statement: null };
const late = { id: "l1", table: 7, kind: "keyword", part: null, text: "sent", decided: "waiting" };

test("what is kept of a picture opens as the same picture", () => {
  const state = fromSnapshot({
    revision: 4,
    workshop: { id: "w" },
    tables: [table],
    notes: [note],
  });
  assert.deepEqual(fromSnapshot(JSON.parse(JSON.stringify(asSnapshot(state, [])))), state);
});

test("answers that the connection has not brought yet are in the picture, each once", () => {
  const state = fromSnapshot({ revision: 4, workshop: null, tables: [table], notes: [note] });
  const answers = [
    { ...note, text: "mer lys nå", revision: 5 },
    { ...note, id: "n2", text: "gåbuss", revision: 6 },
    { ...late, revision: 7 },
    { ...table, main_statement: "Sammen", revision: 8 },
  ];
  const kept = fromSnapshot(asSnapshot(state, answers));
  assert.deepEqual(
    [...kept.notes.values()].map(({ text }) => text),
    ["mer lys nå", "gåbuss"],
  );
  assert.deepEqual([...kept.late.values()], [late]);
  assert.equal(kept.tables.get(7)?.main_statement, "Sammen");
  assert.equal(kept.revision, 4); // what the answers are part of is still asked for
});

test("nothing heard yet is a picture too", () => {
  assert.deepEqual(fromSnapshot(asSnapshot(empty(), [])), empty());
});
