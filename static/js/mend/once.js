// On every page: a form that the browser itself sends is not sent again by the second tap of a double one.
// The browser would take back the first and show what came of the second: "made already", and never the
// link that the first one was given. Forms that a script sends see to it themselves.

const AGAIN_MS = 5000;

/** When each form on this page was sent. @type {Map<EventTarget | null, number>} */
const sent = new Map();

/** @param {SubmitEvent} event */
function once(event) {
  const { target, timeStamp, defaultPrevented } = event;
  if (defaultPrevented || !(target instanceof HTMLFormElement) || target.method !== "post") return;
  if (timeStamp - (sent.get(target) ?? -AGAIN_MS) < AGAIN_MS) event.preventDefault();
  else sent.set(target, timeStamp);
}

/** From now on; on the window, so that a page's own script has said already whether it sends the form. */
export function sendOnce() {
  window.addEventListener("submit", once);
  window.addEventListener("pageshow", () => sent.clear());
}
