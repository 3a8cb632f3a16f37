// The host's page: the live line on one side, the outbox on the other, and one drawing of both.

import { html, nothing, render } from "lit-html";
import { clock } from "../core/clock.js";
import { draft, openDrafts } from "../core/drafts.js";
import { again, isDeadLink, put, throughNewDoor } from "../core/entries.js";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { follow } from "../core/line.js";
import { openOutbox } from "../core/outbox.js";
import { say } from "../core/say.js";
import { openShelf } from "../core/shelf.js";
import { empty } from "../core/store.js";
import { t } from "../core/texts.js";
import { newNote, splitPoster } from "./acts.js";
import { fromTheWall } from "./asked.js";
import { elaborating } from "./asked_elaborate.js";
import { announcer, asks, askView } from "./asking.js";
import { tableFields } from "./fields.js";
import { hands } from "./hands.js";
import { help } from "./help.js";
import { layOut } from "./layout.js";
import { watchHeight } from "./low.js";
import { cards, inPlace, splitSeen, tableSeen, tally, wordsSeen } from "./model.js";
import { letMovesGo, moving, stepOf } from "./moving.js";
import { offline } from "./offline.js";
import { photos } from "./photos.js";
import { seenBefore } from "./seen.js";
import { slipsView } from "./slips.js";
import { goneView, pageView, splitView, statusView } from "./view.js";
import { stageWords } from "./words.js";
import { writer } from "./writer.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", table = "", workshop = "" } = app.dataset;
const door = `/t/${encodeURIComponent(key)}`;
// By table, not by link: a renewed link finds what the old one could not deliver.
const name = `${workshop}:${table}`;

let state = empty();
let online = true;
let unfolded = false;
let gone = "";
/** @type {(() => void)[]} */
const afterwards = [];
/** @type {Map<any, any>} */
const fresh = new Map();
/** @type {Map<string, {rank: number, place: string | number | null}>} */
const ranks = new Map();
/** @type {import("./model.js").Card[]} oldest first */
let all = [];
/** @type {import("./layout.js").Group[]} */
let groups = [];

const soon = frames(app, draw);
const kept = offline(door);
await openDrafts(name);
const outbox = openOutbox({
  shelf: await openShelf(name),
  door,
  send,
  onChange: soon,
  onAnswer,
  // Perhaps the link was renewed: the line finds out, and says so once for the whole page.
  onRefused(refusal) {
    if (isDeadLink(refusal)) line.refresh();
    change(letMovesGo);
  },
});
const { change } = outbox;
const seen = () => ({
  state,
  table: Number(table),
  entries: outbox.entries(),
  sending: outbox.sending(),
  fresh,
});
const question = () => state.questions.get(tableSeen(seen())?.question ?? 0);
const parts = () => question()?.parts ?? [];
const splitParts = () => (splitSeen(seen()) ? parts() : []);
const mending = () => state.workshop?.stage === "open" || state.workshop?.stage === "vernissage";

const timer = document.createElement("span");
timer.className = "clock";
const countdown = clock(timer);
const reach = hands({ name, change, parts, draw, say });
const move = moving({
  change,
  poster: lay,
  open: mending,
  draw,
  say,
});
const textOf = (/** @type {string} */ id) => all.find((card) => card.id === id)?.text ?? "";
const more = elaborating({ name, change, draw });
const hand = { ...reach, ...more, step: move.step, textOf };
const wall = fromTheWall({
  name,
  change,
  draw,
  say,
  elaborate: (note) => more.elaborate(all.find(({ id }) => id === note.id) ?? note),
});
const fields = tableFields({ name, change });
const explain = help(draw);
const announce = announcer();
const noteField = writer({
  draft: draft(`${name}:note`),
  say,
  seen: (text) => seenBefore(text, all)?.text ?? "",
  change,
  entryOf: (words) => newNote({ ...words, round: state.workshop?.round ?? 0 }),
});
const pictures = photos({
  door,
  name,
  onAnswer(answer) {
    fresh.set(answer.id, answer);
    soon();
  },
});

const elements = {
  clock: timer,
  name: fields.cafe.element,
  hosts: fields.hosts.element,
  writer: noteField.element,
  statement: fields.statement.element,
  photos: pictures.element,
};

