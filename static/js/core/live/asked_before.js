// What a question read before it was changed while the tables had it, and why it was.

import { html, nothing } from "lit-html";
import { clockTime, moment, sameDay } from "../moments.js";
import { t } from "../texts.js";

/** @typedef {import("./store.js").Wording} Wording */
/** @typedef {import("./store.js").State} State */

/** By the list that a state holds: the same rows as long as nothing is changed. @type {WeakMap<Map<string, Wording>, Map<number, Wording[]>>} */
const known = new WeakMap();
/** @type {Wording[]} */
const none = [];

/** @param {Pick<State, "wordings">} state @param {number|undefined} question its id @returns {Wording[]} oldest first */
export function wordingsOf({ wordings }, question) {
  let found = known.get(wordings);
  if (!found) {
    found = new Map();
    for (const one of wordings.values())
      found.set(one.question, [...(found.get(one.question) ?? []), one]);
    known.set(wordings, found);
  }
  return found.get(question ?? 0) ?? none;
}

/** What was other before. @param {Wording} wording */
export function wasOf({ was, text, was_parts }) {
  if (was !== text) return was;
  return was_parts.map((part) => `${part.letter}: ${part.text}`).join(" ") || t("(no parts)");
}

/** @param {Wording} wording @param {Date} [now] @returns {string} when, and on which day if it was not today */
function whenOf({ at_ms }, now = new Date()) {
  const at = new Date(at_ms);
  if (Number.isNaN(at.getTime())) return "";
  return sameDay(at, now) ? t("at %(time)s", { time: clockTime(at) }) : moment(at);
}

/** Each on a line of its own, where nobody presses anything. @param {Wording[]} all */
export function beforeView(all) {
  if (!all.length) return nothing;
  return html`<ul class="asked-before" role="list">${all.map((one) => html`<li>${lineView(one)}</li>`)}</ul>`;
}

/** The same folded. @param {Wording[]} all */
export function foldedBefore(all) {
  const last = all.at(-1);
  if (!last) return nothing;
  return html`<details class="asked-before">
    <summary>${headOf(last)}</summary>
    ${all.map((one) => html`<p>${lineView(one)}</p>`)}
  </details>`;
}

/** @param {Wording} one */
function headOf(one) {
  const when = whenOf(one);
  return one.corrected
    ? t("The question was changed after the talk, %(when)s", { when })
    : t("The question was changed %(when)s", { when });
}

/** @param {Wording} one */
function lineView(one) {
  return html`${headOf(one)}, ${t("because %(why)s.", { why: one.why })} ${t("Before:")} <q>${wasOf(one)}</q>`;
}
