import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, empty, fromSnapshot, settle } from "../../../static/js/core/live/store.js";

/** A random number generator that can be repeated. @param {number} seed */
function dice(seed) {
  let now = seed;
  return (/** @type {number} */ below) => {
    now = (now * 1103515245 + 12345) % 2147483648;
    return Math.floor((now / 2147483648) * below);
  };
}

/** @param {(below: number) => number} roll @param {number} count */
function history(roll, count) {
  const changes = [];
  for (let revision = 1; revision <= count; revision += 1) {
    const gone = roll(6) === 0;
    if (roll(3)) {
      const id = `note-${roll(5)}`;
      const item = gone ? null : { id, table: 1, text: `${revision}`, struck: roll(4) === 0 };
      changes.push({ revision, what: "note", key: id, item });
    } else {
      const id = roll(3) + 1;
      const item = gone ? null : { id, number: id, question: 1, cafe_name: `${revision}` };
      changes.push({ revision, what: "table", key: String(id), item });
    }
  }
  return changes;
}

/** @param {any[]} changes @param {number} from @param {number} to */
const events = (changes, from, to) => ({
  since: from,
  revision: to,
  changes: changes.slice(from, to),
});

/** @param {any[]} changes @param {number} at */
function snapshot(changes, at) {
  const { state } = apply({ ...empty(), revision: 0 }, events(changes, 0, at));
  return {
    revision: at,
    workshop: null,
    questions: [],
    tables: [...state.tables.values()],
    notes: [...state.notes.values()],
    categories: [],
    entries: [],
  };
}

/** @param {import("../../../static/js/core/live/store.js").State} state */
const plain = (state) => ({
  revision: state.revision,
  tables: [...state.tables].sort(([a], [b]) => a - b),
  notes: [...state.notes].sort(([a], [b]) => a.localeCompare(b)),
});

test("every order of snapshot, events, repeats and gaps ends in the same state", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const roll = dice(seed);
    const changes = history(roll, 5 + roll(25));
    const end = plain(fromSnapshot(snapshot(changes, changes.length)));
    const heard = [];
    for (let at = 0; at < changes.length; ) {
      const to = Math.min(changes.length, at + 1 + roll(4));
      heard.push(events(changes, at, to));
      if (roll(3) === 0) heard.push(events(changes, Math.max(0, at - roll(3)), to));
      at = to;
    }
    for (let i = heard.length - 1; i > 0; i -= 1) {
      const other = Math.max(0, i - roll(4));
      [heard[i], heard[other]] = [/** @type {any} */ (heard[other]), /** @type {any} */ (heard[i])];
    }
    const lost = new Set(roll(2) ? [roll(heard.length)] : []);
    let state = fromSnapshot(snapshot(changes, roll(changes.length)));
    /** @type {any[]} */
    let held = [];
    for (const [place, one] of heard.entries()) {
      if (!lost.has(place)) held.push(one);
      ({ state, held } = settle(state, held));
    }
    state = apply(state, events(changes, state.revision, changes.length)).state;
    ({ state, held } = settle(state, held));
    assert.deepEqual(plain(state), end, `seed ${seed}`);
    assert.deepEqual(held, [], `seed ${seed}`);
  }
});

test("news after a gap leaves the state as it was", () => {
  const changes = history(dice(7), 9);
  const state = fromSnapshot(snapshot(changes, 3));
  const { state: after, gap } = apply(state, events(changes, 5, 7));
  assert.equal(gap, true);
  assert.equal(after, state);
});

test("known events changes nothing, not even the object", () => {
  const changes = history(dice(8), 9);
  const state = fromSnapshot(snapshot(changes, 9));
  assert.equal(apply(state, events(changes, 2, 6)).state, state);
});

test("what is hidden from an audience still moves the number", () => {
  const state = fromSnapshot(snapshot(history(dice(9), 4), 4));
  const { state: after, gap } = apply(state, { since: 4, revision: 6, changes: [] });
  assert.equal(gap, false);
  assert.equal(after.revision, 6);
  assert.equal(after.notes, state.notes);
});

test("a change leaves the earlier state untouched", () => {
  const before = fromSnapshot({ ...snapshot([], 0), notes: [{ id: "a", text: "old" }] });
  const item = { id: "a", text: "new" };
  const change = { revision: 1, what: "note", key: "a", item };
  const after = apply(before, { since: 0, revision: 1, changes: [change] }).state;
  assert.equal(before.notes.get("a")?.text, "old");
  assert.equal(after.notes.get("a")?.text, "new");
});

test("a kind of thing this page does not know is passed over", () => {
  const state = fromSnapshot(snapshot([], 0));
  const change = { revision: 1, what: "weather", key: "1", item: { id: 1 } };
  assert.equal(apply(state, { since: 0, revision: 1, changes: [change] }).state.revision, 1);
});

test("nothing is applied before the first snapshot", () => {
  assert.equal(apply(empty(), { since: 0, revision: 1, changes: [] }).gap, true);
});
