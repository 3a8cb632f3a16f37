// The programme's page: the live connection on one side, the outbox on the other, and one drawing of both.

import { html, nothing, render } from "lit-html";
import { frames } from "../core/frames.js";
import { draggable } from "../core/moving/dragging.js";
import { openOffline } from "../core/offline/offline.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { shortened } from "../core/words.js";
import { setFact } from "../outline/commands.js";
import { fieldView, lostView, refusedView } from "../outline/draw/field.js";
import { newestLines } from "../outline/newest.js";
import { openSteps, statusView } from "../outline/steps.js";
import { fieldWords } from "../outline/words.js";
import { change, newBlock, setField, setRounds } from "./commands.js";
import { handlers as openHandlers } from "./handlers.js";
import { FACTS, programmeOf, USUAL_MINUTES } from "./model.js";
import { inverse, theirsOf } from "./undo.js";
import { blocksView, endView } from "./view.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("./model.js").Programme} Programme */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", person = "" } = app.dataset;
/** @type {import("./handlers.js").Ready[]} */
const ready = JSON.parse(document.getElementById("ready")?.textContent ?? "[]");
// By account: what one has typed is not another's to send.
const name = `programme:${key}:${person}`;
/** What the café answered last. @type {any} */
let fresh = null;
let gone = "";
/** @type {string[]} */
let shown = [];
/** Blocks that are not called anything yet. @type {Set<string>} */
const nameless = new Set();
let first = true;

