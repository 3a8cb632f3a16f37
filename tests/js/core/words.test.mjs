import assert from "node:assert/strict";
import { test } from "node:test";
import { tooMany } from "../../../static/js/core/limits.js";
import { n, t } from "../../../static/js/core/texts.js";
import {
  namesIn,
  namesOnLines,
  oneLine,
  shortened,
  stageName,
} from "../../../static/js/core/words.js";

test("a text is named by its beginning, and no character is cut in two", () => {
  assert.equal(shortened("  Mer \n tid "), "Mer tid");
  assert.equal(shortened("a".repeat(40)), "a".repeat(40));
  for (const most of [1, 2, 40]) {
    const cut = shortened("☕👩‍🍳👍".repeat(40), most);
    assert.ok([...cut].length <= most + 2);
    assert.match(cut, /^(☕👩‍🍳👍)*(☕|☕👩‍🍳)? …$/u);
  }
});

test("a letter keeps its marks, and an emoji what it is made of", () => {
  for (const drawn of ["e\u0301", "👩\u200d🍳", "👍🏽", "🇳🇴", "❤\ufe0f"])
    for (let before = 0; before < 9; before++) {
      const cut = shortened("-".repeat(before) + drawn + "-".repeat(9), 9);
      assert.ok(["", drawn].includes(cut.replace(" …", "").replaceAll("-", "")));
    }
});

test("what is printed stands on one line", () => {
  assert.equal(oneLine(" Mer\n\ttid \r\n til alle "), "Mer tid til alle");
});

test("a stage that is not known yet has no name", () => {
  assert.deepEqual(
    [stageName("open"), stageName(undefined), stageName("?")],
    ["Tables open", "", ""],
  );
});

test("what turns nothing is filled in as it is", () => {
  assert.equal(t("%(a)s: %(b)s", { a: "Flere møteplasser", b: 3 }), "Flere møteplasser: 3");
});

test("what runs from right to left is isolated, and closes what it opens", () => {
  assert.equal(t("“%(a)s”!", { a: "שלום" }), "“\u2068שלום\u2069”!");
  assert.equal(n("%(a)s", "%(a)s", 1, { a: "\u202ea" }), "\u2068\u202ea\u2069");
  assert.equal(t("%(a)s", { a: "\u2067a" }), "\u2068\u2067a\u2069\u2069");
  assert.equal(t("%(a)s", { a: "a\u2069b" }), "\u2068\u2068a\u2069b\u2069");
});

test("a pasted column of names: commas divide them where nothing else does", () => {
  const asked = /** @type {string[]} */ ([]);
  const of = (/** @type {string[]} */ lines, one = true) =>
    namesOnLines(lines, (line) => Boolean(asked.push(line)) && one);
  const surnames = ["Hansen, Kari", "Nes-Vik, Ola Jo"];
  assert.deepEqual(of(["Kari Hansen, Ola Nes", "Per Vik"]), [
    ["Kari Hansen", "Ola Nes"],
    ["Per Vik"],
  ]);
  assert.deepEqual(of(["Hansen, Kari; Vik, Jo", "Nes, Ola"]), [
    ["Hansen, Kari", "Vik, Jo"],
    ["Nes, Ola"],
  ]);
  assert.deepEqual(of(["Hansen, Kari\tVik, Jo", "Nes, Ola\t"]), [
    ["Hansen, Kari", "Vik, Jo"],
    ["Nes, Ola"],
  ]);
  assert.deepEqual(of(["Kari Hansen\nOla Nes", "Per"]), [["Kari Hansen", "Ola Nes"], ["Per"]]);
  assert.deepEqual(asked, [], "nobody is asked what is plain");
  assert.deepEqual(of(surnames), [["Hansen, Kari"], ["Nes-Vik, Ola Jo"]]);
  assert.deepEqual(of(surnames, false), [
    ["Hansen", "Kari"],
    ["Nes-Vik", "Ola Jo"],
  ]);
  assert.deepEqual(asked, ["Hansen, Kari", "Hansen, Kari"]);
  assert.deepEqual(of(["Ada, Bo, Siv", "Per, Ola"]), [
    ["Ada", "Bo", "Siv"],
    ["Per", "Ola"],
  ]);
});

test("a line of names is a list, and a name with a comma stays what it is", () => {
  assert.deepEqual(namesIn(" Kari,, Ola\nMona ", []), ["Kari", "Ola", "Mona"]);
  assert.deepEqual(namesIn("Kari; Ola", ["Kari"], ",\n"), ["Kari; Ola"]);
  const known = ["Bakke, leder", "Bakke, leder, Nes", "Ola", "A.B; (c)"];
  assert.deepEqual(namesIn(known.join(", "), known), known);
  assert.deepEqual(namesIn("Per, Bakke, leder , Ola", known), ["Per", "Bakke, leder", "Ola"]);
  assert.deepEqual(namesIn("Per Bakke, leder", known), ["Per Bakke", "leder"]);
  assert.deepEqual(namesIn("Bakke, lederen", known), ["Bakke", "lederen"]);
  assert.deepEqual(namesIn("Bakke, leder, Bakke, leder", known), ["Bakke, leder", "Bakke, leder"]);
});

test("a text is as long as the café counts it: an emoji is one character", (context) => {
  const was = Object.getOwnPropertyDescriptor(globalThis, "document");
  const page = { getElementById: () => ({ textContent: '{"statement": 3}' }) };
  Object.defineProperty(globalThis, "document", { value: page, configurable: true });
  context.after(() => {
    if (was) Object.defineProperty(globalThis, "document", was);
    else Reflect.deleteProperty(globalThis, "document");
  });
  const over = (/** @type {string} */ text) => tooMany(text, "statement");
  assert.deepEqual(["", "øre", "🌍🌍🌍", "🌍🌍🌍🌍", "gresset"].map(over), [0, 0, 0, 1, 4]);
});
