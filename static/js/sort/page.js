/** The sorting board of one question: draws what is known, does what is asked for. */
import { html, render } from "lit-html";
import { frames } from "../core/frames.js";
import { foldedBefore, wordingsOf } from "../core/live/asked_before.js";
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { may } from "../core/log_in.js";
import { draggable } from "../core/moving/dragging.js";
import { t } from "../core/texts.js";
import { turns } from "../core/turns.js";
import { board as openBoard } from "./board.js";
import { choosing } from "./chosen/choosing.js";
import { decide, forgetErased, onLate } from "./commands/ask.js";
import { commandsOf, thingAt } from "./commands/commands.js";
import { headingCommands } from "./commands/headings.js";
import { manyCommands } from "./commands/many.js";
import { runner } from "./commands/runner.js";
import { bar } from "./draw/bar.js";
import { chosenBar } from "./draw/chosen.js";
import { filterRow } from "./draw/filter.js";
import { headingsSide } from "./draw/headings.js";
import { notesSide } from "./draw/notes.js";
import { roving } from "./focus.js";
import { jumping } from "./jump.js";
import { narrowing } from "./narrow.js";
import { asking, NOTHING } from "./offers/data.js";
import { fresh } from "./offers/fresh.js";
import { likeOne } from "./offers/like.js";
import { takeAbove } from "./offers/likely.js";
import { offers } from "./offers/offers.js";
import { partHeadings } from "./offers/parts.js";
import { listen, showKeys, single } from "./press.js";
import { steady, view as viewOf } from "./view.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", question = "", meant = "", number = "" } = app.dataset;
const { undoable = "", redoable = "" } = app.dataset;
/** @type {import("./filter.js").Filter} */
const filter = { table: 0, text: "", kind: "", away: new Set() };
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const focus = roving(app);
let [online, stale, drawn] = [true, false, 0]; // `drawn`: the revision shown, what commands have seen
// What comes by itself is drawn once a frame, and no more when a command has had it drawn meanwhile.
const nextFrame = frames(app, () => stale && draw());
const soon = () => {
  stale = true;
  nextFrame();
};

const connection = follow({
  audience: "w",
  key,
  onState: soon,
  onLine: (now) => {
    online = now;
    if (now && run.status().refused?.loggedOut) run.refuse(null);
    soon();
  },
  onGone: (why, loggedOut) => run.refuse(why, { loggedOut }),
});

/** @param {string} entry */
const worded = (entry) => wordings?.all().entries.has(entry) ?? false;
let shown = viewOf(connection.state(), Number(question), filter);
const can = { undoable: Number(undoable), redoable: Number(redoable) };
const run = runner({
  board: openBoard(key),
  connection,
  can,
  away: filter.away,
  meant,
  soon,
  seen: () => drawn,
  decide,
  onChange: () => narrow.redraw(),
});
const ask = asking(key, Number(number));
const events = { revision: () => connection.state().revision, onChange: soon };
const offered = fresh({ ...events, first: NOTHING.headings, look: ask.headings });
const likely = () => offered.all().likely;
const wordings = fresh({ ...events, first: NOTHING.read, look: ask.wordings });
const chosen = choosing({ app, focus, keys: () => shown.keys, onChange: () => draw() });
const offering = {
  view: now,
  likely,
  number: Number(number),
  single,
  force: run.force,
  meet: run.meet,
  refuseFor: run.refuseFor,
  seen: run.seen,
  joined: run.joined,
  classed: run.classed,
  tell: run.tell,
  onClose: () => go(focus.current()),
};
onLate(run.refuseFor);
const pairs = offers(offering);
const like = likeOne({ look: ask.like, view: () => shown, open: pairs.open, refuse: run.refuse });
/** @param {string|null} at */
const go = (at) => {
  if (stale) draw(); // what is meant may only just have come
  focus.go(at);
};
const handlers = { view: now, ...run, like, go };
const commands = commandsOf(handlers);
const many = manyCommands(handlers, chosen.list);
const heading = headingCommands(handlers, Number(number));
const proposals = partHeadings(handlers, Number(number), () => offered.all().parts);

const drag = draggable({
  may: ({ kind }, to) =>
    touch.sorts && (to.list === "unplaced" || (kind !== "aside" && to.list !== undefined)),
  onDrop: dropped,
  onEnd: () => draw(),
});

const inTurn = turns();
/** The next key counts from where the first has led. @param {string} at @param {boolean} up */
const shift = (at, up) =>
  void inTurn(async () => {
    const thing = thingAt(now(), at);
    if (thing) await commands.shift(thing, up);
  });

/** @param {string} at the key of a note or sentence @param {(thing: import("./commands/commands.js").Thing) => unknown} work */
function withThing(at, work) {
  const thing = thingAt(shown, at);
  if (thing) work(thing);
}

