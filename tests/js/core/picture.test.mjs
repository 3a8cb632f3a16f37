import assert from "node:assert/strict";
import { test } from "node:test";
import { looks } from "../../../static/js/core/live/looks.js";
import { picture } from "../../../static/js/core/live/picture.js";

/** @param {number} since @param {string} text */
const events = (since, text) => ({
  since,
  revision: since + 1,
  changes: [{ revision: since + 1, what: "note", key: "a", item: { id: "a", text } }],
});
/** @param {number} revision @param {string} text */
const whole = (revision, text) => ({
  revision,
  workshop: { stage: "open" },
  notes: [{ id: "a", text }],
});

/** A page at a café that gives these answers, in turn. @param {any[]} answers */
function page(...answers) {
  const asked = /** @type {string[]} */ ([]);
  const told = /** @type {string[]} */ ([]);
  let gaps = 0;
  const seen = picture({
    ask: async (path) => {
      asked.push(path);
      const answer = answers.shift();
      return typeof answer === "function" ? answer(seen) : answer;
    },
    onState: (state) => told.push(String(state.notes.get("a")?.text)),
    onGap: () => {
      gaps += 1;
    },
    onClock: () => {},
  });
  return { seen, asked, told, gaps: () => gaps };
}

test("the whole picture comes first, then what has changed since", async () => {
  const { seen, asked, told } = page(whole(3, "one"), { ...events(3, "two"), now_ms: 1 });
  await seen.look();
  await seen.look();
  assert.deepEqual(asked, ["snapshot", "changes?since=3"]);
  assert.deepEqual(told, ["one", "two"]);
});

test("what comes too early waits for what it builds on", async () => {
  const { seen, told, gaps } = page(whole(3, "one"), events(3, "two"));
  await seen.look();
  seen.hear(events(4, "three"));
  assert.equal(seen.lacks(), true);
  assert.equal(gaps(), 1);
  assert.deepEqual(told, ["one"]);
  await seen.look();
  assert.equal(told.at(-1), "three");
  assert.equal(seen.lacks(), false);
});

test("news that went past the snapshot on its way is not undone by it", async () => {
  const late = (/** @type {ReturnType<typeof picture>} */ seen) => {
    seen.hear(events(3, "two"));
    return whole(3, "one");
  };
  const { seen, told } = page(whole(3, "one"), { too_old: true }, late);
  await seen.look();
  await seen.look();
  assert.deepEqual(told, ["one", "two"]);
});

test("a café that was put back from a backup is right, although it knows less", async () => {
  const { seen, told } = page(whole(9, "nine"), { too_old: true }, whole(4, "four"));
  await seen.look();
  await seen.look();
  assert.deepEqual(told, ["nine", "four"]);
  assert.equal(seen.state().revision, 4);
});

test("a café that was put back and has got as far again is another", async () => {
  const marked = (/** @type {any} */ body, /** @type {string} */ mark) => ({ ...body, mark });
  const { seen, asked, told } = page(
    marked(whole(3, "one"), "a"),
    marked(events(3, "two"), "b"),
    { too_old: true },
    marked(whole(4, "other"), "c"),
  );
  await seen.look();
  await seen.look();
  assert.equal(seen.want(4, "b"), false);
  assert.equal(seen.want(4, "c"), true);
  await seen.look();
  assert.deepEqual(asked, [
    "snapshot",
    "changes?since=3&mark=a",
    "changes?since=4&mark=b",
    "snapshot",
  ]);
  assert.deepEqual(told, ["one", "two", "other"]);
  seen.hear(marked(events(4, "on"), "d"));
  assert.equal(seen.state().mark, "d");
});

test("a café that is further on makes the picture behind", async () => {
  const { seen } = page(whole(3, "one"));
  assert.equal(seen.want(3), true);
  await seen.look();
  assert.equal(seen.want(3), false);
  assert.equal(seen.want(4), true);
  assert.equal(seen.lacks(), true);
});

/** A café whose answers are let go one by one; each tells what was done before it was asked. */
function slowly() {
  const answers = /** @type {(() => void)[]} */ ([]);
  const told = /** @type {number[]} */ ([]);
  let done = 0;
  const looking = looks(async () => {
    const knows = done;
    await new Promise((answer) => answers.push(() => answer(null)));
    told.push(knows);
  });
  return {
    ...looking,
    told,
    asked: () => answers.length,
    do() {
      done += 1;
    },
    async answer() {
      answers.at(-1)?.();
      await new Promise((next) => setImmediate(next));
    },
  };
}

test("one look serves all who would look", async () => {
  const here = slowly();
  const both = [here.soon(), here.soon()];
  assert.equal(here.asked(), 1);
  await here.answer();
  await Promise.all(both);
  assert.deepEqual(here.told, [0]);
});

test("what was done during a look is looked for anew, once for all", async () => {
  const here = slowly();
  void here.soon();
  here.do();
  const known = [here.anew(), here.anew()];
  await here.answer();
  assert.equal(here.asked(), 2);
  await here.answer();
  await Promise.all(known);
  assert.deepEqual(here.told, [0, 1]);
});

test("with no look under way it looks at once", async () => {
  const here = slowly();
  const known = here.anew();
  assert.equal(here.asked(), 1);
  await here.answer();
  await known;
  assert.deepEqual(here.told, [0]);
});
