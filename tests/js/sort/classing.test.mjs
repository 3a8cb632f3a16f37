import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { classing } from "../../../static/js/sort/classing.js";

/** An element that counts what is said in it. */
function element() {
  let words = "";
  const said = /** @type {string[]} */ ([]);
  return {
    said,
    get textContent() {
      return words;
    },
    set textContent(text) {
      words = text;
      said.push(text);
    },
  };
}

/** @param {import("node:test").TestContext} t @param {(text: string) => Promise<string>} classed */
function typing(t, classed) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const place = element();
  const typed = classing(classed, () => /** @type {any} */ (place));
  const pause = async () => {
    mock.timers.tick(500);
    await setImmediate();
  };
  return { place, typed, pause };
}

test("it is asked when the letters pause, and the same is not said again", async (t) => {
  const asked = /** @type {string[]} */ ([]);
  const { place, typed, pause } = typing(t, async (text) => {
    asked.push(text);
    return text.length > 3 ? "content" : "form";
  });
  for (const text of ["m", "me", "mer"]) typed(text);
  await pause();
  typed("me");
  await pause();
  typed("mer enn");
  await pause();
  assert.deepEqual(asked, ["mer", "me", "mer enn"]);
  assert.equal(place.said.length, 2);
});

test("a late answer is not said over a newer one, and without a network nothing is", async (t) => {
  /** @type {(kind: string) => void} */
  let late = () => {};
  const answers = [
    () =>
      new Promise((done) => {
        late = done;
      }),
    async () => "own",
    async () => {
      throw new Error("no network");
    },
  ];
  const { place, typed, pause } = typing(t, () => /** @type {any} */ (answers.shift())());
  typed("one");
  await pause();
  typed("two");
  await pause();
  late("form");
  await pause();
  assert.equal(place.said.length, 1);
  typed("three");
  await pause();
  assert.equal(place.textContent, "");
  typed(" ");
  await pause();
  assert.equal(place.said.length, 2);
});
