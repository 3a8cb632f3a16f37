import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { stay, step } from "../../../static/js/core/moving/stepping.js";
import { accounts } from "../../../static/js/sort/accounts.js";
import { command } from "../../../static/js/sort/keys.js";
import { steady, view } from "../../../static/js/sort/view.js";

const CASES = JSON.parse(
  readFileSync(new URL("../../sort/accounts.json", import.meta.url), "utf-8"),
);

for (const { name, notes, sources, piles } of CASES) {
  test(`accounts: ${name}`, () => {
    const { typed, ...found } = accounts(notes, sources);
    const filled = Object.fromEntries(Object.entries(found).filter(([, ids]) => ids.length));
    assert.deepEqual(filled, piles);
    assert.deepEqual(Object.values(found).flat().sort(), [...typed].sort());
  });
}

test("arrows walk the list and stop at its ends", () => {
  const keys = ["a", "b", "c"];
  assert.equal(step(keys, "a", "ArrowDown"), "b");
  assert.equal(step(keys, "a", "ArrowUp"), "a");
  assert.equal(step(keys, "c", "ArrowDown"), "c");
  assert.equal(step(keys, "b", "Home"), "a");
  assert.equal(step(keys, "b", "End"), "c");
  assert.equal(step(keys, null, "ArrowDown"), "a");
  assert.equal(step([], "a", "ArrowDown"), null);
});

test("when the current one goes, who comes after takes its place", () => {
  assert.equal(stay(["a", "b", "c"], ["a", "c"], "b"), "c");
  assert.equal(stay(["a", "b", "c"], ["a"], "b"), "a");
  assert.equal(stay(["a", "b", "c"], ["a", "b"], "c"), "b");
  assert.equal(stay(["a"], [], "a"), null);
  assert.equal(stay(["a", "b"], ["b", "a"], "a"), "a");
});

/** @param {object} more */
const press = (more) => ({ key: "x", ctrl: false, alt: false, shift: false, ...more });
const inList = { inList: true, inField: false, single: true };

test("single keys count in the list only, and can be turned off", () => {
  assert.equal(command(press({ key: "j" }), inList)?.do, "join");
  assert.equal(command(press({ key: "j" }), { ...inList, inList: false }), null);
  assert.equal(command(press({ key: "j" }), { ...inList, inField: true }), null);
  assert.equal(command(press({ key: "j" }), { ...inList, single: false }), null);
  assert.equal(command(press({ key: "3" }), { ...inList, single: false }), null);
  assert.deepEqual(command(press({ key: "3" }), inList), { do: "heading", number: 3, key: "3" });
  assert.equal(command(press({ key: "0" }), inList), null);
  assert.equal(command(press({ key: "Enter" }), { ...inList, single: false })?.do, "menu");
});

test("undo works anywhere but where somebody writes", () => {
  const nowhere = { inList: false, inField: false, single: false };
  assert.equal(command(press({ key: "z", ctrl: true }), nowhere)?.do, "undo");
  assert.equal(command(press({ key: "Z", ctrl: true, shift: true }), nowhere)?.do, "redo");
  assert.equal(command(press({ key: "z", ctrl: true }), { ...nowhere, inField: true }), null);
  assert.equal(command(press({ key: "z" }), nowhere), null);
  assert.equal(command(press({ key: "1", ctrl: true }), inList), null);
  assert.equal(command(press({ key: "ArrowUp", alt: true }), inList)?.do, "shift");
});

/** @returns {import("../../../static/js/core/live/store.js").State} */
function world() {
  const table = { question: 1, cafe_name: null, split: false, main_statement: null, posters: [] };
  const note = { kind: "statement", part: null, struck: false, aside: null, elaborations: [] };
  const category = { question: 1, heading: "H", listed: true, position: 1 };
  /** @param {any[]} items @returns {Map<any, any>} */
  const byId = (items) => new Map(items.map((item) => [item.id, item]));
  return {
    ...empty(),
    revision: 1,
    tables: byId([
      { ...table, id: 11, number: 8 },
      { ...table, id: 12, number: 1 },
      { ...table, id: 13, number: 2, question: 2 },
    ]),
    notes: byId([
      { ...note, id: "a", table: 11, text: "Ro", order: 2 },
      { ...note, id: "b", table: 12, text: "tid", order: 1, elaborations: ["og ro"] },
      { ...note, id: "c", table: 11, text: "rom", order: 3 },
      { ...note, id: "d", table: 13, text: "annet", order: 4 },
      { ...note, id: "e", table: 12, text: "borte", order: 5, aside: "uklart" },
    ]),
    categories: byId([
      { ...category, id: "utenfor", listed: false, position: 0 },
      { ...category, id: "to", position: 2 },
      { ...category, id: "en", position: 1 },
      { ...category, id: "annen", question: 2 },
    ]),
    entries: byId([
      {
        id: "y",
        category: "en",
        text: "Rom.",
        position: 2,
        sources: [{ note: "c", absorbed: false }],
      },
      { id: "x", category: "en", text: "Eget.", position: 1, sources: [] },
    ]),
  };
}