const narrow = narrowing({ filter, draw, view: now });
const touch = {
  get sorts() {
    return may("sort.edit") && connection.state().workshop?.stage === "sorting";
  },
  menu: (/** @type {string} */ at) => withThing(at, commands.menu),
  headingMenu: (/** @type {string} */ id) => heading.menu(id),
  addHeading: heading.add,
  proposals,
  single,
  chosen: chosen.has,
  pick: chosen.pick,
  wording: (/** @type {string} */ entry) => wordings.all().entries.get(entry),
  before: JSON.parse(app.dataset.headingsBefore ?? "[]"),
  parted: (/** @type {string} */ note, /** @type {string} */ other) =>
    run.run({ do: "not_opposed", note, other }, t("The link is gone.")),
  split: (/** @type {string} */ entry, /** @type {string} */ note) => run.split(entry, note),
  takeBack: (/** @type {string} */ note) =>
    run.run({ do: "take_back", note }, t("Taken back; it waits for a place.")),
  undo: () => run.step("undo"),
  redo: () => run.step("redo"),
  undoEarlier: () => run.step("undo", run.status().refused?.earlier ?? undefined),
  dismiss: () => run.refuse(null),
  keys: showKeys,
  doubles: () => pairs.open(ask.doubles),
  above: () => takeAbove(offering),
  suggested: (/** @type {string} */ id) => {
    const category = likely().get(id)?.heading;
    return shown.headings.find((one) => one.category.id === category);
  },
  takeSuggested: (/** @type {string} */ at) =>
    withThing(at, (thing) => {
      const found = touch.suggested(thing.id);
      if (found && thing.kind === "note") return commands.move(thing, found.category.id, null);
    }),
  toFirst: (/** @type {Event} */ event) => {
    event.preventDefault();
    focus.go(shown.keys.notes[0] ?? null);
  },
  ...narrow.handlers,
  chooseMode: () => chosen.setMode(!chosen.mode()),
};
const ofMany = {
  ...many,
  versus: () => {
    const [one, other] = many.things();
    if (one && other) return commands.versus(one, other);
  },
  none: () => {
    chosen.none();
    go(focus.current());
  },
};

const jump = jumping({
  view: () => {
    narrow.settle();
    return now();
  },
  focus,
  showAll: narrow.showAll,
  ready: () => connection.state().workshop !== null,
});

/** @type {unknown[]} */
let looked = [];
let attached = ""; // which lists things can be dragged between

/** Worked out anew only when what it is worked out from is another. @param {import("./view.js").State} state */
function look(state) {
  const { table, text, kind, away } = filter;
  const told = kind === "worded" ? wordings.all() : null;
  const from = [state, told, table, text, kind, [...away].join()];
  if (from.every((part, at) => part === looked[at])) return;
  looked = from;
  shown = steady(shown, viewOf(state, Number(question), filter, worded));
}

/** As it is, also when it is not drawn yet. */
function now() {
  look(connection.state());
  return shown;
}

function draw() {
  const state = connection?.state();
  if (!state?.workshop || drag.moving()) return; // nothing is drawn under a thing in the air
  stale = false;
  look(state);
  void forgetErased(state);
  drawn = state.revision;
  chosen.settle();
  const late = [...state.late.values()].filter(({ decided }) => decided === "waiting").length;
  const status = { ...run.status(), online, stage: state.workshop.stage, workshop: key, late };
  focus.around(shown.keys, (current) => {
    if (drag.moving()) return;
    const suggests = likely().size > 0;
    const read = wordings.all();
    const said = { readBefore: read.earlier, remarks: read.remarks, workshop: key };
    const seen = { likelihoods: likely(), wordings: read, ...said };
    const here = { ...touch, ...seen, current, suggests, filter, choosing: chosen.mode() };
    const count = chosen.count();
    render(
      html`${foldedBefore(wordingsOf(state, Number(question)))} ${bar(shown, status, here)} ${filterRow(shown, here)}
        <div class=${count || here.choosing ? "sides choosing" : "sides"}>${notesSide(shown, here)} ${headingsSide(shown, here)}</div>
        ${chosenBar(count, here.choosing, ofMany)}`,
      app,
    );
  });
  timer.show(state.workshop);
  if (touch.sorts) offered.refresh();
  wordings.refresh();
  pairs.refresh(state.revision);
  const lists = [
    ...shown.groups.map(({ table }) => table.id),
    ...shown.headings.map((one) => one.category.id),
  ];
  if (`${lists}` !== attached || !shown.keys.notes.length) drag.attach(app);
  attached = `${lists}`;
  jump.drawn();
}

/** @param {import("../core/moving/dragging.js").Drop} drop */
async function dropped({ thing, to, before }) {
  if (thing.kind === "aside") return void (await touch.takeBack(thing.id));
  const found = thingAt(shown, `${thing.kind}:${thing.id}`);
  if (!found) return;
  if (chosen.has(found.key) && chosen.count() > 1) return many.dropped(to, before);
  if (to.list === "category" && to.id) await commands.move(found, to.id, before);
  else if (to.list === "aside") await commands.aside(found);
  else await commands.out(found);
}

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("ask"));
dialog.addEventListener("close", () => {
  // What had the focus when the question was asked may be gone by the answer.
  if (dialog.open) return; // asked again before this was told
  const active = document.activeElement;
  if (active === document.body || dialog.contains(active)) go(focus.current());
});

listen({
  app,
  focus,
  keys: () => shown.keys,
  onCommand: (command, at) => {
    const { do: what } = command;
    if (what === "find") return document.getElementById("filter-text")?.focus();
    if (!touch.sorts) return; // where nobody sorts, or may not, keys lead from thing to thing
    if (what === "undo" || what === "redo") return void run.step(what);
    if (what === "keys") return showKeys();
    if (what === "doubles") return touch.doubles();
    if (what === "suggested") return touch.takeSuggested(at);
    if (what === "propose" || what === "decline") return void proposals[what]();
    if (what === "none") return chosen.count() || chosen.mode() ? ofMany.none() : undefined;
    if (what === "choose" || what === "stretch" || what === "all") {
      return chosen.press(what, command.key, at);
    }
    if (chosen.count() && what in ofMany) return void ofMany[/** @type {"out"} */ (what)]();
    if (chosen.count() && what === "heading") return void many.toHeading(command.number);
    if (what === "shift") return shift(at, command.key === "ArrowUp");
    withThing(at, (thing) => {
      if (what === "heading") commands.toHeading(thing, command.number);
      else if (what !== "go" && what !== "across") commands[what](thing);
    });
  },
});
draw();
