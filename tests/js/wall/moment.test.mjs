import assert from "node:assert/strict";
import { test } from "node:test";
import { areMany } from "../../../static/js/wall/projector/hall.js";
import { counted, momentOf, statements, viewOf } from "../../../static/js/wall/projector/moment.js";
import { cameSince, isThere, queued } from "../../../static/js/wall/projector/rising.js";
import { sizesFor } from "../../../static/js/wall/projector/size.js";
import { softly } from "../../../static/js/wall/projector/softly.js";

const NOW = 1_700_000_000_000;
const ROUNDS = { count: 3, minutes: 20, change: 3 };
/** @returns {any} */
const cafe = (/** @type {object} */ more = {}) => ({
  stage: "open",
  changing: false,
  asks_main: false,
  rounds: ROUNDS,
  round: 1,
  timer_ends_ms: null,
  programme: [],
  evaluation: [],
  ...more,
});
const block = (/** @type {string} */ kind, /** @type {number|null} */ began = NOW) => ({
  ...{ uid: kind, kind, title: kind, minutes: 15, pinned: "", prompt: "" },
  began,
});
const EVALUATED = [{ audience: "participants", status: "open", questions: [] }];
const SOME = { notes: 4, mains: 2 };
const NONE = { notes: 0, mains: 0 };

/** A whole day, in order: what the café is, what hangs, what the screen shows. @type {[object, typeof SOME, string][]} */
const DAY = [
  [{ stage: "planning", round: 0 }, NONE, "joining"],
  [{ round: 0 }, NONE, "joining"],
  [{ round: 0, rounds: null }, NONE, "joining"],
  [{ round: 0, rounds: null, timer_ends_ms: NOW }, NONE, "talking"],
  [{ round: 0 }, { notes: 1, mains: 0 }, "talking"],
  [{}, NONE, "talking"],
  [{ round: 0, programme: [block("pairs")] }, NONE, "talking"],
  [{ changing: true }, SOME, "change"],
  [{ programme: [block("break")] }, SOME, "pause"],
  [{ programme: [block("break"), block("rounds", NOW + 1)] }, SOME, "talking"],
  [{ programme: [block("break")], timer_ends_ms: NOW + 15 * 60_000 }, SOME, "pause"],
  [{ programme: [block("break")], timer_ends_ms: NOW + 35 * 60_000 }, SOME, "talking"],
  [{ programme: [block("break")], changing: true }, SOME, "change"],
  [{ asks_main: true }, SOME, "mains"],
  [{ stage: "vernissage" }, SOME, "vernissage"],
  [{ stage: "vernissage", programme: [block("break")] }, SOME, "pause"],
  [{ stage: "vernissage", programme: [block("plenary")] }, SOME, "mains"],
  [{ stage: "vernissage", programme: [block("plenary")] }, NONE, "vernissage"],
  [{ stage: "vernissage", evaluation: EVALUATED }, SOME, "evaluation"],
  [
    { stage: "vernissage", evaluation: [{ ...EVALUATED[0], status: "closed" }] },
    SOME,
    "vernissage",
  ],
  [
    { stage: "vernissage", evaluation: [{ ...EVALUATED[0], audience: "hosts" }] },
    SOME,
    "vernissage",
  ],
  [{ stage: "sorting", evaluation: EVALUATED }, SOME, "evaluation"],
  [{ stage: "sorting" }, SOME, "thanks"],
  [{ stage: "finished" }, SOME, "thanks"],
];

test("the screen follows a whole day by itself", () => {
  for (const [more, hung, moment] of DAY)
    assert.equal(momentOf(cafe(more), hung), moment, JSON.stringify(more));
});

const table = (/** @type {number} */ id, /** @type {string|null} */ main = null) => ({
  ...{ id, number: id, question: 1, main_statement: main, posters: [] },
});
const note = (/** @type {string} */ id, /** @type {object} */ more = {}) => ({
  ...{ id, table: 9, text: id, struck: false, elaborations: [] },
  ...more,
});
/** @returns {any} */
const picture = (/** @type {any[]} */ notes, /** @type {any[]} */ asked = [], screen = {}) => ({
  screen: { show: "auto", table: null, note: null, ...screen },
  tables: new Map([[9, table(9)]]),
  notes: new Map(notes.map((one) => [one.id, one])),
  asked: new Map(asked.map((one) => [one.id, one])),
});

