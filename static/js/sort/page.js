/** The sorting desk of one question: draws what the live line knows, and does what hands ask for. */
import { html, render } from "lit-html";
import { clock } from "../core/clock.js";
import { follow } from "../core/line.js";
import { draggable } from "../core/move.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { deeds, thingAt } from "./deeds.js";
import { desk as openDesk } from "./desk.js";
import { bar } from "./draw_bar.js";
import { headingsSide } from "./draw_headings.js";
import { notesSide } from "./draw_notes.js";
import { roving } from "./focus.js";
import { headingDeeds } from "./heading_deeds.js";
import { chooseLike } from "./like.js";
import { likelyHeadings, takeAbove } from "./likely.js";
import { offers } from "./offers.js";
import { asking } from "./offers_data.js";
import { listen, showKeys, single } from "./press.js";
import { runner } from "./runner.js";
import { view as viewOf } from "./view.js";

/** @typedef {import("../core/move.js").Thing} Dragged */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", question = "", number = "", undoable = "", redoable = "" } = app.dataset;
const filter = { table: 0, text: "", away: new Set() };
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const focus = roving(app);
let online = true;

const line = follow({
  door: "w",
  key,
  onState: () => draw(),
  onLine: (now) => {
    online = now;
    draw();
  },
  onGone: (why) => run.refuse(why),
});

let shown = viewOf(line.state(), Number(question), filter);
const can = { undoable: Number(undoable), redoable: Number(redoable) };
const run = runner({ desk: openDesk(key), line, can, away: filter.away, onChange: () => draw() });
const ask = asking(key, Number(number));
const likely = likelyHeadings({
  look: ask.likely,
  revision: () => line.state().revision,
  onChange: () => draw(),
});
const offering = {
  view: () => shown,
  likely: likely.all,
  number: Number(number),
  single,
  force: run.force,
  tell: run.tell,
  onClose: () => focus.go(focus.current()),
};
const pairs = offers(offering);
/** @param {string} note */
const like = async (note) => {
  try {
    const found = await ask.like(note);
    const pair = await chooseLike(shown, note, found);
    if (pair) pairs.open(() => ask.like(note), pair);
  } catch (error) {
    run.refuse(error instanceof Error ? error.message : String(error));
  }
};
const hands = { view: () => shown, ...run, like };
const deed = deeds(hands);
const heading = headingDeeds(hands, Number(number));

const drag = draggable({
  may: ({ kind }, to) =>
    line.state().workshop?.stage === "sorting" &&
    (to.list === "unplaced" || (kind !== "aside" && to.list !== undefined)),
  onDrop: dropped,
  onEnd: () => draw(),
});

/** @param {string} at the key of a note or sentence @param {(thing: import("./deeds.js").Thing) => unknown} work */
function withThing(at, work) {
  const thing = thingAt(shown, at);
  if (thing) work(thing);
}

const touch = {
  menu: (/** @type {string} */ at) => withThing(at, deed.menu),
  headingMenu: (/** @type {string} */ id) => heading.menu(id),
  addHeading: heading.add,
  split: (/** @type {string} */ entry, /** @type {string} */ note) => run.split(entry, note),
  takeBack: (/** @type {string} */ note) =>
    run.run({ do: "take_back", note }, t("Taken back; it waits for a place.")),
  undo: () => run.step("undo"),
  redo: () => run.step("redo"),
  undoEarlier: () => run.step("undo", run.standing().refused?.earlier ?? undefined),
  dismiss: () => run.refuse(null),
  keys: showKeys,
  doubles: () => pairs.open(ask.doubles),
  above: () => takeAbove(offering),
  suggested: (/** @type {string} */ id) => {
    const category = likely.all().get(id)?.heading;
    return shown.headings.find((one) => one.category.id === category);
  },
  takeSuggested: (/** @type {string} */ at) =>
    withThing(at, (thing) => {
      const found = touch.suggested(thing.id);
      if (found && thing.kind === "note") return deed.move(thing, found.category.id, null);
    }),
  toFirst: (/** @type {Event} */ event) => {
    event.preventDefault();
    focus.go(shown.keys.notes[0] ?? null);
  },
  filterText: (/** @type {Event} */ { target }) => {
    filter.text = /** @type {HTMLInputElement} */ (target).value;
    draw();
    say(t("%(count)s shown", { count: shown.keys.notes.length }));
  },
  filterTable: (/** @type {Event} */ { target }) => {
    filter.table = Number(/** @type {HTMLSelectElement} */ (target).value);
    draw();
  },
};

function draw() {
  const state = line?.state();
  if (!state?.workshop || drag.moving()) return; // nothing is drawn under a thing in the air
  shown = viewOf(state, Number(question), filter);
  const standing = { ...run.standing(), online, stage: state.workshop.stage, workshop: key };
  focus.around(shown.keys, (current) => {
    if (drag.moving()) return;
    const here = { ...touch, current, suggests: likely.all().size > 0 };
    render(
      html`${bar(shown, standing, here)}
        <div class="desk">${notesSide(shown, here)} ${headingsSide(shown, here)}</div>`,
      app,
    );
  });
  timer.show(state.workshop);
  if (state.workshop.stage === "sorting") likely.news();
  pairs.news(state.revision);
  drag.attach(app);
}

/** @param {import("../core/move.js").Drop} drop */
async function dropped({ thing, to, before }) {
  if (thing.kind === "aside") return void (await touch.takeBack(thing.id));
  const found = thingAt(shown, `${thing.kind}:${thing.id}`);
  if (!found) return;
  if (to.list === "category" && to.id) await deed.move(found, to.id, before);
  else if (to.list === "aside") await deed.aside(found);
  else await deed.out(found);
}

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
dialog.addEventListener("close", () => {
  // What had the focus when the question was asked may be gone by the answer.
  const active = document.activeElement;
  if (active === document.body || dialog.contains(active)) focus.go(focus.current());
});

listen({
  app,
  focus,
  keys: () => shown.keys,
  onCommand: (command, at) => {
    const { do: what } = command;
    if (what === "undo" || what === "redo") return void run.step(what);
    if (what === "keys") return showKeys();
    if (what === "doubles") return touch.doubles();
    if (what === "suggested") return touch.takeSuggested(at);
    withThing(at, (thing) => {
      if (what === "heading") deed.toHeading(thing, command.number);
      else if (what === "shift") deed.shift(thing, command.key === "ArrowUp");
      else if (what !== "go" && what !== "across") deed[what](thing);
    });
  },
});
draw();
