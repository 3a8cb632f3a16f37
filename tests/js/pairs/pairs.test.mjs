import assert from "node:assert/strict";
import { test } from "node:test";
import { empty, fromSnapshot } from "../../../static/js/core/live/store.js";
import { answered, leaving, put, refused } from "../../../static/js/core/offline/entries.js";
import { placeName } from "../../../static/js/core/words.js";
import { following, lettersAfter } from "../../../static/js/pairs/asked.js";
import { newNote, rewordNote, slips, strikeNote, tally } from "../../../static/js/pairs/model.js";

import { route } from "../../../static/js/wall/projector/tour.js";

/** @typedef {import("../../../static/js/pairs/model.js").Seen} Seen */
/** @typedef {import("../../../static/js/pairs/model.js").Own} Own */

const NOTE = { table: 9, kind: "keyword", elaborations: [], order: 1, round: 0, paper: false };
const OURS = { id: "a", part: "A", text: "mer lys", struck: false, late: false, revision: 5 };

/**
 * @param {object} seen
 * @param {Own[]} [seen.own]
 * @param {object[]} [seen.notes]
 * @param {number} [seen.revision]
 * @param {import("../../../static/js/core/offline/entries.js").Entry[]} [seen.entries]
 * @param {string} [seen.sending]
 * @returns {Seen}
 */
function seen({ own = [], notes = [], revision = 5, entries = [], sending = "" }) {
  const state = fromSnapshot({ revision, workshop: null, notes });
  return { own: new Map(own.map((note) => [note.id, note])), state, entries, sending };
}

test("only this phone's notes are shown, not the hall's", () => {
  const hall = { ...NOTE, id: "x", part: "A", text: "de andres", struck: false };
  const found = slips(seen({ own: [OURS], notes: [hall, { ...NOTE, ...OURS }] }));
  assert.deepEqual(
    found.map(({ id, status }) => [id, status]),
    [["a", "received"]],
  );
});

test("what waits is shown after what has arrived, with how far it came", () => {
  const first = newNote("på vei", "A", "Hva?");
  const second = newNote("venter", "B", "Hvem?");
  const found = slips(seen({ own: [OURS], entries: [first, second], sending: first.act }));
  assert.deepEqual(
    found.map(({ text, part, status }) => [text, part, status]),
    [
      ["mer lys", "A", "received"],
      ["på vei", "A", "sending"],
      ["venter", "B", "kept"],
    ],
  );
  assert.deepEqual(tally(found), { notes: 3, waiting: 2, refused: 0 });
});

test("a helper's mending shows, an older snapshot does not", () => {
  const mended = { ...NOTE, ...OURS, text: "mer lys i gata" };
  assert.equal(
    slips(seen({ own: [OURS], notes: [mended], revision: 6 }))[0]?.text,
    "mer lys i gata",
  );
  assert.equal(slips(seen({ own: [OURS], notes: [mended], revision: 4 }))[0]?.text, "mer lys");
});

test("a struck note keeps its words on the phone that wrote it", () => {
  const blank = { ...NOTE, ...OURS, text: "", struck: true };
  const [found] = slips(seen({ own: [OURS], notes: [blank], revision: 6 }));
  assert.deepEqual([found?.text, found?.struck], ["mer lys", true]);
  const back = slips(
    seen({ own: [OURS], notes: [blank], entries: [strikeNote("a", "mer lys", false)] }),
  );
  assert.equal(back[0]?.struck, false);
  assert.equal(tally(back).notes, 1);
});

test("what came late says so until the organiser has taken it in", () => {
  const late = { id: "b", part: null, text: "sent", late: true, decided: "waiting", revision: 7 };
  assert.equal(slips(seen({ own: [late], revision: 7 }))[0]?.late, true);
  const taken = { ...NOTE, id: "b", part: null, text: "sent", struck: false };
  assert.equal(slips(seen({ own: [late], notes: [taken], revision: 8 }))[0]?.late, false);
});

