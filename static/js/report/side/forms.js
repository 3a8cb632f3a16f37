/**
 * The forms beside the paper are sent without leaving the page: what is open in the paper stays open, a
 * choice is seen at once, and what is refused is said where it stands. Without this script the same
 * forms do the same, by another page.
 */
import { attempt } from "../../core/attempt.js";
import { pageIn } from "../../core/patch.js";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";
import { turns } from "../../core/turns.js";
import { meetRefusal } from "../../mend/refused.js";

/**
 * @param {HTMLElement} side
 * @param {(fresh: Document) => Promise<void> | undefined} taken puts a page in place of this one, when
 *   no finger lies on it
 */
export function formsBeside(side, taken) {
  const inTurn = turns();

  side.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented)
      return;
    event.preventDefault();
    const button = /** @type {SubmitEvent} */ (event).submitter;
    void inTurn(() => sendForm(form, button, taken));
  });
  side.addEventListener("change", ({ target }) => {
    const form = target instanceof HTMLInputElement ? target.form : null;
    if (form?.matches("[data-at-once]")) form.requestSubmit();
  });
  side.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const [, number] = /\/report#question-(\d+)$/.exec(link?.getAttribute("href") ?? "") ?? [];
    const summary = number && document.querySelector(`[data-piece="summary:${number}"]`);
    if (!(summary instanceof HTMLElement)) return;
    event.preventDefault();
    summary.scrollIntoView({ block: "center" });
    summary.click();
  });
}

/** @param {HTMLFormElement} form @param {HTMLElement|null} button @param {(fresh: Document) => Promise<void> | undefined} taken */
async function sendForm(form, button, taken) {
  const data = new FormData(form, button);
  const sent = fields(form).map((field) => /** @type {const} */ ([field, stands(field)]));
  form.setAttribute("aria-busy", "true");
  try {
    const plain = new URLSearchParams(/** @type {any} */ (data));
    const body = form.enctype === "multipart/form-data" ? data : plain;
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "text/html" },
    });
    if (new URL(answer.url).pathname !== location.pathname && answer.redirected)
      return location.assign(answer.url);
    const fresh = await pageIn(answer);
    if (!fresh.querySelector(".report-preview")) return leave(form, button);
    if (answer.ok) settle(form, sent);
    unsaid();
    document.dispatchEvent(new Event("answered"));
    // Whoever presses already does so on what stood there: the turn is free before it is drawn.
    const refused = fresh.getElementById("problem") !== null;
    void taken(fresh)?.then(() => (refused ? meetRefusal() : say(t("Kept."))));
  } catch {
    failed(form);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** The café has something else to say, such as who must log in: the browser shows it. @param {HTMLFormElement} form @param {HTMLElement|null} button */
function leave(form, button) {
  if (button instanceof HTMLButtonElement && button.name) {
    const chosen = Object.assign(document.createElement("input"), { type: "hidden" });
    [chosen.name, chosen.value] = [button.name, button.value];
    form.append(chosen);
  }
  attempt(() => form.submit());
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {HTMLFormElement} form @returns {Field[]} */
function fields(form) {
  return [...form.querySelectorAll("textarea, input:not([type=hidden], [type=file])")].map(
    (field) => /** @type {Field} */ (field),
  );
}

/** @param {Field} field */
function stands(field) {
  return field.type === "checkbox" ? /** @type {HTMLInputElement} */ (field).checked : field.value;
}

/**
 * What the café has taken is what the form begins with; what was changed meanwhile is not sent yet.
 * @param {HTMLFormElement} form @param {(readonly [Field, string|boolean])[]} sent
 */
function settle(form, sent) {
  const later = sent.filter(([field, was]) => stands(field) !== was);
  const now = later.map(([field]) => /** @type {const} */ ([field, stands(field)]));
  for (const [field, was] of sent) put(field, was, "defaultChecked", "defaultValue");
  form.reset();
  for (const [field, is] of now) put(field, is, "checked", "value");
}

/** @param {Field} field @param {string|boolean} is @param {"checked"|"defaultChecked"} box @param {"value"|"defaultValue"} words */
function put(field, is, box, words) {
  if (typeof is === "string") field[words] = is;
  else if (field instanceof HTMLInputElement) field[box] = is;
}

/** What was said before is not said any more. */
function unsaid() {
  for (const said of document.querySelectorAll(".not-answered")) said.remove();
}

/** @param {HTMLFormElement} form */
function failed(form) {
  unsaid();
  const said = document.createElement("p");
  said.className = "problem not-answered";
  said.dataset.stays = "";
  said.tabIndex = -1;
  said.setAttribute("role", "alert");
  said.textContent = t("The café does not answer. Nothing is changed; send it again in a moment.");
  form.prepend(said);
  said.focus();
}
