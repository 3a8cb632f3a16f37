// When a phone asks anew where its number sits: the plan is told to no screen, and may be another.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { nextSeat } from "../../../static/js/seating/next.js";

/** A page with a row for each round. @param {string[]} tables @returns {any} */
const pageOf = (tables) => ({
  querySelectorAll: () =>
    tables.map((table, at) => ({
      dataset: { round: String(at + 1) },
      querySelector: (/** @type {string} */ what) =>
        what === ".my-table" ? { textContent: ` ${table} ` } : null,
    })),
});

/** A phone in the hall whose number is 5. @param {import("node:test").TestContext} context */
function phoneIn(context) {
  const hall = { status: 200, tables: ["Table 1", "Table 2"], asked: 0, mute: false };
  mock.timers.enable({ apis: ["setTimeout"] });
  let now = 0;
  const before = Object.entries({
    window: globalThis,
    localStorage: { getItem: () => "5" },
    performance: { now: () => now },
    fetch: async (/** @type {string} */ _address, /** @type {RequestInit} */ { signal }) => {
      hall.asked += 1;
      if (hall.mute)
        await new Promise((_done, fail) =>
          signal?.addEventListener("abort", () => fail(signal.reason)),
        );
      return { ok: hall.status === 200, status: hall.status, text: async () => "" };
    },
    DOMParser: class {
      parseFromString() {
        return pageOf(hall.tables);
      }
    },
  }).map(([name, value]) => {
    const was = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    return /** @type {const} */ ([name, was]);
  });
  context.after(() => {
    mock.timers.reset();
    for (const [name, was] of before)
      if (was) Object.defineProperty(globalThis, name, was);
      else Reflect.deleteProperty(globalThis, name);
  });
  /** @param {number} seconds */
  const pass = async (seconds) => {
    now += seconds * 1000;
    mock.timers.tick(seconds * 1000);
    await new Promise((done) => setImmediate(done));
  };
  /** @type {(Document|null)[]} */
  const pages = [];
  return { hall, pass, pages, seat: nextSeat("wall", (page) => void pages.push(page)) };
}

test("a plan that was made anew is what the phone says at the next change", async (context) => {
  const { hall, pass, seat } = phoneIn(context);
  seat.hear({ round: 0 });
  assert.equal((await seat.of(2)).big, "Table 2");
  hall.tables = ["Table 1", "Table 7"];
  await pass(60);
  seat.hear({ round: 0 }); // nothing that a screen is told of has changed
  await pass(20);
  assert.equal((await seat.of(2)).big, "Table 7");
});

test("a phone asks at most once a minute, and not at all while nothing happens", async (context) => {
  const { hall, pass, seat } = phoneIn(context);
  const here = { round: 1 };
  for (let times = 0; times < 9; times += 1) seat.hear(here);
  await pass(100);
  assert.equal(hall.asked, 0);
  for (let times = 0; times < 120; times += 1) {
    seat.hear({ round: 1 });
    await pass(1);
  }
  assert.ok(hall.asked >= 1 && hall.asked <= 3, String(hall.asked));
});

test("who has no place any more is sent nowhere; a café that is silent changes nothing", async (context) => {
  const { hall, pass, pages, seat } = phoneIn(context);
  await seat.of(1);
  for (const status of [503, 404]) {
    hall.status = status;
    await pass(60);
    seat.soon();
    await pass(20);
  }
  assert.deepEqual(
    pages.map((page) => page !== null),
    [true, false],
  );
  assert.match((await seat.of(1)).big, /\S/);
  assert.notEqual((await seat.of(1)).big, "Table 1");
});

test("a café that never answers holds no sign back: it says what anybody can do", async (context) => {
  const { hall, pass, seat } = phoneIn(context);
  hall.mute = true;
  let said = "";
  void seat.of(2).then(({ big }) => {
    said = big;
  });
  await pass(1);
  assert.equal(said, "");
  await pass(20);
  assert.match(said, /\S/);
});
