// What one waiting entry does to the notes of the poster, before the café has it. Pure.

/**
 * @typedef {import("../core/offline/entries.js").Entry} Entry
 * @typedef {import("./model.js").Card} Card
 * @typedef {import("./model.js").Status} Status
 */

/**
 * A note that the café does not have yet.
 * @param {string} id
 * @param {number} table
 * @returns {Card}
 */
export function unborn(id, table) {
  const words = /** @type {const} */ ({ kind: "statement", part: null, text: "" });
  const rest = { struck: false, elaborations: [], order: Number.POSITIVE_INFINITY, round: 0 };
  return { id, table, ...words, ...rest, paper: false, status: "received", refusal: null };
}

/**
 * What the entry says about the note itself.
 * @param {Entry} entry
 * @returns {Partial<Card>}
 */
export function wordsOf({ path, body }) {
  const [, , verb] = path.split("/");
  if (verb === "place") return {};
  if (verb === "join" || verb === "part") return { text: body.text, kind: body.kind };
  const { was: _was, ...words } = body;
  return "struck" in words ? { ...words, joined_into: null } : words;
}

/**
 * What the entry does to other notes, and to the order. What was refused does nothing.
 * @param {Map<string, Card>} cards  oldest first; changed here
 * @param {Entry} entry
 * @param {{id: string, status: Status}} note  the one the entry is about
 */
export function besides(cards, entry, { id, status }) {
  const [, , verb, other = ""] = entry.path.split("/");
  if (entry.refusal) return;
  if (verb === "place") place(cards, id, entry.body.before, entry.act);
  const [card, gone] = [cards.get(id), cards.get(other)];
  if (verb === "join" && gone) cards.set(other, { ...gone, struck: true, joined_into: id, status });
  if (verb === "part" && card) {
    const { table, part, round, paper } = card;
    const second = { ...unborn(other, table), part, round, paper, text: entry.body.rest, status };
    cards.set(other, second);
    place(cards, other, after(cards, id), entry.act);
  }
}

/**
 * @param {Map<string, Card>} cards
 * @param {string} id
 */
function after(cards, id) {
  const ids = [...cards.keys()];
  return ids[ids.indexOf(id) + 1] ?? null;
}

/**
 * Before a note that is not there: nothing happens.
 * @param {Map<string, Card>} cards
 * @param {string} id
 * @param {string | null} before
 * @param {string} act
 */
function place(cards, id, before, act) {
  const card = cards.get(id);
  if (!card || before === id || (before !== null && !cards.has(before))) return;
  const row = [...cards.values()].filter((one) => one.id !== id);
  const at = before === null ? row.length : row.findIndex((one) => one.id === before);
  row.splice(at, 0, { ...card, placed: act });
  cards.clear();
  for (const one of row) cards.set(one.id, one);
}
