import assert from "node:assert/strict";
import { test } from "node:test";
import { empty } from "../../../static/js/core/live/store.js";
import { put } from "../../../static/js/core/offline/entries.js";
import * as commands from "../../../static/js/outline/commands.js";
import { planOf } from "../../../static/js/outline/model.js";
import { asksWhy, onTop, said, theirsOf, withWhy } from "../../../static/js/outline/refused.js";
import { inverse } from "../../../static/js/outline/undo.js";

/** @typedef {import("../../../static/js/core/offline/entries.js").Entry} Entry */

/** A café with two questions, two tables and a name. */
function state() {
  const known = empty();
  known.revision = 5;
  known.workshop = /** @type {any} */ ({
    id: "abc",
    document_title: "DIALOGKAFÉ",
    title: "ET STED",
    place: "Skolen",
    signature: { name: "Kari", position: "", month: "" },
  });
  const question = { number: 1, form: "tables", parts: [{ letter: "A", text: "Nå" }] };
  known.questions.set(1, /** @type {any} */ ({ id: 1, uid: "q1", text: "Hva?", ...question }));
  known.questions.set(
    2,
    /** @type {any} */ ({ ...question, id: 2, uid: "q2", text: "Hvem?", number: 2, parts: [] }),
  );
  for (const id of [7, 8])
    known.tables.set(
      id,
      /** @type {any} */ ({
        id,
        number: id,
        question: 1,
        hosts: id === 7 ? ["Ada", "Bo"] : [],
        roles: id === 7 ? [{ host: "Ada", role: "user" }] : [],
        meeting: id === 7 ? "https://a.b" : "",
        tags: id === 7 ? ["Nes"] : [],
      }),
    );
  return known;
}

/** @param {Entry[]} entries @param {{fresh?: Map<string, any>, blanks?: any[]}} [more] */
const plan = (entries, { fresh = new Map(), blanks = [] } = {}) =>
  planOf({
    state: state(),
    entries: entries.reduce(put, /** @type {Entry[]} */ ([])),
    fresh,
    blanks,
  });

/** @param {Entry} entry @param {any} refusal @returns {Entry} */
const refused = (entry, refusal) => ({
  ...entry,
  tries: 1,
  refusal: { status: 409, type: "", title: "No", where: "was", now: null, door: "", ...refusal },
});

test("a question that is answered before the others are heard of stands where it belongs", () => {
  const parts = { parts: [], form: "tables" };
  const uids = (/** @type {any[]} */ ...answers) =>
    plan([], { fresh: new Map(answers.map((one) => [one.uid, one])) }).rows.map(({ uid }) => uid);
  const asked = { ...parts, id: 3, uid: "q3", text: "Når?" };
  const [first, second] = [
    { id: 1, uid: "q1", text: "Hva?", ...parts },
    { id: 2, uid: "q2", text: "Hvem?", ...parts },
  ];
  // The one that moves for it has its old number still.
  assert.deepEqual(uids({ ...asked, number: 2, revision: 6 }), ["q1", "q3", "q2"]);
  assert.deepEqual(uids({ ...asked, number: 1, revision: 6 }), ["q3", "q1", "q2"]);
  assert.deepEqual(uids({ ...first, number: 2, revision: 6 }), ["q2", "q1"]);
  assert.deepEqual(uids({ ...second, number: 1, revision: 6 }), ["q2", "q1"]);
  const [then, last] = [
    { ...asked, number: 2, revision: 6 },
    { ...asked, id: 4, uid: "q4", number: 2, revision: 7 },
  ];
  assert.deepEqual(uids(last, then), ["q1", "q4", "q3", "q2"]);
  assert.deepEqual(uids(then, { uid: "q1", gone: true, revision: 7 }), ["q3", "q2"]);
  // The state is newer.
  assert.deepEqual(uids({ ...second, number: 1, revision: 5 }), ["q1", "q2"]);
});

const ADA = { name: "Ada", role: "user" };
const BO = { name: "Bo", role: null };

test("what waits is seen as if it had arrived", () => {
  const made = plan([
    commands.setFact("place", "Skolen", "Kirken"),
    commands.setFact("signature_name", "Kari", "Siri"),
    commands.newQuestion({ id: "q3", text: "Når?", before: "q2" }),
    commands.reword("q1", "Hva?", "Hva nå?"),
    commands.setParts("q2", [], ["Her", "Der"]),
    commands.setForm("q2", "tables", "pairs"),
    commands.setCount("q3", 0, 2),
    commands.place("q1", null),
    commands.setHosts(7, [ADA, BO], [{ name: "Siri", role: null }]),
    commands.setNumber(8, 8, 9),
    commands.setMeeting(8, "", "https://example.org"),
    commands.setTags(8, [], ["Nes"]),
    commands.numberAnew(),
  ]);
  assert.equal(made.facts.place, "Kirken");
  assert.equal(made.facts.signature_name, "Siri");
  assert.deepEqual(
    made.rows.map(({ uid, text, form, parts, count }) => [uid, text, form, parts, count]),
    [
      ["q3", "Når?", "tables", [], 2],
      ["q2", "Hvem?", "pairs", ["Her", "Der"], 0],
      ["q1", "Hva nå?", "tables", ["Nå"], 2],
    ],
  );
  const [seven, eight] = /** @type {any} */ (made.rows.at(-1)).tables;
  assert.deepEqual(seven.hosts, [{ name: "Siri", role: null }]);
  assert.deepEqual([eight.number, eight.meeting, eight.tags], [9, "https://example.org", ["Nes"]]);
});

