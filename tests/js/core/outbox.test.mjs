import assert from "node:assert/strict";
import { test } from "node:test";
import { isRefusal, Offline, Problem } from "../../../static/js/core/http.js";
import { put } from "../../../static/js/core/offline/entries.js";
import {
  backOff,
  openOutbox,
  PATIENCE_MS,
  waitFor,
} from "../../../static/js/core/offline/outbox.js";
import { openRow } from "../../../static/js/core/offline/outbox_row.js";
import { editNote, newNote } from "../../../static/js/table/commands.js";
import { memoryDisk } from "../memory.mjs";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/** @param {number} status */
const problem = (status, type = "/problems/invalid") =>
  new Problem({ status, type, title: "No", where: null, now: null });

/** @param {string} text */
const words = (text) => ({ text, kind: /** @type {const} */ ("keyword"), part: null });

/**
 * A café that keeps notes by id as the real one does, and a network that does what `weather` says for
 * each try: "ok", "lost" (never arrives), "unanswered" (arrives, the answer is lost), or a status.
 * @param {() => "ok" | "lost" | "unanswered" | number} weather
 */
function cafe(weather) {
  /** @type {Map<string, string>} */
  const notes = new Map();
  const acts = new Set();
  /** @param {string} method @param {string} url @param {any} body */
  const send = async (method, url, body) => {
    const now = weather();
    if (now === "lost") throw new Offline("lost");
    if (typeof now === "number") throw problem(now);
    if (!acts.has(body.act)) take(method, url, body);
    acts.add(body.act);
    if (now === "unanswered") throw new Offline("unanswered");
    return { id: body.id };
  };
  /** @param {string} method @param {string} url @param {any} body */
  const take = (method, url, body) => {
    const id = method === "POST" ? body.id : String(url.split("/").pop());
    if (method === "POST") assert.equal(notes.has(id), false, "a note twice");
    else assert.equal(notes.get(id), body.was, "an edit of what was not there");
    notes.set(id, body.text);
  };
  return { notes, send };
}

/**
 * @param {ReturnType<typeof cafe>["send"]} send
 * @param {import("../../../static/js/core/offline/outbox.js").OutboxRow} row
 */
function outboxAt(send, row) {
  /** @type {() => void} */
  let settled = () => {};
  /** @type {string[]} */
  const answers = [];
  const outbox = openOutbox({
    row,
    base: "/t/a",
    send,
    onChange: () => settled(),
    onAnswer: (entry) => answers.push(entry.body.text),
    pause: (ms, wake) => (ms === PATIENCE_MS ? wake : Promise.resolve()),
  });
  /** @param {() => boolean} when @returns {Promise<void>} */
  const until = (when) =>
    new Promise((resolve) => {
      settled = () => when() && resolve();
      settled();
    });
  return { outbox, answers, until, empty: () => until(() => !outbox.entries().length) };
}

test("waits 1, 2, 4, 8 s, a quarter more or less", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 50].map((failures) => backOff(failures, 0.5)),
    [1000, 2000, 4000, 8000, 8000, 8000],
  );
  assert.deepEqual([backOff(1, 0), backOff(1, 1)], [750, 1250]);
});

test("what can pass is tried again, what cannot is shown", () => {
  const again = [new Offline("x"), problem(500), problem(503), problem(429), problem(408)];
  for (const error of again) assert.equal(isRefusal(error), false);
  assert.equal(isRefusal(problem(400, "/problems/stale-form")), false);
  for (const status of [403, 404, 409, 410, 413, 422])
    assert.equal(isRefusal(problem(status)), true);
});

test("notes arrive in order, whatever the weather", async () => {
  const days = ["lost", "unanswered", 500, "ok", "unanswered", 429, "ok"];
  let tries = 0;
  const here = cafe(() => /** @type {any} */ (days[tries++ % days.length]));
  const { outbox, answers, empty } = outboxAt(here.send, await openRow("w:1", memoryDisk()));
  const texts = Array.from({ length: 20 }, (_, number) => `note ${number}`);
  for (const text of texts) await outbox.change((list) => put(list, newNote(words(text))));
  await empty();
  assert.deepEqual([...here.notes.values()], texts);
  assert.deepEqual(answers, texts);
});

