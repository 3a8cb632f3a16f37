import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellsOf,
  doneOf,
  inkOf,
  nextOpen,
  partOf,
  rectOf,
  SPECK,
  saidOf,
} from "../../../static/js/paper/cells/rules.js";
import { marksOf } from "../../../static/js/paper/pointing.js";
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
  const refused = { ...sayOfCell(1, 5, "empty"), refusal: /** @type {any} */ ({}) };
  const waiting = [sayOfCell(1, 3, "empty"), sayOfCell(1, 4, null), refused];
  const known = [
    { cell: "1/2", said: "illegible" },
    { cell: "1/4", said: "empty" },
    { cell: "1/6", said: "empty" },
  ];
  const notes = [note("1/2"), note("1/6", "bort", true), note("2/1"), note("")];
  const cells = cellsOf(grid, 1, notes, saidOf(known, waiting));
  assert.deepEqual(
    cells.slice(0, 6).map(({ said }) => said),
    ["", "typed", "empty", "", "", "empty"],
  );
  assert.equal(doneOf(cells), 3);
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
  assert.equal(inkOf(dots(240, 40)), 0.1);
  assert.equal(inkOf(dots(120, 40)), 0.1);
  assert.equal(inkOf(dots(200, 0)), 0);
  assert(inkOf(dots(200, 1)) < SPECK);
  assert.equal(inkOf([]), 0);
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
  const notes = [note("u:100:200"), note("v:1:1"), note("1/3"), note("u:5:5", "bort", true)];
  const marks = marksOf(photo, notes, "u:500:500");
  assert.deepEqual(
    marks.map(({ left, top, label, here }) => [left, top, label, here]),
    [
      [0.1, 0.2, "1", false],
      [0.5, 0.5, "", true],
    ],
  );
  assert.deepEqual(marksOf(undefined, notes, ""), []);
});
