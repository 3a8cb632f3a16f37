/** What the big screen shows, one scene for each moment of the day and each wish of the remote. */
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { clockOf, nowAndThen, reckon } from "../../core/programme/reckon.js";
import { n, t } from "../../core/texts.js";
import { lifted, mains, poster, risen, talking } from "./boards.js";
import { askedNow } from "./now.js";
import { wayIn } from "./ways.js";
import { whole } from "./whole.js";

/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {import("../outline.js").Poster} Poster */
/**
 * @typedef {{view: import("./moment.js").View, stop: number, state: State, hung: Map<number, Poster>,
 *   fresh: Set<string>, base: string, seated: boolean, open: boolean, looking: number,
 *   prompt: import("./moment.js").Prompt|null, rising: import("./rising.js").Risen|null}} Scene  `stop`: the table of the tour; `seated`: people
 *   were told where to sit; `open`: they write now
 */

/** @type {Record<import("./moment.js").View, (scene: Scene) => unknown>} */
const SCENES = {
  joining,
  talking,
  prompt,
  change,
  mains,
  vernissage: poster,
  pause,
  evaluation,
  thanks,
  black: () => nothing,
  code: joining,
  test: trial,
  table: poster,
  note: lifted,
};

/** @param {Scene} scene */
export function drawScene(scene) {
  const { view, stop } = scene;
  const of = view === "note" ? scene.state.screen?.note : view === "prompt" && askedNow(scene);
  const at = `${view} ${stop} ${of || ""}`;
  return html`${keyed(at, html`<div class="scene ${view}" data-view=${view}>${(stop > 0 ? poster : SCENES[view])(scene)}</div>`)}
    ${risen(scene)}`;
}

/** @param {unknown} way @param {unknown} words */
function beside(way, words) {
  return html`<div class="beside">${way}
    <div class="pager"><div class="leaves one">${words}</div></div></div>`;
}

/** @param {unknown} words */
function alone(words) {
  return html`<div class="pager alone"><div class="leaves one">${words}</div></div>`;
}

/** @param {Scene} scene */
function joining({ state, looking }) {
  return beside(
    wayIn("way-wall"),
    html`<p><b dir="auto">${whole(state.workshop?.title ?? "")}</b></p>
      <p>${t("Scan the code with your phone, and see what the tables write.")}</p>
      <p class="large">${n("%(count)s is in", "%(count)s are in", looking)}</p>`,
  );
}

/** What pairs are asked now. @param {Scene} scene */
function prompt({ state, prompt }) {
  const question = state.questions.get(prompt?.question ?? 0);
  if (!question) return nothing;
  const part = question.parts.find(({ letter }) => letter === prompt?.letter);
  const number = `${question.number}${part?.letter ?? ""}`;
  const hint = question.hints?.[part ? question.parts.indexOf(part) : 0];
  return beside(
    wayIn(`way-in-${question.id}`),
    html`<p>${t("Question %(number)s", { number })} · ${t("In pairs")}</p>
      <p class="large" dir="auto">${whole(part?.text ?? question.text)}</p>
      <p dir="auto">${hint || t("Say it to each other first. Then write one thing at a time.")}</p>`,
  );
}

/** @param {Scene} scene */
function change({ state, seated }) {
  const { rounds, round = 0 } = state.workshop ?? {};
  const next = { round: round + 1, count: rounds?.count ?? round + 1 };
  const words = html`<p class="huge">${t("Change tables")}</p>
    <p class="large">${t("Round %(round)s of %(count)s", next)}</p>
    <p>${
      seated
        ? t("Your next table stands on your card, and on your phone under “My tables”.")
        : t("Find a table where you have not sat yet. The host stays.")
    }</p>`;
  return seated ? beside(wayIn("way-seat"), words) : alone(words);
}

/** @param {Scene} scene */
function pause({ state }) {
  const { programme = [], starts = "", rounds = null } = state.workshop ?? {};
  const { on, after } = nowAndThen(programme);
  const slot = reckon(programme, { starts, agreed: rounds })[after];
  const time = slot && slot.starts !== null ? clockOf(slot.starts) : "";
  return alone(html`<p class="huge" dir="auto">${whole(programme[on]?.title || t("Pause"))}</p>
    ${
      programme[after]
        ? html`<p class="large">${t("Next")}: <bdi>${whole(programme[after].title)}</bdi> ${time}</p>`
        : nothing
    }`);
}

function evaluation() {
  return beside(
    wayIn("way-evaluation"),
    html`<p class="large">${t("How was the day?")}</p>
      <p>${t("Scan the code and answer on your phone. Nobody sees who answered what.")}</p>`,
  );
}

/** @param {Scene} scene */
function thanks({ state }) {
  const done = state.workshop?.published ?? false;
  return beside(
    wayIn("way-wall"),
    html`<p class="large">${t("Thank you for today!")}</p>
      <p>${
        done
          ? t("The document is done. Open the wall, and tap a note: it leads to where it stands.")
          : t(
              "The document comes when the notes are sorted. The wall leads to it: keep its address.",
            )
      }</p>`,
  );
}

/** A line to try from the last seat. */
function trial() {
  return alone(html`<p>${t("Can you read this from where you sit?")}</p>
    <p dir="auto">Hvem måker, og hvem strør? 0123456789</p>
    <p class="small">${t("And this smaller line? Nothing on the screen is smaller.")}</p>`);
}
