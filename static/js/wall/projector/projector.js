/** The big screen: it follows the day by itself, and shows what the remote says until it says otherwise. */
import { html, render } from "lit-html";
import { controlsView, fillOrLeave, listenToKeys, showWhileUsed } from "./controls.js";
import { openHall } from "./hall.js";
import { settle, showDots, turnTo } from "./leaves.js";
import * as is from "./now.js";
import { drawScene } from "./scenes.js";
import { BOARD, SEAL, seconds, step } from "./tour.js";

/** @typedef {import("./now.js").Now} Now */
/** @typedef {import("./now.js").State} State */

const TURNS_AT_ONCE = 20;

/**
 * @param {HTMLElement} app
 * @param {string} base the wall's address
 * @returns {{show(state: State, hung: Now["hung"], fresh: Set<string>): void,
 *   looking(count: number): void, writing(count: number): void, silent(count: number): void}}
 */
export function openProjector(app, base) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const now = is.begin({ app, playing: !calm.matches });
  const hall = openHall();
  const seal = document.getElementById("seal");
  let timer = 0;

  /** @param {1|-1} way */
  const go = (way) => {
    if (now.rising) return void down();
    now.here = step(is.stopsOf(now), now.here, now.pages, way);
    draw(true);
  };

  const wait = () => {
    window.clearTimeout(timer);
    const turns = now.rising || now.pages > 1 || is.stopsOf(now).length > 1;
    if (!is.moves(now) || !turns) return;
    timer = window.setTimeout(() => is.moves(now) && onward(), stays(now, seal) * 1000);
  };

  const onward = () => {
    if (!now.rising) return go(1);
    now.risenPage += 1;
    if (now.risenPage < now.pages) draw(false, true);
    else down();
  };

  /** What rose settles, and the next one rises. */
  const down = async () => {
    window.clearTimeout(timer);
    const [was, card] = [now.rising, app.querySelector(".risen")];
    if (card && !calm.matches) await settle(card, cellOf(app, card));
    if (now.rising === was) is.rise(now);
    draw(false, true);
  };

  /** @param {boolean} anew another stop or size: find the size again @param {boolean} [turned] */
  const draw = (anew, turned = anew) => {
    if (!now.state) return;
    document.body.toggleAttribute("data-blank", is.viewNow(now) === "black");
    document.body.dataset.view = now.here?.table === SEAL ? "seal" : is.viewNow(now);
    render(
      html`${sceneOf(now, base)}${controlsView({ ...now, base, questions: is.questionsOf(now) }, controls)}`,
      app,
    );
    if (is.viewNow(now) === "vernissage" && now.state.workshop?.dots) showDots(app, now.state);
    hall.page(...measure(now, anew, turned));
    if (turned) wait();
    if (is.isHeld(now)) history.replaceState({ moment: now.moment, here: now.here }, "");
  };

  const controls = {
    back: () => go(-1),
    on: () => go(1),
    hold: () => {
      now.playing = !now.playing;
      draw(false, true);
    },
    fill: () => void fillOrLeave(),
    /** @param {number|null} question */
    choose: (question) => {
      [now.only, now.here] = [question, null];
      go(1);
    },
  };

  /** @param {State|null} before */
  const hear = (before) => {
    const { another, sized, rises, freed, turns } = is.follow(now, before);
    draw(another || sized, another || sized || rises || freed);
    for (let i = 0; i < Math.min(Math.abs(turns), TURNS_AT_ONCE); i += 1) go(turns > 0 ? 1 : -1);
  };

  listenToKeys(controls);
  showWhileUsed();
  new ResizeObserver(() => draw(true)).observe(app);
  if (seal) new MutationObserver(() => hear(is.sealed(now))).observe(seal, { childList: true });

  return {
    show(state, hung, fresh) {
      const before = now.state;
      Object.assign(now, { state, hung, fresh });
      hear(before);
    },
    looking(count) {
      now.looking = count;
      hall.looking(count);
      draw(false);
    },
    writing: hall.writing,
    silent: hall.silent,
  };
}

/** @param {Now} now @param {string} base */
function sceneOf(now, base) {
  const { state, app, here } = now;
  if (!state) return "";
  const seated = app.dataset.seated === "1";
  const stop = here?.table ?? BOARD;
  return drawScene({
    ...now,
    state,
    base,
    seated,
    stop,
    view: is.viewNow(now),
    open: is.isOpen(now),
  });
}

/**
 * @param {Now} now changed: which page of how many
 * @param {boolean} anew @param {boolean} turned
 * @returns {[number, number]} the page that is told, and how many there are
 */
function measure(now, anew, turned) {
  const under = turnTo(now.app.querySelector(".scene"), now.here?.page ?? 0, anew);
  if (now.here) now.here = { ...now.here, page: under.page };
  const risen = now.rising && now.app.querySelector(".risen");
  const told = risen ? turnTo(risen, now.risenPage, turned && !now.risenPage) : under;
  now.pages = told.pages;
  return [told.page, told.pages];
}

/** How long the page that is shown stays, in seconds. @param {Now} now @param {Element|null} seal */
function stays({ app, rising, here, pages }, seal) {
  const on = here?.table === SEAL ? seal : app.querySelector(rising ? ".risen" : ".scene");
  return seconds(on?.textContent ?? "", pages);
}

/** Where on the board a card is from. @param {Element} app @param {Element} card */
function cellOf(app, card) {
  return app.querySelector(`[data-cell="${card.getAttribute("data-from")}"]`);
}
