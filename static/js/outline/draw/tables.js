// The tables of a question, in a grid: number, hosts, and what else is known of each.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../core/texts.js";
import { roles } from "../roles.js";
import { fieldView, refusedView } from "./field.js";

/** @typedef {import("../model.js").Row} Row */
/** @typedef {import("../model.js").Table} Table */
/** @typedef {import("../handlers.js").Handlers} Handlers */

/** @param {Handlers} handlers @param {Row} row @param {boolean} given whether hosts have roles here */
export function tablesView(handlers, row, given) {
  if (!row.tables.length) return nothing;
  const seated = row.form === "tables";
  const hosts = seated ? t("Hosts, with commas between") : t("Who writes, with commas between");
  // The heads are seen once; each field has its own name for whoever hears it.
  return html`<div class="tables-of">
    <p class="heads" aria-hidden="true">${seated ? html`<span>${t("Table")}</span>` : nothing}<span>${hosts}</span></p>
    <ul>${repeat(
      row.tables,
      ({ id }) => id,
      (table) => tableView(handlers, { row, table, given, hosts }),
    )}</ul>
  </div>`;
}

/**
 * @param {Handlers} handlers
 * @param {{row: Row, table: Table, given: boolean, hosts: string}} seat  `hosts`: what they are called
 */
function tableView(handlers, { row, table, given, hosts: called }) {
  const { id, number, hosts, refused } = table;
  const seated = row.form === "tables";
  const name = seated ? t("Table %(number)s", { number }) : t("Who writes");
  const lacks = given && hosts.length && !hosts.some(({ role }) => role === "user");
  const hidden = true;
  return html`<li>
    ${seated ? fieldView(handlers, { id: `n:${id}`, label: name, now: String(number), refused: refused.number, hidden }) : nothing}
    ${fieldView(handlers, { id: `h:${id}`, label: `${called}: ${name}`, now: hosts.map((one) => one.name).join(", "), refused: refused.hosts, size: "wide", hidden })}
    <details class="more-of">
      <summary>${t("More")}<span class="sr-only">: ${name}</span></summary>
      ${hosts.map((host) => roleView(handlers, table, host))}
      ${fieldView(handlers, { id: `m:${id}`, label: t("Meeting link, for a table that is not in the hall"), now: table.meeting, size: "wide" })}
      ${fieldView(handlers, { id: `t:${id}`, label: t("Tags, with commas between"), now: table.tags.join(", "), size: "wide" })}
    </details>
    ${[refused.meeting, refused.tags].map((entry) => (entry ? refusedView(handlers, entry) : nothing))}
    ${seated || !refused.number ? nothing : refusedView(handlers, refused.number)}
    ${lacks ? html`<p class="quiet small lacks">${t("No user representative yet")}</p>` : nothing}
  </li>`;
}

/** @param {Handlers} handlers @param {Table} table @param {import("../commands.js").Host} host */
function roleView(handlers, table, host) {
  return html`<label class="role">${t("%(name)s is here as", { name: host.name })}
    <select class="ds-input" .value=${live(host.role ?? "")} @change=${(/** @type {Event} */ event) => handlers.setRole(table, host.name, /** @type {HTMLSelectElement} */ (event.target).value)}>
      ${Object.entries(roles()).map(([value, words]) => html`<option value=${value} ?selected=${value === (host.role ?? "")}>${words}</option>`)}
    </select></label>`;
}
