/** The organiser's page of all that was asked at the wall, by table, as it comes. */

import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { frames } from "../core/frames.js";
import { Offline, Problem, send } from "../core/http.js";
import { limit } from "../core/limits.js";
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { lostLine } from "../core/live/lost.js";
import { logInAgain, may } from "../core/log_in.js";
import { isOf, newlyCut } from "../core/offline/cuts.js";
import { draft, mendDrafts, openDrafts } from "../core/offline/drafts.js";
import { say } from "../core/say.js";
import { n, t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { placeName } from "../core/words.js";
import { countWords, questionsView, waits } from "./view.js";
import { wordsForm } from "./words.js";

/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("../core/live/store.js").Asked} Asked */

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const { onLine, say: onGone } = lostLine();
const { key = "" } = app.dataset;
const base = `/w/${encodeURIComponent(key)}`;
const face = document.getElementById("clock");
const timer = face && clock(face);
/** @type {Map<string, Element>} */
const writers = new Map();
/** What was said no to, by question. @type {Map<string, string>} */
const problems = new Map();
let loggedOut = false;
/** @type {string[]} */
const places = [];
let waiting = -1;

// By account: what one has typed is not another's to see.
const mine = `desk:${key}:${document.body.dataset.account}:`;
await openDrafts(mine);
const soon = frames(app, draw);
const connection = follow({ audience: "w", key, onState: soon, onLine, onGone });

function draw() {
  const state = connection.state();
  timer?.show(state.workshop);
  const all = [...state.asked.values()].filter(({ erased }) => !erased);
  forgetErased(state);
  tell(all.filter(waits).length);
  render(content(state, all), app);
}

/** What is begun about something that was erased for good, or lost words, is begun anew. @param {State} state */
function forgetErased(state) {
  const gone = new Set(
    [...state.asked.values()].filter(({ erased }) => erased).map(({ id }) => id),
  );
  for (const { what, key } of newlyCut(state.cuts, mine)) {
    const about =
      what === "note" ? [...state.asked.values()].filter(({ note }) => note === key) : [];
    for (const id of [key, ...about.map(({ id }) => id)]) gone.add(id);
  }
  if (!gone.size) return;
  mendDrafts(mine, ({ rest, text }) => (isOf(rest, gone) ? "" : text));
  for (const id of gone) writers.delete(id);
}

/** @param {number} now  how many wait for an answer */
function tell(now) {
  if (waiting >= 0 && now > waiting) say(newWords(now));
  waiting = now;
}

/** @param {number} count  how many wait */
function newWords(count) {
  return n(
    "A new question waits for an answer.",
    "A new question. %(count)s wait for an answer.",
    count,
  );
}

/** @param {State} state @param {Asked[]} all */
function content(state, all) {
  if (!all.length) {
    return html`<p class="quiet">
      ${t("Nobody has asked anything yet. People tap a note on the wall and ask; it comes here and to the table's host at once.")}
    </p>`;
  }
  const tables = [...state.tables.values()].sort((a, b) => a.number - b.number);
  return repeat(
    tables.filter(({ id }) => all.some((one) => one.table === id)),
    ({ id }) => id,
    (table) =>
      section(
        state,
        table,
        all.filter((one) => one.table === table.id),
      ),
  );
}

/** @param {State} state @param {import("../core/live/store.js").Table} table @param {Asked[]} asked */
function section(state, table, asked) {
  const name = placeName(state.questions.get(table.question), table);
  const questions = asked.map((one) => ({
    asked: one,
    note: state.notes.get(one.note),
    refusal: problems.has(one.id)
      ? html`<p class="problem" role="alert">${problems.get(one.id)} ${loggedOut ? logInAgain() : nothing}</p>`
      : nothing,
  }));
  return html`<section class="card asked-table" aria-labelledby="asked-${table.number}">
    <h2 id="asked-${table.number}">${name}
      ${table.cafe_name ? html`<span class="quiet" dir="auto">${table.cafe_name}</span>` : nothing}
      <span class="quiet small">${countWords(asked.length)}</span></h2>
    ${questionsView(questions, places, handlers)}
  </section>`;
}

/** @type {import("./view.js").Handlers} */
const handlers = {
  answer: (asked, answered) => act(asked, `asked/${asked.id}`, { answered, was: asked.answer }),
  show: (asked, shown) => act(asked, `asked/${asked.id}/shown`, { shown }),
  held: () =>
    may("phones.edit")
      ? html`<p><a href="${base}/phones">${t("Take in or leave out")}</a></p>`
      : nothing,
  reads: !may("questions.edit"),
  hide: (asked, hidden) => act(asked, `asked/${asked.id}/hidden`, { hidden }),
  erase: ({ id, text }) =>
    may("words.erase")
      ? html`<p class="small"><a href=${`${base}/erase/asked?key=${id}`}>${t("Erase for good…")}<span class="sr-only">: ${text}</span></a></p>`
      : nothing,
  writerOf: (id) => writers.get(id),
  write(asked) {
    const was = asked.answer ? [asked.answer] : [];
    begin(asked, "answer", { label: t("The answer"), was }, ({ was: [before], words }) => {
      const body = { answered: "written", answer: words.join("\n\n"), was: before ?? null };
      return act(asked, `asked/${asked.id}`, body);
    });
  },
  elaborate(note, asked) {
    const what = {
      label: t("What was added at the poster"),
      hint: t("Shown apart from the note's own words, on the wall and in sorting."),
      was: note.elaborations,
      many: true,
    };
    begin(asked, "more", what, ({ was, words }) =>
      act(asked, `notes/${note.id}/elaborations`, { elaborations: words, was }),
    );
  },
};

/**
 * @param {Asked} asked
 * @param {"answer"|"more"} which
 * @param {{label: string, hint?: string, was: string[], many?: boolean}} what
 * @param {(typed: import("./words.js").Typed) => Promise<boolean>} save
 */
function begin(asked, which, what, save) {
  const kept = draft(`${mine}${which}:${asked.id}`);
  const done = () => {
    kept.clear();
    void close(asked);
  };
  const onSave = async (/** @type {import("./words.js").Typed} */ typed) => {
    if (await save(typed)) done();
  };
  const common = { id: `${which}-${asked.id}`, longest: limit("statement"), draft: kept };
  const form = wordsForm({ ...what, ...common, onSave, onCancel: done });
  writers.set(asked.id, form);
  draw();
  form.querySelector("textarea")?.focus();
}

/** @param {Asked} asked */
async function close(asked) {
  writers.delete(asked.id);
  await soon.gently(); // saved, while the next thing is pressed
  const back = app.querySelector(`[data-asked="${asked.id}"] button`);
  if (back instanceof HTMLElement && document.activeElement === document.body) back.focus();
}

/**
 * @param {Asked} asked
 * @param {string} path
 * @param {object} body
 * @returns {Promise<boolean>} whether the café has it
 */
async function act(asked, path, body) {
  problems.delete(asked.id);
  loggedOut = false;
  try {
    await send("PUT", `${base}/${path}`, { ...body, act: uuid() });
    await connection.refresh();
    return true;
  } catch (error) {
    const words =
      error instanceof Offline
        ? t("The café does not answer.")
        : String(/** @type {Error} */ (error).message);
    problems.set(asked.id, words);
    loggedOut = error instanceof Problem && error.status === 401;
    return false;
  } finally {
    soon();
  }
}
