// The host's page: the live connection on one side, the outbox on the other, and one drawing of both.

import { html, nothing, render } from "lit-html";
import { hallDevice, hostStays } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { wordingsOf } from "../core/live/asked_before.js";
import { clock } from "../core/live/clock.js";
import { secondNow, serverNow } from "../core/live/connection.js";
import { earlierView } from "../core/live/earlier.js";
import { draft } from "../core/offline/drafts.js";
import { put, wordsOf } from "../core/offline/entries.js";
import { toEvaluation } from "../core/programme/evaluation.js";
import { programmeView } from "../core/programme/now.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { fromTheWall } from "./asked/asked.js";
import { elaborating } from "./asked/elaborate.js";
import { messages } from "./asked/messages.js";
import { newNote, splitPoster } from "./commands.js";
import { announcer, asks, askView } from "./fields/asking.js";
import { tableFields } from "./fields/fields.js";
import { focusOnArrival, folding } from "./fields/folding.js";
import { seenBefore } from "./fields/seen.js";
import { writer } from "./fields/writer.js";
import { handlers } from "./handlers.js";
import { heard } from "./heard/heard.js";
import { help } from "./help.js";
import { tableLife } from "./life.js";
import { watchHeight } from "./low.js";
import { cards, inPlace, splitSeen, tableSeen, tally, wordsSeen } from "./model.js";
import { readBefore } from "./notes/earlier.js";
import { layOut } from "./notes/layout.js";
import { moving, stepOf } from "./notes/moving.js";
import { slipsView } from "./notes/slips.js";
import { offline } from "./offline.js";
import { photos } from "./photos.js";
import { guiding } from "./practice/guiding.js";
import { openPractice } from "./practice/practice.js";
import { seals } from "./seal.js";
import { trays } from "./tray/tray.js";
import { goneView, keptView, pageView, splitView, statusView } from "./view.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
let unfolded = false;
let arrived = false;
/** @type {(() => void)[]} */
const afterwards = [];
/** @type {Map<string, {rank: number, place: string | number | null}>} */
const ranks = new Map();
/** @type {import("./model.js").Card[]} oldest first */
let all = [];
/** @type {import("./notes/layout.js").Group[]} */
let groups = [];

const soon = frames(app, draw);
const kept = offline(`/t/${encodeURIComponent(app.dataset.key ?? "")}`);
const life = await tableLife({
  app,
  soon,
  onFirst() {
    reach.takeUp(cards(seen()));
    more.takeUpMore(cards(seen()));
  },
  onKnown(state, fresh) {
    kept.keep(state, fresh);
    if (state.workshop?.stage !== "planning") trial.end();
  },
  onOnline: () => closedBefore() && trial.found(),
  onLost: (rightAt) => trial.lost(rightAt),
  onGone: kept.forget,
  onWord: () => fromOrganiser.look(),
  onErased(roots) {
    reach.retake(roots);
    more.retakeMore(roots);
    wall.retakeAnswers(roots);
    for (const field of Object.values(fields)) field.retake();
    soon();
  },
});
const { base, name, question, parts, splitParts, mending } = life;
const trial = await openPractice({
  name,
  table: Number(app.dataset.table),
  change: life.change,
  online: () => life.reach().online,
  now: serverNow,
  onChange: soon,
});
const seen = () => ({ ...life.seen(), practice: practising() ? trial.entries() : [] });
/** @type {import("../core/offline/drafts.js").Change} what is done with notes */
const change = (...how) => (practising() ? trial.change : life.change)(...how);
const mayMend = () => mending() || practising();
const practice = guiding({ trial, waiting: () => life.waiting().entries, say });

const timer = document.createElement("span");
timer.className = "clock";
const countdown = clock(timer);
const device = hallDevice({ sounds: true, whereTo: hostStays });
const reach = handlers({ name, change, parts, draw, say });
const move = moving({
  change,
  poster: lay,
  open: mayMend,
  draw,
  say,
});
const textOf = (/** @type {string} */ id) => all.find((card) => card.id === id)?.text ?? "";
const more = elaborating({ name, change, draw });
const before = readBefore({ base, draw: soon });
const tools = { ...reach, ...more, step: move.step, textOf, earlier: before.of };
const practiceTools = { ...reach, step: move.step, textOf };
const wall = fromTheWall({
  name,
  change,
  draw,
  say,
  elaborate: (note) => more.elaborate(all.find(({ id }) => id === note.id) ?? note),
});
const tray = trays({ base, seen, open: isWriting, change: life.change, reach, draw, say });
const hosts = () => tableSeen(seen())?.hosts ?? [];
const fields = tableFields({ name, hosts, change: life.change, gently: soon.gently });
const explain = help(draw);
const announce = announcer();
const noteField = writer({
  draft: draft(`${name}:note`),
  say,
  seen: (text) => seenBefore(text, all)?.text ?? "",
  change,
  entryOf: (words) => newNote({ ...words, round: roundNow(), typed: secondNow() }),
});
const fold = folding({ element: noteField.element, text: noteField.text, draw });
const drawing = { gently: soon.gently, onWaiting: soon };
const pictures = photos({ ...life, onAnswer: life.keepAnswer, ...drawing });
const fromOrganiser = messages({ base, draw: () => draw(), say });
const sealed = seals({ own: life.own, base, draw: () => draw() });

