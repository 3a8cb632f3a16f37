// The plan's page: the live connection on one side, the outbox on the other, and one drawing of both.

import { html, nothing, render } from "lit-html";
import { frames } from "../core/frames.js";
import { arrive } from "../core/moving/arrive.js";
import { draggable } from "../core/moving/dragging.js";
import { openOffline } from "../core/offline/offline.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { namesIn } from "../core/words.js";
import { before } from "./before.js";
import {
  newQuestion,
  reword,
  setFact,
  setHints,
  setHosts,
  setMeeting,
  setNumber,
  setTags,
} from "./commands.js";
import { FACTS, factView, languageView, PRINTED } from "./draw/facts.js";
import { lostView } from "./draw/field.js";
import { hintOf, questionsView } from "./draw/questions.js";
import { handlers as openHandlers } from "./handlers.js";
import { planOf } from "./model.js";
import { newestLines } from "./newest.js";
import { theirsIn, theirsOf } from "./refused.js";
import { openSteps, statusView } from "./steps.js";
import { inverse } from "./undo.js";
import { fieldWords } from "./words.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", person = "" } = app.dataset;
// By account: what one has typed is not another's to send.
const name = `plan:${key}:${person}`;
/** @type {Map<string, any>} */
const fresh = new Map();
let gone = "";
let asked = 2;

const soon = frames(app, () => draw());
const life = await openOffline({
  name,
  base: `/w/${encodeURIComponent(key)}/plan`,
  link: { audience: "w", key },
  soon,
  isOpen: () => false,
  onAnswer: (answer) =>
    fresh.set(answer.uid ?? (answer.hosts ? `table:${answer.id}` : "café"), answer),
  onGone: () => {
    gone = life.gone();
  },
  onOnline: () => {
    gone = "";
  },
  onErased() {
    words.retake();
    soon();
  },
});
const lines = newestLines(name);

/** The questions as they were drawn last. @type {string[]} */
let stood = [];
/** @param {Entry[]} [more]  commands on top of those that wait */
const whole = (more = []) => {
  const entries = [...life.waiting().entries, ...more];
  return planOf({ state: life.state(), entries, fresh, blanks: lines.blanks(), stood });
};
const plan = () => {
  const all = whole();
  stood = all.rows.map(({ uid }) => uid);
  return { ...all, rows: all.rows.filter(({ uid }) => !lines.going.has(uid)) };
};
const steps = openSteps({
  inverse: (entry) => inverse(entry, whole()),
  whole,
  words: () => words,
  draw: () => draw(),
  say,
});
const words = fieldWords({
  name,
  change: life.change,
  draw: () => draw(),
  gently: soon.gently,
  made: steps.made,
});
const handlers = openHandlers({
  name,
  plan,
  whole,
  words,
  change: life.change,
  ...lines,
  draw: () => draw(),
  say,
  said: before(app.dataset.before, () => soon()),
});

/** Every field's words have somewhere to go. @param {import("./model.js").Plan} now */
function known(now) {
  for (const fact of ["language", ...[...FACTS, ...PRINTED].map(([id]) => id)])
    words.at(`f:${fact}`, {
      now: now.facts[fact] ?? "",
      theirs: base(now.refused[fact]),
      entryOf: (was, text) => setFact(fact, was, text),
    });
  for (const { uid, text, refused } of now.rows)
    words.at(`q:${uid}`, {
      now: text,
      theirs: base(refused.text),
      entryOf: (was, next) => asQuestion(uid, was, next),
    });
  for (const row of now.rows) if (row.form === "pairs") ofHints(row);
  for (const table of now.rows.flatMap(({ tables }) => tables)) ofTable(table);
  // What was being typed in a question that somebody took away is sent, and comes back with why.
  for (const uid of shown)
    if (!now.rows.some((row) => row.uid === uid) && words.typed(`q:${uid}`))
      void words.save(`q:${uid}`);
  shown = now.rows.map(({ uid }) => uid);
}

/** What the café has, when it said no to something else. @param {Entry | undefined} refused */
function base(refused) {
  return refused?.refusal?.now ? theirsOf(refused) : undefined;
}

/** @param {string} uid @param {string} was @param {string} text */
function asQuestion(uid, was, text) {
  if (!text) return null;
  const blank = lines.blanks().find((one) => one.uid === uid);
  const there = plan().rows.find((row) => row.uid === uid);
  return blank && !there?.text
    ? newQuestion({ id: uid, text, before: blank.before })
    : reword(uid, was, text);
}

