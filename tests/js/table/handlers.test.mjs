import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { leaving, put, refused } from "../../../static/js/core/offline/entries.js";
import * as acts from "../../../static/js/table/commands.js";
import { asks } from "../../../static/js/table/fields/asking.js";
import {
  cameAtOnce,
  isSigned,
  linesOf,
  notesOf,
  unsigned,
} from "../../../static/js/table/fields/lines.js";
import { seenBefore } from "../../../static/js/table/fields/seen.js";
import { cards, inPlace, wordsSeen } from "../../../static/js/table/model.js";
import { before, heapOf, layOut } from "../../../static/js/table/notes/layout.js";
import { haveBoth, haveMine } from "../../../static/js/table/notes/mine.js";
import { letMovesGo } from "../../../static/js/table/notes/moving.js";
import { inPart } from "../../../static/js/table/words.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */
/** @typedef {import("../../../static/js/table/model.js").Card} Card */

const kind = /** @type {const} */ ("keyword");

/** @param {string} id @param {number} order @param {object} [more] */
const note = (id, order, more = {}) => ({
  ...{ id, table: 7, text: id.toUpperCase(), kind, part: null, struck: false },
  ...{ elaborations: [], order, round: 0, paper: false, joined_into: null },
  ...more,
});

/** @param {any[]} notes @param {Entry[]} [entries] */
function seen(notes, entries = []) {
  const state = empty();
  state.revision = 10;
  for (const one of notes) state.notes.set(one.id, one);
  return { state, table: 7, entries, sending: "", fresh: new Map() };
}

/** @param {{id: string}[]} all */
const ids = (all) => all.map(({ id }) => id).join("");

const abc = () => [note("a", 1), note("b", 2), note("c", 3)];

test("a move that waits shows at once, and again in the same place when it has arrived", () => {
  const ranks = new Map();
  /** @param {any[]} notes @param {Entry[]} [entries] */
  const page = (notes, entries) => ids(inPlace(cards(seen(notes, entries)), ranks));
  assert.equal(page(abc()), "cba");
  const move = acts.moveNote("c", "a");
  assert.equal(page(abc(), [move]), "bac");
  assert.equal(page([note("a", 1), note("b", 2), note("c", 0.5)]), "bac");
});

test("a note that waits can be moved, and one can be moved before it", () => {
  const fresh = acts.newNote({ text: "ny", kind, part: null });
  const entries = [fresh, acts.moveNote(fresh.thing, "a"), acts.moveNote("c", fresh.thing)];
  const texts = cards(seen(abc(), entries)).map(({ text }) => text);
  assert.deepEqual(texts, ["C", "ny", "A", "B"]);
});

test("moves of one note do not melt together: each counts from what was before it", () => {
  const entries = [acts.moveNote("a", null), acts.moveNote("b", "c"), acts.moveNote("a", "b")];
  const kept = entries.reduce(put, /** @type {Entry[]} */ ([]));
  assert.equal(kept.length, 3);
  assert.equal(ids(cards(seen(abc(), kept))), "abc");
});

test("a refused move leaves no trace", () => {
  const move = acts.moveNote("a", "gone");
  const why = { status: 404, type: "", title: "No", where: null, now: null, door: "" };
  const entries = refused(leaving([move], move.act), move.act, why);
  assert.deepEqual(letMovesGo(entries), []);
  assert.equal(ids(cards(seen(abc(), entries))), "abc");
});

test("joined: the words stand in one note, the other knows where they went", () => {
  const words = { text: "A\nB", kind };
  const join = acts.joinNotes({ id: "a", saw: "A" }, { id: "b", saw: "B" }, words);
  const [a, b] = cards(seen(abc(), [join]));
  assert.deepEqual([a.text, a.struck], ["A\nB", false]);
  assert.deepEqual([b.text, b.struck, b.joined_into], ["B", true, "a"]);
  const back = cards(seen(abc(), [join, acts.strikeNote("b", "B", false)]))[1];
  assert.deepEqual([back?.struck, back?.joined_into], [false, null]);
});