/** @returns {import("../../../static/js/sort/filter.js").Filter} */
const all = () => ({ table: 0, text: "", kind: "", away: new Set() });

test("the view holds one question, in the document's order", () => {
  const seen = view(world(), 1, all());
  assert.deepEqual(
    seen.groups.map(({ table, notes }) => [table.number, notes.map((note) => note.id)]),
    [
      [1, ["b"]],
      [8, ["a"]],
    ],
  );
  assert.deepEqual(
    seen.headings.map(({ category, number }) => [number, category.id]),
    [
      [1, "en"],
      [2, "to"],
      [3, "utenfor"],
    ],
  );
  assert.deepEqual(seen.keys, { notes: ["note:b", "note:a"], entries: ["entry:x", "entry:y"] });
  assert.deepEqual(seen.accounts.typed, ["b", "a", "c", "e"]);
  assert.deepEqual(seen.reasons, ["uklart"]);
});

test("a filter hides what waits, and never changes the sum", () => {
  const ro = view(world(), 1, { ...all(), text: "RO" });
  assert.deepEqual(ro.keys.notes, ["note:b", "note:a"]);
  for (const text of ["ÅPENT", "åpent".normalize("NFD"), "apent"]) {
    const state = world();
    const note = { ...state.notes.get("a"), text: "Ha åpent".normalize("NFD") };
    state.notes = new Map(state.notes).set("a", /** @type {any} */ (note));
    assert.deepEqual(view(state, 1, { ...all(), text }).keys.notes, ["note:a"], text);
  }
  const eight = view(world(), 1, { ...all(), table: 8 });
  assert.deepEqual(eight.keys.notes, ["note:a"]);
  assert.deepEqual(eight.accounts, view(world(), 1, all()).accounts);
});

test("what is on its way is out of the list, not out of the sum", () => {
  const seen = view(world(), 1, { ...all(), away: new Set(["a", "y"]) });
  assert.deepEqual(seen.keys, { notes: ["note:b"], entries: ["entry:x"] });
  assert.equal(seen.accounts.printed.length, 1);
});

test("a table or heading at which nothing has changed is the same object as before", () => {
  const state = world();
  const before = view(state, 1, all());
  const same = steady(before, view(state, 1, all()));
  assert.ok(same.groups.every((group, at) => group === before.groups[at]));
  assert.ok(same.headings.every((heading, at) => heading === before.headings[at]));

  const note = { ...state.notes.get("a"), text: "Ro!" };
  const notes = new Map(state.notes).set("a", /** @type {any} */ (note));
  const after = steady(before, view({ ...state, notes }, 1, all()));
  assert.deepEqual(
    after.groups.map((group, at) => group === before.groups[at]),
    [true, false],
  );

  const hidden = steady(before, view(state, 1, { ...all(), text: "eget" }));
  assert.deepEqual(
    hidden.headings.map((heading, at) => heading === before.headings[at]),
    [false, true, true],
  );
  const left = steady(before, view(state, 1, { ...all(), away: new Set(["y"]) }));
  assert.notEqual(left.headings[0], before.headings[0]);
});

test("a source is a group beside the tables, by its name, and keeps its object", () => {
  const origin = { id: 21, uid: "u", number: 10001, question: 1, name: "Skjema" };
  const from = {
    .../** @type {any} */ (world().notes.get("a")),
    id: "f",
    table: 21,
    order: 9,
    gathered: true,
  };
  const notes = new Map([...world().notes, ["f", from]]);
  const state = /** @type {any} */ ({ ...world(), origins: new Map([[21, origin]]), notes });
  const all = { table: 0, text: "", kind: /** @type {""} */ (""), away: new Set() };
  const shown = view(state, 1, all);
  assert.equal(shown.tables.at(-1)?.origin, "Skjema");
  assert.deepEqual(shown.groups.at(-1)?.notes, [from]);
  assert.ok(shown.accounts.typed.includes("f"));
  const only = view(state, 1, { ...all, table: 10001 });
  assert.deepEqual(
    only.groups.flatMap((group) => group.notes.map(({ id }) => id)),
    ["f"],
  );
  assert.equal(steady(shown, view(state, 1, all)).groups.at(-1), shown.groups.at(-1));
});
