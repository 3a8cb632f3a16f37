// The readers' page: each sentence, heading and question of the draft can be remarked on. What is
// written lies on this device until the café has it; which remarks are ours, only this device knows.

import { render } from "lit-html";
import { keptList } from "../core/attempt.js";
import { closing } from "../core/dialog.js";
import { send } from "../core/http.js";
import { keepHand } from "../core/moving/hand.js";
import { mendDrafts, openDrafts } from "../core/offline/drafts.js";
import { letGo } from "../core/offline/entries.js";
import { hearing } from "../core/offline/erased.js";
import { openOutbox } from "../core/offline/outbox.js";
import { openRow } from "../core/offline/outbox_row.js";
import { asking } from "./asking.js";
import { own, tally, withOne } from "./model.js";
import { lists, offer, offerWords, placesIn } from "./places.js";
import { becameView, ownView, tallyView } from "./view.js";

/** @typedef {import("./model.js").Kept} Kept */
/** @typedef {import("./model.js").Own} Own */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {{id: string, about: string[]}} Cut  words were erased for good: of what, by its anchors and ids */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
const { key = "", reading = "", writes = "", over = "" } = app.dataset;
const base = `/d/${encodeURIComponent(key)}`;
const name = `readers:${reading}`;
/** @type {ReturnType<typeof keptList<Kept>>} */
const kept = keptList(name);
/** @type {Promise<any> | undefined} */
let counting;

if (over) await tellMine();
else if (writes) await open();
else
  await countMe().catch(() =>
    window.addEventListener("online", () => void countMe(), { once: true }),
  );

/** What became of what this device wrote. */
async function tellMine() {
  if (!kept.all().length) return;
  const told = await send("POST", `${base}/mine`, { ids: kept.all().map(({ id }) => id) });
  /** @type {{id: string, words: string, outcome: string}[]} */
  const remarks = told.remarks;
  const all = kept
    .all()
    .flatMap((one) =>
      remarks
        .filter(({ id }) => id === one.id)
        .map(({ words, outcome }) => ({ ...one, became: words, outcome })),
    );
  render(becameView(all), /** @type {HTMLElement} */ (document.getElementById("mine")));
}

/** The draft was opened here: counted once, and nobody knows whose phone it was, so one question goes
 *  at a time: the answer to it says to this browser that it is counted. Heard is what was erased. */
function countMe() {
  counting ??= send("POST", `${base}/read`, {}).finally(() => {
    counting = undefined;
  });
  return counting;
}

/** A draft and a remark are known by their anchor; one that is said otherwise now, by its own id. @param {string} rest @param {Cut[]} cuts */
function isGone(rest, cuts) {
  const at = kept.all().find(({ id }) => id === rest)?.at;
  return cuts.some(({ about }) => about.includes(rest) || (at && about.includes(at)));
}

/** What is typed in the dialog just now is typed to its end first. */
function drawAnew() {
  if (!dialog.open) location.reload();
  else void closing(dialog).then(drawAnew);
}

async function open() {
  await openDrafts(name);
  const places = placesIn(app);
  const listed = lists();
  const line = /** @type {HTMLElement} */ (document.getElementById("tally"));
  let drawn = false;
  const outbox = openOutbox({
    row: await openRow(name),
    base,
    send,
    onChange: () => keepHand(app, draw),
    onAnswer({ body }) {
      kept.change((all) => withOne(all, /** @type {Kept} */ (body)));
    },
  });
  const ask = asking({ dialog, name, change: outbox.change });
  const erased = hearing({
    name,
    prefix: `${name}:`,
    ask: countMe,
    mend: mendDrafts,
    isGone,
    onErased: (cuts) => void forget(cuts),
  });

  /** What waits or was sent about words that are gone may hold them. @param {Cut[]} cuts */
  async function forget(cuts) {
    const isLost = (/** @type {Entry} */ { thing, body }) =>
      isGone(thing, cuts) || isGone(body.at, cuts);
    if (outbox.entries().some(isLost))
      await outbox.change((entries) => entries.filter((entry) => !isLost(entry)));
    const mine = new Set(cuts.flatMap(({ about }) => about));
    kept.change((all) => all.map((one) => (mine.has(one.id) ? { ...one, text: "" } : one)));
    // The page was drawn before: it shows them still.
    if (drawn && cuts.some(({ about }) => places.some(({ anchor }) => about.includes(anchor))))
      drawAnew();
    draw();
  }
  /** @param {Own} one */
  const drop = ({ refusal }) => void outbox.change((entries) => letGo(entries, refusal?.act ?? ""));

  function draw() {
    const all = own(kept.all(), outbox.entries());
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
  window.addEventListener("online", () => void erased.hear().then(outbox.nudge));
  window.addEventListener("beforeunload", (event) => {
    if (!outbox.durable() && outbox.entries().length) event.preventDefault();
  });
  navigator.storage?.persist?.();
  draw();
  await erased.hear();
  drawn = true;
  erased.keepHearing();
  await outbox.nudge();
}
