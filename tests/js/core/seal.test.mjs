import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { canonical, chain, inGroups, leafOf, newSalt } from "../../../static/js/core/seal/leaf.js";
import { openOwn } from "../../../static/js/core/seal/own.js";

const LINE = {
  ...{ n: 14, at: "2026-11-28T19:30:00.123456Z", by: "table:x", act: "a", undoes: null },
  ...{
    what: "note",
    key: "k",
    item: { text: "Lys 💡 i «skogen»\u0001\u2028", part: null, order: [1, 2] },
  },
};

/** @param {object} [line] @param {string} [salt] */
function answerTo(line = LINE, salt = newSalt()) {
  const whole = /** @type {any} */ ({ ...line, leaf: leafOf(salt, line) });
  const entry = { path: "notes", body: { text: whole.item.text, salt } };
  return { entry, answer: { line: whole } };
}

function memory() {
  /** @type {Map<string, string>} */
  const rows = new Map();
  return {
    rows,
    getItem: (/** @type {string} */ key) => rows.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => void rows.set(key, text),
  };
}

test("keys stand in order, whatever they are", () => {
  assert.equal(
    canonical({ b: { 10: 1, 9: [null, true] }, a: "\n" }),
    '{"a":"\\n","b":{"10":1,"9":[null,true]}}',
  );
});

test("a leaf is over the salt and the line's own fields alone", () => {
  const salt = newSalt();
  const words = Buffer.from(canonical(LINE));
  const leaf = createHash("sha256").update(Buffer.from(salt, "hex")).update(words).digest("hex");
  assert.equal(leafOf(salt, { ...LINE, leaf: "beside", revision: 9 }), leaf);
  assert.match(salt, /^[0-9a-f]{32}$/);
  assert.notEqual(salt, newSalt());
});

test("the device's own seal is over its own leaves, and names their lines", () => {
  const own = openOwn("w:1", memory());
  assert.equal(own.seal(), null);
  const made = [17, 14, 15, 20].map((n) => answerTo({ ...LINE, n }));
  for (const { entry, answer } of made) assert.equal(own.answered(entry, answer), true);
  assert.equal(own.answered(made[0].entry, made[0].answer), true); // a repeat counts once
  const leaves = [1, 2, 0, 3].map((at) => made[at].answer.line.leaf);
  assert.deepEqual(own.seal(), { numbers: "14-15,17,20", count: 4, value: chain(leaves) });
  assert.equal(inGroups(chain(leaves)).split(" ").length, 16);
});

test("it is there again when the page is opened again, and pages of one table share it", () => {
  const storage = memory();
  const [page, paper] = [openOwn("w:1", storage), openOwn("w:1", storage)];
  const [one, two] = [answerTo(), answerTo({ ...LINE, n: 15 })];
  page.answered(one.entry, one.answer);
  paper.answered(two.entry, two.answer);
  assert.equal(openOwn("w:1", storage).seal()?.numbers, "14-15");
  assert.equal(openOwn("w:2", storage).seal(), null);
});

test("a record with another leaf or other words is told, and the words typed are kept", () => {
  for (const false_ of [{ leaf: "00".repeat(32) }, { item: { text: "Alle er fornøyde" } }]) {
    const storage = memory();
    const own = openOwn("w:1", storage);
    const { entry, answer } = answerTo();
    assert.equal(own.answered(entry, { line: { ...answer.line, ...false_ } }), false);
    const consistent = { ...LINE, item: { text: "Alle er fornøyde" } };
    const line = { ...consistent, leaf: leafOf(entry.body.salt, consistent) };
    assert.equal(own.answered(entry, { line }), false);
    assert.deepEqual(openOwn("w:1", storage).strange(), [LINE.item.text]);
    assert.equal(own.seal(), null);
    own.seen();
    assert.deepEqual([own.strange(), openOwn("w:1", storage).strange()], [[], []]);
  }
});

test("nothing is said of what is not sealed, and nothing stops without a storage", () => {
  const refuse = () => {
    throw new Error("a private window");
  };
  const own = openOwn("w:1", { getItem: refuse, setItem: refuse });
  const { entry, answer } = answerTo();
  assert.equal(own.answered(entry, {}), true);
  assert.equal(own.answered({ ...entry, body: { text: "x" } }, answer), true);
  assert.equal(own.seal(), null);
  own.answered(entry, answer);
  assert.equal(own.seal()?.count, 1);
});

test("what was typed is said back whatever it was", () => {
  const own = openOwn("w:1", memory());
  for (const body of [
    { names: ["Kari", "Ola"] },
    { elaborations: ["ved porten"] },
    { answer: "ja" },
    { struck: true },
  ]) {
    const salt = newSalt();
    own.answered(
      { path: "x", body: { ...body, salt } },
      { line: { ...LINE, leaf: "00".repeat(32) } },
    );
  }
  assert.deepEqual(own.strange(), ["Kari\nOla", "ved porten", "ja", ""]);
});
