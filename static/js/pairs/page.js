// The pairs' page: the wall’s live connection on one side, this phone's outbox on the other.

import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { hallDevice } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { wordingsOf } from "../core/live/asked_before.js";
import { clock } from "../core/live/clock.js";
import { draft } from "../core/offline/drafts.js";
import { again, put } from "../core/offline/entries.js";
import { openOffline } from "../core/offline/offline.js";
import { rememberNote } from "../core/offline/own_notes.js";
import { homeOf, promptsOf } from "../core/programme/prompts.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { nextSeat } from "../seating/next.js";
import { roundNow } from "../seating/now.js";
import { following } from "./asked.js";
import { field } from "./field.js";
import { handlers } from "./handlers.js";
import { newNote, slips, tally, waitsToHear } from "./model.js";
import { still } from "./still.js";
import { goneView, laterView, pageView, promptView, statusView } from "./view.js";

/** @typedef {import("./model.js").Own} Own */
/** @typedef {import("./view.js").Prompt} Prompt */

const HEAR_MS = 10_000; // how often a phone asks what became of what waits for the organiser
const SPREAD_MS = 3000; // a hall's phones come back at the same moment

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const stageEl = /** @type {HTMLElement} */ (document.getElementById("stage"));
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const { key = "", workshop = "", question = "" } = app.dataset;
const seat = nextSeat(key);
const device = hallDevice({
  sounds: false,
  whereTo: () => seat.of(roundNow(life.state().workshop)),
});
const base = `/v/${encodeURIComponent(key)}/questions/${question}`;
const name = `${workshop}:pairs:${question}`;

let asked = false;
let hearing = 0;
/** @type {Map<string, Own>} */
const own = new Map();
/** @type {Map<string | null, ReturnType<typeof field>>} */
const fields = new Map();
/** What each asks, as it stands above its field. @type {Map<string | null, string | null>} */
const asks = new Map();

const soon = frames(app, draw);
const life = await openOffline({
  name,
  base,
  link: { audience: "v", key },
  soon,
  isOpen: (state) => state.workshop?.stage === "open",
  onAnswer(answer) {
    own.set(answer.id, answer);
    rememberNote(workshop, answer.id);
  },
  onState,
  onOnline: askForOwn,
  onErased(roots) {
    reach.retake(roots);
    asked = false; // what the café has of ours is another now
    askForOwn();
  },
});
const { change } = life;
const reach = handlers({ name, change, draw });
const follow = following({
  draftOf,
  kept: draft(`${name}|asked`),
  // The café says that the part is no more, and the words are seen.
  homeless: ({ letter, text }, words) => {
    const made = newNote(words.read().trim(), letter, text);
    void words.hand(change, (entries) => put(entries, made));
  },
});

function draw() {
  const [state, gone] = [life.state(), life.gone()];
  const here = state.questions.get(Number(question));
  if (!state.workshop || !here) return render(waiting(), app);
  const all = slips({ own, state, ...life.waiting() });
  reach.takeUp(all);
  const open = state.workshop.stage === "open" && !gone;
  stageEl.textContent = stageName(state.workshop.stage);
  timer.show(state.workshop);
  seat.hear(state.workshop);
  device.show(state.workshop);
  const status = statusView({ tally: tally(all), ...life.reach() });
  const hand = followParts(here.parts);
  const { prompts, later } = promptsNow(here, all);
  still(() =>
    render(
      html`${gone ? goneView(gone) : nothing}${pageView({
        question: here,
        before: wordingsOf(state, here.id),
        notice: closedWords(here),
        phones: state.workshop?.phones ?? "open",
        status,
        // The newest stands on top: the ones below are never put elsewhere, also not what is typed there.
        prompts: html`${repeat(
          prompts,
          ({ letter }) => letter,
          (prompt) =>
            promptView({
              prompt,
              field: fieldOf(prompt, open),
              slips: all.filter((slip) => homeOf(slip.part, here) === prompt.letter),
              open,
              newest: prompt === prompts[0],
              handlers: reach,
            }),
        )}${later && open ? laterView(prompts.length > 0) : nothing}`,
      })}`,
      app,
    ),
  );
  tellNew(prompts);
  hand();
}

/**
 * What is half-typed goes with its part, and so does the hand that types it: call it when all is drawn.
 * @param {{letter: string, text: string}[]} parts
 */
