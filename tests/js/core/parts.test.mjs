// Decisions that were taken inside pages, apart from their drawing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WOKEN, waking } from "../../../static/js/core/offline/waking.js";
import { stays } from "../../../static/js/report/roving.js";
import { carrying } from "../../../static/js/sort/commands/runner.js";
import {
  asShown,
  fallback,
  headingFor,
  homeless,
  mayStand,
} from "../../../static/js/sort/offers/data.js";
import { onPairKey } from "../../../static/js/sort/offers/keys.js";
import { byPoster } from "../../../static/js/wall/seen.js";

test("a command carries what its author has seen, and what this page did since", () => {
  const whole = carrying({ do: "set_aside", note: "a" }, 5, [4, 6, 7]);
  assert.deepEqual([whole.saw, whole.own], [5, [6, 7]]);
  const dialog = carrying({ do: "set_aside", note: "a", saw: 6 }, 9, [4, 6, 7]);
  assert.deepEqual([dialog.saw, dialog.own], [6, [7]]);
  assert.notEqual(whole.act, dialog.act);
  assert.equal("saw" in carrying({ do: "undo" }, 5, [6]), false);
});

const pair = {
  left: "a",
  right: "b",
  identical: true,
  why: "",
  may: /** @type {const} */ ("left"),
};

test("a note without a place goes where the person chose, else where it likely belongs", () => {
  const likely = new Map([["b", { heading: "L", share: 1 }]]);
  const choice = { placed: new Map([["c", {}]]), chosen: "", likely, first: "F" };
  assert.equal(headingFor("b", choice), "L");
  assert.equal(headingFor("b", { ...choice, chosen: "C" }), "C");
  assert.equal(headingFor("c", { ...choice, chosen: "C" }), null); // it has a place
  assert.equal(headingFor("a", choice), null);
  assert.equal(asShown(pair, choice), "L");
  assert.equal(asShown(pair, { ...choice, likely: new Map() }), "F");
  assert.equal(fallback({ ...choice, first: null }), null);
  assert.equal(homeless(pair, choice.placed), true);
  assert.equal(homeless(pair, new Map([["a", {}]])), false);
  assert.deepEqual([mayStand(pair, false), mayStand(pair, true)], [true, false]);
  assert.equal(mayStand({ ...pair, may: "both" }, true), true);
  assert.equal(mayStand({ ...pair, may: "" }, true), false);
});

test("single keys judge a pair only where single keys are wanted", () => {
  const done = /** @type {string[]} */ ([]);
  const handlers = Object.fromEntries(
    ["take", "all", "join", "apart", "later", "again", "undo", "heading"].map((name) => [
      name,
      (/** @type {unknown} */ what) => done.push(what === undefined ? name : `${name} ${what}`),
    ]),
  );
  const press = (/** @type {string} */ key, single = true) =>
    onPairKey(
      key,
      /** @type {any} */ ({
        single: () => single,
        view: () => ({ headings: [{ category: { id: "h1" } }] }),
      }),
      /** @type {any} */ (handlers),
    );
  assert.equal(press("a", false), false);
  assert.deepEqual(
    ["a", "B", "j", "1"].map((key) => press(key)),
    [true, true, true, true],
  );
  assert.deepEqual(done, ["take false", "take true", "join", "heading h1"]);
  assert.equal(press("2"), false); // there is no second heading
  assert.equal(press("Enter"), false);
});

test("what is new is counted at each poster", () => {
  const tables = new Map([[7, { number: 3 }]]);
  const notes = /** @type {any[]} */ ([
    { id: "a", table: 7 },
    { id: "b", table: 7 },
  ]);
  assert.deepEqual(
    byPoster(notes, /** @type {any} */ (tables)),
    new Map([["table-3", ["a", "b"]]]),
  );
});

test("the focus stays on its piece while it is printed, else it goes to the first", () => {
  assert.equal(stays(["a", "b"], "b"), "b");
  assert.equal(stays(["a", "b"], "gone"), "a");
  assert.equal(stays(["a", "b"], null), "a");
  assert.equal(stays([], "b"), null);
});

test("who waits is woken at once, and what hangs is given up", async () => {
  const hangs = new Promise(() => {});
  const waits = waking();
  const answer = waits.inTime(hangs, 60_000);
  waits.wake();
  assert.equal(await answer, WOKEN);
  assert.equal(await waits.inTime(Promise.resolve("yes"), 60_000), "yes");
  const tired = waking(async () => {});
  await assert.rejects(tired.inTime(hangs, 60_000), /no answer in time/);
});
