/** The wall's pages: the same connection and the same posters, hung in three ways. */
import { html, render } from "lit-html";
import { awake } from "../core/device/awake.js";
import { hallDevice } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { clock } from "../core/live/clock.js";
import { codeFormView } from "../core/live/code_form.js";
import { follow } from "../core/live/connection.js";
import { programmeView } from "../core/programme/now.js";
import { sealPlace } from "../core/seal/place.js";
import { n, t } from "../core/texts.js";
import { stageName } from "../core/words.js";
import { nextSeat } from "../seating/next.js";
import { roundNow } from "../seating/now.js";
import { held } from "./anchor.js";
import { walking } from "./asked/ask_view.js";
import { atTheWall } from "./asked/mine.js";
import { openOwnNotes } from "./asked/own_notes.js";
import { connectionText } from "./connection_words.js";
import { openFar } from "./far.js";
import { inOrder, nextUp, posters, sections } from "./outline.js";
import { drawWall } from "./overview.js";
import { drawPoster } from "./poster.js";
import { openProjector } from "./projector/projector.js";
import { openSearch } from "./search/search.js";
import { openWalk } from "./search/walk.js";
import { openSlips } from "./slips.js";
import { openTelling } from "./telling.js";
import { openWhatsNew } from "./whats_new.js";

/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("./outline.js").Poster} Poster */

const PATIENCE_MS = 2000; // a hiccup is nobody's business
const PHONES_MS = 3000; // hundreds do not ask at the same moment
const AT_ONCE = 4; // posters drawn in one frame: the first is read while the sixtieth is hung

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const lost = /** @type {HTMLElement} */ (document.getElementById("connection"));
const stageEl = /** @type {HTMLElement} */ (document.getElementById("stage"));
const programmeEl = document.getElementById("programme");
const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
const { key = "", view = "wall", table = "" } = app.dataset;
const base = `/v/${encodeURIComponent(key)}`;
const projector = view === "projector" ? openProjector(app, base) : null;
const seat = projector ? null : nextSeat(key);
const device =
  seat &&
  hallDevice({
    sounds: false,
    whereTo: () => seat.of(roundNow(connection.state().workshop)),
  });
seat?.soon();
if (projector) awake(() => {}).want(true); // nobody stands at its machine to wake it
const seal = sealPlace(
  /** @type {HTMLElement} */ (document.getElementById("seal")),
  base,
  projector ? 0 : PHONES_MS,
);

/** @type {Map<number, Poster>} */
let hung = new Map();
/** @type {Set<string>} */
const fresh = new Set();
/** What hung at the last drawing. @type {Map<number, Poster>} */
let drawn = new Map();
/** The tables whose posters are drawn in full. @type {Set<number>} */
const up = new Set();
/** @type {Set<string>|null} */
let known = null;
let followed = false;
/** @type {"question"|"table"} */
let by = new URLSearchParams(location.search).get("by") === "table" ? "table" : "question";
/** The new slip that was gone to last. @type {Element|undefined} */
let last;
let hiccup = 0;
const next = frames(document.body, () => draw(connection.state()));

const slips = openSlips();
const mine = projector
  ? null
  : atTheWall({ base, app, state: () => connection.state(), slips, redraw: soon });
const own = projector ? null : openOwnNotes({ base, state: () => connection.state() });
const far = openFar({
  app,
  draw: () => draw(connection.state()),
  show: (poster) => walk.to(poster),
});
const walk = openWalk({ app, onPlace: soon, near: () => far.leave() });
const search = openSearch({ app, redraw: () => draw(connection.state()), show: walk.show });
const whatsNew = projector
  ? null
  : openWhatsNew({ app, slips, single: view === "poster", onChange: soon });
const telling = openTelling({ state: () => connection.state(), onChange: soon });
const connection = follow({
  ...{ audience: projector ? "p" : "v", key, onState: soon, onLine, onGone, onLooking },
  onWriting: (writing) => projector?.writing(writing),
  onSilent: (silent) => projector?.silent(silent),
});

function soon() {
  next();
  // A hidden tab gets no frames, and must be right when it is looked at.
  if (document.hidden) draw(connection.state());
}