test("a refused note stays on the phone with its reason, and a new word mends it", () => {
  const entry = newNote("for tidlig", null, null);
  const no = {
    status: 409,
    type: "",
    title: "Ikke åpent",
    where: "stage",
    now: null,
    door: "/v/x",
  };
  let entries = refused(leaving([entry], entry.act), entry.act, no);
  const [found] = slips(seen({ entries }));
  assert.deepEqual([found?.status, found?.refusal?.refusal?.title], ["refused", "Ikke åpent"]);
  entries = put(entries, rewordNote(String(found?.id), "for tidlig", "nå"));
  assert.deepEqual(
    entries.map(({ method, body }) => [method, body.text]),
    [["POST", "nå"]],
  );
  assert.deepEqual(answered(entries, entry.act), []);
});

test("a place is called what people call it", () => {
  const table = { number: 901 };
  assert.equal(placeName({ form: "pairs" }, table), "In pairs");
  assert.equal(placeName({ form: "plenary" }, table), "Plenary");
  assert.equal(placeName({ form: "tables" }, { number: 3 }), "Table 3");
  assert.equal(placeName(undefined, undefined), "Table ?");
});

test("the big screen visits pairs before they have written, while they can", () => {
  const posters = [
    {
      table: { id: 1, number: 1, posters: [] },
      question: { number: 1, form: "tables" },
      notes: [NOTE],
    },
    {
      table: { id: 2, number: 2, posters: [] },
      question: { number: 1, form: "tables" },
      notes: [],
    },
    {
      table: { id: 9, number: 901, posters: [] },
      question: { number: 2, form: "pairs" },
      notes: [],
    },
  ];
  const hung = /** @type {any[]} */ (posters);
  assert.deepEqual(route(hung, null, true), [1, 9]);
  assert.deepEqual(route(hung, null, false), [1]);
});

test("an erased note has no words on the phone that wrote it, and says that it is erased", () => {
  const gone = { ...NOTE, ...OURS, text: "", struck: true, erased: true };
  const state = /** @type {any} */ ({ ...empty(), revision: 9, notes: new Map([["a", gone]]) });
  const own = new Map([["a", OURS]]);
  const [slip] = slips({ own, state, entries: [], sending: "" });
  assert.deepEqual([slip?.text, slip?.erased], ["", true]);
  const [told] = slips({
    own: new Map([["a", { ...OURS, text: "", erased: true }]]),
    state: empty(),
    entries: [],
    sending: "",
  });
  assert.equal(told?.erased, true);
});

/** @param {Record<string, string>} parts */
const asking = (parts) => Object.entries(parts).map(([letter, text]) => ({ letter, text }));

test("a part goes by its words, and other words at its place are its own", () => {
  const after = (/** @type {any} */ was, /** @type {any} */ now) =>
    Object.fromEntries(lettersAfter(asking(was), asking(now)));
  assert.deepEqual(after({ A: "x", B: "y" }, { A: "y", B: "x" }), { A: "B", B: "A" });
  assert.deepEqual(after({ A: "x", B: "y" }, { A: "x!", B: "y" }), { A: "A", B: "B" });
  assert.deepEqual(after({ A: "x", B: "y" }, { A: "y" }), { A: undefined, B: "A" });
  assert.deepEqual(after({}, { A: "y" }), {});
});

test("what is half-typed goes with its part, also when the page has slept meanwhile", () => {
  const lies = /** @type {Map<string, string>} */ (new Map());
  const draftOf = (/** @type {string} */ name) =>
    /** @type {any} */ ({
      read: () => lies.get(name) ?? "",
      last: () => lies.get(name) ?? "",
      keep: (/** @type {string} */ text) => lies.set(name, text),
      clear: () => lies.delete(name),
    });
  const lost = /** @type {string[]} */ ([]);
  const open = () =>
    following({
      draftOf,
      kept: draftOf("asked"),
      homeless: ({ text }, draft) => {
        lost.push(`${text} ${draft.read()}`);
        draft.clear();
      },
    });
  lies.set("A", "halv");
  lies.set("B", "annen");
  const first = open();
  assert.equal(first(asking({ A: "x", B: "y" })).size, 0);
  assert.equal(first(asking({ A: "x", B: "y" })).size, 0);
  assert.deepEqual(
    [...first(asking({ A: "y", B: "x" }))],
    [
      ["A", "B"],
      ["B", "A"],
    ],
  );
  assert.deepEqual([lies.get("A"), lies.get("B")], ["annen", "halv"]);
  open()(asking({ A: "x" }));
  assert.deepEqual([lies.get("A"), lies.get("B"), lost], ["halv", undefined, ["y annen"]]);
});
