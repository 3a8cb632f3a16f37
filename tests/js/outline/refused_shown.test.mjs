import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { next, withoutRefused } from "../../../static/js/core/offline/entries.js";
import * as commands from "../../../static/js/outline/commands.js";
import { FACTS, factView, languageView, PRINTED } from "../../../static/js/outline/draw/facts.js";
import { lostView } from "../../../static/js/outline/draw/field.js";
import { questionsView } from "../../../static/js/outline/draw/questions.js";
import { planOf } from "../../../static/js/outline/model.js";
import { said, theirsOf } from "../../../static/js/outline/refused.js";
import * as blockCommands from "../../../static/js/programme/commands.js";
import { programmeOf } from "../../../static/js/programme/model.js";
import { blocksView } from "../../../static/js/programme/view.js";
import { tickLine, withWaiting } from "../../../static/js/remains/model.js";
import { linesView } from "../../../static/js/remains/view.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

const NO = "The café says no.";

/** @param {Entry} entry @returns {Entry} */
const refused = (entry) => ({
  ...entry,
  tries: 1,
  refusal: { status: 422, type: "", title: NO, where: null, now: null, door: "" },
});

/** Every text that is drawn. @param {unknown} drawn @returns {unknown[]} */
function drawnIn(drawn) {
  if (Array.isArray(drawn)) return drawn.flatMap(drawnIn);
  const { values } = /** @type {{values?: unknown[]}} */ (drawn ?? {});
  if (!Array.isArray(values)) return [drawn];
  const [items, , one] = values; // of `repeat`
  const listed = Array.isArray(items) && typeof one === "function";
  return drawnIn(listed ? items.map(/** @type {(item: unknown) => unknown} */ (one)) : values);
}

/** @type {any} */
const handlers = {
  text: (/** @type {string} */ _id, /** @type {string} */ now) => now,
  wrong: () => "",
  told: () => "",
  saidBefore: () => undefined,
  partsOf: (/** @type {any} */ row) => row.parts,
  mine: (/** @type {Entry} */ { body }) => said(body),
  theirs: theirsOf,
};

/** @param {string} form @param {string[]} parts */
function state(form, parts) {
  const known = empty();
  known.workshop = /** @type {any} */ ({ id: "abc", language: "nb" });
  const question = { id: 1, uid: "q", number: 1, text: "Hva?", form, hints: [] };
  const lettered = parts.map((text, at) => ({ letter: "ABCDEF"[at], text }));
  known.questions.set(1, /** @type {any} */ ({ ...question, parts: lettered }));
  const table = { id: 7, number: 7, question: 1, hosts: [], roles: [], meeting: "", tags: [] };
  known.tables.set(7, /** @type {any} */ (table));
  return known;
}

/** @type {Record<string, () => Entry>} */
const EACH = {
  newQuestion: () => commands.newQuestion({ id: "new", text: "Hvem?", before: null }),
  reword: () => commands.reword("q", "Hva?", "Hva nå?"),
  setParts: () => commands.setParts("q", ["a"], []),
  setHints: () => commands.setHints("q", [], ["Skriv"]),
  setForm: () => commands.setForm("q", "tables", "pairs"),
  setCount: () => commands.setCount("q", 1, 0),
  place: () => commands.place("q", "away"),
  gone: () => commands.gone("q", "Hva?"),
  numberAnew: () => commands.numberAnew(),
  setNumber: () => commands.setNumber(7, 7, 8),
  setHosts: () => commands.setHosts(7, [], [{ name: "Ada", role: null }]),
  setMeeting: () => commands.setMeeting(7, "", "x"),
  setTags: () => commands.setTags(7, [], ["Nes"]),
};