/** @param {State} state */
function draw(state) {
  note(state);
  whatsNew?.hear(state);
  hung = posters(state, hung);
  stageEl.textContent = stageName(state.workshop?.stage);
  timer.show(state.workshop);
  seat?.hear(state.workshop);
  device?.show(state.workshop);
  seal.show(state.workshop?.stage);
  if (programmeEl) render(programmeView(state.workshop), programmeEl);
  document.getElementById("waiting")?.remove();
  if (projector) projector.show(state, hung, fresh);
  else if (view === "wall") hangMore(state);
  if (!projector) held(() => render(content(state), app));
  slips.find(redrawn());
  mine?.show();
  own?.show();
  whatsNew?.mark();
  search.drawn();
  if (!followed && up.size >= hung.size) {
    followed = true;
    if (location.hash && !far.is) walk.follow();
  }
}

/** @returns {Element[]} the posters that have just been drawn anew */
function redrawn() {
  const whole = [...hung.values()].filter(({ table: { id } }) => view !== "wall" || up.has(id));
  const anew = whole.filter((poster) => drawn.get(poster.table.id) !== poster);
  drawn = new Map(whole.map((poster) => [poster.table.id, poster]));
  return anew.flatMap((poster) => document.getElementById(`table-${poster.table.number}`) ?? []);
}

/** A wall of sixty posters is drawn a few at a time. @param {State} state */
function hangMore(state) {
  const all = inOrder(sections(state, hung), hung, by);
  for (const id of nextUp(all, up, AT_ONCE, location.hash)) up.add(id);
  if (all.some(({ table }) => !up.has(table.id))) soon();
}

/** Remember what came while the page was open. @param {State} state */
function note(state) {
  for (const id of known ? state.notes.keys() : [])
    if (!known?.has(id)) {
      fresh.add(id);
      if (!projector) telling.hear(id);
    }
  known = new Set(state.notes.keys());
}

/** @param {State} state */
function content(state) {
  if (view === "wall") {
    return drawWall(state, hung, {
      base,
      fresh,
      up,
      by,
      sort,
      search,
      walk,
      far,
      telling,
      dotsLeft: (question) => (dotting(state) ? (mine?.left(question) ?? 0) : 0),
      whatsNew: { count: whatsNew?.count() ?? 0, next: nextNew, seen: () => whatsNew?.seen() },
    });
  }
  const poster = hung.get(Number(table));
  if (!poster)
    return html`<p class="problem">${t("This table has been taken out of the café.")}</p>`;
  return html`<div class="single">${drawPoster(poster, { base, fresh, level: 1, link: false })}
    <p class="quiet">${n("%(count)s note", "%(count)s notes", poster.notes.length)}</p></div>`;
}

/** Whether dots are put now. @param {State} state */
function dotting(state) {
  return Boolean(state.workshop?.dots) && walking(state);
}

/** @param {"question"|"table"} order */
function sort(order) {
  by = order;
  drawn = new Map(); // each poster hangs elsewhere now, and is another sheet
  const address = new URL(location.href);
  address.searchParams.set("by", order);
  history.replaceState(null, "", address);
  draw(connection.state());
}

function nextNew() {
  const here = app.querySelectorAll(".strip .poster")[walk.place().at];
  const slip = whatsNew?.next(last?.isConnected ? last : here);
  last = slip ?? undefined;
  walk.show(slip ?? null);
}

/** @param {number} looking how many are looking, this one too */
function onLooking(looking) {
  projector?.looking(looking);
  const place = document.getElementById("looking");
  if (!place) return;
  place.hidden = looking < 1;
  place.textContent = n("%(count)s is looking", "%(count)s are looking", looking);
}

/** @param {boolean} online */
function onLine(online) {
  if (online) mine?.online();
  clearTimeout(hiccup);
  const tell = () => {
    lost.textContent = online
      ? ""
      : connectionText(connection.rightAt(), document.documentElement.lang);
    lost.classList.toggle("lost", !online);
  };
  if (online) tell();
  else hiccup = window.setTimeout(tell, PATIENCE_MS);
}

/** @param {string} why */
function onGone(why) {
  document.getElementById("waiting")?.remove();
  render(html`<p class="problem" role="alert">${why}</p>${projector ? "" : codeFormView()}`, app);
}
