/** The line above the paper: whether it is read or changed, undo, and what has just been done. */
import { html, nothing } from "lit-html";
import { logInAgain, may } from "../core/log_in.js";
import { t } from "../core/texts.js";
import { bothSides } from "../sort/commands/conflict.js";

/**
 * @typedef {{undoable: number, redoable: number, told: string, refused: import("../sort/commands/runner.js").Refused|null,
 *   reading: boolean, online: boolean, stage: string|undefined, workshop: string}} Status
 * @typedef {{undo(): void, redo(): void, dismiss(): void, read(on: boolean): void}} Handlers
 */

/** @param {Status} status @param {Handlers} handlers */
export function bar(status, handlers) {
  const { reading, stage, refused } = status;
  return html`
    <div class="edit-bar">
      ${
        may("report.edit")
          ? html`<label class="check"><input type="checkbox" .checked=${reading}
              @change=${(/** @type {Event} */ event) => handlers.read(/** @type {HTMLInputElement} */ (event.target).checked)}>
              ${t("Only read")}</label>`
          : nothing
      }
      ${reading || stage !== "sorting" ? nothing : tools(status, handlers)}
      <p class="told" aria-hidden="true">${status.told}</p>
    </div>
    ${status.online ? nothing : html`<p class="problem" role="status">${t("The line is lost. What you see may be old; it comes back by itself.")}</p>`}
    ${
      refused
        ? html`<div class="problem" role="alert"><p>${refused.words} ${refused.loggedOut ? logInAgain() : nothing}</p>
            ${bothSides(refused.changes)}
            <button class="ds-button" data-variant="tertiary" type="button" @click=${handlers.dismiss}>${t("Close")}</button></div>`
        : nothing
    }
    ${!stage || !may("report.edit") ? nothing : html`<p class="small quiet" id="edit-how">${reading ? t("You only read: a press in the paper changes nothing.") : how(stage)} <a href="/w/${status.workshop}/plan">${t("The header line, the title and the signature are in the plan.")}</a></p>`}`;
}

/** @param {Status} status @param {Handlers} handlers */
function tools({ undoable, redoable }, handlers) {
  return html`<span class="tools">
    <button class="ds-button" data-variant="secondary" type="button" ?disabled=${!undoable} @click=${handlers.undo}>${t("Undo")}</button>
    <button class="ds-button" data-variant="tertiary" type="button" ?disabled=${!redoable} @click=${handlers.redo}>${t("Redo")}</button>
  </span>`;
}

/** @param {string} stage */
function how(stage) {
  return stage === "sorting"
    ? t(
        "Press what you want to change. Arrow keys go from piece to piece, Enter changes, Alt and an arrow moves; or drag.",
      )
    : t(
        "Press the introduction or a summary to change it. Headings and sentences can be changed in the stage “Sorting”.",
      );
}
