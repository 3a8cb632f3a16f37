// One process of a simulation: `node run.mjs FIRST COUNT [--bug NAME] [--aloud]`. Asks the café on its
// own standard output and hears it on its input; at the end it says what happened.

import { registerHooks } from "node:module";
import { Bridge } from "./bridge.mjs";
import { plant } from "./bugs.mjs";

const [first = "0", count = "1", ...options] = process.argv.slice(2);
const bug = options.includes("--bug") ? (options[options.indexOf("--bug") + 1] ?? "") : "";
if (bug) registerHooks(plant(bug));
const bridge = new Bridge();
const { token } = bridge.begin();
// The form token stands in the page; where a page has none, texts are their own translation.
const meta = { getAttribute: () => token };
Object.assign(globalThis, { document: { querySelector: () => meta, getElementById: () => null } });

const { live } = await import("./day.mjs");
/** @type {Record<string, number>} */
const happened = {};
let longest = 0;
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  const day = await live(seed, bridge, options.includes("--aloud"));
  for (const [kind, times] of Object.entries(day.happened)) {
    happened[kind] = (happened[kind] ?? 0) + times;
  }
  longest = Math.max(longest, day.emptyAfter);
  bridge.ask({ do: "day", seed, faults: day.faults, digest: day.digest });
  if (day.faults.length && options.includes("--first")) break;
}
bridge.ask({ do: "end", happened, longest });
process.exit(); // what still waits by a real clock is nobody's any more
