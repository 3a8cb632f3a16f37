// What an organiser can do with the programme, as entries for the outbox. Each carries what was seen.

import { uuid } from "../core/uuid.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../core/programme/reckon.js").Agreed} Agreed */
/** @typedef {"kind" | "title" | "minutes" | "pinned" | "prompt"} Field */
/** @typedef {{id: string, kind: string, title: string, minutes: string, pinned: string, prompt: string}} Written */
/** @typedef {{blocks: Written[], rounds: Agreed | null}} Whole */

/** `said` as in setField. @param {Written} block @param {string | null} before  the block that comes after it, null: none @param {string | null} [said] */
export const newBlock = (block, before, said) =>
  entry(block.id, "POST", "programme", {
    ...{ ...block, before },
    ...(said ? { part_said: said } : {}),
  });

/** `said`: what the part reads that a prompt is. @param {string} uid @param {Field} field @param {string} was @param {string} text @param {string} [said] */
export const setField = (uid, field, was, text, said) =>
  entry(`${uid}/${field}`, "PUT", `programme/${uid}/${field}`, {
    ...{ was, text },
    ...(field === "prompt" ? { part_said: said || null } : {}),
  });

/**
 * A field of a block, or, while the café has said no to the whole block, the block with that in it.
 * @param {import("./model.js").Row} row @param {Field} field @param {string} was @param {string} text @param {string} [said]
 */
export function change({ uid, refused, ...row }, field, was, text, said) {
  const never = refused.title?.method === "POST" ? refused.title : null;
  if (!never) return setField(uid, field, was, text, said);
  const { kind, title, minutes, pinned, prompt } = row;
  const block = { id: uid, kind, title, minutes, pinned, prompt, [field]: text };
  const asked = field === "prompt" ? said : never.body.part_said;
  return newBlock(block, never.body.before, asked);
}

/** Each move is an entry of its own: what a place means depends on all that is before it in the box.
 * @param {string} uid @param {string | null} before */
export const place = (uid, before) =>
  entry(`${uid}/place/${uuid()}`, "PUT", `programme/${uid}/place`, { before });

/** @param {string} uid @param {string} was */
export const gone = (uid, was) => entry(`${uid}/gone`, "PUT", `programme/${uid}/gone`, { was });

/** @param {"count" | "minutes" | "change" | "divided"} name @param {string} was @param {string} text */
export const setRounds = (name, was, text) =>
  entry(`rounds/${name}`, "PUT", `programme/rounds/${name}`, { was, text });

/** All of it at once; the rounds it was with are for who takes it back. @param {Whole} was @param {Whole} wanted */
export const replace = (was, wanted) => ({
  ...entry(`whole/${uuid()}`, "PUT", "programme", {
    was: was.blocks,
    blocks: wanted.blocks,
    rounds: wanted.rounds,
  }),
});

/**
 * @param {string} thing
 * @param {"POST" | "PUT"} method
 * @param {string} path
 * @param {Record<string, any>} body
 * @returns {Entry}
 */
function entry(thing, method, path, body) {
  return { act: uuid(), thing, method, path, body, tries: 0, refusal: null };
}
