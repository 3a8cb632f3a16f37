import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted, kept, MOST, moved, turned, WHOLE, zoomed } from "../../../static/js/paper/zoom.js";

const FRAME = { width: 800, height: 600 };
const POSTER = { width: 2000, height: 1000 };

test("the whole picture stands just inside its frame, also when it was turned", () => {
  assert.deepEqual(fitted(POSTER, FRAME, 0), { width: 800, height: 400 });
  assert.deepEqual(fitted(POSTER, FRAME, 1), { width: 300, height: 600 });
  assert.deepEqual(fitted(POSTER, FRAME, 2), fitted(POSTER, FRAME, 0));
});

test("what lies under the fingers stays there", () => {
  const place = { scale: 2, x: 30, y: -20, turns: 0 };
  const point = { x: 100, y: 50 };
  const next = zoomed(place, 1.5, point);
  // A point of the picture, counted from its middle at scale 1, before and after.
  const spot = (/** @type {typeof place} */ { scale, x }) => (point.x - x) / scale;
  assert.equal(next.scale, 3);
  assert.ok(Math.abs(spot(place) - spot(next)) < 1e-9);
});

test("never smaller than the frame, never larger than letters need", () => {
  assert.equal(zoomed(WHOLE, 0.1).scale, 1);
  assert.equal(zoomed(WHOLE, 100).scale, MOST);
  assert.equal(kept({ ...WHOLE, scale: 99 }, POSTER, FRAME).scale, MOST);
});

test("no edge of the picture comes into the frame", () => {
  const far = moved({ ...WHOLE, scale: 2 }, 5000, -5000);
  // At scale 2 it is 1600 × 800: 400 and 100 pixels to spare on each side.
  assert.deepEqual(kept(far, POSTER, FRAME), { scale: 2, x: 400, y: -100, turns: 0 });
  assert.deepEqual(kept(moved(WHOLE, 50, 50), POSTER, FRAME), WHOLE);
});

test("four turns are none, and each shows the whole picture", () => {
  const close = { scale: 4, x: 12, y: 3, turns: 0 };
  const once = turned(close);
  assert.deepEqual(once, { ...WHOLE, turns: 1 });
  assert.equal(turned(turned(turned(once))).turns, 0);
});
