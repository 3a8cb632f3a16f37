/**
 * The sheet of one note: what was added and asked, and a field to ask in. It is a dialog of its own
 * outside what the connection redraws; the field is never touched by events.
 */

import { html, render } from "lit-html";
import { whenClosed } from "../../core/dialog.js";
import { meansAdd } from "../../core/keys.js";
import { limit } from "../../core/limits.js";
import { isBlank } from "../../core/mend.js";
import { draft } from "../../core/offline/drafts.js";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";
import { sheetView, walking } from "./ask_view.js";
import { becameView } from "./became.js";

/** @typedef {import("../../core/live/store.js").State} State */

/**
 * @param {object} page
 * @param {() => State} page.state
 * @param {string} page.workshop
 * @param {Awaited<ReturnType<typeof import("./asked.js").openAsked>>} page.asked
 * @param {ReturnType<typeof import("./dots.js").openDots>} page.dots
 * @param {ReturnType<typeof import("./became.js").openBecame>} page.became
 */
export function askSheet({ state, workshop, asked, dots, became }) {
  const dialog = document.createElement("dialog");
  dialog.className = "ask-sheet";
  dialog.setAttribute("aria-labelledby", "sheet-note");
  document.body.append(dialog);
  const field = askField((text) => send(text));
  let id = "";
  /** @type {import("../../core/offline/drafts.js").Draft|null} */
  let kept = null;

  field.area.addEventListener("input", () => kept?.keep(field.area.value));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });

  /** @param {string} text */
  const send = async (text) => {
    if (!kept) return;
    field.area.value = ""; // what is typed from now on, here or about another note, is another question
    await asked.ask(id, text, kept);
    const paused = state().workshop?.phones === "paused";
    say(
      paused
        ? t("Kept on this phone until the phones are opened again.")
        : t("Sent. You are told here when it is answered."),
    );
    draw();
  };

  const draw = () => {
    const now = state();
    const note = now.notes.get(id);
    if (!note) return dialog.close();
    asked.read((own) => own.note === id);
    const open = walking(now) && !note.struck;
    const table = now.tables.get(note.table);
    const hosted = now.questions.get(table?.question ?? 0)?.form === "tables";
    field.hint.textContent = hintWords(now.workshop?.phones ?? "open", hosted);
    const own = { own: dots.has(id), left: dots.left(table?.question ?? 0) };
    render(
      html`<div class="sheet-body">${sheetView({
        state: now,
        note,
        own: asked.about(id),
        became: note.struck ? null : becameView(became.of(id)),
        dots: now.workshop?.dots
          ? { ...own, press: () => dots.press(note, table?.question ?? 0) }
          : null,
        form: open ? field.element : closedView(note.struck),
        again: asked.again,
        drop: asked.drop,
      })}</div>
      <button class="sheet-close" type="button" @click=${() => dialog.close()}>${t("Close")}</button>`,
      dialog,
    );
  };

  return {
    /** @param {string} note  its id */
    open(note) {
      whenClosed(dialog, () => {
        id = "";
        globalThis.speechSynthesis?.cancel();
      });
      id = note;
      kept = draft(`${workshop}:ask:${note}`);
      field.area.value = kept.read();
      draw();
      void became.ask(note);
      if (!dialog.open) dialog.showModal();
      // Not the field: on a phone that would raise the keyboard over what is to be read.
      dialog.querySelector("h2")?.focus();
    },
    /** Something has changed. */
    update() {
      if (dialog.open) draw();
    },
  };
}

/** @param {"open"|"held"|"paused"} phones @param {boolean} hosted */
function hintWords(phones, hosted) {
  if (phones === "paused")
    return t(
      "The organiser has paused the phones. What you write stays on this phone and is sent when they are opened again.",
    );
  if (phones === "held") return t("The organiser reads it first. No name is asked for.");
  return hosted
    ? t("It goes to the table's host. No name is asked for.")
    : t("It goes to the organiser. No name is asked for.");
}

/** @param {boolean} struck */
function closedView(struck) {
  return html`<p class="quiet">${
    struck
      ? t("This note has been taken off the poster meanwhile.")
      : t("The vernissage is over. The posters can still be read.")
  }</p>`;
}

/** @param {(text: string) => void} onSend */
function askField(onSend) {
  const element = document.createElement("form");
  element.className = "ask-form";
  render(
    html`<label for="ask-text">${t("Ask about this note")}</label>
      <textarea dir="auto" class="ds-input" id="ask-text" rows="2" maxlength=${limit("question")} enterkeyhint="send"
        aria-describedby="ask-hint"></textarea>
      <p class="quiet small" id="ask-hint"></p>
      <button class="ds-button" type="submit">${t("Send")}</button>`,
    element,
  );
  const area = /** @type {HTMLTextAreaElement} */ (element.querySelector("textarea"));
  const submit = () => {
    if (!isBlank(area.value)) onSend(area.value.trim());
    else area.focus();
  };
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  area.addEventListener("keydown", (event) => {
    if (!meansAdd(event)) return;
    event.preventDefault();
    submit();
  });
  const hint = /** @type {Element} */ (element.querySelector("#ask-hint"));
  return { element, area, hint };
}
