/**
 * The parts of the organiser's page that change by themselves (`data-live`). The server draws them,
 * with the page and at each event, so that each is written once; here they are put in their place, without
 * taking the focus, an open fold or a half-typed number from whoever works there.
 */
import { frames } from "../core/frames.js";
import { endsIn, PATIENCE_MS } from "../core/http.js";
import { pageIn, patch } from "../core/patch.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { freshPress, onceEach, turns } from "../core/turns.js";
import { uuid } from "../core/uuid.js";
import { fieldsOf, standsIn } from "../forms/fields.js";
import { meetRefusal } from "../mend/refused.js";
import { dealtRows } from "./dealt.js";
import { askFirst } from "./jump.js";
import { holdStill } from "./lifts.js";
import { settle, steps } from "./steps.js";
import { markOf, putStill } from "./still.js";

const TOGETHER_MS = 250; // what fifteen tables say at once is fetched once
// What differs from one drawing to the next without meaning anything.
const EACH_TIME = /name="(?:act|csrf_token|seen)" value="[^"]*"/g;

/** @typedef {string[]} Pressed  the button's name and value; [] without one */

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();
let held = false;
/** One press after the other; each names where the day shall be, so a double tap does nothing more. */
const inTurn = turns();
const dealt = dealtRows();

/** @param {Element} part @returns {string} */
function meaning(part) {
  return part.innerHTML.replace(EACH_TIME, "");
}

/** @returns {HTMLElement[]} */
function parts() {
  return [...document.querySelectorAll("[data-live]")].map(
    (one) => /** @type {HTMLElement} */ (one),
  );
}

/** @param {Element} part @returns {boolean} whether somebody is typing in it */
function typing(part) {
  const on = document.activeElement;
  return on instanceof HTMLInputElement && on.type === "text" && part.contains(on);
}

/** What is typed and ticked in it. @param {HTMLFormElement} form @returns {string} */
function wordsIn(form) {
  return JSON.stringify(fieldsOf(form).map(standsIn));
}

/** Put what the server drew in its place. @param {Document} page */
function put(page) {
  const redrawn = putStill(page, meaning, replace);
  for (const frame of redrawn.frames) {
    for (const part of frame.querySelectorAll("[data-live]")) drawn.delete(part);
  }
  held ||= redrawn.held;
  for (const part of parts()) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!fresh || (drawn.get(part) ?? meaning(part)) === meaning(fresh)) continue;
    if (typing(part)) {
      held = true;
      continue;
    }
    drawn.set(part, meaning(fresh));
    if (part.dataset.live === "lifts" && holdStill(part, fresh)) continue;
    const before = steps();
    if (part.dataset.live === "late") dealt.lay(part, fresh);
    replace(part, fresh);
    dealt.hold(part);
    if (part.dataset.live === "now") settle(before);
  }
}

/** @param {HTMLElement} part @param {Element} fresh */
function replace(part, fresh) {
  const inside = part.contains(document.activeElement) ? document.activeElement : null;
  const again = inside && place(part, inside);
  patch(part, fresh);
  if (!again || part.contains(document.activeElement)) return;
  const alike = part.querySelectorAll(again.alike);
  const next = alike[Math.min(again.at, alike.length - 1)] ?? part.querySelector("[tabindex='-1']");
  /** @type {HTMLElement|null} */ (next)?.focus();
}

/**
 * Where the focus was: among the things like it (the same button of each late note, say).
 *
 * @param {Element} part @param {Element} inside
 */
function place(part, inside) {
  const { name = "", value = "" } = /** @type {HTMLButtonElement} */ (inside);
  const late = inside.getAttribute("data-late");
  const same = late
    ? `[data-late="${late}"]`
    : `${name && `[name="${name}"]`}${value && `[value="${value}"]`}`;
  const alike = inside.id ? `#${inside.id}` : `${inside.tagName}${same}`;
  return { alike, at: [...part.querySelectorAll(alike)].indexOf(inside) };
}

/**
 * Keep the live parts of the day's page right.
 *
 * @param {string} workshop its id
 * @returns {{refresh(): void}} `refresh`: something has changed
 */
