// Dots on a bad network: answers come late, and in any order.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { openDots } from "../../../static/js/wall/asked/dots.js";

const globals = /** @type {any} */ (globalThis);
const { fetch } = globals;
afterEach(() => {
  globals.fetch = fetch;
  Reflect.deleteProperty(globals, "document");
});

/** A phone whose requests are answered when the test says. */
function phone() {
  /** @type {Record<string, (dots: string[]) => void>} */
  const answer = {};
  globals.document = { getElementById: () => null, querySelector: () => null };
  globals.fetch = (/** @type {string} */ url) =>
    new Promise((resolve) => {
      answer[url.slice(-1)] = (dots) =>
        resolve(
          new Response(JSON.stringify({ dots, left: { 1: 3 - dots.length } }), {
            headers: { "Content-Type": "application/json", Dialogkafe: "1" },
          }),
        );
    });
  const seen = { again: 0 };
  const again = () => {
    seen.again += 1;
  };
  const dots = openDots({ base: "/v/k", onChange() {}, tell() {}, again });
  const note = (/** @type {string} */ id) => /** @type {any} */ ({ id });
  const own = () => ["a", "b"].filter((id) => dots.has(id)).join("");
  return { answer, seen, dots, own, press: (/** @type {string} */ id) => dots.press(note(id), 1) };
}

test("one press is answered, and nothing more is asked", async () => {
  const { answer, seen, dots, own, press } = phone();
  const pressed = press("a");
  void press("a"); // on its way already
  answer.a?.(["a"]);
  await pressed;
  assert.deepEqual([own(), dots.left(1), seen.again], ["a", 2, 0]);
});

test("two at once, whose answers come the other way round, are asked about once more", async () => {
  const { answer, seen, dots, own, press } = phone();
  const [first, second] = [press("a"), press("b")];
  answer.b?.(["a", "b"]);
  await second;
  assert.equal(seen.again, 0);
  answer.a?.(["a"]); // from before the other
  await first;
  assert.equal(seen.again, 1);
  dots.hear({ dots: ["a", "b"], left: { 1: 1 } }, dots.presses());
  assert.deepEqual([own(), dots.left(1)], ["ab", 1]);
});

test("what was asked before a press knows nothing of it", async () => {
  const { answer, seen, dots, own, press } = phone();
  const before = dots.presses();
  const pressed = press("a");
  dots.hear({ dots: [], left: { 1: 3 } }, before);
  assert.equal(seen.again, 0); // its answer is on its way
  answer.a?.(["a"]);
  await pressed;
  dots.hear({ dots: [], left: { 1: 3 } }, before);
  assert.deepEqual([own(), seen.again], ["a", 1]);
});

test("a press whose answer was lost may have come", async () => {
  const { seen, press } = phone();
  globals.fetch = () => Promise.reject(new Error("lost"));
  await press("a");
  assert.equal(seen.again, 1);
});
