// What lies on this device and has not arrived in any café: told from the rows as they lie there.

/**
 * @typedef {{n?: number, text?: string, away?: {n: number, text: string}[]}} DraftRow
 */

/**
 * How many pieces of what was typed here no café has yet. What was typed for practice counts nowhere.
 * @param {[string, any][]} rows  all rows of the disk by name
 * @param {[string, string][]} local  all of localStorage
 * @param {number} photos  that wait
 * @returns {number}
 */
export function unsent(rows, local, photos) {
  const disk = new Map(rows);
  let count = photos;
  for (const [name, row] of rows) {
    if (Array.isArray(row) && !isBeside(name)) count += row.length;
  }
  const drafts = new Set([...disk.keys(), ...local.map(([name]) => name)]);
  const texts = new Map(local);
  for (const name of drafts) {
    if (!name.startsWith("draft:")) continue;
    const newest = newer(disk.get(name), parsed(texts.get(name)));
    const taken = disk.get(`taken:${name.slice("draft:".length)}`) ?? [];
    count += left(newest, taken);
  }
  return count;
}

/** @param {string} name */
function isBeside(name) {
  return /^(?:draft|taken):|:practice$/.test(name);
}

/** @param {DraftRow | undefined} row @param {any[]} taken */
function left(row, taken) {
  if (!row) return 0;
  const last = Math.max(-1, ...taken.map((one) => (typeof one === "number" ? one : one.n)));
  const away = (row.away ?? []).filter(({ n, text }) => text && n > last).length;
  return away + (row.text?.trim() && (row.n ?? 0) !== last ? 1 : 0);
}

/** @param {DraftRow | undefined} one @param {DraftRow | undefined} other */
function newer(one, other) {
  return (one?.n ?? -1) > (other?.n ?? -1) ? one : (other ?? one);
}

/** @param {string | undefined} text @returns {DraftRow | undefined} */
function parsed(text) {
  if (text === undefined) return undefined;
  try {
    const row = JSON.parse(text);
    return typeof row?.n === "number" ? row : { n: 0, text };
  } catch {
    return { n: 0, text }; // before drafts had numbers the text itself lay there
  }
}