test("a join waits for both notes: no edit and no other join melts into it", () => {
  const fresh = acts.newNote({ text: "ny", kind, part: null });
  const into = { id: fresh.thing, saw: "ny" };
  const entries = [
    fresh,
    acts.joinNotes(into, { id: "a", saw: "A" }, { text: "ny\nA", kind }),
    acts.joinNotes({ ...into, saw: "ny\nA" }, { id: "b", saw: "B" }, { text: "ny\nA\nB", kind }),
    acts.editNote(fresh.thing, "ny\nA\nB", { text: "alt", kind, part: null }),
  ];
  const kept = entries.reduce(put, /** @type {Entry[]} */ ([]));
  assert.deepEqual(
    kept.map(({ act }) => act),
    entries.map(({ act }) => act),
  );
  const all = cards(seen(abc(), kept));
  assert.deepEqual(
    all.map(({ text, struck }) => [text, struck]),
    [
      ["A", true],
      ["B", true],
      ["C", false],
      ["alt", false],
    ],
  );
});

test("split: the second half hangs right after the first, with its part and round", () => {
  const split = acts.partNote({ id: "a", saw: "A" }, { text: "→ en?", kind }, "to\n☕");
  const [first, second, third] = cards(
    seen([note("a", 1, { part: "B", round: 2 }), note("b", 2)], [split]),
  );
  assert.deepEqual([first?.text, second?.text, third?.text], ["→ en?", "to\n☕", "B"]);
  assert.deepEqual([second?.part, second?.round], ["B", 2]);
});

test("after a conflict mine is put on top of what is there now, with the same act", () => {
  const join = acts.joinNotes({ id: "a", saw: "A" }, { id: "b", saw: "B" }, { text: "AB", kind });
  for (const where of ["saw", "other_saw"]) {
    const why = { status: 409, type: "", title: "No", where, now: { text: "ny" }, door: "" };
    const entries = refused(leaving([join], join.act), join.act, why);
    const [card] = cards(seen(abc(), entries));
    const [again] = haveMine(entries, entries[0], /** @type {Card} */ (card));
    assert.deepEqual([again.act, again.refusal, again.body[where]], [join.act, null, "ny"]);
    assert.equal(again.body.text, "AB");
  }
});

test("rounds: the one that runs on top, the former below, also when nothing is said yet", () => {
  const all = [note("b", 2, { round: 2 }), note("a", 1, { round: 1 })];
  const shape = (/** @type {any[]} */ notes, /** @type {number} */ round) =>
    layOut(notes, [], round).map((group) => [group.round, group.now, ids(group.heaps[0].cards)]);
  assert.deepEqual(shape(all, 2), [
    [2, true, "b"],
    [1, false, "a"],
  ]);
  assert.deepEqual(shape(all, 3), [
    [3, true, ""],
    [2, false, "b"],
    [1, false, "a"],
  ]);
  assert.deepEqual(shape([all[1]], 1), [[null, true, "a"]]);
  assert.deepEqual(shape([], 0), [[null, true, ""]]);
});

test("a heap for each part, and one for what has none", () => {
  const parts = [
    { letter: "A", text: "" },
    { letter: "B", text: "" },
  ];
  const all = [note("a", 1, { part: "B" }), note("b", 2)];
  const groups = layOut(/** @type {Card[]} */ (/** @type {unknown} */ (all)), parts, 0);
  assert.deepEqual(
    groups[0].heaps.map(({ part, cards }) => [part?.letter ?? null, ids(cards)]),
    [
      ["A", ""],
      ["B", "a"],
      [null, "b"],
    ],
  );
  assert.equal(heapOf(groups, "a")?.part?.letter, "B");
  assert.equal(heapOf(groups, "x"), undefined);
});

test("a place on the page is a place before some note of the café's", () => {
  const all = /** @type {Card[]} */ (/** @type {unknown} */ ([...abc(), note("d", 4)]));
  const page = [...all].reverse(); // d c b a
  const at = (/** @type {string} */ id, /** @type {number} */ index) =>
    before(all, page, id, index);
  assert.equal(at("a", 0), null); // on top: the newest
  assert.equal(at("d", 3), "a"); // at the bottom: before the oldest
  assert.equal(at("b", 1), "d"); // between d and c
  assert.equal(before(all, [all[0]], "a", 0), undefined);
  const some = [all[2], all[0]]; // of a part: c, a
  assert.equal(before(all, some, "a", 0), "d"); // right after c, whoever else follows
});

test("a list that comes at once has a line per note, exactly as typed", () => {
  const list = "- mer lys\r\n\n 2) «Æ → ø?»\n• ☕ ";
  assert.deepEqual(linesOf(list), ["- mer lys", " 2) «Æ → ø?»", "• ☕ "]);
  assert.equal(cameAtOnce("insertFromPaste", "", list), true);
  assert.equal(cameAtOnce("insertText", "", "en\nto"), true); // dictated
  assert.equal(cameAtOnce("insertLineBreak", "en", "en\n"), false);
  assert.equal(cameAtOnce("insertText", "en\n", "en\nt"), false);
  assert.equal(cameAtOnce("insertFromPaste", "", "én linje\n"), false);
});

