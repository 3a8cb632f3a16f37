// The evaluation on a phone or a host's tablet: one sheet from this device, kept here until the café
// has it, and changed until the form closes.

import { html, nothing, render } from "lit-html";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { tooMany } from "../core/limits.js";
import { keepHand } from "../core/moving/hand.js";
import { draft } from "../core/offline/drafts.js";
import { again, letGo, put } from "../core/offline/entries.js";
import { openOffline } from "../core/offline/offline.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { givenIn, sheet, silent, valuesOf } from "./model.js";
import { formView, goneView, refusedView, thanksView } from "./view.js";

/** @typedef {import("./model.js").Values} Values */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const stageEl = /** @type {HTMLElement} */ (document.getElementById("stage"));
const { key = "", workshop = "", audience = "participants", joins = "" } = app.dataset;
const kind = audience === "hosts" ? "t" : "v";
const base = `/${kind}/${encodeURIComponent(key)}`;
const name = `${workshop}:evaluation:${audience}`;

let own = silent();
let asked = false;
let editing = false;
let problem = "";
const soon = frames(app, draw);
const life = await openOffline({
  name,
  base,
  link: { audience: kind, key },
  soon,
  isOpen: (state) => formIn(state)?.status === "open",
  onAnswer(answer, entry) {
    own = { act: answer.act, answers: entry.body.answers, settled: false };
  },
  onState,
  onOnline: askForOwn,
});
const kept = draft(name);
/** @type {Values | null} what is typed and not sent */
let typed = JSON.parse(kept.last() || "null");

const handlers = {
  /** @param {string} uid @param {string | number} said */
  type(uid, said) {
    typed = { ...values(), [uid]: said };
    problem = "";
    kept.keep(JSON.stringify(typed));
    keepHand(app, draw); // what takes an answer away goes with it
  },
  async send() {
    problem = wrongWith(values());
    if (problem) {
      draw();
      focusFirst();
      return;
    }
    const made = sheet(values(), waiting(), own);
    const given = typed;
    await kept.hand(life.change, (entries) => put(entries, made));
    // Not before: until the outbox has it, an answer that the café has is the one from before.
    if (typed === given) [typed, editing] = [null, false];
    draw();
    document.getElementById("thanks")?.focus();
  },
  edit() {
    editing = true;
    draw();
    focusFirst();
  },
  again() {
    const [refused] = waiting().filter(({ refusal }) => refusal);
    if (refused?.refusal?.where === "was") return void handlers.send();
    life.change((entries) => again(entries, () => true));
  },
  letGo() {
    for (const { act } of waiting()) life.change((entries) => letGo(entries, act));
    [typed, editing, asked] = [null, false, false];
    kept.clear();
    askForOwn();
  },
};

function focusFirst() {
  const first = app.querySelector("textarea, input");
  if (first instanceof HTMLElement) first.focus();
}

const waiting = () => life.waiting().entries;
const values = () => valuesOf(typed, waiting(), own);

/** @param {import("../core/live/store.js").State} state */
function formIn(state) {
  return state.workshop?.evaluation?.find((form) => form.audience === audience);
}

/** @param {Values} said @returns {string} what is wrong with it, or "" */
function wrongWith(said) {
  const given = givenIn(said);
  if (!given.length) return t("Answer at least one of the questions.");
  return given.some(({ text }) => tooMany(text, "statement"))
    ? t("One of the answers is too long.")
    : "";
}

function draw() {
  const [state, gone] = [life.state(), life.gone()];
  stageEl.textContent = stageName(state.workshop?.stage);
  render(
    html`<h1>${t("How was the day?")}</h1>${gone ? goneView(gone) : nothing}${state.workshop ? content(state) : opening(gone)}`,
    app,
  );
}

/** @param {string} gone */
function opening(gone) {
  return gone ? nothing : html`<p>${t("Opening the page …")}</p>`;
}

/** @param {import("../core/live/store.js").State} state */
function content(state) {
  const form = formIn(state);
  const open = form?.status === "open" && !life.gone();
  const refusal = waiting().find((entry) => entry.refusal)?.refusal;
  const waits = waiting().length > 0 && !refusal;
  const sent = waits || own.act !== "";
  if (refusal) return html`${refusedView(refusal, handlers)}${open ? sheetView(form) : nothing}`;
  if (own.settled) return html`${settledView()}`;
  if (sent && !typed && !editing)
    return thanksView({ waits, open, joins, handlers, ...life.reach() });
  if (!form || !open) return closedView(form?.status, Boolean(typed));
  return html`<p>${t("A few questions, and no name: nobody can see who answered what.")}</p>${sheetView(form)}`;
}

/** @param {import("../core/live/store.js").EvaluationForm | undefined} form */
function sheetView(form) {
  const changes = own.act !== "" || waiting().length > 0;
  const questions = form?.questions ?? [];
  return formView({ questions, values: values(), changes, problem, handlers });
}

function settledView() {
  return html`<p class="notice">${t("Your answer was received before the form was closed in between. It can no longer be changed, since nothing leads from it to this device any more.")}</p>`;
}

/** @param {string | undefined} status @param {boolean} lies  words lie here that were not sent */
function closedView(status, lies) {
  return html`<p class="notice" role="status">${
    status === "closed"
      ? t("The form is closed.")
      : t("The form is not open yet. This page shows it by itself when it is.")
  } ${lies ? t("What you wrote stays on this device, and can be sent if the form is opened again.") : nothing}</p>`;
}

/** What the café has of ours already: this may be the same phone after a nap. */
async function askForOwn() {
  if (asked) return;
  asked = true;
  const before = own;
  try {
    const told = await send("GET", `${base}/evaluation/answers`);
    // What was answered to a sheet meanwhile is newer.
    if (own === before) own = told;
    soon();
  } catch {
    asked = false; // asked again when the network is back
  }
}

/**
 * @param {import("../core/live/store.js").State} next
 * @param {import("../core/live/store.js").State} before
 */
function onState(next, before) {
  askForOwn();
  const [now, was] = [formIn(next)?.status, formIn(before)?.status];
  if (now === was) return;
  if (was && now === "open") say(t("The form is open."));
  if (was && now === "closed") asked = false; // what it has can be changed no more
  if (now === "open")
    life.change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
}

app.replaceChildren();
draw();
await life.start();
