/** Hears the keys; explains them; remembers whether single keys are wanted. */
import { html } from "lit-html";
import { attempt } from "../core/attempt.js";
import { composing } from "../core/keys.js";
import { t } from "../core/texts.js";
import { ask } from "./commands/ask.js";
import { command } from "./keys.js";

const CHOICE = "sort:single-keys";
/** What goes on while a key is held down; anything else is done to one thing alone. */
const STEADY = ["go", "across", "stretch", "shift"];

/** Whether single letters and digits are wanted. */
export function single() {
  return attempt(() => localStorage.getItem(CHOICE)) !== "off";
}

/**
 * @param {{app: HTMLElement, focus: ReturnType<typeof import("./focus.js").roving>,
 *   keys(): import("./focus.js").Keys,
 *   onCommand(command: import("./keys.js").Command, at: string): void}} page
 */
export function listen({ app, focus, keys, onCommand }) {
  const dialogs = [...document.querySelectorAll("dialog")]; // once: looking through the page is slow
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (composing(event) || dialogs.some(({ open }) => open)) return;
    const inField = target.matches("input, textarea, select, [contenteditable]");
    const inList =
      app.contains(target) && target.matches("[data-item='note'], [data-item='entry']");
    const press = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      alt: event.altKey,
      shift: event.shiftKey,
    };
    const found = command(press, { inList, inField, single: single() });
    if (!found) return;
    event.preventDefault();
    if (event.repeat && !STEADY.includes(found.do)) return;
    if (found.do === "go") focus.go(focus.along(found.key, keys()));
    else if (found.do === "across") focus.go(focus.across(keys()));
    else onCommand(found, focus.current() ?? "");
  });
}

/** The keys, and the choice not to have them. */
export function showKeys() {
  /** @type {[string, string][]} */
  const rows = [
    [t("Up, down"), t("the note or sentence before, after")],
    [t("Left, right"), t("between notes and headings")],
    ["1–9", t("under that heading")],
    [t("Space"), t("choose, or choose no longer")],
    [t("Shift + up, down"), t("choose a range; all keys then act on all chosen")],
    ["Esc", t("choose none")],
    [t("Alt + up, down"), t("move a sentence up, down")],
    ["Enter, M", t("everything that can be done")],
    ["J", t("join with a sentence")],
    ["D", t("double of a sentence")],
    ["R", t("reword the sentence")],
    ["X", t("set aside, with a reason")],
    ["T", t("take the sentence out of the document")],
    ["V", t("link with its opposite")],
    ["H", t("used in the main statement")],
    ["S", t("under the suggested heading")],
    ["P", t("the heading that the question’s part suggests")],
    ["N", t("no heading from that part")],
    ["L", t("notes like this one")],
    ["O", t("likely doubles")],
    ["F", t("find words in notes and sentences")],
    ["U, Ctrl+Z", t("undo")],
    ["Ctrl+Shift+Z", t("redo")],
  ];
  ask({
    title: t("Keys"),
    button: t("Close"),
    body: html`<dl class="keys">${rows.map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
      <label class="check"><input type="checkbox" name="single" .defaultChecked=${single()} data-first>
        ${t("Single letters and digits work while a note has the focus")}</label>`,
    work: async (words) => {
      // Without storage they stay on.
      attempt(() => localStorage.setItem(CHOICE, words.has("single") ? "on" : "off"));
    },
  });
}