export function live(workshop) {
  const pieces = document.querySelector("[data-pieces]")?.getAttribute("data-pieces") ?? "day/news";
  const address = `/w/${encodeURIComponent(workshop)}/${pieces}`;
  let waiting = 0;
  let stale = false;
  let busy = false;
  let done = ""; // the last press that the café took, by its button's value
  /** What has come, and waits for a finger to let go. @type {Document|null} */
  let came = null;
  let [asked, newest] = [0, 0];
  const soon = frames(document.body, () => {
    if (came) put(came);
    came = null;
  });

  /** The day as it is now: not in place of what was asked for later, nor of a refusal nobody has seen. */
  const fetchNow = async () => {
    asked += 1;
    const mine = asked;
    let page = await fetched(address);
    if (markOf(page) !== markOf(document)) page = await fetched(location.pathname);
    if (came?.getElementById("problem")) refresh();
    else if (mine > newest) [came, newest] = [page, mine];
  };

  const look = async () => {
    waiting = 0;
    if (busy) return;
    [busy, stale] = [true, false];
    try {
      await fetchNow();
      soon();
    } catch {
      // The connection tells when it is back, and then it looks again.
    }
    busy = false;
    if (stale) refresh();
  };

  const refresh = () => {
    stale = true;
    if (!waiting) waiting = window.setTimeout(look, TOGETHER_MS);
  };

  /** @param {HTMLFormElement} form @param {HTMLElement|null} button @param {Pressed} pressed */
  const submit = async (form, button, pressed) => {
    const sent = wordsIn(form);
    const act = String(new FormData(form).get("act"));
    try {
      const refused = await posted(form, pressed);
      if (refused === "logged out") return tellLoggedOut();
      if (!refused) {
        tell("");
        done = pressed[1] ?? "";
        dealt.keep(button, act);
      }
      // What was typed or ticked since is another matter, and stays.
      if (!refused && "fresh" in form.dataset && wordsIn(form) === sent) form.reset();
      if (refused) [came, newest] = [refused, asked];
      else await fetchNow();
      // Whoever presses already does so on what stood there: the turn is free before it is drawn.
      void soon.gently().then(() => (refused ? meetRefusal() : speak(button)));
    } catch {
      tell(t("The café does not answer."));
    }
  };

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.closest("[data-live]")) return;
    event.preventDefault();
    const { submitter } = event;
    // When its turn comes the button may be another note's.
    const pressed = submitter instanceof HTMLButtonElement ? [submitter.name, submitter.value] : [];
    inTurn(async () => {
      // Pressed twice, and done the first time: nothing is there any more to be done with.
      const buttons = form.isConnected ? [...form.querySelectorAll("button")] : [];
      const there = buttons.some(({ value }) => value === pressed[1]);
      if (!there && pressed[1] && pressed[1] === done) return;
      if (await askFirst(form, submitter)) await submit(form, submitter, pressed);
    });
  });
  const fresh = freshPress();
  document.addEventListener("click", (event) => {
    const list = event.target instanceof Element && event.target.closest("[data-live] li button");
    if (list && !fresh(/** @type {PointerEvent} */ (event), true)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-live] li")) onceEach(event);
  });
  document.addEventListener("focusout", () => {
    if (held) refresh();
    held = false;
  });
  return { refresh };
}

/** @param {string} address @returns {Promise<Document>} */
async function fetched(address) {
  const answer = await fetch(address, {
    headers: { Accept: "text/html" },
    signal: endsIn(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return pageIn(answer);
}

/**
 * Send the form as the browser would. @param {HTMLFormElement} form @param {Pressed} pressed
 * @returns {Promise<Document|"logged out"|null>} the page with the refusal; null when it was done
 */
async function posted(form, [name, value = ""]) {
  const body = new FormData(form);
  if (name) body.append(name, value);
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: true,
    signal: endsIn(PATIENCE_MS), // whoever presses next waits for it
  });
  // What was done is said in a cookie, by the name the form was sent under; what only leads to the
  // login is not.
  const kept = body.get("kept");
  const taken = !kept || document.cookie.includes(String(kept));
  document.dispatchEvent(new Event("answered"));
  // Sent again without an answer it is the same operation; pressed again after one, it is another.
  const act = form.querySelector("input[name=act]");
  if (act instanceof HTMLInputElement) act.value = uuid();
  if (answer.type === "opaqueredirect") return taken ? null : "logged out";
  const page = await pageIn(answer);
  return page.querySelector("[data-stale]") ? "logged out" : page;
}

/** What was typed stands there still, and on the page after the login. */
function tellLoggedOut() {
  tell(t("You are no longer logged in here. What you typed is kept: log in, and go on."));
  const again = document.createElement("a");
  again.href = `/login?next=${encodeURIComponent(location.pathname)}`;
  again.textContent = t("Log in again");
  document.querySelector('[data-live="told"] .problem')?.append(" ", again);
}

/** @param {HTMLElement|null} button  whose form the café has taken */
function speak(button) {
  const late = button?.getAttribute("data-late");
  if (late) say(late === "take" ? t("Taken in.") : t("Left out."));
  else if (button?.dataset.said) say(button.dataset.said);
}

/** @param {string} words what went wrong; "" when all is well again */
function tell(words) {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll('[data-live^="told"]');
  for (const one of places) {
    drawn.delete(one); // what the server said before may be said again
    one.replaceChildren();
  }
  const place = places[0];
  if (!words || !place) return;
  const told = document.createElement("p");
  told.className = "problem";
  told.setAttribute("role", "alert");
  told.textContent = words;
  place.append(told);
}
