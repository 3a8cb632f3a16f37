import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { leaving, put, refused } from "../../../static/js/core/offline/entries.js";
import { n, t } from "../../../static/js/core/texts.js";
import { uuid } from "../../../static/js/core/uuid.js";
import { editNote, newNote, setWords, strikeNote } from "../../../static/js/table/commands.js";
import { guessKind } from "../../../static/js/table/fields/rules.js";
import { cards, inPlace, tally, wordsSeen } from "../../../static/js/table/model.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */
/** @typedef {import("../../../static/js/table/model.js").Seen} Seen */

const no = { status: 422, type: "", title: "No", where: null, now: null, door: "" };

/** @param {string} text */
const words = (text) => ({ text, kind: /** @type {const} */ ("keyword"), part: null });

/** @param {string} id @param {number} order @param {string} text */
const note = (id, order, text, table = 7) => ({
  ...{ id, table, text, kind: /** @type {const} */ ("keyword"), part: null },
  ...{ struck: false, elaborations: [], order },
});

/** @param {Partial<Seen> & {notes?: any[]}} more @returns {Seen} */
function seen({ notes = [], ...more } = {}) {
  const table = { id: 7, number: 3, question: 1, cafe_name: "Kaia", split: false };
  const state = empty();
  state.revision = 10;
  state.tables.set(7, { ...table, hosts: [], main_statement: null, posters: [] });
  for (const one of notes) state.notes.set(one.id, one);
  return { state, table: 7, entries: [], sending: "", fresh: new Map(), ...more };
}

test("both halves guess the same kind", () => {
  const file = new URL("../../table/kinds.json", import.meta.url);
  for (const [text, kind] of JSON.parse(readFileSync(file, "utf8"))) {
    assert.equal(guessKind(text), kind, text);
  }
});

test("what waits lies on top of what the café holds, and says so", () => {
  const added = newNote(words("ny"));
  const edit = editNote("b", "B", words("bedre"));
  const entries = [added, edit, strikeNote("a", "b", true)];
  const here = seen({ notes: [note("b", 2, "B"), note("a", 1, "A")], entries, sending: edit.act });
  assert.deepEqual(
    cards(here).map(({ text, status, struck }) => [text, status, struck]),
    [
      ["A", "kept", true],
      ["bedre", "sending", false],
      ["ny", "kept", false],
    ],
  );
  assert.deepEqual(tally(here), { notes: 2, waiting: 3, refused: 0, late: 0, practice: 0 });
});

test("an answer shows at once, and gives way to the live connection", () => {
  const answer = { ...note("a", 1, "svart"), revision: 11 };
  const here = seen({ notes: [note("a", 1, "A")], fresh: new Map([["a", answer]]) });
  assert.deepEqual(
    cards(here).map(({ text }) => text),
    ["svart"],
  );
  here.state.revision = 11;
  assert.deepEqual(
    cards(here).map(({ text }) => text),
    ["A"],
  );
});

test("another table's note is not ours", () => {
  assert.deepEqual(cards(seen({ notes: [note("a", 1, "A", 8)] })), []);
});

test("a refused text stays in sight with its reason", () => {
  const added = newNote(words("for lang"));
  const entries = refused(leaving([added], added.act), added.act, no);
  const [card] = cards(seen({ entries }));
  assert.deepEqual(
    [card?.text, card?.status, card?.refusal?.refusal?.title],
    ["for lang", "refused", "No"],
  );
});

test("words of the table: the last typed, else what the café has", () => {
  assert.equal(wordsSeen(seen(), "cafe-name").text, "Kaia");
  const entries = put([], setWords("cafe-name", "Kaia", "Brygga"));
  assert.deepEqual(wordsSeen(seen({ entries }), "cafe-name"), {
    text: "Brygga",
    status: "kept",
    refusal: null,
  });
});

test("no note moves when others come in", () => {
  const ranks = new Map();
  const mine = newNote(words("min"));
  const before = inPlace(cards(seen({ notes: [note("a", 1, "A")], entries: [mine] })), ranks);
  const notes = [note("a", 1, "A"), note("b", 2, "B"), note(mine.thing, 3, "min")];
  const after = inPlace(cards(seen({ notes })), ranks);
  assert.deepEqual(
    before.map(({ text }) => text),
    ["min", "A"],
  );
  assert.deepEqual(
    after.map(({ text }) => text),
    ["B", "min", "A"],
  );
});

test("ids are version 4 UUIDs, and not the same", () => {
  const ids = Array.from({ length: 100 }, uuid);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  assert.equal(new Set(ids).size, 100);
});

test("a text without a translation is said in English, filled", () => {
  assert.equal(t("Table %(number)s", { number: 3 }), "Table 3");
  assert.equal(t("100 %"), "100 %");
  assert.equal(t("%(missing)s and 100 %%", { other: 1 }), "%(missing)s and 100 %");
  const many = [1, 2].map((count) => n("%(count)s note", "%(count)s notes", count));
  assert.deepEqual(many, ["1 note", "2 notes"]);
});