test("a spreadsheet's cell stays whole, and quotes that somebody typed stay", () => {
  const cells = 'mer lys\r\n"en benk\nved ""kaia"""\tja\r\n«gåbuss»\r\n';
  assert.deepEqual(notesOf(cells), ["mer lys", 'en benk\nved "kaia"\tja', "«gåbuss»"]);
  assert.deepEqual(notesOf('"Vi vil\nha mer"'), ['"Vi vil', 'ha mer"']);
  assert.deepEqual(notesOf('han sa "ja\nog nei"\nslutt'), ['han sa "ja', 'og nei"', "slutt"]);
  assert.deepEqual(notesOf('"alene\nuten ende'), ['"alene', "uten ende"]);
  for (const text of ["", "én", "en\n\n to\r\ntre\u2028fire", '"a" sa b\n"c"'])
    assert.deepEqual(notesOf(text), linesOf(text));
});

test("signs of a list are left out when that is wished, and nothing that is said", () => {
  const list = [
    "- mer lys",
    "2) gåbuss",
    "3. klasse på tur",
    "• ☕",
    "a) benk",
    "(4) sol",
    "☐ kaffe",
  ];
  const bare = ["mer lys", "gåbuss", "klasse på tur", "☕", "benk", "sol", "kaffe"];
  assert.deepEqual(list.map(unsigned), bare);
  for (const line of ["-5 grader", "2014 var fint", "3.klasse", "e-post", "-", "1.", "m/s Hurtig"])
    assert.equal(unsigned(line), line);
  assert.equal(isSigned(list), true);
  assert.equal(isSigned(["mer lys", "- benk"]), false);
});

test("seen before: the same but for case, marks and spacing, or nearly all its words", () => {
  const all = [
    note("a", 1, { text: "Mer lys!" }),
    note("b", 2, { text: "Vi må få ned farten forbi skolen" }),
    note("c", 3, { text: "strøket lapp", struck: true }),
  ];
  const found = (/** @type {string} */ text) => seenBefore(text, all)?.id;
  assert.equal(found("  mer  LYS …"), "a");
  assert.equal(found("vi må få ned farten ved skolen"), "b");
  assert.equal(found("få ned farten på fjellveien"), undefined);
  assert.equal(found("Vi må få ned farten forbi skolen nå"), "b");
  assert.equal(found("mer lys i tunnelen"), undefined);
  assert.equal(found("strøket lapp"), undefined);
  assert.equal(found("å"), undefined);
});

test("who hosts: the list the café keeps", () => {
  const entries = [acts.nameHosts(["Kari"], ["Mona", "Per"])];
  assert.deepEqual(wordsSeen(seen([], entries), "hosts"), {
    ...{ text: "Mona, Per", status: "kept", refusal: null },
  });
});

test("the main statement is asked for until it is written", () => {
  assert.equal(asks(false, ""), "no");
  assert.equal(asks(true, " \n"), "asked");
  assert.equal(asks(true, "Sammen"), "written");
});

test("what is typed to a part goes out with what that says, and so does what was refused", () => {
  const parts = [
    { letter: "A", text: "Hva?" },
    { letter: "B", text: "Hvem?" },
  ];
  const at = { part: "B", part_said: "Hvem?" };
  assert.deepEqual(inPart(parts, "B"), at);
  assert.deepEqual(inPart(parts, null), { part: null, part_said: null });
  const first = acts.newNote({ text: "ny", kind, ...at });
  const [one] = put([first], acts.editNote(first.thing, "ny", { text: "ny", kind, part: null }));
  assert.deepEqual([one?.body.part, one?.body.part_said], [null, null]);
  const edit = acts.editNote("a", "A", { text: "lys", kind, ...at });
  const now = note("a", 1, { text: "ro" });
  const why = { status: 409, type: "", title: "No", where: "was", now, door: "" };
  const list = refused(leaving([edit], edit.act), edit.act, why);
  const [card] = cards(seen(abc(), list));
  const parked = list[0] ?? assert.fail();
  for (const out of [haveMine, haveBoth]) {
    const [sent] = out(list, parked, card ?? assert.fail());
    assert.deepEqual([sent?.body.part, sent?.body.part_said], ["B", "Hvem?"]);
  }
});
