import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ANEW,
  cellsOf,
  darkOf,
  doneOf,
  inkOf,
  nextOpen,
  partOf,
  readBefore,
  rectOf,
  SPECK,
  saidOf,
  writtenSince,
} from "../../../static/js/paper/cells/rules.js";
import { marksOf, moved, whereWords } from "../../../static/js/paper/marking/spots.js";
import { near, pointed, WHOLE } from "../../../static/js/paper/zoom.js";
import { sayOfCell } from "../../../static/js/table/commands.js";

const grid = { columns: 5, rows: 4, first: { left: 0.05, top: 0.1, wide: 0.18, high: 0.2 } };
const note = (/** @type {string} */ spot, text = "mer lys", struck = false) => ({
  spot,
  text,
  struck,
});

test("cells lie in rows, and are divided among the parts in their order", () => {
  assert.deepEqual(rectOf(grid, 1), { left: 0.05, top: 0.1, wide: 0.18, high: 0.2 });
  const last = rectOf(grid, 20);
  assert.deepEqual([last.left.toFixed(2), last.top.toFixed(2)], ["0.77", "0.70"]);
  assert.deepEqual(
    [1, 10, 11, 20].map((cell) => partOf(grid, cell, 2)),
    [0, 0, 1, 1],
  );
  assert.equal(partOf(grid, 7, 0), null);
});

test("what is typed says more than what was said, and what is struck says nothing", () => {
  const refused = { ...sayOfCell(1, 5, "empty", "b"), refusal: /** @type {any} */ ({}) };
  const waiting = [sayOfCell(1, 3, "empty", "b"), sayOfCell(1, 4, null, "b"), refused];
  const known = [
    { cell: "1/2", said: "illegible" },
    { cell: "1/4@a", said: "empty" },
    { cell: "1/6", said: "empty" },
  ];
  const notes = [note("1/2@b"), note("1/6", "bort", true), note("2/1"), note("")];
  const cells = cellsOf(grid, 1, notes, saidOf(known, waiting));
  assert.deepEqual(
    cells.slice(0, 6).map(({ said }) => said),
    ["", "typed", "empty", "", "", "empty"],
  );
  assert.equal(doneOf(cells), 3);
  assert.deepEqual(cells[1]?.photos, ["b", ""]);
  assert.equal(doneOf(cells.map((one) => ({ ...one, changed: one.number === 2 }))), 2);
  assert.deepEqual([nextOpen(cells, 1), nextOpen(cells, 20)], [4, 1]);
  assert.equal(nextOpen([], 0), 0);
});

test("ink is what is darker than the cell's own paper, in whatever light", () => {
  const dots = (/** @type {number} */ paper, /** @type {number} */ dark) =>
    Array.from({ length: 400 }, (_none, at) => (at < dark ? paper / 3 : paper)).flatMap((one) => [
      one,
      one,
      one,
      255,
    ]);
  assert.equal(inkOf(darkOf(dots(240, 40))), 0.1);
  assert.equal(inkOf(darkOf(dots(120, 40))), 0.1);
  assert.equal(inkOf(darkOf(dots(200, 0))), 0);
  assert(inkOf(darkOf(dots(200, 1))) < SPECK);
  assert.equal(inkOf(darkOf([])), 0);
});

test("a cell is compared with the last photograph that it was read in", () => {
  const photo = (/** @type {number} */ id, sheet = 1) => ({ id, uid: `u${id}`, alt: "", sheet });
  const photos = [photo(1), photo(2, 2), photo(3), photo(4)];
  const cell = (/** @type {string[]} */ ...uids) =>
    cellsOf(
      grid,
      1,
      uids.map((uid) => note(uid)),
      new Map(),
    );
  const before = (/** @type {string[]} */ uids, shown = 3) =>
    readBefore(cell(...uids.map((uid) => `1/1@${uid}`)), photos, photos[shown] ?? photo(9))[0]?.id;
  assert.equal(before(["u1"]), 1);
  assert.equal(before(["u1", "u3"]), 3);
  assert.equal(before(["u4", "u1"]), undefined); // read in the one that is shown
  assert.equal(before(["u3"], 0), undefined); // an older one is shown
  assert.equal(before(["gone"]), undefined);
  assert.equal(before([""]), 3); // not kept: the one before
  assert.equal(before([]), undefined);
  // A person has said that nothing is new: from there on it is compared with that.
  const said = saidOf([{ cell: "1/1@u3", said: "same" }], []);
  const [seen] = cellsOf(grid, 1, [note("1/1@u1")], said);
  assert.deepEqual([seen?.said, seen?.same, seen?.photos], ["typed", true, ["u1", "u3"]]);
  assert.equal(cellsOf(grid, 1, [], said)[0]?.said, "");
});

test("what is written since is told from paper that lies a little elsewhere", () => {
  const [wide, high] = [96, 71];
  const drawn = (/** @type {[number, number, number, number][]} */ ...boxes) =>
    Uint8Array.from({ length: wide * high }, (_none, at) => {
      const [x, y] = [at % wide, Math.floor(at / wide)];
      return boxes.some(([a, b, c, d]) => x >= a && x < c && y >= b && y < d) ? 1 : 0;
    });
  const word = drawn([20, 20, 50, 23], [20, 20, 23, 40]);
  const shifted = drawn([25, 16, 56, 20], [25, 16, 28, 36]);
  const more = drawn([20, 20, 50, 23], [20, 20, 23, 40], [20, 50, 60, 53]);
  const none = drawn();
  assert(writtenSince(word, shifted, wide) < ANEW);
  assert(writtenSince(word, more, wide) > ANEW);
  assert(writtenSince(more, word, wide) > ANEW);
  assert(writtenSince(none, word, wide) > ANEW);
  assert.equal(writtenSince(none, none, wide), 0);
});

test("a cell is brought near, and a pressed place is found again however the picture lies", () => {
  const [picture, frame] = [
    { width: 2000, height: 1400 },
    { width: 700, height: 500 },
  ];
  const place = near(rectOf(grid, 8), picture, frame);
  const middle = pointed({ x: 0, y: 0 }, place, picture, frame);
  assert.deepEqual([middle?.x.toFixed(2), middle?.y.toFixed(2)], ["0.50", "0.40"]);
  assert.equal(pointed({ x: 9999, y: 0 }, WHOLE, picture, frame), null);
  const turned = pointed({ x: 0, y: -200 }, { ...WHOLE, turns: 1 }, picture, frame);
  assert(turned && turned.x < 0.2 && turned.y === 0.5, JSON.stringify(turned));
});

test("notes that were pointed out lie on their own picture, by number", () => {
  const photo = { id: 1, uid: "u", alt: "" };
  const spots = [note("u:100:200"), note("v:1:1"), note("1/3"), note("u:5:5", "bort", true)];
  const notes = spots.map((one, at) => ({ ...one, id: String(at) }));
  const marks = marksOf(photo, notes, { next: "u:500:500" });
  assert.deepEqual(
    marks.map(({ left, top, label, here }) => [left, top, label, here]),
    [
      [0.1, 0.2, "1", false],
      [0.5, 0.5, "", true],
    ],
  );
  assert.deepEqual(marksOf(undefined, notes, { next: "" }), []);
  assert.equal(moved("u:995:20", 10, -50), "u:1000:0");
  assert.equal(whereWords("u:100:900"), "lower left");
  assert.equal(whereWords(""), "");
  assert.match(whereWords("u:500:210", true), /at the top: 50 per cent from the left, 21/);
});
