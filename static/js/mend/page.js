// On every page: whatever is typed or pasted into any field is mended before the field's own page hears
// of it, so before a draft or an outbox takes it. One listener for all, so that no field can forget it.
// What there is no room for in a field is cut off by the browser, and it is said.
// And a form is sent once for each press; met again by going back it asks anew.

import { mend } from "../core/mend.js";
import { n, t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { sendOnce } from "./once.js";
import { meetRefusal } from "./refused.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const FIELDS = "textarea, input:not([type]), input[type=text], input[type=search]";
const IN_SIGHT_MS = 12_000;
/** @type {HTMLElement | null} */
let told = null;

/** @param {Event} event */
function typed(event) {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches(FIELDS)) return;
  if (event instanceof InputEvent && event.isComposing) return; // the input method is not done yet
  const field = /** @type {Field} */ (target);
  if (!mendField(field)) return;
  tell(
    field,
    t(
      "Characters that cannot be shown came along. They are now what they stood for, or left out; all that can be read is here.",
    ),
  );
  // After composing nobody else would hear of it.
  if (event.type === "compositionend") field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {Field} field @returns {boolean} whether there was something to mend */
function mendField(field) {
  const lines = field instanceof HTMLTextAreaElement && field.dataset.lines !== "no";
  const { value, selectionStart, selectionEnd } = field;
  const mended = mend(value, lines);
  if (mended === value) return false;
  field.value = mended;
  if (selectionStart === null || selectionEnd === null) return true;
  // The caret stays behind what was before it.
  const [start, end] = [selectionStart, selectionEnd].map(
    (at) => mend(value.slice(0, at), lines).length,
  );
  field.setSelectionRange(start ?? mended.length, end ?? mended.length);
  return true;
}

/** @param {ClipboardEvent} event */
function pasted({ target, clipboardData }) {
  if (!(target instanceof HTMLElement) || !target.matches(FIELDS)) return;
  const field = /** @type {Field} */ (target);
  const { value, selectionStart, selectionEnd, maxLength } = field;
  const stays = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0));
  // A line's end is one character in a field, also on Windows; where there is one line it is a blank.
  const comes = clipboardData?.getData("text").replace(/\r\n/g, "\n") ?? "";
  const over = stays + comes.length - maxLength;
  if (maxLength < 0 || over <= 0) return;
  tell(
    field,
    n(
      "The end of what was pasted is left out: %(count)s character too many.",
      "The end of what was pasted is left out: %(count)s characters too many.",
      over,
    ),
  );
}

/** Said once, in sight, while the person is at the field. @param {Field} field @param {string} words */
function tell(field, words) {
  if (told?.isConnected) {
    told.textContent = words;
    return;
  }
  const place = document.createElement("p");
  place.className = "mended";
  place.setAttribute("role", "status");
  (field.closest("dialog[open]") ?? document.body).append(place);
  told = place;
  // Into a region that is there already, so that screen readers say it.
  requestAnimationFrame(() => {
    place.textContent = words;
  });
  const gone = () => {
    place.remove();
    document.removeEventListener("focusin", elsewhere);
  };
  const elsewhere = (/** @type {FocusEvent} */ event) => {
    if (event.target !== field) gone();
  };
  document.addEventListener("focusin", elsewhere);
  setTimeout(gone, IN_SIGHT_MS);
}

/**
 * A page that comes back from the browser's memory, as it was left, asks for something else than it
 * did: under the old id the café would take it for a repeat, and drop the words.
 * @param {PageTransitionEvent} event
 */
function cameBack({ persisted }) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const ids = document.querySelectorAll("input[name=act]");
  for (const id of persisted ? ids : []) id.value = uuid();
}

meetRefusal();
sendOnce();
window.addEventListener("pageshow", cameBack);
for (const name of ["input", "compositionend"]) window.addEventListener(name, typed, true);
window.addEventListener("paste", pasted, true);
