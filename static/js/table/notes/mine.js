// After a conflict: what the host wrote is put again, on top of what the café holds now, or beside it.

import { letGo, onTopOf, put } from "../../core/offline/entries.js";
import { elaborateNote } from "../asked/commands.js";
import { editNote, newNote } from "../commands.js";

/**
 * @typedef {import("../../core/offline/entries.js").Entry} Entry
 * @typedef {import("../model.js").Card} Card
 */

/**
 * @param {Entry[]} entries
 * @param {Entry} entry  the refused one
 * @param {Card} card  as the host sees it
 * @returns {Entry[]}
 */
export function haveMine(entries, entry, { id, text, kind, part, part_said }) {
  const now = entry.refusal?.now?.text;
  if ("struck" in entry.body) return onTopOf(entries, entry);
  if (entry.body.elaborations) {
    const was = entry.refusal?.now?.elaborations ?? entry.body.was;
    return put(letGo(entries, entry.act), elaborateNote(id, was, entry.body.elaborations));
  }
  if (!("saw" in entry.body)) {
    return put(entries, editNote(id, now ?? text, { text, kind, part, part_said }));
  }
  const where = entry.refusal?.where === "other_saw" ? "other_saw" : "saw";
  const body = { ...entry.body, [where]: now ?? entry.body[where] };
  return entries.map((one) => (one.act === entry.act ? { ...entry, body, refusal: null } : one));
}

/**
 * Whether two hosts wrote other words for one note, so that both can stay.
 * @param {Entry} entry  the refused one
 */
export function isOtherWords({ path, body, refusal }) {
  return /^notes\/[^/]+$/.test(path) && "was" in body && typeof refusal?.now?.text === "string";
}

/**
 * What is there stays, and what the host wrote is a note of its own.
 * @param {Entry[]} entries
 * @param {Entry} entry  the refused one
 * @param {Card} card  as the host sees it
 * @returns {Entry[]}
 */
export function haveBoth(entries, entry, { round, paper }) {
  const { text, kind, part, part_said = null } = entry.body;
  const words = { text, kind, part, part_said };
  return put(letGo(entries, entry.act), newNote({ ...words, round, paper }));
}