/** One beneath each prompt; they are sent as the list that they are. @param {import("./model.js").Row} row */
function ofHints({ uid, parts, hints, refused }) {
  const theirs = refused.hints?.refusal?.now?.hints;
  for (let at = 0; at < Math.max(1, parts.length); at += 1)
    words.at(hintOf(uid, at), {
      now: hints[at] ?? "",
      theirs: theirs && (theirs[at] ?? ""),
      entryOf: (was, text) => {
        const now = plan().rows.find((row) => row.uid === uid)?.hints ?? [];
        return setHints(uid, withHint(theirs ?? now, at, was), withHint(now, at, text));
      },
    });
}

/** @param {string[]} hints @param {number} at @param {string} text */
function withHint(hints, at, text) {
  const length = Math.max(hints.length, at + 1);
  return Array.from({ length }, (_, i) => (i === at ? text : (hints[i] ?? "")));
}

/** @param {import("./model.js").Table} table */
function ofTable({ id, number, hosts, meeting, tags, refused }) {
  const named = (/** @type {string} */ text, /** @type {import("./commands.js").Host[]} */ known) =>
    namesIn(
      text,
      [...known, ...hosts].map(({ name }) => name),
    ).map((name) => ({
      name,
      role: known.find((one) => one.name === name)?.role ?? null,
    }));
  words.at(`n:${id}`, {
    now: String(number),
    theirs: base(refused.number),
    entryOf: (was, text) => setNumber(id, Number(was), Number(text)),
    wrongIn: (text) =>
      /^\s*\d{1,3}\s*$/.test(text) ? "" : t("“%(typed)s” is not a number.", { typed: text.trim() }),
  });
  words.at(`h:${id}`, {
    now: hosts.map((one) => one.name).join(", "),
    theirs: base(refused.hosts),
    entryOf: (was, text) =>
      setHosts(id, named(was, theirsIn(refused.hosts) ?? hosts), named(text, hosts)),
  });
  words.at(`m:${id}`, {
    now: meeting,
    theirs: base(refused.meeting),
    entryOf: (was, text) => setMeeting(id, was, text),
  });
  words.at(`t:${id}`, {
    now: tags.join(", "),
    theirs: base(refused.tags),
    entryOf: (was, text) => setTags(id, namesIn(was, tags), namesIn(text, tags)),
  });
}

const drag = draggable({
  may: ({ kind }, { list }) => kind === "question" && list === "questions",
  onDrop: ({ thing, before }) => handlers.place(thing.id, before),
  onEnd: () => draw(),
});

const page = { handlers, words };
/** @type {string[]} */
let shown = [];
let first = true;
const heading = document.querySelector("h1");

function draw() {
  if (!life.state().workshop || drag.moving()) return; // nothing is drawn under what is in the air
  const now = plan();
  if (heading) heading.textContent = now.facts.title ?? "";
  known(now);
  // What an earlier page had typed and not sent.
  const begins = first;
  first = false;
  if (begins) void words.saveAll();
  lines.settle(now.rows);
  const fact = (/** @type {import("./draw/facts.js").Fact} */ one) => factView(page, now, one);
  render(
    html`${statusView({ life, waits: now.waits + words.open() + lines.going.size, gone, back: `/w/${key}/plan`, steps })}
      <section id="facts" class="block card"><h2>${t("The gathering")}</h2><div class="fact-fields">${FACTS.map(fact)}</div></section>
      <section id="questions" class="block"><h2>${t("Questions")}</h2>
        <p class="quiet small">${t("Enter begins the next question, Alt and an arrow moves it. Paste several lines and have as many questions.")}</p>
        ${questionsView(handlers, now.rows)}
        <p><button id="add-question" class="ds-button" type="button" @click=${() => handlers.next(now.rows.at(-1)?.uid ?? null)}>${t("Add a question")}</button></p>
        ${laying(now)}
      </section>
      <section id="words" class="block card"><h2>${t("Words of the document")}</h2><div class="fact-fields">${languageView(page, now)}${PRINTED.map(fact)}</div></section>
      ${now.lost.length ? html`<section class="block card">${now.lost.map((entry) => lostView(handlers, entry))}</section>` : nothing}`,
    app,
  );
  drag.attach(app);
}

/** @param {import("./model.js").Plan} now */
function laying(now) {
  if (!now.rows.some((row) => row.form === "tables" && row.text)) return nothing;
  return html`<div class="row laying">
    <label for="asked">${t("Tables for each question that has none")}</label>
    <input id="asked" class="ds-input" type="number" min="1" max="20" .value=${String(asked)} @input=${(
      /** @type {Event} */ event,
    ) => {
      asked = Number(/** @type {HTMLInputElement} */ (event.target).value);
    }}>
    <button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.layAll(Math.max(1, Math.min(20, asked || 2)))}>${t("Lay the tables")}</button>
    <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.numberAnew()}>${t("Number the tables anew")}</button>
  </div>`;
}

window.addEventListener("pagehide", () => void words.saveAll());
await life.start();
draw();
arrive(/^(f:|question-)/);
