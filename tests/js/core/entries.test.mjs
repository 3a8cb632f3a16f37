import assert from "node:assert/strict";
import { test } from "node:test";
import {
  again,
  answered,
  leaving,
  letGo,
  next,
  onTopOf,
  put,
  refused,
  throughNewLink,
} from "../../../static/js/core/offline/entries.js";
import { editNote, newNote, setWords, strikeNote } from "../../../static/js/table/commands.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/** @param {string} text */
const words = (text) => ({ text, kind: /** @type {const} */ ("keyword"), part: null });
const no = {
  status: 422,
  type: "/problems/invalid",
  title: "Too long",
  where: null,
  now: null,
  door: "/t/a",
};
const gone = { ...no, status: 410 };
const taken = { ...no, status: 409, now: { text: "theirs" } };

/** @param {Entry[]} list */
const texts = (list) => list.map(({ body }) => body.text);
/** @param {Entry | undefined} entry */
const sure = (entry) => /** @type {Entry} */ (entry);

test("what was never sent takes up its own correction", () => {
  const note = newNote(words("mer lis"));
  const list = put(put([], note), editNote(note.thing, "mer lis", words("mer lys")));
  assert.deepEqual(texts(list), ["mer lys"]);
  assert.equal(sure(list[0]).act, note.act);
  assert.equal("was" in sure(list[0]).body, false);
});

test("what may have reached the café is never changed, the correction follows it", () => {
  const note = newNote(words("mer lis"));
  const sent = leaving(put([], note), note.act);
  const list = put(sent, editNote(note.thing, "mer lis", words("mer lys")));
  assert.deepEqual(texts(list), ["mer lis", "mer lys"]);
  assert.equal(sure(list[1]).body.was, "mer lis");
});

test("two corrections waiting are one, from the first text to the last", () => {
  const first = editNote("n", "a", words("b"));
  const list = put(put([], first), editNote("n", "b", words("c")));
  assert.deepEqual(
    list.map(({ body }) => [body.was, body.text]),
    [["a", "c"]],
  );
});

test("a refused note waits, the others go on", () => {
  const [bad, good] = [newNote(words("x")), newNote(words("y"))];
  const list = refused(leaving(put(put([], bad), good), bad.act), bad.act, no);
  assert.equal(next(list)?.act, good.act);
  assert.equal(next(answered(list, good.act)), undefined);
  assert.deepEqual(texts(list), ["x", "y"]);
});

test("what hangs on a refused note waits with it", () => {
  const note = newNote(words("x"));
  const sent = leaving(put([], note), note.act);
  const list = refused(put(sent, strikeNote(note.thing, note.body.text, true)), note.act, no);
  assert.equal(next(list), undefined);
});

test("a correction typed while the note was being refused is the text the person sees", () => {
  const note = newNote(words("x"));
  const sent = leaving(put([], note), note.act);
  const list = refused(put(sent, editNote(note.thing, "x", words("y"))), note.act, no);
  assert.deepEqual(texts(list), ["y"]);
  assert.equal(sure(list[0]).refusal?.title, "Too long");
});

test("a refused note that is mended goes again under its own id", () => {
  const note = newNote(words("x"));
  const stuck = refused(leaving([note], note.act), note.act, no);
  const list = put(stuck, editNote(note.thing, "x", words("y")));
  assert.deepEqual([next(list)?.body.id, next(list)?.body.text], [note.thing, "y"]);
});

test("after a conflict my words replace theirs, knowingly", () => {
  const edit = editNote("n", "a", words("mine"));
  const stuck = refused(leaving([edit], edit.act), edit.act, taken);
  const list = put(stuck, editNote("n", "theirs", words("mine")));
  assert.deepEqual([next(list)?.body.was, next(list)?.body.text], ["theirs", "mine"]);
});

test("a name typed twice before it was sent is one name", () => {
  const list = put(put([], setWords("cafe-name", "", "Ka")), setWords("cafe-name", "Ka", "Kaia"));
  assert.deepEqual(
    list.map(({ body }) => [body.was, body.text]),
    [["", "Kaia"]],
  );
});

test("sent again, or let go, only when the person says so", () => {
  const note = newNote(words("x"));
  const stuck = refused(put([note], strikeNote(note.thing, note.body.text, true)), note.act, no);
  assert.equal(next(again(stuck, ({ act }) => act === note.act))?.act, note.act);
  assert.deepEqual(letGo(stuck, note.act), []);
  const edit = editNote("n", "a", words("b"));
  assert.equal(letGo([edit, strikeNote("n", "b", true)], edit.act).length, 1);
});

test("what an old link could not deliver goes through a new one, and only that", () => {
  // What was put away (410) may have been taken back: then the same link leads on.
  for (const [status, same] of /** @type {const} */ ([
    [404, false],
    [410, true],
  ])) {
    const [lost, bad] = [newNote(words("x")), newNote(words("y"))];
    let list = refused([lost, bad], lost.act, { ...no, status });
    list = refused(list, bad.act, no);
    assert.equal(next(throughNewLink(list, "/t/a"))?.act, same ? lost.act : undefined);
    assert.equal(next(throughNewLink(list, "/t/b"))?.act, lost.act);
  }
});