test("a correction follows its note through lost answers", async () => {
  let tries = 0;
  const here = cafe(() => (tries++ % 2 ? "ok" : "unanswered"));
  const { outbox, empty } = outboxAt(here.send, await openRow("w:1", memoryDisk()));
  const note = newNote(words("mer lis"));
  await outbox.change((list) => put(list, note));
  await outbox.change((list) => put(list, editNote(note.thing, "mer lis", words("mer lys"))));
  await empty();
  assert.deepEqual([...here.notes.values()], ["mer lys"]);
});

test("a refused note stays with its reason and stands in nobody's way", async () => {
  const weather = /** @type {("ok" | number)[]} */ ([422, "ok"]);
  const here = cafe(() => weather.shift() ?? "ok");
  const { outbox, until } = outboxAt(here.send, await openRow("w:1", memoryDisk()));
  await outbox.change((list) => put(put(list, newNote(words("bad"))), newNote(words("good"))));
  await until(() => here.notes.size === 1 && outbox.entries().length === 1);
  assert.deepEqual(
    outbox.entries().map(({ body, refusal }) => [body.text, refusal?.title, refusal?.door]),
    [["bad", "No", "/t/a"]],
  );
});

test("words mended after a refusal are never taken for a repeat of the refused ones", async () => {
  let [stands, closed] = ["mer lis", true];
  const acts = new Set();
  /** @type {(() => void)[]} */
  const onItsWay = [];
  /** As the café answers: what was done is not done again. @param {any} body */
  const arrive = (body) => {
    if (acts.has(body.act)) return {};
    if (closed || stands !== body.was) throw problem(409);
    acts.add(body.act);
    stands = body.text;
    return {};
  };
  let tries = 0;
  const send = async (
    /** @type {string} */ _method,
    /** @type {string} */ _url,
    /** @type {any} */ body,
  ) => {
    if (tries++) return arrive(body);
    onItsWay.push(() => arrive(body));
    throw new Offline("no answer in time");
  };
  const { outbox, until } = outboxAt(/** @type {any} */ (send), await openRow("w:1", memoryDisk()));
  const refused = () => until(() => outbox.entries().some(({ refusal }) => refusal));
  const id = newNote(words("mer lis")).thing;
  await outbox.change((list) => put(list, editNote(id, "mer lis", words("mer lys"))));
  await refused();
  closed = false;
  for (const late of onItsWay) late();
  await outbox.change((list) => put(list, editNote(id, "mer lis", words("mer lys og ro"))));
  await until(() => tries === 3 && outbox.entries().every(({ refusal }) => refusal));
  assert.equal(stands, "mer lys");
  assert.deepEqual(
    outbox.entries().map(({ body }) => body.text),
    ["mer lys og ro"],
    "the person has them still, and sees why",
  );
});

test("after a reload the outbox is as it was, and two tabs may empty it together", async () => {
  let down = true;
  const here = cafe(() => (down ? "lost" : "ok"));
  const row = await openRow("w:1", memoryDisk());
  const first = outboxAt(here.send, row);
  for (const text of ["a", "b", "c"]) {
    await first.outbox.change((list) => put(list, newNote(words(text))));
  }
  first.outbox.stop();
  down = false;
  const [tab, other] = [outboxAt(here.send, row), outboxAt(here.send, row)];
  await Promise.all([tab.outbox.nudge(), other.outbox.nudge()]);
  await Promise.all([tab.empty(), other.empty()]);
  assert.deepEqual([...here.notes.values()], ["a", "b", "c"]);
});

/** A small generator of chance that can be repeated (mulberry32). @param {number} seed */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