const elements = {
  clock: timer,
  name: fields.cafe.element,
  hosts: fields.hosts.element,
  statement: fields.statement.element,
  photos: pictures.element,
  heard: heard({ wall: app.dataset.wall ?? "", base, table: Number(app.dataset.table), say }),
};

/** @param {() => void} [then]  what is done when it is drawn: perhaps a hand must let go first */
function draw(then) {
  if (then) afterwards.push(then);
  if (move.drag.moving()) return;
  const [here, asked, gone] = [tableSeen(seen()), question(), life.gone()];
  const { workshop } = life.state();
  if (!workshop || !here || !asked) {
    const words = [...life.waiting().entries.map(wordsOf), noteField.text()].filter(Boolean);
    const opening = gone ? goneView(gone) : html`<p>${t("Opening the table …")}</p>`;
    render(html`${opening}${keptView(words)}`, app);
    return;
  }
  refresh();
  before.look([
    ...all,
    { id: `table:${here.id}`, text: `${life.state().tables.get(here.id)?.main_statement}` },
  ]);
  const walked = workshop.stage === "vernissage" && asked.form === "tables";
  wall.walk(walked);
  const now = asks(
    asked.form === "tables" && workshop.asks_main,
    wordsSeen(seen(), "main-statement").text,
  );
  const had = document.activeElement;
  render(
    html`${gone ? goneView(gone) : nothing}${pageView({
      table: here,
      stage: practising() ? t("Practice") : stageName(workshop.stage),
      programme: programmeView(workshop),
      question: asked,
      before: wordingsOf(life.state(), asked.id),
      unfolded,
      fold: unfold,
      split: parts().length && mending() ? splitView(splitSeen(seen()), split) : nothing,
      asks: now,
      ask: html`${toEvaluation(workshop, "hosts", base)}${askView(now)}`,
      help: practising() ? { ...explain, lines: () => practice.guide(here.rehearsed) } : explain,
      sign: wall.sign(),
      asked: wall.panel(),
      strange: sealed.strange(),
      over: over(),
      writer: fold(walked),
      walked,
      seal: sealed.view(),
      elements,
      told: fromOrganiser.view(),
      summedBefore: earlierView(before.ofTable(here.id)),
      tray: tray.view(
        workshop,
        all.some(({ struck }) => !struck),
      ),
      trayWarning: tray.warning(),
      status: statusView({ tally: tally(seen(), all), ...pictures.unsent(), ...life.reach() }),
      slips: slipsView({
        groups,
        open: mayMend(),
        handlers: practising() ? practiceTools : tools,
      }),
    })}`,
    app,
  );
  // What has another place now is the same field.
  if (had instanceof HTMLElement && had !== document.activeElement) had.focus();
  if (!arrived) focusOnArrival(noteField.element);
  arrived = true;
  announce(now);
  move.drag.attach(app);
  for (const one of afterwards.splice(0)) one();
}

/** How the notes lie, with what still waits to be sent. */
function lay() {
  all = cards(seen());
  groups = layOut(inPlace(all, ranks), splitParts(), roundNow());
  return { all, groups };
}

/** What the parts that draw themselves shall show. */
function refresh() {
  const [here, open] = [seen(), mending()];
  wall.update(here);
  lay();
  fields.cafe.update({ ...wordsSeen(here, "cafe-name"), open });
  fields.statement.update({ ...wordsSeen(here, "main-statement"), open });
  fields.hosts.update({ ...wordsSeen(here, "hosts"), open: open || closedBefore() });
  noteField.update({ closed: closedWords(), late: lateWords(), parts: splitParts() });
  pictures.update({ posters: tableSeen(here)?.posters ?? [], open, ...life.waiting() });
  countdown.show(life.state().workshop);
  device.show(life.state().workshop);
  explain.update(all.length);
  sealed.update(life.state().workshop?.stage, practising());
}

/** Whether what is written is tried only: the tables are not open yet, and nothing hangs here. */
function practising() {
  return closedBefore() && question()?.form !== "pairs" && !cards(life.seen()).length;
}

/** What lies here of a practice that is over, or nothing. */
function over() {
  return practising() || closedBefore() ? nothing : practice.over(roundNow());
}

/** Whether the tables are open. */
function isWriting() {
  return life.state().workshop?.stage === "open";
}

function roundNow() {
  return life.state().workshop?.round ?? 0;
}

/** Before the tables open, a stand-in may say who hosts. */
function closedBefore() {
  return life.state().workshop?.stage === "planning";
}

/** Why nothing can be added now, or "". */
function closedWords() {
  const stage = life.state().workshop?.stage ?? "planning";
  if (stage !== "planning" || practising()) return "";
  return t("No new notes now (stage: “%(stage)s”). The organiser opens the tables.", {
    stage: stageName(stage),
  });
}

/** What becomes of a note that is added now: half a thought when the tables closed is no loss. */
function lateWords() {
  const stage = life.state().workshop?.stage ?? "open";
  if (stage === "open" || stage === "planning") return "";
  return t("The table is closed. What you add now goes to the organiser, who may take it in.");
}

function unfold() {
  unfolded = !unfolded;
  draw();
}

function split() {
  change((entries) => put(entries, splitPoster(!splitSeen(seen()))));
}

document.addEventListener("keydown", reach.leaveJoining);
app.addEventListener("keydown", (event) => {
  const step = mayMend() && stepOf(event);
  if (!step) return;
  event.preventDefault();
  move.step(step.id, step.step);
});
watchHeight(document.documentElement);
app.replaceChildren();
draw();
await life.start();
