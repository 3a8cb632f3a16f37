// Silent start: each writes on the own phone into the table's tray. The page knows the question and its
// own notes; what others write, and what becomes of it, is not told to any phone.

import { html, nothing, render } from "lit-html";
import { frames } from "../core/frames.js";
import { ask } from "../core/live/asking.js";
import { clock } from "../core/live/clock.js";
import { draft } from "../core/offline/drafts.js";
import { again, letGo } from "../core/offline/entries.js";
import { openOffline } from "../core/offline/offline.js";
import { t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { field } from "../pairs/field.js";
import { goneView, statusView } from "../pairs/view.js";
import { isOpen, newNote, slips, tally } from "./model.js";
import { pageView } from "./view.js";
import { written } from "./written.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const stageEl = /** @type {HTMLElement} */ (document.getElementById("stage"));
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const { key = "", workshop = "", table = "", name: called = "" } = app.dataset;
const name = `${workshop}:silent:${table}`;

const mine = written(name);
const soon = frames(app, draw);
const life = await openOffline(
  {
    name,
    base: `/silent/${encodeURIComponent(key)}`,
    link: { audience: "silent", key },
    soon,
    isOpen,
    onAnswer({ id, erased }, { body }) {
      mine.add(erased ? { id, text: "", erased } : { id, text: body.text });
    },
    onState,
    onErased: mine.erase,
  },
  { follow: ask },
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
const handlers = {
  again: (/** @type {import("./model.js").Slip} */ { refusal }) =>
    void change((entries) => again(entries, ({ act }) => act === refusal?.act)),
  letGo: (/** @type {import("./model.js").Slip} */ { refusal }) =>
    void change((entries) => letGo(entries, refusal?.act ?? "")),
};

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
  stageEl.textContent = stageName(state.workshop.stage);
  timer.show(state.workshop);
  writer.close(!isOpen(state) || Boolean(gone));
  const page = { workshop: state.workshop, question, table: called, field: writer.element };
  render(html`${lost}${pageView({ ...page, status, slips: all, handlers })}`, app);
}

/**
 * @param {import("../core/live/store.js").State} next
 * @param {import("../core/live/store.js").State} before
 */
function onState(next, before) {
  if (before.workshop && before.workshop.phones !== next.workshop?.phones) life.nudge();
  // The day is over: what was written does not stay on a phone.
  if (["sorting", "finished"].includes(next.workshop?.stage ?? "")) mine.clear();
}

app.replaceChildren();
draw();
await life.start();