test("what a dead link refused may have come through before: its correction follows it", () => {
  const note = newNote(words("mer lis"));
  const edit = editNote(note.thing, "mer lis", words("mer lys"));
  for (const [tries, left] of /** @type {const} */ ([
    [1, ["mer lys"]],
    [2, ["mer lis", "mer lys"]],
  ])) {
    let sent = put([], note);
    for (let count = 0; count < tries; count++) sent = leaving(sent, note.act);
    for (const status of [404, 410]) {
      const before = put(refused(sent, note.act, { ...no, status }), edit);
      const meanwhile = refused(put(sent, edit), note.act, { ...no, status });
      for (const list of [before, meanwhile]) {
        assert.deepEqual(texts(list), left);
        assert.equal(next(throughNewLink(list, "/t/b"))?.act, note.act);
      }
    }
  }
});

test("words typed anew while their first may have come through stand on it when it goes again", () => {
  const first = setWords("main-statement", "", "Ro");
  const dead = refused(leaving(leaving([first], first.act), first.act), first.act, gone);
  const stands = (/** @type {Entry[]} */ list) => list.map(({ body }) => [body.was, body.text]);
  // Typed while it is refused, or when it is on its way again and the page shows the café's own.
  const anew = setWords("main-statement", "", "Ro nå");
  const waiting = put(dead, anew);
  assert.deepEqual(stands(waiting)[1], ["", "Ro nå"], "the first may yet be let go");
  const again = throughNewLink(waiting, "/t/b");
  assert.deepEqual(stands(again), [
    ["", "Ro"],
    ["Ro", "Ro nå"],
  ]);
  assert.deepEqual(stands(put(throughNewLink(dead, "/t/b"), anew)), stands(again));
  assert.equal(again[0]?.act, first.act);
  // What stood on something else, or has left, stays; so does another thing.
  const theirs = setWords("main-statement", "Deres", "Ro nå");
  assert.deepEqual(stands(put(throughNewLink(dead, "/t/b"), theirs))[1], ["Deres", "Ro nå"]);
  const left = throughNewLink(leaving(waiting, anew.act), "/t/b");
  assert.deepEqual(stands(left)[1], ["", "Ro nå"]);
  const name = setWords("cafe-name", "", "Kaia");
  assert.deepEqual(stands(throughNewLink(put(dead, name), "/t/b"))[1], ["", "Kaia"]);
});

test("a correction that was typed while the link died replaces what the café still holds", () => {
  const first = editNote("n", "a", words("b"));
  const sent = leaving(put([], first), first.act);
  const list = refused(put(sent, editNote("n", "b", words("c"))), first.act, {
    ...no,
    status: 410,
  });
  assert.deepEqual(
    list.map(({ body }) => [body.was, body.text]),
    [["a", "c"]],
  );
});

test("what is struck behind words of my own that still wait are those words, however often typed on", () => {
  const note = newNote(words("x"));
  const struck = put(put([], note), strikeNote(note.thing, "x", true));
  const typedOn = put(struck, editNote(note.thing, "x", words("y")));
  assert.deepEqual(
    typedOn.map(({ body }) => body.was ?? body.text),
    ["y", "y"],
  );
  const edit = editNote("n", "a", words("b"));
  const list = put(put([edit], strikeNote("n", "b", true)), editNote("n", "b", words("c")));
  assert.deepEqual(
    list.map(({ body }) => [body.was, body.text]),
    [
      ["a", "c"],
      ["c", undefined],
    ],
  );
  const odd = { ...no, status: 422 };
  const stuck = refused(
    leaving(put(list, editNote("n", "c", words("d\u000be"))), edit.act),
    edit.act,
    odd,
  );
  assert.deepEqual(
    again(stuck, () => true).map(({ body }) => body.text ?? body.was),
    ["d\ne", "d\ne"],
  );
});

test("a strike that has left is the same at every try", () => {
  const strike = strikeNote("n", "a", true);
  const sent = leaving([strike], strike.act);
  assert.equal(put(sent, editNote("n", "a", words("b")))[0]?.body.was, "a");
});

test("when my words are let go, what I strike are those that stand there", () => {
  const edit = editNote("n", "a", words("b"));
  const list = refused(put(leaving([edit], edit.act), strikeNote("n", "b", true)), edit.act, taken);
  assert.deepEqual(
    letGo(list, edit.act).map(({ body }) => body.was),
    ["theirs"],
  );
});

test("a refused strike goes out again on top of the words that the person was shown", () => {
  const strike = strikeNote("n", "a", true);
  const stuck = refused(leaving([strike], strike.act), strike.act, taken);
  const list = onTopOf(stuck, sure(stuck[0]));
  assert.deepEqual(
    [next(list)?.body, next(list)?.act],
    [{ ...strike.body, was: "theirs" }, strike.act],
  );
});

test("a disk that failed at the last moment may ask twice", () => {
  const list = put([], newNote(words("x")));
  assert.equal(put(list, sure(list[0])), list);
});

test("what goes elsewhere is never taken up, though it is about the same thing", () => {
  const edit = editNote("n", "a", words("b"));
  const other = { ...edit, act: "another", path: `${edit.path}/place` };
  assert.deepEqual(put([edit], other), [edit, other]);
});

test("what is refused but no longer waits changes nothing", () => {
  const list = put([], newNote(words("x")));
  assert.equal(refused(list, "another", no), list);
});

test("a refused strike whose note's words were not told goes out as it was", () => {
  const strike = strikeNote("n", "a", true);
  const stuck = refused(leaving([strike], strike.act), strike.act, no);
  assert.equal(next(onTopOf(stuck, sure(stuck[0])))?.body.was, "a");
});

test("letting one go leaves the others as they are", () => {
  const [edit, other] = [editNote("n", "a", words("b")), newNote(words("y"))];
  const list = refused(put(leaving([edit], edit.act), other), edit.act, taken);
  assert.deepEqual(letGo(list, edit.act), [other]);
});
