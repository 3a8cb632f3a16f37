// Typing off a paper poster: the photograph on one side, the field and what has been typed on the
// other. The notes go through the table's own outbox; they say that they come from paper.

import { html, nothing, render } from "lit-html";
import { draft, openDrafts } from "../core/drafts.js";
import { again, isDeadLink, throughNewDoor } from "../core/entries.js";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { follow } from "../core/line.js";
import { openOutbox } from "../core/outbox.js";
import { say } from "../core/say.js";
import { openShelf } from "../core/shelf.js";
import { empty } from "../core/store.js";
import { t } from "../core/texts.js";
import { newNote } from "../table/acts.js";
import { hands } from "../table/hands.js";
import { layOut } from "../table/layout.js";
import { cards, inPlace, splitSeen, tableSeen, tally } from "../table/model.js";
import { letMovesGo } from "../table/moving.js";
import { photos } from "../table/photos.js";
import { slipsView } from "../table/slips.js";
import { goneView, statusView } from "../table/view.js";
import { writer } from "../table/writer.js";
import { paperView } from "./view.js";
import { viewer } from "./viewer.js";

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { key = "", table = "", workshop = "" } = app.dataset;
const door = `/t/${encodeURIComponent(key)}`;
const name = `${workshop}:${table}`;

let state = empty();
let online = true;
let gone = "";
/** @type {Map<any, any>} */
const fresh = new Map();
/** @type {Map<string, any>} */
const ranks = new Map();

const soon = frames(app, draw);
await openDrafts(name);
const outbox = openOutbox({
  shelf: await openShelf(name),
  door,
  send,
  onChange: soon,
  onAnswer: (_entry, answer) => keepAnswer(answer),
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
const parts = () => (splitSeen(seen()) ? (question()?.parts ?? []) : []);
const mending = () => state.workshop?.stage === "open" || state.workshop?.stage === "vernissage";

const reach = hands({ name, change, parts: () => question()?.parts ?? [], draw, say });
const field = writer({
  draft: draft(`${name}:paper`),
  say,
  change,
  entryOf: (words) => newNote({ ...words, paper: true }),
});
const glass = viewer({ door });
const pictures = photos({ door, name, hung: false, onAnswer: keepAnswer, onWaiting: soon });

/** @param {any} answer  the thing with its revision, or `{late, revision}`, before the line brings it */
function keepAnswer({ late, ...thing }) {
  const answer = late ? { ...late, ...thing } : thing;
  fresh.set(answer.id, answer);
  soon();
}

/** @param {() => void} [then]  what is done when it is drawn */
function draw(then) {
  const [here, asked] = [tableSeen(seen()), question()];
  if (!state.workshop || !here || !asked) {
    return render(gone ? goneView(gone) : html`<p>${t("Opening the table …")}</p>`, app);
  }
  field.update({ closed: "", parts: parts() });
  glass.update(here.posters);
  pictures.update({ posters: here.posters, open: mending() });
  const status = statusView({ tally: tally(seen()), online, durable: outbox.durable() });
  render(
    html`${gone ? goneView(gone) : nothing}${paperView({
      door,
      table: here,
      question: asked,
      stage: state.workshop.stage,
      elements: { glass: glass.element, field: field.element, photos: pictures.element },
      waiting: pictures.waiting(),
      status,
      slips: slips(),
    })}`,
    app,
  );
  then?.();
}

function slips() {
  const typed = cards(seen()).filter(({ paper }) => paper);
  const groups = layOut(inPlace(typed, ranks), parts(), 0);
  return {
    count: typed.filter(({ struck }) => !struck).length,
    view: slipsView({ groups, open: mending(), hands: reach }),
  };
}

/** @param {import("../core/store.js").State} next */
function onState(next) {
  const [first, before] = [!state.workshop, state.workshop?.stage];
  state = next;
  for (const [id, answer] of fresh) if (answer.revision <= next.revision) fresh.delete(id);
  if (first) reach.takeUp(cards(seen()).filter(({ paper }) => paper));
  if (next.workshop?.stage !== before && mending())
    change((entries) => again(entries, (one) => one.refusal?.where === "stage"));
  soon();
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
  soon();
}

window.addEventListener("online", () => outbox.nudge());
window.addEventListener("beforeunload", (event) => {
  if (!outbox.durable() && outbox.entries().length) event.preventDefault();
});
navigator.storage?.persist?.();
app.replaceChildren();
draw();
const line = follow({ door: "t", key, onState, onLine, onGone });
await change((entries) => throughNewDoor(entries, door));
