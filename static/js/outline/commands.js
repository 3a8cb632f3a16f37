// What an organiser can do while planning, as entries for the outbox. Each carries what was seen.

import { uuid } from "../core/uuid.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */
/** @typedef {"tables" | "pairs" | "plenary"} Form */
/** @typedef {{name: string, role: string | null}} Host */
/** @typedef {{hosts: Host[], number?: number, tags?: string[], meeting?: string}} Laid  a table that comes, with its words */
/**
 * @typedef {{id: string, text: string, before: string | null, parts?: string[], form?: Form,
 *   tables?: Laid[]}} New  `before`: the question that comes after it, null: none
 */

/** @param {string} name @param {string} was @param {string} text */
export const setFact = (name, was, text) =>
  entry(`fact:${name}`, "PUT", `facts/${name}`, { was, text });

/** @param {New} question */
export const newQuestion = (question) => entry(question.id, "POST", "questions", { ...question });

/** @param {string} uid @param {string} was @param {string} text */
export const reword = (uid, was, text) => entry(uid, "PUT", `questions/${uid}`, { was, text });

/** `hints`: of parts that come back. @param {string} uid @param {string[]} was @param {string[]} parts @param {string[]} [hints] */
export const setParts = (uid, was, parts, hints = []) =>
  entry(`${uid}/parts`, "PUT", `questions/${uid}/parts`, { was, parts, hints });

/** How pairs go about each prompt, in the order of the parts. @param {string} uid @param {string[]} was @param {string[]} hints */
export const setHints = (uid, was, hints) =>
  entry(`${uid}/hints`, "PUT", `questions/${uid}/hints`, { was, hints });

// `seen`: the words that stand where something goes; words that have come there unseen stay.

/** `tables`: those that come. @param {string} uid @param {Form} was @param {Form} form @param {string[]} [seen] @param {Laid[]} [tables] */
export const setForm = (uid, was, form, seen = [], tables = []) =>
  entry(`${uid}/form`, "PUT", `questions/${uid}/form`, { was, form, seen, tables });

/** `laid`: of the tables that come. @param {string} uid @param {number} was @param {number} count @param {string[]} [seen] @param {Laid[]} [laid] */
export const setCount = (uid, was, count, seen = [], laid = []) =>
  entry(`${uid}/tables`, "PUT", `questions/${uid}/tables`, {
    ...{ was, count, seen },
    ...(laid.length ? { tables: laid } : {}),
  });

/** Each move is an entry of its own: what a place means depends on all that is before it in the box.
 * @param {string} uid @param {string | null} before */
export const place = (uid, before) =>
  entry(`${uid}/place/${uuid()}`, "PUT", `questions/${uid}/place`, { before });

/** @param {string} uid @param {string} was @param {string[]} [seen] */
export const gone = (uid, was, seen = []) =>
  entry(`${uid}/gone`, "PUT", `questions/${uid}/gone`, { was, seen });

/** All words at these tables. @param {Laid[]} tables */
export const wordsAt = (tables) =>
  tables.flatMap(({ hosts, tags = [], meeting }) => [
    ...hosts.map(({ name }) => name),
    ...tags,
    ...(meeting ? [meeting] : []),
  ]);

export const numberAnew = () => entry(`numbers/${uuid()}`, "POST", "numbers", {});

/** @param {number} table @param {number} was @param {number} number */
export const setNumber = (table, was, number) =>
  entry(`table:${table}/number`, "PUT", `tables/${table}/number`, { was, number });

/** @param {number} table @param {Host[]} was @param {Host[]} hosts */
export const setHosts = (table, was, hosts) =>
  entry(`table:${table}/hosts`, "PUT", `tables/${table}/hosts`, { was, hosts });

/** @param {number} table @param {string} was @param {string} text */
export const setMeeting = (table, was, text) =>
  entry(`table:${table}/meeting`, "PUT", `tables/${table}/meeting`, { was, text });

/** @param {number} table @param {string[]} was @param {string[]} tags */
export const setTags = (table, was, tags) =>
  entry(`table:${table}/tags`, "PUT", `tables/${table}/tags`, { was, tags });

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
