import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSnapshot } from "../../../static/js/core/live/store.js";
import { letGo, next } from "../../../static/js/core/offline/entries.js";
import { rewordNote, strikeNote } from "../../../static/js/pairs/model.js";
import { isOpen, newNote, slips, tally, without } from "../../../static/js/silent/model.js";
import { editNote, joinNotes, typed } from "../../../static/js/table/commands.js";
import { cards, tally as sum } from "../../../static/js/table/model.js";
import { trayOf } from "../../../static/js/table/tray/model.js";

const LATE = {
  table: 9,
  kind: "keyword",
  part: null,
  paper: false,
  decided: "waiting",
  tray: true,
};
const HANGS = {
  ...LATE,
  id: "h",
  text: "henger",
  struck: false,
  elaborations: [],
  order: 1,
  round: 0,
};

/** @param {import("../../../static/js/core/offline/entries.js").Entry[]} entries @param {any[]} [answers] */
function seen(entries, answers = []) {
  const late = ["a", "b", "c"].map((id) => ({ ...LATE, id, text: `fra ${id}` }));
  const others = { ...LATE, id: "x", table: 8, text: "et annet bord" };
  const state = fromSnapshot({
    revision: 5,
    workshop: null,
    late: [...late, others],
    notes: [HANGS],
  });
  const fresh = new Map(answers.map((one) => [one.id, one]));
  return { state, table: 9, entries, sending: "", fresh };
}
const does = (/** @type {string} */ id, /** @type {string} */ what) =>
  typed(`${id}/tray`, "PUT", `notes/${id}/tray`, { do: what });
const ids = (/** @type {{id: string}[]} */ some) => some.map(({ id }) => id).join("");

test("what lies in a table's tray hangs nowhere before it is laid there", () => {
  const here = seen([]);
  assert.equal(ids(trayOf(here).lying), "abc");
  assert.equal(ids(cards(here)), "h");
  assert.equal(sum(here).late, 0);
});

test("what waits to be sent is drawn as it will be: laid, joined, set aside and back", () => {
  const words = /** @type {const} */ ({ text: "begge", kind: "keyword" });
  const join = joinNotes({ id: "h", saw: "henger" }, { id: "b", saw: "fra b" }, words);
  const here = seen([does("a", "lay"), join, does("c", "aside")]);
  assert.deepEqual([ids(trayOf(here).lying), ids(trayOf(here).aside)], ["", "c"]);
  assert.deepEqual(
    cards(here).map(({ id, text, status }) => [id, text, status]),
    [
      ["h", "begge", "kept"],
      ["a", "fra a", "kept"],
    ],
  );
  assert.equal(ids(trayOf(seen([does("c", "aside"), does("c", "back")])).lying), "abc");
});

test("what was refused lies there still, with why; an answer is shown before the news of it", () => {
  const refusal = /** @type {any} */ ({ title: "stengt", status: 409, where: "stage" });
  const [first] = trayOf(seen([{ ...does("a", "lay"), refusal }])).lying;
  assert.equal(first?.refusal?.refusal?.title, "stengt");
  const answers = [
    { id: "a", revision: 6, kind: "keyword", text: "fra a" },
    { ...LATE, id: "b", text: "fra b", decided: "left", revision: 7 },
  ];
  const here = trayOf(seen([], answers));
  assert.deepEqual([ids(here.lying), ids(here.aside)], ["c", "b"]);
});

test("what was refused of a note that hangs by now stands at it, for nothing else of it goes out before", () => {
  const refusal = /** @type {any} */ ({ title: "henger alt", status: 409, where: null, now: null });
  const words = /** @type {const} */ ({ text: "nye ord", kind: "keyword", part: null });
  const edit = editNote("a", "fra a", words);
  const aside = { ...does("a", "aside"), refusal };
  const { decided: _decided, ...hangs } = { ...HANGS, id: "a", revision: 6, text: "fra a" };
  const here = seen([aside, edit], [hangs]);
  assert.equal(ids([...trayOf(here).lying, ...trayOf(here).aside]), "bc");
  const card = cards(here).find(({ id }) => id === "a");
  assert.deepEqual([card?.text, card?.status, card?.refusal], ["nye ord", "refused", aside]);
  assert.equal(next([aside, edit]), undefined);
  assert.equal(next(letGo([aside, edit], aside.act)), edit);
});

test("what its writer took back is out of the tray, also when the host has laid it meanwhile", () => {
  const gone = [{ ...LATE, id: "a", text: "", decided: "recalled", revision: 6 }];
  const waits = seen([does("a", "lay")], gone);
  assert.deepEqual([ids(trayOf(waits).lying), ids(cards(waits))], ["bc", "h"]);
  const refusal = /** @type {any} */ ({ title: "tatt tilbake", status: 409, where: "recalled" });
  const refused = trayOf(seen([{ ...does("a", "lay"), refusal }], gone));
  assert.deepEqual([ids(refused.lying), ids(refused.recalled)], ["bc", "a"]);
});

test("new words and a taking back are drawn at once; what the host has dealt with stays", () => {
  const there = [
    { id: "a", text: "lys", receipt: "r" },
    { id: "b", text: "benk", receipt: "r" },
    { id: "c", text: "ro" },
  ];
  const refusal = /** @type {any} */ ({ title: "lagt", status: 409, where: "dealt" });
  const late = { ...rewordNote("b", "benk", "to benker"), refusal };
  const all = slips(
    there,
    [rewordNote("a", "lys", "mer lys"), strikeNote("a", "lys", true), late],
    "",
  );
  assert.deepEqual(
    all.map(({ text, struck, own, status }) => [text, struck, own, status]),
    [
      ["mer lys", true, true, "kept"],
      ["benk", false, true, "received"],
      ["ro", false, false, "received"],
    ],
  );
  assert.equal(all[1]?.refusal?.body.text, "to benker");
  assert.deepEqual(without([rewordNote("a", "", "x"), strikeNote("a", "", true), late], "a"), [
    late,
  ]);
});

test("a phone lists what was received and what waits, and none twice", () => {
  const [one, two] = [newNote("mer lys"), newNote("benker")];
  const there = [
    { id: "gone", text: "", erased: true },
    { id: one.thing, text: "mer lys" },
  ];
  const all = slips(
    there,
    [one, { ...two, refusal: /** @type {any} */ ({ title: "nei" }) }],
    one.act,
  );
  assert.deepEqual(
    all.map(({ text, status }) => [text, status]),
    [
      ["", "received"],
      ["mer lys", "sending"],
      ["benker", "refused"],
    ],
  );
  assert.deepEqual(tally(all), { notes: 3, waiting: 1, refused: 1 });
});

test("a note can be begun while the tables are open and there is a silent start", () => {
  const at = (/** @type {string} */ stage, /** @type {number} */ silent) =>
    isOpen(fromSnapshot({ revision: 1, workshop: { stage, silent } }));
  assert.deepEqual([at("open", 5), at("open", 0), at("planning", 5)], [true, false, false]);
});