function followParts(parts) {
  const moved = follow(parts);
  const typing = document.activeElement?.id ?? "";
  for (const letter of [...moved.keys(), ...moved.values()]) fields.delete(letter ?? null);
  const to = [...moved].find(([letter]) => typing === `say-${letter}`)?.[1];
  return () => {
    const there = to && document.getElementById(`say-${to}`);
    if (!(there instanceof HTMLTextAreaElement)) return;
    there.focus();
    there.setSelectionRange(there.value.length, there.value.length);
  };
}

/**
 * What is asked now, and whether more comes. A prompt that this phone has written at stays, also
 * when it is closed again.
 * @param {import("../core/live/store.js").Question} here
 * @param {import("./model.js").Slip[]} all
 */
function promptsNow(here, all) {
  const { open, later } = promptsOf(here, life.state().workshop?.programme ?? []);
  const used = later.filter(
    ({ letter }) => all.some(({ part }) => homeOf(part, here) === letter) || draftOf(letter).read(),
  );
  return { prompts: [...open, ...used], later: later.length > used.length };
}

/** The prompts that have been on the page. @type {Set<string | null> | null} */
let told = null;

/** What is opened while the page is open is said. @param {Prompt[]} prompts */
function tellNew(prompts) {
  const [first] = prompts;
  if (told && first && !told.has(first.letter)) say(t("New: %(text)s", { text: first.text }));
  told = new Set(prompts.map(({ letter }) => letter));
}

function waiting() {
  const [state, gone] = [life.state(), life.gone()];
  if (gone) return goneView(gone);
  const taken =
    state.workshop &&
    html`<p class="problem">${t("This question has been taken out of the café.")}</p>`;
  return taken || html`<p>${t("Opening the page …")}</p>`;
}

/** @param {string | null} letter */
function draftOf(letter) {
  return draft(`${name}:${letter ?? ""}`);
}

/**
 * @param {Prompt} prompt
 * @param {boolean} open
 */
function fieldOf({ letter, text }, open) {
  asks.set(letter, letter && text);
  const label = letter ? text : t("What you two say");
  let found = fields.get(letter);
  if (!found) {
    found = field({
      id: `say-${letter ?? "all"}`,
      label,
      button: t("Add"),
      draft: draftOf(letter),
      change,
      entryOf: (said) => newNote(said, letter, asks.get(letter) ?? null),
    });
    fields.set(letter, found);
  }
  found.close(!open, label);
  return found.element;
}

/**
 * Why nothing can be written now, or "".
 * @param {import("../core/live/store.js").Question} here
 */
function closedWords({ form }) {
  if (form !== "pairs") return t("This question is no longer talked over in pairs.");
  const stage = life.state().workshop?.stage;
  if (stage === "open") return "";
  if (stage === "planning") return t("You can write here as soon as the organiser opens the café.");
  return t("The talk is over. Thank you! Everything that was said hangs on the wall.");
}

/** What the café has of ours already: this may be the same phone after a nap. */
async function askForOwn() {
  if (asked) return;
  asked = true;
  try {
    const { notes } = await send("GET", `${base}/notes`);
    for (const note of notes)
      if (note.revision >= (own.get(note.id)?.revision ?? 0)) own.set(note.id, note);
    soon();
  } catch {
    asked = false; // asked again when the network is back
  }
}

/** The wall is not told what the organiser decides about what waits: the phone asks, not often. */
function hearSoon() {
  if (hearing || !waitsToHear(own, life.state())) return;
  hearing = window.setTimeout(
    () => {
      [hearing, asked] = [0, false];
      askForOwn();
    },
    HEAR_MS + SPREAD_MS * Math.random(),
  );
}

/**
 * @param {import("../core/live/store.js").State} next
 * @param {import("../core/live/store.js").State} before
 */
function onState(next, before) {
  askForOwn();
  hearSoon();
  if (before.workshop && before.workshop.phones !== next.workshop?.phones) onPhones();
}

/** The organiser has opened, held or paused the phones. */
function onPhones() {
  change((entries) => again(entries, (one) => one.refusal?.where === "phones"));
  window.setTimeout(() => life.nudge(), SPREAD_MS * Math.random());
}

app.replaceChildren();
draw();
await life.start();
