// Silent start: each writes on the own phone into the table's tray. The page knows the question and its
// own notes; what others write is told to no phone, and of the own only that the host has dealt with one
// which is to be changed.

import { html, nothing, render } from "lit-html";
import { anyTable, hallDevice } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { ask } from "../core/live/asking.js";
import { clock } from "../core/live/clock.js";
import { draft } from "../core/offline/drafts.js";
import { openOffline } from "../core/offline/offline.js";
import { t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { field } from "../pairs/field.js";
import { handlers } from "../pairs/handlers.js";
import { goneView, statusView } from "../pairs/view.js";
import { offline } from "../table/offline.js";
import { dealtWith } from "./dealt.js";
import { aboutOf, isDealt, isMending, isOpen, newNote, slips, tally } from "./model.js";
import { pageView } from "./view.js";
import { written } from "./written.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const stageEl = /** @type {HTMLElement} */ (document.getElementById("stage"));
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const device = hallDevice({ sounds: false, whereTo: anyTable });
const { key = "", workshop = "", table = "", name: called = "" } = app.dataset;
const name = `${workshop}:silent:${table}`;

const base = `/silent/${encodeURIComponent(key)}`;
const kept = offline(base);
const mine = written(name);
const soon = frames(app, draw);
const life = await openOffline(
  {
    name,
    base,
    link: { audience: "silent", key },
    soon,
    isOpen,
    onAnswer: keepAnswer,
    onRefused(_refusal, entry) {
      if (isDealt(entry)) mine.change(aboutOf(entry), { dealt: true });
    },
    onState,
    onGone: kept.forget,
    onErased(ids) {
      mine.erase(ids);
      reach.retake(ids);
      dealt.forget(ids);
    },
  },
  { follow: (page) => ask(page, kept.last()), send: withReceipt },
);
const { change } = life;
const writer = field({
  id: "own-note",
  label: t("What you think"),
  button: t("Add"),
  draft: draft(`${name}:`),
  change,
  entryOf: newNote,
});
const reach = handlers({ name, change, draw });
const dealt = dealtWith({ name, change });

/**
 * A change shows the note's receipt, which the café gave when it received the note: perhaps after the
 * change was typed.
 * @param {string} method @param {string} url @param {any} body
 */
function withReceipt(method, url, body) {
  const [, id = ""] = url.split("/notes/").map((part) => part.split("/")[0]);
  return send(
    method,
    url,
    method === "PUT" ? { ...body, receipt: mine.of(id ?? "")?.receipt ?? "" } : body,
  );
}

/** @param {any} answer @param {import("../core/offline/entries.js").Entry} entry */
function keepAnswer({ id, erased, receipt }, { body: { text, struck } }) {
  if (erased) return mine.add({ id, text: "", erased });
  /** @type {import("./written.js").Written} */
  const known = mine.of(id) ?? { id, text: "" };
  mine.add({
    ...known,
    text: text ?? known.text,
    struck: struck ?? known.struck,
    receipt: receipt ?? known.receipt,
  });
}

function draw() {
  const [state, gone] = [life.state(), life.gone()];
  const [question] = state.questions.values();
  const { entries, sending } = life.waiting();
  const all = slips(mine.all(), entries, sending);
  const status = statusView({ tally: tally(all), ...life.reach() });
  const lost = gone ? goneView(gone) : nothing;
  if (!state.workshop || !question) {
    render(html`${gone ? lost : html`<p>${t("Opening the page …")}</p>`}${status}`, app);
    return;
  }
  reach.takeUp(all.filter(({ own }) => own));
  stageEl.textContent = stageName(state.workshop.stage);
  timer.show(state.workshop);
  device.show(state.workshop);
  writer.close(!isOpen(state) || Boolean(gone));
  const page = { workshop: state.workshop, question, table: called, field: writer.element };
  const may = { mend: isMending(state) && !gone, reach, dealt };
  render(html`${lost}${pageView({ ...page, status, slips: all, may })}`, app);
}

/**
 * @param {import("../core/live/store.js").State} next
 * @param {import("../core/live/store.js").State} before
 */
function onState(next, before) {
  kept.keep(next);
  if (before.workshop && before.workshop.phones !== next.workshop?.phones) life.nudge();
  // The day is over: what was written does not stay on a phone.
  if (["sorting", "finished"].includes(next.workshop?.stage ?? "")) mine.clear();
}

app.replaceChildren();
draw();
await life.start();
