// The dialog in which a remark is written. Each letter is a draft on this device until the outbox has it.

import { render } from "lit-html";
import { tooMany } from "../core/limits.js";
import { draft } from "../core/offline/drafts.js";
import { put } from "../core/offline/entries.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { entryOf, lacks } from "./model.js";
import { askView } from "./view.js";

/** @typedef {import("./model.js").Own} Own */
/** @typedef {import("./model.js").Kind} Kind */
/** @typedef {{kind: Kind | "", text: string}} Typed */
/** @typedef {"" | "kind" | "text" | "long"} Lack */

/**
 * @param {object} options
 * @param {HTMLDialogElement} options.dialog
 * @param {string} options.name  of the round on this device, for drafts
 * @param {import("../core/offline/drafts.js").Change} options.change  the outbox's
 */
export function asking({ dialog, name, change }) {
  /** @param {import("./places.js").Place} place @param {Own | null} before  it was said already */
  return ({ anchor, words }, before) => {
    const kept = draft(`${name}:${before?.id ?? anchor}`);
    let typed = typedBefore(kept.last(), before);
    /** @type {Lack} */
    let problem = "";

    const handlers = {
      type() {
        typed = typedIn(dialog);
        kept.keep(JSON.stringify(typed));
        show();
      },
      /** @param {SubmitEvent} event */
      send(event) {
        event.preventDefault();
        void done();
      },
      close() {
        kept.clear();
        dialog.close();
      },
    };
    const show = () => render(askView({ words, ...typed, problem }, handlers), dialog);
    const done = async () => {
      typed = typedIn(dialog);
      const text = typed.text.trim();
      problem = tooMany(text, "statement") ? "long" : lacks(typed.kind, text);
      show();
      if (problem) return toField(dialog, problem);
      const kind = /** @type {Kind} */ (typed.kind);
      const said = { id: before?.id ?? uuid(), at: anchor, kind, text };
      kept.keep(JSON.stringify(typed));
      dialog.close();
      await kept.hand(change, (entries) => put(entries, entryOf(said)));
      say(t("Kept. It is sent when the network is there."));
    };
    show();
    dialog.showModal();
  };
}

/** @param {string} left  what was under way here @param {Own | null} before @returns {Typed} */
function typedBefore(left, before) {
  return JSON.parse(left || "null") ?? { kind: before?.kind ?? "", text: before?.text ?? "" };
}

/** @param {HTMLDialogElement} dialog @returns {Typed} */
function typedIn(dialog) {
  const now = new FormData(/** @type {HTMLFormElement} */ (dialog.querySelector("form")));
  return { kind: /** @type {Kind | ""} */ (now.get("kind") ?? ""), text: String(now.get("text")) };
}

/** @param {HTMLDialogElement} dialog @param {Lack} problem */
function toField(dialog, problem) {
  const field = problem === "kind" ? "input[name=kind]" : "textarea";
  /** @type {HTMLElement} */ (dialog.querySelector(field)).focus();
}
