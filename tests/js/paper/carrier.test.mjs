import assert from "node:assert/strict";
import { test } from "node:test";
import { Offline, Problem } from "../../../static/js/core/http.js";
import { inMemory, withSpare } from "../../../static/js/paper/album.js";
import { carrier } from "../../../static/js/paper/carrier.js";

/** @typedef {import("../../../static/js/paper/album.js").Album} Album */

const picture = (/** @type {string} */ words) => new Blob([words]);
const NO = { status: 422, type: "/problems/invalid", title: "Not a picture.", where: "photo" };

/**
 * A carrier whose deliveries go as `answers` say, one after another; then all arrive.
 * @param {(Error | string)[]} answers
 */
async function open(answers, /** @type {Album} */ album = inMemory()) {
  /** @type {import("../../../static/js/paper/album.js").Photo[]} */
  const tries = [];
  let pauses = 0;
  const bag = carrier({
    album,
    table: "w:1",
    async deliver(photo) {
      tries.push(photo);
      const answer = answers.shift() ?? "table";
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onChange: () => {},
    onAnswer: () => {},
    pause: async () => {
      pauses += 1;
    },
  });
  return { bag, tries, pauses: () => pauses };
}

/** @param {() => boolean} condition */
async function until(condition) {
  for (let turns = 0; turns < 1000 && !condition(); turns += 1) await new Promise(setImmediate);
  assert(condition(), String(condition));
}

test("several go one after another, in the order they were chosen", async () => {
  const { bag, tries } = await open([]);
  for (const words of ["a", "b", "c"]) await bag.choose(picture(words));
  await bag.hang();
  await until(() => !bag.photos().length);
  assert.deepEqual(await Promise.all(tries.map(({ blob }) => blob.text())), ["a", "b", "c"]);
});

test("it goes at once, and nobody is asked anything", async () => {
  const { bag, tries } = await open([]);
  await bag.choose(picture("a"));
  await until(() => !bag.photos().length);
  assert.equal(tries[0]?.alt, "");
});

test("what an older page left undecided waits for the host", async () => {
  const album = inMemory();
  await album.put({
    act: "a",
    table: "w:1",
    taken: 1,
    blob: picture("a"),
    alt: "The orange poster",
    ready: false,
    why: "",
  });
  const { bag, tries } = await open([], album);
  await bag.nudge();
  assert.equal(tries.length, 0);
  await bag.hang();
  await until(() => !bag.photos().length);
  assert.equal(tries[0]?.alt, "The orange poster");
});

test("a lost network is waited out with the same act", async () => {
  const { bag, tries, pauses } = await open([new Offline(), new Offline()]);
  await bag.choose(picture("a"));
  await bag.hang();
  await until(() => !bag.photos().length);
  assert.equal(pauses(), 2);
  assert.equal(new Set(tries.map(({ act }) => act)).size, 1);
  assert.equal(tries.length, 3);
  assert.equal(bag.failing(), false);
});

test("a refusal is said, holds nobody else up, and may be sent again", async () => {
  const { bag, tries } = await open([new Problem({ ...NO, now: null })]);
  await bag.choose(picture("bad"));
  await bag.choose(picture("good"));
  await until(() => !bag.photos().some(({ ready }) => ready));
  assert.deepEqual(
    bag.photos().map(({ why }) => why),
    ["Not a picture."],
  );
  await bag.hang();
  await until(() => !bag.photos().length);
  assert.equal(tries.length, 3);
});

test("what one visit left, the next one carries", async () => {
  const album = inMemory();
  const first = await open([new Problem({ ...NO, now: null })], album);
  await first.bag.choose(picture("a"));
  await until(() => Boolean(first.bag.photos()[0]?.why));
  const [photo] = first.bag.photos();
  assert(photo);
  await album.put({ ...photo, ready: true });
  const second = await open([], album);
  await second.bag.nudge();
  await until(() => !second.bag.photos().length);
  assert.deepEqual(
    second.tries.map(({ act }) => act),
    [photo.act],
  );
});

/** One that takes its time to drop: what is done meanwhile finds the photograph there still. */
function slowAlbum() {
  const album = inMemory();
  /** @type {(() => void)[]} */
  const held = [];
  return {
    album: {
      ...album,
      durable: album.durable,
      drop: (/** @type {string} */ act) =>
        new Promise((/** @type {(value: void) => void} */ done) => {
          held.push(() => void album.drop(act).then(done));
        }),
    },
    go: () => held.splice(0).map((one) => one()),
  };
}

test("what is left out is out of sight at once, and nothing brings it back", async () => {
  const { album, go } = slowAlbum();
  const { bag, tries } = await open([new Problem({ ...NO, now: null })], album);
  await bag.choose(picture("a"));
  await until(() => Boolean(bag.photos()[0]?.why));
  const [photo] = bag.photos();
  assert(photo);
  const leaving = bag.leaveOut(photo);
  assert.deepEqual(bag.photos(), []);
  await bag.hang();
  go();
  await leaving;
  assert.deepEqual([bag.photos(), await album.read()], [[], []]);
  assert.equal(tries.length, 1);
});

test("what is left out while others are hung up is not hung up", async () => {
  const no = () => new Problem({ ...NO, now: null });
  const { bag, tries } = await open([no(), no()]);
  for (const words of ["a", "b"]) await bag.choose(picture(words));
  await until(() => bag.photos().every(({ why }) => why));
  const [, second] = bag.photos();
  assert(second);
  await Promise.all([bag.hang(), bag.leaveOut(second)]);
  await until(() => !bag.photos().length);
  assert.deepEqual(await Promise.all(tries.map(({ blob }) => blob.text())), ["a", "b", "a"]);
});

test("refused while the disk is full it waits for the host, and is one photograph", async () => {
  const disk = inMemory();
  let full = false;
  const album = withSpare({
    ...disk,
    put(photo) {
      if (full) return Promise.reject(new Error("full"));
      full = true;
      return disk.put(photo);
    },
  });
  const no = () => new Problem({ ...NO, now: null }, 0);
  const { bag, tries } = await open([no(), no(), no(), no()], album);
  await bag.choose(picture("a"));
  await until(() => bag.photos()[0]?.why === NO.title);
  assert.deepEqual([tries.length, bag.photos().length, album.durable], [1, 1, false]);
  full = false;
  await bag.hang();
  await until(() => tries.length === 2 && bag.photos()[0]?.why === NO.title);
  assert.equal(bag.photos().length, 1);
  full = false;
  await album.put({ .../** @type {any} */ (bag.photos()[0]), why: "" });
  assert.deepEqual([(await album.read()).map(({ why }) => why), album.durable], [[""], true]);
});