test("what the café has answered is seen before the line has brought it, and not after", () => {
  const answer = { ...state().questions.get(1), text: "Hva nå?", revision: 6 };
  const table = { ...state().tables.get(8), number: 3, revision: 6 };
  const cafe = { ...state().workshop, place: "Kirken", revision: 6 };
  const gone = { uid: "q2", gone: true, revision: 6 };
  const fresh = new Map(Object.entries({ a: answer, b: table, c: cafe, d: gone }));
  const seen = plan([], { fresh });
  assert.deepEqual(
    seen.rows.map(({ text }) => text),
    ["Hva nå?"],
  );
  assert.deepEqual(
    seen.rows[0]?.tables.map(({ number }) => number),
    [3, 7],
  );
  assert.equal(seen.facts.place, "Kirken");
  for (const one of fresh.values()) one.revision = 5;
  assert.deepEqual(
    plan([], { fresh }).rows.map(({ text }) => text),
    ["Hva?", "Hvem?"],
  );
});

test("a question that is begun has its place, until the café has it", () => {
  const blanks = [
    { uid: "q9", before: "q2" },
    { uid: "q1", before: null },
  ];
  assert.deepEqual(
    plan([], { blanks }).rows.map(({ uid }) => uid),
    ["q1", "q9", "q2"],
  );
});

test("what goes again takes along what the refusal showed, and the count that is there", () => {
  const now = { text: "Hva?", parts: [], form: "tables", seen: ["Kari"], count: 3 };
  const gone = refused(commands.gone("q1", "Hva?"), { status: 409, now });
  assert.deepEqual(onTop(gone).body, { was: "Hva?", seen: ["Kari"] });
  const fewer = refused(commands.setCount("q1", 2, 1), { status: 409, now });
  assert.deepEqual(onTop(fewer).body, { was: 3, count: 1, seen: ["Kari"] });
  const tables = [{ hosts: [{ name: "Ola", role: null }], tags: ["sør"], meeting: "https://x.y" }];
  assert.deepEqual(commands.wordsAt([...tables, { hosts: [] }]), ["Ola", "sør", "https://x.y"]);
});

test("what was said no to stands at its field, and what is about something gone stands last", () => {
  const words = refused(commands.reword("q1", "Hva?", "Hva nå?"), {});
  const far = refused(commands.reword("q9", "Borte", "Borte?"), { status: 404 });
  const host = refused(commands.setHosts(99, [], [{ name: "Per", role: null }]), { status: 404 });
  const stays = refused(commands.gone("q2", "Hvem?"), {});
  const unmoved = refused(commands.place("q2", "q1"), {});
  const fact = refused(commands.setFact("place", "", "Kirken"), {});
  const entries = [words, far, host, stays, unmoved, fact];
  const seen = planOf({ state: state(), entries, fresh: new Map(), blanks: [] });
  assert.equal(seen.rows[0]?.refused.text, words);
  assert.equal(seen.rows[1]?.refused.gone, stays);
  assert.equal(seen.refused.place, fact);
  assert.deepEqual(seen.lost, [far, host]);
  assert.deepEqual(
    seen.rows.map(({ uid, text }) => [uid, text]),
    [
      ["q1", "Hva nå?"],
      ["q2", "Hvem?"],
    ],
  );
});