/** @param {import("../../../static/js/core/live/store.js").State} now @param {Entry[]} entries */
function planSays(now, entries) {
  const plan = planOf({ state: now, entries, fresh: new Map(), blanks: [] });
  const words = /** @type {any} */ ({ open: () => 0 });
  const page = { handlers, words };
  const facts = [...FACTS, ...PRINTED].map((one) => factView(page, plan, one));
  const asked = questionsView(handlers, plan.rows);
  const lost = plan.lost.map((entry) => lostView(handlers, entry));
  return drawnIn([facts, languageView(page, plan), asked, lost]).includes(NO);
}

test("whatever the café says no to stands on the plan, whatever has become of its question", () => {
  const facts = [...FACTS, ...PRINTED].map(
    ([name]) =>
      () =>
        commands.setFact(name, "", "x"),
  );
  const made = Object.keys(commands).filter((name) => !["wordsAt", "setFact"].includes(name));
  assert.deepEqual(made.sort(), Object.keys(EACH).sort());
  for (const form of ["tables", "pairs", "plenary"])
    for (const parts of [[], ["a"], ["a", "b"]])
      for (const [name, make] of [...Object.entries(EACH), ...facts.map((one) => ["fact", one])]) {
        const no = refused(/** @type {() => Entry} */ (make)());
        const behind = commands.gone(no.thing === "new" ? "new" : "q", "Hva?");
        for (const [where, now, entries] of /** @type {const} */ ([
          ["there", state(form, parts), [no]],
          ["going", state(form, parts), [no, behind]],
          ["gone", { ...empty(), workshop: state(form, parts).workshop }, [no]],
        ]))
          assert.ok(planSays(now, [...entries]), `${name}, ${form} in ${parts.length}: ${where}`);
      }
});

test("and on the programme and the checklist", () => {
  const block = { uid: "b", kind: "own", title: "Mat", minutes: 10, pinned: "", prompt: "" };
  const written = { ...block, id: "new", minutes: "10" };
  const each = [
    ...["kind", "title", "minutes", "pinned", "prompt"].map((field) =>
      blockCommands.setField("b", /** @type {"title"} */ (field), "", "x"),
    ),
    ...["count", "minutes", "change", "divided"].map((part) =>
      blockCommands.setRounds(/** @type {"count"} */ (part), "", "3"),
    ),
    blockCommands.newBlock(written, null),
    blockCommands.place("b", "away"),
    blockCommands.gone("b", "Mat"),
  ];
  const agreed = { count: 3, minutes: 12, change: 2 };
  for (const no of each.map(refused))
    for (const kind of ["own", "rounds"])
      for (const rounds of [agreed, null])
        for (const behind of [[], [blockCommands.gone("b", "Mat")]]) {
          const workshop = { rounds, programme: [{ ...block, kind }] };
          const now = programmeOf({ workshop, entries: [no, ...behind], blanks: [] });
          const lost = now.lost.map((entry) => lostView(handlers, entry));
          const drawn = drawnIn([blocksView(handlers, now, []), lost]);
          assert.ok(drawn.includes(NO), `${no.path}, ${kind}, ${rounds ? "rounds" : "one talk"}`);
        }
  const line = { key: "venue", kind: "hand", text: "Lokale", state: "none", done: false };
  const told = /** @type {any} */ ({ ...line, of: null, place: "", by: "", at: "" });
  const [tick] = [refused(tickLine("venue", "open", "done"))];
  const views = linesView(withWaiting([told], [tick]), false, handlers);
  assert.ok(drawnIn(views).includes(NO));
});

test("who takes a question away lets go what was said no to about it, and the rest goes out", () => {
  const never = refused(EACH.newQuestion?.() ?? assert.fail());
  const hints = commands.setHints("new", [], ["Skriv"]);
  const other = commands.reword("q", "Hva?", "Hva nå?");
  const away = commands.gone("q", "Hva?");
  const moved = refused(commands.place("q", "away"));
  assert.deepEqual(withoutRefused([never, hints, other], "new"), [other]);
  assert.equal(next([moved, away]), undefined);
  assert.equal(next(withoutRefused([moved, away], "q")), away);
});
