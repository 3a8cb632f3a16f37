import assert from "node:assert/strict";
import { test } from "node:test";
import { fromSnapshot } from "../../../static/js/core/live/store.js";
import { fold, matches, pieces } from "../../../static/js/core/text/matching.js";
import { keep, markOf, newOnes, recall } from "../../../static/js/wall/seen.js";
import { arrivals } from "../../../static/js/wall/telling.js";
import { memoryStorage } from "../memory.mjs";

const found = (/** @type {string} */ text, /** @type {string} */ query) =>
  matches(text, fold(query)).map(([from, to]) => text.slice(from, to));

test("case, accents and Norwegian letters are the same to who searches", () => {
  assert.deepEqual(found("Året rundt. ÅRET!", "året"), ["Året", "ÅRET"]);
  assert.deepEqual(found("Brød på kjøkkenet", "kjokken"), ["kjøkken"]);
  assert.deepEqual(found("Være nær", "naer"), ["nær"]);
  assert.deepEqual(found("Være nær", "NÆR"), ["nær"]);
  assert.deepEqual(found("Kafé", "cafe"), []);
  assert.deepEqual(found("to\nlinjer", "to linjer"), ["to\nlinjer"]);
  assert.deepEqual(found("A\u030aret", "året"), ["A\u030aret"]);
});

test("the pieces are the text, whatever is asked for", () => {
  const text = "Æøå 👩‍👩‍👧 og ÆØÅ igjen";
  for (const query of ["æ", "aeoa", "og", "👩", "igjen", "finnes ikke", ""])
    assert.equal(
      pieces(text, fold(query))
        .map((piece) => piece.text)
        .join(""),
      text,
    );
  assert.equal(pieces(text, fold("æøå")).filter((piece) => piece.hit).length, 2);
});

const note = (/** @type {any} */ more) => ({ id: "n1", text: "ro", elaborations: [], ...more });

test("a note is new again when it is reworded or elaborated, not when it is struck", () => {
  const seen = new Set([markOf(note({}))]);
  const ids = (/** @type {any[]} */ all) => newOnes(all, seen).map(({ id }) => id);
  assert.deepEqual(ids([note({ order: 9 })]), []);
  assert.deepEqual(ids([note({ text: "uro" })]), ["n1"]);
  assert.deepEqual(ids([note({ elaborations: ["mer"] })]), ["n1"]);
  assert.deepEqual(ids([note({ text: "", struck: true })]), []);
});

test("what comes is told together, and shortly when much comes", () => {
  const table = (/** @type {number} */ id) => ({ id, number: id, question: 1, cafe_name: null });
  const state = fromSnapshot({
    revision: 1,
    workshop: { id: "w" },
    questions: [{ id: 1, number: 1, form: "tables", parts: [] }],
    tables: [1, 2, 3, 4].map(table),
    notes: ["a1", "b1", "c2", "d3", "e4", "f4"].map((id) =>
      note({ id, text: id, table: Number(id[1]), struck: id === "f4" }),
    ),
  });
  assert.equal(arrivals(state, ["c2"]), "New at Table 2: c2");
  assert.equal(arrivals(state, ["a1", "b1", "c2"]), "2 new notes at Table 1. New at Table 2: c2");
  assert.equal(arrivals(state, ["a1", "c2", "d3", "e4"]), "4 new notes on the wall");
  assert.equal(arrivals(state, ["f4", "gone"]), "");
});

test("what was seen on one page of a device is seen on the other", () => {
  /** @param {string} id @returns {any} */
  const note = (id) => ({ id, text: id, elaborations: [] });
  const [a, b] = [note("a"), note("b")];
  const globals = /** @type {any} */ (globalThis);
  const before = globals.localStorage;
  Object.defineProperty(globals, "localStorage", { value: memoryStorage(), configurable: true });
  keep("w", new Set([markOf(a)]), [a, b]);
  keep("w", new Set([markOf(b)]), [a, b]);
  assert.deepEqual([...(recall("w") ?? [])], [markOf(a), markOf(b)]);
  keep("w", new Set(), [b]);
  assert.deepEqual([...(recall("w") ?? [])], [markOf(b)]);
  Object.defineProperty(globals, "localStorage", { value: before, configurable: true });
});