test("mine goes out again on top of what is there, as another operation", () => {
  const now = {
    text: "Hvor?",
    form: "pairs",
    parts: [{ letter: "A", text: "Da" }],
    hosts: ["Per"],
  };
  const all = {
    ...now,
    number: 4,
    tags: ["Vik"],
    meeting: "https://a.b",
    place: "Her",
    signature: null,
  };
  for (const [entry, was] of /** @type {[Entry, any][]} */ ([
    [commands.reword("q1", "Hva?", "Hva nå?"), "Hvor?"],
    [commands.setParts("q1", [], ["Nå"]), ["Da"]],
    [commands.setForm("q1", "tables", "plenary"), "pairs"],
    [commands.setCount("q1", 2, 3), 2],
    [commands.setHosts(7, [], [BO]), [{ name: "Per", role: null }]],
    [commands.setNumber(7, 1, 2), 4],
    [commands.setTags(7, [], ["Nes"]), ["Vik"]],
    [commands.setMeeting(7, "", "https://c.d"), "https://a.b"],
    [commands.setFact("place", "", "Der"), "Her"],
    [commands.setFact("signature_name", "Kari", "Siri"), ""],
  ])) {
    const again = onTop(refused(entry, { now: all }));
    assert.deepEqual(again.body.was, was);
    assert.notEqual(again.act, entry.act);
    assert.equal(again.refusal, null);
    assert.ok(said(entry.body));
    assert.equal(
      theirsOf(refused(entry, { now: all })),
      Array.isArray(was) ? was.map((one) => one.name ?? one).join("\n") : String(was),
    );
  }
  const asked = refused(commands.reword("q1", "Hva?", "Hva nå?"), {
    where: "why",
    now: { text: "Hva?" },
  });
  assert.ok(asksWhy(asked));
  const told = onTop(withWhy(asked, "uklart"));
  assert.deepEqual([told.body.why, told.body.was, told.refusal], ["uklart", "Hva?", null]);
  assert.notEqual(told.act, asked.act);
  const tooLong = refused(told, { status: 422, where: "why" });
  assert.deepEqual([onTop(tooLong).body.was, onTop(tooLong).body.why], ["Hva?", "uklart"]);
  const lost = onTop(refused(commands.reword("q9", "Borte", "Borte?"), { status: 404 }));
  assert.deepEqual([lost.method, lost.body.id, lost.body.text], ["POST", "q9", "Borte?"]);
  const made = commands.newQuestion({ id: "q8", text: "Hvor?", before: "q9", form: "pairs" });
  const last = onTop(refused(made, { status: 404 }));
  assert.deepEqual([last.thing, last.body], ["q8", { ...made.body, before: null }]);
  assert.notEqual(last.act, made.act);
  const same = refused(commands.setFact("place", "", "Der"), { status: 422 });
  assert.equal(onTop(same).act, same.act);
});

test("each command is taken back by commands that carry what it wrote", () => {
  const before = plan([]);
  for (const entry of [
    commands.setFact("place", "Skolen", "Kirken"),
    commands.newQuestion({ id: "q3", text: "Når?", before: null }),
    commands.reword("q1", "Hva?", "Hva nå?"),
    commands.setParts("q1", ["Nå"], ["Nå", "Da"]),
    commands.setForm("q2", "tables", "pairs"),
    commands.setCount("q2", 0, 2),
    commands.place("q1", null),
    commands.setHosts(7, [ADA, BO], [{ name: "Per", role: null }]),
    commands.setNumber(8, 8, 9),
    commands.setTags(8, [], ["Nes"]),
    commands.setMeeting(8, "", "https://a.b"),
    commands.gone("q2", "Hvem?"),
  ]) {
    const after = plan([entry, ...inverse(entry, before)].map((one) => ({ ...one, tries: 1 })));
    const bare = (/** @type {any} */ { waits: _waits, ...rest }) =>
      JSON.parse(JSON.stringify(rest).replaceAll('"born":false', '"born":true'));
    assert.deepEqual(bare(after), bare(before), entry.path);
  }
  const laid = [
    {
      number: 7,
      hosts: [
        { name: "Ada", role: "user" },
        { name: "Bo", role: null },
      ],
      tags: ["Nes"],
      meeting: "https://a.b",
    },
    { number: 8, hosts: [], tags: [], meeting: "" },
  ];
  const [back] = inverse(commands.gone("q1", "Hva?"), before);
  assert.deepEqual(back?.body.tables, laid);
  const [more] = inverse(commands.setCount("q1", 2, 0), before);
  assert.deepEqual([more?.body.was, more?.body.count, more?.body.tables], [0, 2, laid]);
  const [fewer] = inverse(more ?? assert.fail(), plan([]));
  assert.deepEqual(fewer?.body.seen, ["Ada", "Bo", "Nes", "https://a.b"]);
  const [form] = inverse(commands.setForm("q1", "tables", "pairs"), before);
  assert.deepEqual([form?.body.form, form?.body.tables], ["tables", laid]);
  const paired = plan([commands.setForm("q1", "tables", "pairs")]);
  const [scribed] = inverse(commands.setForm("q1", "pairs", "tables"), paired);
  assert.deepEqual([scribed?.body.form, scribed?.body.tables], ["pairs", laid]);
  const [again] = inverse(scribed ?? assert.fail(), before);
  assert.deepEqual(again?.body.seen, ["Ada", "Bo", "Nes", "https://a.b"]);
  const hinted = plan([commands.setHints("q1", [], ["Skriv"])]);
  assert.deepEqual(inverse(commands.setParts("q1", ["Nå"], []), hinted)[0]?.body.hints, ["Skriv"]);
  assert.deepEqual(inverse(commands.numberAnew(), before), []);
  assert.deepEqual(inverse(commands.setNumber(99, 1, 2), before), []);
});
