// How the plan is drawn: facts, questions with their parts, tables and hosts.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { n, t } from "../core/texts.js";
import { saidView } from "./before.js";
import { dayInWords } from "./day.js";

/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("./model.js").Table} Table */
/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {ReturnType<typeof import("./handlers.js").handlers>} Handlers */

/**
 * @typedef {object} Fields  what a field needs, on whichever of the plan's pages it stands
 * @property {(id: string, now: string) => string} text
 * @property {(id: string, text: string) => void} type
 * @property {(id: string) => void} save
 * @property {(id: string, event: KeyboardEvent) => void} key
 * @property {(id: string, event: ClipboardEvent) => void} paste
 * @property {(entry: Entry) => unknown} again
 * @property {(entry: Entry) => unknown} letGo
 * @property {(entry: Entry) => string} mine
 * @property {(entry: Entry) => string | null} theirs
 */
/** @typedef {{id: string, label: string, kind?: "line" | "lines" | "date", hint?: string}} Shown */

/** A line is as high as its words. Safari and Firefox do not know `field-sizing` yet. @param {unknown} element */
const grow = (element) => {
  if (!(element instanceof HTMLTextAreaElement) || CSS.supports("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
};

/**
 * One field, with what was said no to beneath it.
 * @param {Fields} handlers
 * @param {Shown & {now: string, refused?: Entry, hidden?: boolean, wide?: boolean, day?: string}} field
 *   `day`: it is one, and is said in this language too
 */
export function fieldView(
  handlers,
  { id, label, kind = "line", hint, now, refused, hidden, wide, day },
) {
  const value = handlers.text(id, now);
  const words = {
    input: (/** @type {Event} */ event) => {
      grow(event.target);
      handlers.type(id, /** @type {HTMLInputElement} */ (event.target).value);
    },
    change: () => handlers.save(id),
    key: (/** @type {KeyboardEvent} */ event) => handlers.key(id, event),
    paste: (/** @type {ClipboardEvent} */ event) => handlers.paste(id, event),
  };
  const box =
    kind === "date"
      ? html`<input id=${id} class="ds-input" type="date" aria-describedby=${day ? `${id}-words` : nothing} .value=${live(value)} @input=${words.input} @change=${words.change}>`
      : html`<textarea id=${id} class="ds-input" rows=${kind === "lines" ? 2 : 1} data-lines=${kind === "lines" ? nothing : "no"} placeholder=${hint ?? nothing}
          .value=${live(value)} @input=${words.input} @change=${words.change} @keydown=${words.key} @paste=${words.paste} ${ref(grow)}></textarea>`;
  return html`<div class=${wide ? "field wide" : "field"}>
    <label for=${id} class=${hidden ? "sr-only" : ""}>${label}</label>${box}
    ${day ? html`<span class="hint" id=${`${id}-words`} lang=${day}>${dayInWords(value, day)}</span>` : nothing}
    ${refused ? refusedView(handlers, refused) : nothing}
  </div>`;
}

/** @param {Fields} handlers @param {Entry} entry */
export function refusedView(handlers, entry) {
  const { title = "", now, where } = entry.refusal ?? {};
  const theirs = now ? handlers.theirs(entry) : null;
  return html`<div class="refusal" role="alert">
    <p>${title}</p>
    ${
      theirs === null || where === "confirmed"
        ? nothing
        : html`<dl><div><dt>${t("You wrote")}</dt><dd>${handlers.mine(entry)}</dd></div>
            <div><dt>${t("There now")}</dt><dd>${theirs || t("(nothing)")}</dd></div></dl>`
    }
    <div class="row">
      <button class="ds-button" data-variant="secondary" type="button" @click=${() => handlers.again(entry)}>${
        where === "confirmed" ? t("Change it all the same") : now ? t("Use mine") : t("Send again")
      }</button>
      <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.letGo(entry)}>${
        now ? t("Keep what is there") : t("Throw away")
      }</button>
    </div>
  </div>`;
}

/** Words about something that is gone: they are there until the person has said what becomes of them. @param {Fields} handlers @param {Entry} entry */
export function lostView(handlers, entry) {
  return html`<div class="lost"><p><q>${handlers.mine(entry)}</q></p>${refusedView(handlers, entry)}</div>`;
}

/** @param {Handlers} handlers @param {Row[]} rows */
export function questionsView(handlers, rows) {
  return html`<ol class="outline">${repeat(
    rows,
    ({ uid }) => uid,
    (row, at) => questionView(handlers, row, at + 1),
  )}</ol>`;
}

/** @param {Handlers} handlers @param {Row} row @param {number} number */
function questionView(handlers, row, number) {
  const { uid, text, refused } = row;
  const name = t("Question %(number)s", { number });
  return html`<li class="planned" data-uid=${uid}>
    <div class="line">
      <span class="number" aria-hidden="true">${number}</span>
      ${fieldView(handlers, { id: `q:${uid}`, label: name, now: text, refused: refused.text ?? refused.gone, hidden: true, wide: true })}
    </div>
    ${handlers.partsOf(row).length ? partsView(handlers, row) : nothing}
    ${text || row.born ? settingView(handlers, row, name) : nothing}
    ${saidView(handlers.saidBefore(uid))}
  </li>`;
}

/** @param {Handlers} handlers @param {Row} row @param {string} name */
function menuView(handlers, { uid }, name) {
  const button = (/** @type {string} */ words, /** @type {() => void} */ press) =>
    html`<button class="ds-button" data-variant="tertiary" type="button" aria-label=${`${words}: ${name}`} @click=${press}>${words}</button>`;
  return html`<span class="row tools">
    ${button(t("Up"), () => handlers.move(uid, -1))}
    ${button(t("Down"), () => handlers.move(uid, 1))}
    ${button(t("Divide into parts"), () => handlers.addPart(uid))}
    ${button(t("Remove"), () => handlers.remove(uid))}
  </span>`;
}

/** @param {Handlers} handlers @param {Row} row */
function partsView(handlers, row) {
  const parts = handlers.partsOf(row);
  return html`<ol class="parts-of">${parts.map(
    (part, at) => html`<li>
      <span class="number" aria-hidden="true">${"ABCDEF"[at]}</span>
      <textarea id=${`p:${row.uid}:${at}`} class="ds-input" rows="1" data-lines="no" aria-label=${t("Part %(letter)s", { letter: "ABCDEF"[at] ?? "" })}
        .value=${live(part)} @input=${(/** @type {Event} */ event) => handlers.typePart(row, at, /** @type {HTMLTextAreaElement} */ (event.target).value)}
        @change=${() => handlers.save(`parts:${row.uid}`)} @keydown=${(/** @type {KeyboardEvent} */ event) => handlers.partKey(row, at, event)} ${ref(grow)}></textarea>
    </li>`,
  )}</ol>
  ${row.refused.parts ? refusedView(handlers, row.refused.parts) : nothing}`;
}

/** @param {Handlers} handlers @param {Row} row @param {string} name */
function settingView(handlers, row, name) {
  const forms = { tables: t("Tables"), pairs: t("In pairs"), plenary: t("Plenary") };
  const { uid, form, refused } = row;
  return html`<div class="setting">
    <label>${t("Form of talk")}
      <select class="ds-input" aria-label=${`${t("Form of talk")}: ${name}`} @change=${(/** @type {Event} */ event) => handlers.setForm(row, /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${Object.entries(forms).map(([value, words]) => html`<option value=${value} ?selected=${value === form}>${words}</option>`)}
      </select></label>
    ${
      form === "tables"
        ? html`<span class="stepper"><span id=${`count:${uid}`}>${n("%(count)s table", "%(count)s tables", row.count)}</span>
          <button class="ds-button" data-variant="secondary" type="button" aria-label=${`${t("One table less")}: ${name}`} ?disabled=${!row.count} @click=${() => handlers.setCount(row, row.count - 1)}>−</button>
          <button class="ds-button" data-variant="secondary" type="button" aria-label=${`${t("One more table")}: ${name}`} @click=${() => handlers.setCount(row, row.count + 1)}>+</button></span>`
        : nothing
    }
    ${menuView(handlers, row, name)}
  </div>
  ${refused.form ? refusedView(handlers, refused.form) : nothing}
  ${refused.tables ? refusedView(handlers, refused.tables) : nothing}
  ${
    row.tables.length
      ? html`<ul class="tables-of">${repeat(
          row.tables,
          ({ id }) => id,
          (table) => tableView(handlers, row, table),
        )}</ul>`
      : nothing
  }`;
}

/** @param {Handlers} handlers @param {Row} row @param {Table} table */
function tableView(handlers, row, table) {
  const { id, number, hosts, refused } = table;
  const name = row.form === "tables" ? t("Table %(number)s", { number }) : t("Who writes");
  return html`<li>
    ${row.form === "tables" ? fieldView(handlers, { id: `n:${id}`, label: t("Table"), now: String(number), refused: refused.number }) : nothing}
    ${fieldView(handlers, { id: `h:${id}`, label: row.form === "tables" ? t("Hosts, with commas between") : t("Who writes, with commas between"), now: hosts.map((one) => one.name).join(", "), refused: refused.hosts, wide: true })}
    <details class="more-of">
      <summary>${t("More about this table")}<span class="sr-only">: ${name}</span></summary>
      ${hosts.map((host) => roleView(handlers, table, host))}
      ${fieldView(handlers, { id: `m:${id}`, label: t("Meeting link, for a table that is not in the hall"), now: table.meeting, refused: refused.meeting, wide: true })}
      ${fieldView(handlers, { id: `t:${id}`, label: t("Tags, with commas between"), now: table.tags.join(", "), refused: refused.tags, wide: true })}
    </details>
  </li>`;
}

/** @param {Handlers} handlers @param {Table} table @param {import("./commands.js").Host} host */
function roleView(handlers, table, host) {
  const roles = {
    "": t("not said"),
    user: t("user representative"),
    professional: t("professional"),
    other: t("other"),
  };
  return html`<label class="role">${t("%(name)s is here as", { name: host.name })}
    <select class="ds-input" @change=${(/** @type {Event} */ event) => handlers.setRole(table, host.name, /** @type {HTMLSelectElement} */ (event.target).value)}>
      ${Object.entries(roles).map(([value, words]) => html`<option value=${value} ?selected=${value === (host.role ?? "")}>${words}</option>`)}
    </select></label>`;
}
