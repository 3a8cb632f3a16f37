/** The accounts, always in sight, with undo and the keys. */
import { html, nothing } from "lit-html";
import { logInAgain, may } from "../../core/log_in.js";
import { n, t } from "../../core/texts.js";
import { bothSides } from "../commands/conflict.js";

/** @typedef {import("../view.js").View} View */
/**
 * @typedef {{undoable: number, redoable: number, online: boolean, told: string,
 *   refused: import("../commands/runner.js").Refused|null, stage: string, workshop: string,
 *   late: number}} Status  `late`: how many notes wait to be taken in or left out
 * @typedef {{undo(): void, redo(): void, keys(): void, undoEarlier(): void, dismiss(): void,
 *   toFirst(event: Event): void, sorts: boolean}} Handlers  `sorts`: whether whoever looks may sort
 */

/** @param {View} view @param {Status} status @param {Handlers} handlers */
export function bar(view, status, handlers) {
  const { accounts } = view;
  return html`
    <div class="bar">
      <dl class="sum" aria-label=${t("Accounts")}>
        ${pile("all", n("typed", "typed", accounts.typed.length), accounts.typed.length)}
        ${pile("", t("printed"), accounts.printed.length, "#headings")}
        ${pile("", n("absorbed", "absorbed", accounts.absorbed.length), accounts.absorbed.length)}
        ${accounts.main.length ? pile("", t("in the main statement"), accounts.main.length, "#in-main") : nothing}
        ${pile("", n("set aside", "set aside", accounts.aside.length), accounts.aside.length, "#aside")}
        ${accounts.struck.length ? pile("", n("struck at the table", "struck at the table", accounts.struck.length), accounts.struck.length, "#struck") : nothing}
        ${accounts.erased.length ? pile("", n("erased for good", "erased for good", accounts.erased.length), accounts.erased.length) : nothing}
        ${pile(accounts.unplaced.length ? "left" : "", n("not yet placed", "not yet placed", accounts.unplaced.length), accounts.unplaced.length, "#unplaced", handlers.toFirst)}
      </dl>
      ${handlers.sorts ? tools(status, handlers) : nothing}
      <p class="told" aria-hidden="true">${status.told}</p>
      ${status.online ? nothing : html`<p class="lost" role="status">${t("The line is lost. What you see may be old; it comes back by itself.")}</p>`}
      ${status.late && may("phones.edit") ? waiting(status) : nothing}
      ${view.unprinted.length ? opposites(view) : nothing}
      ${status.refused ? refusal(status.refused, handlers) : nothing}
      ${stageLine(status)}
    </div>
  `;
}

/** @param {Status} status @param {Handlers} handlers */
function tools(status, handlers) {
  return html`<div class="tools">
      <button class="ds-button" data-variant="secondary" type="button" id="undo"
        ?disabled=${!status.undoable} @click=${handlers.undo}>${t("Undo")}</button>
      <button class="ds-button" data-variant="tertiary" type="button" id="redo"
        ?disabled=${!status.redoable} @click=${handlers.redo}>${t("Redo")}</button>
      <button class="ds-button" data-variant="tertiary" type="button" id="keys" @click=${handlers.keys}>
        ${t("Keys")}
      </button>
    </div>`;
}

/** @param {Status} status */
function waiting({ late, workshop }) {
  return html`<p class="waiting"><a href="/w/${workshop}/phones#late">${n(
    "%(count)s note waits to be taken in or left out",
    "%(count)s notes wait to be taken in or left out",
    late,
  )}</a></p>`;
}

/** Opposites of which one is not in print: named, for both are to be. @param {View} view */
function opposites({ unprinted, accounts }) {
  const printed = new Set(accounts.printed);
  const missing = unprinted.flat().filter(({ note }) => !printed.has(note.id));
  const names = [...new Map(missing.map(({ note }) => [note.id, note])).values()];
  return html`<p class="unprinted">${n("%(count)s opposite is not in print:", "%(count)s opposites are not in print:", names.length)}
    ${names.map((note) => html` <a href=${`#note-${note.id}`} dir="auto">${note.text}</a>`)}</p>`;
}

/**
 * @param {string} kind @param {string} name @param {number} count @param {string} [to]
 * @param {(event: Event) => void} [go]
 */
function pile(kind, name, count, to, go) {
  const number =
    to && count
      ? html`<a href=${to} @click=${go ?? nothing}>${count}<span class="sr-only"> ${name}</span></a>`
      : count;
  return html`<div class=${kind}><dt>${name}</dt><dd>${number}</dd></div>`;
}

/** @param {import("../commands/runner.js").Refused} refused @param {Handlers} handlers */
function refusal({ words, earlier, changes, loggedOut }, handlers) {
  return html`<div class="problem refused" role="alert">
    <p>${words} ${loggedOut ? logInAgain() : nothing}</p>
    ${bothSides(changes)}
    <div class="row">
      ${
        earlier
          ? html`<button class="ds-button" data-variant="secondary" type="button" @click=${handlers.undoEarlier}>
              ${t("Undo what I did before it")}
            </button>`
          : nothing
      }
      <button class="ds-button" data-variant="tertiary" type="button" @click=${handlers.dismiss}>${t("Close")}</button>
    </div>
  </div>`;
}

/** Why whoever sorts finds nothing to press. @param {Status} status */
function stageLine({ stage, workshop }) {
  if (stage === "sorting" || !may("sort.edit")) return nothing;
  if (!may("stage.move")) {
    return html`<p class="good">${
      stage === "finished"
        ? t("The café is finished and can only be read.")
        : t("Notes can be sorted as soon as an organiser moves the café to “Sorting”.")
    }</p>`;
  }
  const words =
    stage === "finished"
      ? t("The café is finished and can only be read. Move it back to sorting to change it.")
      : t("Notes are sorted in the stage “Sorting”. Move the café to it first.");
  return html`<p class="good">${words} <a href="/w/${workshop}/day">${t("The day")}</a></p>`;
}