const soon = frames(app, () => draw());
const life = await openOffline({
  name,
  base: `/w/${encodeURIComponent(key)}/plan`,
  link: { audience: "w", key },
  soon,
  isOpen: () => false,
  onAnswer: (answer) => {
    fresh = answer;
  },
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

/** The blocks as they were drawn last. @type {string[]} */
let stood = [];
/** @param {Entry[]} [more]  commands on top of those that wait */
const whole = (more = []) => {
  const { workshop, revision } = life.state();
  const newest = fresh?.revision > revision ? fresh : workshop;
  const entries = [...life.waiting().entries, ...more];
  return programmeOf({ workshop: newest, entries, blanks: lines.blanks(), stood });
};
const programme = () => {
  const all = whole();
  stood = all.rows.map(({ uid }) => uid);
  const stay = (/** @type {number} */ at) => !lines.going.has(all.rows[at]?.uid ?? "");
  return {
    ...all,
    rows: all.rows.filter((_row, at) => stay(at)),
    slots: all.slots.filter((_slot, at) => stay(at)),
  };
};
const steps = openSteps({
  inverse: (entry) => inverse(entry, whole(), prompts()),
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
  programme,
  whole,
  words,
  change: life.change,
  ...lines,
  prompts,
  draw: () => draw(),
  say,
});
const drag = draggable({
  may: ({ kind }, to) => kind === "block" && to.list === "blocks",
  onDrop: ({ thing, before }) => handlers.placeBefore(thing.id, before),
  onEnd: () => draw(),
});

/** What pairs can be asked, in order: each part of a question, or the question itself. */
function prompts() {
  const questions = [...life.state().questions.values()].sort((a, b) => a.number - b.number);
  return questions
    .filter(({ form }) => form === "pairs")
    .flatMap(({ uid = "", number, text, parts }) =>
      parts.length
        ? parts.map((part) => ({
            prompt: `${uid}/${part.letter}`,
            words: `${number}${part.letter}. ${part.text}`,
            said: part.text,
          }))
        : [{ prompt: uid, words: `${number}. ${text}`, said: "" }],
    )
    .map(({ words, ...one }) => ({ ...one, words: shortened(words, 80) }));
}

/** Every field's words have somewhere to go. @param {Programme} now */
function known(now) {
  for (const fact of FACTS)
    at(`f:${fact}`, now.facts[fact] ?? "", now.refused[fact], (was, text) =>
      setFact(fact, was, text),
    );
  for (const part of /** @type {const} */ (["count", "minutes", "change"]))
    at(`r:${part}`, String(now.agreed?.[part] ?? ""), now.refused[`rounds/${part}`], (was, text) =>
      setRounds(part, was, text),
    );
  for (const row of now.rows) inRow(row);
  // What was being typed in a block that somebody took away is sent, and comes back with why.
  for (const uid of shown)
    if (!now.rows.some((row) => row.uid === uid) && words.typed(`b:${uid}`))
      void words.save(`b:${uid}`);
  shown = now.rows.map(({ uid }) => uid);
}

/** @param {import("./model.js").Row} row */
function inRow({ uid, title, minutes, pinned, refused }) {
  // What is typed beside a block that is not called anything yet waits for its name.
  const wrongIn = () => (title ? "" : t("Write what happens, and it is kept."));
  at(`b:${uid}`, title, refused.title, (was, text) => asBlock(uid, was, text));
  at(
    `bm:${uid}`,
    minutes,
    refused.minutes,
    (was, text) => inBlock(uid, "minutes", was, text),
    wrongIn,
  );
  at(
    `bp:${uid}`,
    pinned,
    refused.pinned,
    (was, text) => inBlock(uid, "pinned", was, text),
    wrongIn,
  );
  if (!title) nameless.add(uid);
  else if (nameless.delete(uid)) for (const part of ["bm", "bp"]) void words.save(`${part}:${uid}`);
}

/**
 * @param {string} id @param {string} now @param {Entry | undefined} refused
 * @param {(was: string, text: string) => Entry | null} entryOf @param {() => string} [wrongIn]
 */
function at(id, now, refused, entryOf, wrongIn) {
  const theirs = refused?.refusal?.now ? (theirsOf(refused) ?? undefined) : undefined;
  words.at(id, { now, theirs, entryOf, ...(wrongIn && { wrongIn }) });
}

/** @param {string} uid @param {string} was @param {string} text */
function asBlock(uid, was, text) {
  if (!text) return null;
  const row = programme().rows.find((one) => one.uid === uid);
  const blank = lines.blanks().find((one) => one.uid === uid);
  if (row?.title) return change(row, "title", was, text);
  if (!blank) return setField(uid, "title", was, text);
  // Its minutes may have been typed before its name.
  const minutes = words.text(`bm:${uid}`, USUAL_MINUTES).trim() || USUAL_MINUTES;
  const block = { id: uid, kind: "own", title: text, minutes, pinned: "", prompt: "" };
  return newBlock(block, blank.before);
}

/** @param {string} uid @param {"minutes" | "pinned"} field @param {string} was @param {string} text */
function inBlock(uid, field, was, text) {
  const row = whole().rows.find((one) => one.uid === uid);
  if (!row) return setField(uid, field, was, text);
  return row.title ? change(row, field, was, text) : null;
}

function draw() {
  if (!life.state().workshop || drag.moving()) return;
  const now = programme();
  known(now);
  // What an earlier page had typed and not sent.
  if (first) void words.saveAll();
  first = false;
  lines.settle(now.rows);
  render(
    html`${statusView({ life, waits: now.waits + words.open() + lines.going.size, gone, back: `/w/${key}/programme`, steps })}
      <section id="aim" class="block card"><div class="fact-fields">
        ${factView(now, "goal", t("Goal of the day"), true)}
        ${factView(now, "starts", t("From"))} ${factView(now, "ends", t("To"))}
      </div></section>
      <section id="blocks" class="block"><h2>${t("Blocks")}</h2>
        <p class="quiet small">${t("Enter begins the next block, Alt and an arrow moves it. Only the minutes are kept: each block begins when the one before it is over, unless you fix its time.")}</p>
        ${now.rows.length ? nothing : readyView()}
        ${blocksView(handlers, now, prompts())}
        ${endView(now)}
        <p><button id="add-block" class="ds-button" type="button" @click=${() => handlers.next(now.rows.at(-1)?.uid ?? null)}>${t("Add a block")}</button></p>
        ${now.rows.length ? html`<details class="more-of"><summary>${t("Take a ready programme instead")}</summary>${readyView()}</details>` : nothing}
        ${now.refused.whole ? refusedView(handlers, now.refused.whole) : nothing}
      </section>
      ${now.lost.length ? html`<section class="block card">${now.lost.map((entry) => lostView(handlers, entry))}</section>` : nothing}`,
    app,
  );
  drag.attach(app);
}

/** @param {Programme} now @param {string} id @param {string} label */
function factView(now, id, label, wide = false) {
  const refused = now.refused[id];
  const kind = wide ? "lines" : "line";
  return fieldView(handlers, {
    id: `f:${id}`,
    label,
    kind,
    now: now.facts[id] ?? "",
    refused,
    size: wide ? "wide" : "",
  });
}

function readyView() {
  return html`<div class="ready">
    <p class="quiet small">${t("Begin with one of these, and change what you like:")}</p>
    <ul>${ready.map(
      (one) =>
        html`<li><button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.take(one)}>${one.name}</button></li>`,
    )}</ul>
  </div>`;
}

// A number is typed over, not into.
app.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTextAreaElement && /^(bm|bp|r):/.test(target.id)) target.select();
});
window.addEventListener("pagehide", () => void words.saveAll());
await life.start();
draw();
