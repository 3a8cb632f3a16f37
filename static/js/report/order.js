/**
 * Where a heading or a sentence goes when it is moved a step in its question. Pure.
 *
 * @typedef {import("./pieces.js").Under} Under
 * @typedef {{do: string, [key: string]: unknown}} Command
 */

/**
 * @param {Under[]} headings as printed
 * @param {"heading"|"entry"} kind @param {string} id @param {boolean} up
 * @returns {Command|null} null when there is nowhere to go
 */
export function stepped(headings, kind, id, up) {
  return kind === "heading" ? headingStep(headings, id, up) : entryStep(headings, id, up);
}

/** Headings outside the list stand after it, whatever their order: a step stays on its own side. */
/** @param {Under[]} headings @param {string} id @param {boolean} up @returns {Command|null} */
function headingStep(headings, id, up) {
  const own = headings.find((one) => one.id === id);
  const row = headings.filter((one) => one.listed === own?.listed).map((one) => one.id);
  const at = row.indexOf(id);
  if (at < 0 || (up ? at === 0 : at === row.length - 1)) return null;
  const before = (up ? row[at - 1] : row[at + 2]) ?? null;
  return { do: "move_category", category: id, before };
}

/** Among the sentences of a heading, and on into the next one. */
/** @param {Under[]} headings @param {string} id @param {boolean} up @returns {Command|null} */
function entryStep(headings, id, up) {
  const here = headings.findIndex((one) => one.entries.includes(id));
  const row = headings[here]?.entries ?? [];
  const at = row.indexOf(id);
  /** @param {Under|undefined} to @param {string|null|undefined} before */
  const move = (to, before) =>
    to ? { do: "move_entry", entry: id, category: to.id, before: before ?? null } : null;
  if (here < 0) return null;
  if (up && at > 0) return move(headings[here], row[at - 1]);
  if (!up && at < row.length - 1) return move(headings[here], row[at + 2]);
  return up
    ? move(headings[here - 1], null)
    : move(headings[here + 1], headings[here + 1]?.entries[0]);
}

/**
 * What it means that a thing was dropped at a side of another, or null when it changes nothing.
 * @param {Under[]} headings
 * @param {{kind: "heading"|"entry", id: string}} thing
 * @param {{kind: "heading"|"entry", id: string, after: boolean}} at
 * @returns {Command|null}
 */
export function dropped(headings, thing, at) {
  if (thing.id === at.id) return null;
  return thing.kind === "heading"
    ? headingDrop(headings, thing.id, at)
    : entryDrop(headings, thing.id, at);
}

/** @param {Under[]} headings @param {string} id @param {{id: string, after: boolean}} at */
function headingDrop(headings, id, at) {
  const to = headings.findIndex((one) => one.id === at.id || one.entries.includes(at.id));
  const own = headings.find((one) => one.id === id);
  const goal = headings[to];
  if (!goal || !own || goal.listed !== own.listed || goal.id === id) return null;
  const row = headings.filter((one) => one.listed === own.listed && one.id !== id);
  const place = row.indexOf(goal) + (at.after ? 1 : 0);
  return { do: "move_category", category: id, before: row[place]?.id ?? null };
}

/** @param {Under[]} headings @param {string} id @param {{kind: string, id: string, after: boolean}} at */
function entryDrop(headings, id, at) {
  const to = headings.find((one) => one.id === at.id || one.entries.includes(at.id));
  if (!to) return null;
  const row = to.entries.filter((one) => one !== id);
  const place = at.kind === "heading" ? 0 : row.indexOf(at.id) + (at.after ? 1 : 0);
  const before = row[place] ?? null;
  const stays = to.entries.indexOf(id) === place && to.entries.includes(id);
  return stays ? null : { do: "move_entry", entry: id, category: to.id, before };
}