test("typing and mending in any weather, with reloads, ends as the person meant it", async () => {
  const weathers = /** @type {const} */ (["ok", "ok", "lost", "unanswered", 503]);
  for (let seed = 0; seed < 150; seed++) {
    const random = chance(seed);
    const some = (/** @type {number} */ count) => Math.floor(random() * count);
    const here = cafe(() => /** @type {any} */ (weathers[some(weathers.length)]));
    const row = await openRow("w:1", memoryDisk());
    /** @type {[string, string][]} */
    const meant = [];
    let at = outboxAt(here.send, row);
    for (let step = 0; step < 25; step++) {
      const one = meant[some(meant.length)];
      if (one && random() < 0.5) {
        const edit = editNote(one[0], one[1], words(`${one[1]}+`));
        one[1] += "+";
        await at.outbox.change((list) => put(list, edit));
      } else {
        const note = newNote(words(String(step)));
        meant.push([note.thing, String(step)]);
        await at.outbox.change((list) => put(list, note));
      }
      if (random() < 0.1) {
        at.outbox.stop();
        at = outboxAt(here.send, row);
        await at.outbox.nudge();
      }
    }
    await at.empty();
    assert.deepEqual([...here.notes], meant, `seed ${seed}`);
  }
});

test("who is told when to come again does not come before, nor much later, and loses nothing", async () => {
  assert.equal(waitFor(1, 0, 0.5), backOff(1, 0.5));
  assert.deepEqual([waitFor(1, 30, 0), waitFor(9, 30, 1)], [30_000, 37_500]);
  assert.equal(waitFor(1, 80_000, 0), 300_000, "a whole day is asked after in between");
  const answers = [429, 503];
  const paused = /** @type {number[]} */ ([]);
  const kept = /** @type {any[]} */ ([]);
  /** @type {() => void} */
  let done = () => {};
  const empty = new Promise((resolve) => {
    done = () => resolve(true);
  });
  const outbox = openOutbox({
    row: await openRow("w:1", memoryDisk()),
    base: "/v/a",
    async send(_method, _url, body) {
      const status = answers.shift();
      const no = { type: "/problems/paused", title: "No", where: null, now: null };
      if (status) throw new Problem({ status, ...no }, 20);
      kept.push(body);
      return {};
    },
    onChange: () => kept.length && !outbox.entries().length && done(),
    onAnswer: () => {},
    pause: async (ms, wake) => (ms === PATIENCE_MS ? wake : void paused.push(ms)),
  });
  await outbox.change((entries) => put(entries, newNote(words("mer lys"))));
  await empty;
  assert.deepEqual([kept.length, kept[0].text], [1, "mer lys"]);
  assert.ok(paused.length === 2 && paused.every((ms) => ms >= 20_000 && ms <= 25_000));
});

test("a try that hangs is given up: when patience ends, and at once when the network is back", async () => {
  for (const nudged of [false, true]) {
    let tries = 0;
    const here = cafe(() => "ok");
    const tired = withResolvers();
    const outbox = openOutbox({
      row: await openRow("w:1", memoryDisk()),
      base: "/t/a",
      send: (method, url, body) => (tries++ ? here.send(method, url, body) : new Promise(() => {})),
      onChange: () => {},
      onAnswer: () => {},
      pause: async (ms, wake) => {
        if (ms === PATIENCE_MS) await (tries === 1 ? Promise.race([wake, tired.promise]) : wake);
      },
    });
    await outbox.change((list) => put(list, newNote(words("a"))));
    for (let turn = 0; turn < 9; turn++) await new Promise(setImmediate);
    assert.equal(here.notes.size, 0);
    if (nudged) await outbox.nudge();
    else tired.resolve(undefined);
    for (let turn = 0; turn < 9; turn++) await new Promise(setImmediate);
    assert.deepEqual([[...here.notes.values()], outbox.entries()], [["a"], []]);
  }
});

/** A promise, and what settles it. */
function withResolvers() {
  let resolve = (/** @type {unknown} */ _value) => {};
  const promise = new Promise((now) => {
    resolve = now;
  });
  return { promise, resolve };
}
