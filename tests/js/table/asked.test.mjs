import assert from "node:assert/strict";
import { test } from "node:test";
import { questionsView, waits } from "../../../static/js/asked/view.js";
import { empty } from "../../../static/js/core/live/store.js";
import { put, refused } from "../../../static/js/core/offline/entries.js";
import { answerAsked, elaborateNote, showAsked } from "../../../static/js/table/asked/commands.js";
import { questionsSeen } from "../../../static/js/table/asked/model.js";
import { cards } from "../../../static/js/table/model.js";
import { haveMine } from "../../../static/js/table/notes/mine.js";

const no = { status: 409, type: "", title: "No", where: "was", door: "" };

/** @param {string} id @param {object} [more] @returns {import("../../../static/js/core/live/store.js").Asked} */
const asked = (id, more = {}) => ({
  ...{ id, note: "a", table: 7, text: `${id}?`, answered: /** @type {const} */ ("no") },
  ...{ answer: null, shown: false, hidden: false, ...more },
});

/** @param {any[]} all @param {any[]} entries @param {any[]} answers */
function seen(all, entries = [], answers = []) {
  const state = empty();
  state.revision = 10;
  for (const one of all) state.asked.set(one.id, one);
  const fresh = new Map(answers.map((one) => [one.id, one]));
  return { state, table: 7, entries, sending: "", fresh };
}

test("only this table's questions that were not erased, in the order they were asked", () => {
  const gone = asked("g", { erased: true });
  const found = questionsSeen(seen([asked("b"), gone, asked("x", { table: 8 }), asked("a")]));
  assert.deepEqual(
    found.map((one) => [one.asked.id, one.status]),
    [
      ["b", "received"],
      ["a", "received"],
    ],
  );
});

test("what waits in the outbox is seen at once, and nothing of it reaches another question", () => {
  const entries = [answerAsked("a", "written", "Ja.", null), showAsked("a", true)];
  const [first, second] = questionsSeen(seen([asked("a"), asked("b")], entries));
  assert.equal(first?.status, "kept");
  assert.deepEqual([first?.asked.answered, first?.asked.answer], ["written", "Ja."]);
  assert.equal(first?.asked.shown, true);
  assert.equal("was" in (first?.asked ?? {}), false);
  assert.deepEqual(second?.asked, asked("b"));
});

test("an answer of the café counts until the connection has brought it", () => {
  const answer = { ...asked("a", { answered: "voice" }), revision: 11 };
  assert.equal(questionsSeen(seen([asked("a")], [], [answer]))[0]?.asked.answered, "voice");
  const old = { ...answer, revision: 9 };
  assert.equal(questionsSeen(seen([asked("a")], [], [old]))[0]?.asked.answered, "no");
});

test("a refused answer shows what the café holds, with the refusal beside it", () => {
  const entry = answerAsked("a", "written", "Ja.", null);
  const now = asked("a", { answered: "written", answer: "Nei." });
  const entries = refused(put([], entry), entry.act, { ...no, now });
  const [one] = questionsSeen(seen([now], entries));
  assert.deepEqual([one?.status, one?.asked.answer], ["refused", "Nei."]);
  assert.equal(one?.refusal?.body.answer, "Ja.");
});

test("a hidden question waits for nobody", () => {
  assert.deepEqual(
    [asked("a"), asked("a", { hidden: true }), asked("a", { answered: "voice" })].map(waits),
    [true, false, false],
  );
});

test("those that wait come first when the list opens, and then each keeps its place", () => {
  /** @type {string[]} */
  const places = [];
  const handlers = /** @type {any} */ ({ writerOf: () => undefined });
  const all = (/** @type {any[]} */ ...list) =>
    list.map((one) => ({ asked: one, note: undefined }));
  questionsView(all(asked("a", { answered: "voice" }), asked("b"), asked("c")), places, handlers);
  assert.deepEqual(places, ["b", "c", "a"]);
  questionsView(all(asked("b", { answered: "voice" }), asked("c"), asked("d")), places, handlers);
  assert.deepEqual(places, ["b", "c", "a", "d"]);
});

test("an elaboration is laid on its note, whose words stay; after a conflict it can be put again", () => {
  const here = { ...seen([]), sending: "" };
  const note = { id: "a", table: 7, kind: "keyword", part: null, text: "lys", struck: false };
  here.state.notes.set("a", /** @type {any} */ ({ ...note, elaborations: [], order: 1 }));
  const entry = elaborateNote("a", [], ["ved porten"]);
  const [card] = cards({ ...here, entries: [entry] });
  assert.deepEqual([card?.text, card?.elaborations, card?.status], ["lys", ["ved porten"], "kept"]);
  const now = { ...note, elaborations: ["om vinteren"] };
  const parked = refused([entry], entry.act, { ...no, now });
  const [again] = haveMine(parked, /** @type {any} */ (parked[0]), /** @type {any} */ (card));
  const mine = { was: ["om vinteren"], elaborations: ["ved porten"], salt: again?.body.salt };
  assert.deepEqual(again?.body, mine);
  assert.equal(again?.refusal, null);
});