test("what the remote shows stays, unless it is gone", () => {
  const view = (/** @type {object} */ screen, notes = [note("a")]) =>
    viewOf(picture(notes, [], screen), "talking");
  for (const show of ["black", "code", "test"]) assert.equal(view({ show }), show);
  for (const show of ["auto", "hold"]) assert.equal(view({ show }), "talking");
  assert.equal(view({ show: "table", table: 9 }), "table");
  assert.equal(view({ show: "table", table: 8 }), "talking");
  assert.equal(view({ show: "note", note: "a" }), "note");
  assert.equal(view({ show: "note", note: "b" }), "talking");
  assert.equal(view({ show: "note", note: "a" }, [note("a", { struck: true })]), "talking");
  assert.equal(viewOf({ ...picture([]), screen: null }, "pause"), "pause");
});

test("who lacks the main statement is asked, pairs are not, and who has not talked is left in peace", () => {
  const poster = (/** @type {any} */ of, form = "tables", /** @type {any[]} */ notes = []) => ({
    ...{ table: of, question: { form }, notes, before: [] },
  });
  const hung = /** @type {any[]} */ ([
    poster(table(1, "Sammen")),
    poster(table(2), "tables", [note("a")]),
    poster(table(3)),
    poster(table(901), "pairs", [note("b")]),
  ]);
  const found = statements(hung.values());
  const ids = (/** @type {any[]} */ some) => some.map((one) => one.table.id);
  assert.deepEqual([ids(found.with), ids(found.lacking), ids(found.empty)], [[1], [2], [3]]);
  assert.deepEqual(counted(new Map(hung.map((one) => [one.table.id, one]))), {
    notes: 2,
    mains: 1,
  });
});

test("new notes rise while people talk; questions, answers and elaborations at the vernissage", () => {
  const before = picture([note("a")], [{ id: "q", note: "a", answered: "no", answer: null }]);
  const more = note("a", { elaborations: ["fordi"] });
  const now = picture(
    [more, note("b"), note("c", { struck: true })],
    [
      { id: "q", note: "a", answered: "written", answer: "Ja" },
      { id: "r", note: "a", answered: "no", answer: null },
    ],
  );
  assert.deepEqual(cameSince(before, now, "talking"), [{ kind: "note", id: "b" }]);
  assert.deepEqual(cameSince(before, now, "vernissage"), [
    { kind: "asked", id: "q" },
    { kind: "asked", id: "r" },
    { kind: "more", id: "a" },
  ]);
  assert.deepEqual(cameSince(now, now, "vernissage"), []);
  const four = "bcde".split("").map((id) => ({ kind: /** @type {const} */ ("note"), id }));
  assert.deepEqual(
    queued(
      four.slice(0, 3),
      [four[0], four[3]].flatMap((one) => one ?? []),
    ).map(({ id }) => id),
    ["d", "b", "e"],
  );
  assert.equal(isThere({ kind: "note", id: "c" }, now), false);
  assert.equal(isThere({ kind: "more", id: "b" }, now), false);
  assert.equal(isThere({ kind: "more", id: "a" }, now), true);
  assert.equal(isThere({ kind: "asked", id: "q" }, now), true);
});

test("in each hall capitals have their angle, and no more than they need", () => {
  for (const far of [2, 5, 10, 25, 60])
    for (const high of [0.5, 1.8, 4, 15]) {
      const { letter, small } = sizesFor({ far, high });
      // Arc minutes under which the last seat sees a capital, which is 0.65 of the letter's size.
      const angle = (/** @type {number} */ size) =>
        (Math.atan(((size / 100) * 0.65 * high) / far) * 180 * 60) / Math.PI;
      assert.ok(
        angle(letter) >= 22 && angle(letter) < 22.5 + 2 / letter,
        `${far} ${high} ${angle(letter)}`,
      );
      assert.ok(angle(small) >= 16, `${far} ${high} ${angle(small)}`);
    }
});

test("it is told that phones do not answer when many do not, and not when most are there", () => {
  for (const [silent, there, told] of /** @type {[number, number, boolean][]} */ ([
    [5, 0, false],
    [6, 6, true],
    [6, 7, false],
    [40, 12, true],
  ]))
    assert.equal(areMany(silent, there), told, `${silent} of ${there}`);
});

test("a long name may go on in the next line where one would say it in pieces, a short one not", () => {
  const said = (/** @type {string} */ name) => softly(name).replaceAll("\u00ad", "-");
  assert.equal(said("Samfunnsengasjementet i Ås"), "Sam-funn-sen-ga-sje-men-tet i Ås");
  assert.equal(said("KULTURSKOLEKJELLEREN"), "KUL-TURS-KO-LE-KJEL-LE-REN");
  assert.equal(said("Kafé på hjørnet, Ål"), "Kafé på hjørnet, Ål");
});