/** @param {() => void} [then]  what is done when it is drawn: perhaps a hand must let go first */
function draw(then) {
  if (then) afterwards.push(then);
  if (move.drag.moving()) return;
  const [here, asked] = [tableSeen(seen()), question()];
  if (!state.workshop || !here || !asked) {
    render(gone ? goneView(gone) : html`<p>${t("Opening the table …")}</p>`, app);
    return;
  }
  refresh();
  const now = asks(
    asked.form === "tables" && state.workshop.asks_main,
    wordsSeen(seen(), "main-statement").text,
  );
  render(
    html`${gone ? goneView(gone) : nothing}${pageView({
      table: here,
      stage: state.workshop.stage,
      question: asked,
      unfolded,
      fold,
      split: parts().length && mending() ? splitView(splitSeen(seen()), split) : nothing,
      asks: now,
      ask: askView(now),
      help: explain,
      sign: wall.sign(),
      asked: wall.panel(),
      elements,
      status: statusView({ tally: tally(seen(), all), online, durable: outbox.durable() }),
      slips: slipsView({ groups, open: mending(), hands: hand }),
    })}`,
    app,
  );
  announce(now);
  move.drag.attach(app);
  for (const one of afterwards.splice(0)) one();
}

/** How the notes lie, with what still waits to be sent. */
function lay() {
  all = cards(seen());
  groups = layOut(inPlace(all, ranks), splitParts(), state.workshop?.round ?? 0);
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
  pictures.update({ posters: tableSeen(here)?.posters ?? [], open });
  countdown.show(state.workshop);
  explain.update(all.length);
}

/** Before the tables open, a stand-in may say who hosts. */
function closedBefore() {
  return state.workshop?.stage === "planning";
}

/** Why nothing can be added now, or "". */
function closedWords() {
  const stage = state.workshop?.stage ?? "planning";
  if (stage !== "planning") return "";
  return t("No new notes now (%(stage)s). The organiser opens the tables.", {
    stage: stageWords(stage),
  });
}

/** What becomes of a note that is added now: half a thought when the tables closed is no loss. */
function lateWords() {
  const stage = state.workshop?.stage ?? "open";
  if (stage === "open" || stage === "planning") return "";
  return t("The table is closed. What you add now goes to the organiser, who may take it in.");
}

function fold() {
  unfolded = !unfolded;
  draw();
}

function split() {
  change((entries) => put(entries, splitPoster(!splitSeen(seen()))));
}

/** @param {import("../core/store.js").State} next */
function onState(next) {
  const [first, before] = [!state.workshop, state.workshop?.stage];
  state = next;
  for (const [id, answer] of fresh) if (answer.revision <= next.revision) fresh.delete(id);
  kept.keep(state, fresh.values());
  if (first) reach.takeUp(cards(seen()));
  if (first) more.takeUpMore(cards(seen()));
  const opened = next.workshop?.stage !== before;
  if (opened && mending())
    change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
  soon();
}

/**
 * @param {import("../core/entries.js").Entry} _entry
 * @param {any} answer  the thing with its revision, or `{late, revision}`
 */
function onAnswer(_entry, { late, ...thing }) {
  const answer = late ? { ...late, ...thing } : thing;
  fresh.set(answer.id, answer);
  kept.keep(state, fresh.values());
}

/** @param {boolean} now */
function onLine(now) {
  online = now;
  if (now) outbox.nudge();
  soon();
}

/** @param {string} why */
function onGone(why) {
  gone = why;
  outbox.stop();
  kept.forget();
  soon();
}

app.addEventListener("keydown", (event) => {
  const step = mending() && stepOf(event);
  if (!step) return;
  event.preventDefault();
  move.step(step.id, step.step);
});
watchHeight(document.documentElement);
window.addEventListener("online", () => outbox.nudge());
window.addEventListener("beforeunload", (event) => {
  if (!outbox.durable() && outbox.entries().length) event.preventDefault();
});
navigator.storage?.persist?.();
app.replaceChildren();
draw();
const line = follow({ door: "t", key, onState, onLine, onGone });
await change((entries) => throughNewDoor(entries, door));
