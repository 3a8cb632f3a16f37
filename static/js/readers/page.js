// The readers' page: each sentence, heading and question of the draft can be remarked on. What is
// written lies on this device until the café has it; which remarks are ours, only this device knows.

import { render } from "lit-html";
import { attempt } from "../core/attempt.js";
import { send } from "../core/http.js";
import { openDrafts } from "../core/offline/drafts.js";
import { letGo } from "../core/offline/entries.js";
import { openOutbox } from "../core/offline/outbox.js";
import { openRow } from "../core/offline/outbox_row.js";
import { asking } from "./asking.js";
import { own, tally, withOne } from "./model.js";
import { lists, offer, offerWords, placesIn } from "./places.js";
import { becameView, ownView, tallyView } from "./view.js";

/** @typedef {import("./model.js").Kept} Kept */
/** @typedef {import("./model.js").Own} Own */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
const { key = "", reading = "", writes = "", over = "" } = app.dataset;
const base = `/d/${encodeURIComponent(key)}`;
const name = `readers:${reading}`;
/** @type {Kept[]} */
let kept = attempt(() => JSON.parse(localStorage.getItem(name) ?? "[]")) ?? [];

if (over) await tellMine();
else {
  void countMe();
  if (writes) await open();
}

/** What became of what this device wrote. */
async function tellMine() {
  if (!kept.length) return;
  const told = await send("POST", `${base}/mine`, { ids: kept.map(({ id }) => id) });
  /** @type {Map<string, string>} */
  const became = new Map();
  for (const one of told.remarks) became.set(one.id, one.words);
  const mine = kept.filter(({ id }) => became.has(id));
  const all = mine.map((one) => ({ ...one, became: became.get(one.id) ?? "" }));
  render(becameView(all), /** @type {HTMLElement} */ (document.getElementById("mine")));
}

/** The draft was opened here: counted once, and nobody knows whose phone it was. */
async function countMe() {
  try {
    await send("POST", `${base}/read`, {});
  } catch {
    window.addEventListener("online", () => void countMe(), { once: true });
  }
}

async function open() {
  await openDrafts(name);
  const places = placesIn(app);
  const listed = lists();
  const line = /** @type {HTMLElement} */ (document.getElementById("tally"));
  const outbox = openOutbox({
    row: await openRow(name),
    base,
    send,
    onChange: draw,
    onAnswer({ body }) {
      kept = withOne(kept, /** @type {Kept} */ (body));
      attempt(() => localStorage.setItem(name, JSON.stringify(kept)));
    },
  });
  const ask = asking({ dialog, name, change: outbox.change });
  /** @param {Own} one */
  const drop = ({ refusal }) => void outbox.change((entries) => letGo(entries, refusal?.act ?? ""));

  function draw() {
    const all = own(kept, outbox.entries());
    for (const place of places) {
      const mine = all.filter(({ at }) => at === place.anchor);
      if (!mine.length && !listed.has(place)) continue;
      const handlers = { edit: (/** @type {Own} */ one) => ask(place, one), letGo: drop };
      render(ownView(mine, handlers), listed.of(place));
    }
    render(tallyView(tally(all), outbox.durable()), line);
  }

  offer(places, (place) => ask(place, null));
  offerWords(app, places, (place) => ask(place, null));
  window.addEventListener("online", () => void outbox.nudge());
  window.addEventListener("beforeunload", (event) => {
    if (!outbox.durable() && outbox.entries().length) event.preventDefault();
  });
  navigator.storage?.persist?.();
  draw();
  await outbox.nudge();
}
