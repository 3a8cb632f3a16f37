// What this device has answered: what is typed here, what waits to be sent, what the café has. Pure.

import { uuid } from "../core/uuid.js";

/**
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 * @typedef {import("../core/live/store.js").EvaluationQuestion} Asked
 * @typedef {Record<string, string | number>} Values  by the question's uid: words, or the number chosen
 * @typedef {{question: string, text: string, number: number}} Given
 * @typedef {{act: string, answers: Given[], settled: boolean}} Own  what the café has of this device
 */

/** What an entry of this form is about. */
const THING = "evaluation";

/** @returns {Own} nothing was said yet */
export const silent = () => ({ act: "", answers: [], settled: false });

/**
 * What stands in the fields: what is typed, else what waits to be sent last, else what the café has.
 * @param {Values | null} typed @param {Entry[]} entries @param {Own} own
 * @returns {Values}
 */
export function valuesOf(typed, entries, own) {
  if (typed) return typed;
  /** @type {Given[]} */
  const given = entries.at(-1)?.body.answers ?? own.answers;
  return Object.fromEntries(given.map(({ question, text, number }) => [question, number || text]));
}

/**
 * The answers to what is asked now, and to what was asked when they were typed: what says nothing is
 * left out.
 * @param {Values} values
 * @returns {Given[]}
 */
export function givenIn(values) {
  return Object.entries(values)
    .map(([question, said]) =>
      typeof said === "number"
        ? { question, text: "", number: said }
        : { question, text: said.trim(), number: 0 },
    )
    .filter(({ text, number }) => text || number);
}

/**
 * A sheet for the outbox. It stands on what was said last: what waits, or what the café showed us when
 * it refused, or what it has.
 * @param {Values} values @param {Entry[]} entries @param {Own} own
 * @returns {Entry}
 */
export function sheet(values, entries, own) {
  const last = entries.at(-1);
  const was = last?.refusal ? (last.refusal.now?.act ?? last.body.was) : (last?.act ?? own.act);
  const body = { answers: givenIn(values), was };
  return {
    act: uuid(),
    thing: THING,
    method: "PUT",
    path: "evaluation/answers",
    body,
    tries: 0,
    refusal: null,
  };
}
