import assert from "node:assert/strict";
import { test } from "node:test";
import { put, refused } from "../../../static/js/core/offline/entries.js";
import {
  addLine,
  left,
  onTop,
  rewordLine,
  tickLine,
  withWaiting,
} from "../../../static/js/remains/model.js";

/** @param {string} key @param {Partial<import("../../../static/js/remains/model.js").Line>} more */
const line = (key, more = {}) => ({
  ...{ key, kind: /** @type {const} */ ("hand"), text: key, state: /** @type {const} */ ("open") },
  ...{ done: false, of: null, place: "", by: "", at: "", ...more },
});
const lines = [
  line("venue"),
  line("when", { kind: "fact", done: true }),
  line("own-1", { kind: "own", text: "Kaffe" }),
];

/** @param {import("../../../static/js/core/offline/entries.js").Entry[]} made */
const shown = (...made) =>
  withWaiting(lines, made.reduce(put, /** @type {typeof made} */ ([]))).map(
    ({ text, done, state }) => [text, done, state],
  );

test("what waits stands as if it had arrived", () => {
  const fresh = addLine("day", "Boller");
  assert.deepEqual(
    shown(
      tickLine("venue", "open", "done"),
      tickLine("when", "open", "none"),
      fresh,
      rewordLine(fresh.thing, "Boller", "Kaker"),
      tickLine(fresh.thing, "open", "done"),
      rewordLine("own-1", "Kaffe", ""),
    ),
    [
      ["venue", true, "done"],
      ["when", true, "none"],
      ["Kaker", true, "done"],
    ],
  );
});

test("a line that is not for us is not left to do", () => {
  assert.equal(left(withWaiting(lines, [])), 2);
  assert.equal(left(withWaiting(lines, [tickLine("venue", "open", "none")])), 1);
});

test("what was said no to stands at its line, with the café's words, until somebody chooses", () => {
  const edit = rewordLine("own-1", "Te", "Kakao");
  const no = { status: 409, type: "", title: "No", where: "was", now: "Kaffe", door: "" };
  const [waits] = refused([edit], edit.act, no);
  assert.ok(waits);
  const own = withWaiting(lines, [waits]).at(-1);
  assert.deepEqual([own?.text, own?.refused?.refusal?.now], ["Kakao", "Kaffe"]);
  const anew = onTop(waits);
  assert.deepEqual(
    [anew.body, anew.refusal, anew.tries],
    [{ was: "Kaffe", text: "Kakao" }, null, 0],
  );
  assert.notEqual(anew.act, edit.act);
  const gone = { ...waits, refusal: { ...no, status: 404, now: null } };
  assert.equal(onTop(gone).act, edit.act);
  const [kept] = withWaiting([], [gone]);
  assert.equal(kept?.text, "Kakao", "words about a line that is gone are there still");
  const tick = { ...tickLine("venue", "open", "done"), refusal: { ...no, now: "none" } };
  assert.deepEqual(
    withWaiting(lines, [tick]).map(({ done }) => done),
    [false, true, false],
  );
  const away = { ...rewordLine("own-1", "Te", ""), refusal: no };
  assert.equal(withWaiting(lines, [away]).at(-1)?.text, "Kaffe");
});
