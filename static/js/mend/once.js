// On every page: a form that the browser itself sends is not sent again by the second tap of a double one.
// The browser would take back the first and show what came of the second: "made already", and never the
// link that the first one was given. And none is sent into a network that is away: the browser would put
// a page of its own in place of what was typed. Forms that a script sends see to it themselves.

import { endsIn, PATIENCE_MS } from "../core/http.js";
import { t } from "../core/texts.js";

const AGAIN_MS = 5000;

/** When each form on this page was sent. @type {Map<EventTarget | null, number>} */
const sent = new Map();
/** What is said where nothing was sent. @type {HTMLElement | null} */
let told = null;
let answered = false;

/** @param {SubmitEvent} event */
function once(event) {
  const { target, timeStamp, defaultPrevented, submitter } = event;
  if (defaultPrevented || !(target instanceof HTMLFormElement) || target.method !== "post") return;
  if (timeStamp - (sent.get(target) ?? -AGAIN_MS) < AGAIN_MS) return event.preventDefault();
  if (navigator.onLine || answered) {
    sent.set(target, timeStamp);
    return;
  }
  event.preventDefault();
  void whenAnswered(target, submitter);
}

/** A café on this very computer answers without any network. @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function whenAnswered(form, submitter) {
  told?.remove();
  try {
    await fetch("/csrf", { cache: "no-store", signal: endsIn(PATIENCE_MS) });
  } catch {
    return tell(form, submitter);
  }
  answered = true;
  form.requestSubmit(submitter);
  answered = false;
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function tell(form, submitter) {
  told = document.createElement("p");
  told.className = "problem unsent";
  told.setAttribute("role", "alert");
  told.textContent = t(
    "The café does not answer, and nothing was sent. All stands here as it was: press once more when the network is back.",
  );
  if (submitter && form.contains(submitter)) submitter.after(told);
  else form.append(told);
}

/** From now on; on the window, so that a page's own script has said already whether it sends the form. */
export function sendOnce() {
  window.addEventListener("submit", once);
  window.addEventListener("pageshow", () => sent.clear());
}
