/**
 * Several notes and sentences chosen, to be treated as one. Pure.
 *
 * @typedef {{keys: ReadonlySet<string>, anchor: string|null}} Chosen
 *   `keys` as "note:…" and "entry:…"; a range begins at `anchor`
 */

/** @type {Chosen} */
export const NONE = { keys: new Set(), anchor: null };

/** One more, or one less. @param {Chosen} chosen @param {string} key @returns {Chosen} */
export function toggle({ keys }, key) {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/**
 * From where the range began to `key`, within one side; what else is chosen stays.
 * @param {Chosen} chosen @param {string[]} side in order @param {string|null} from when no range has begun
 * @param {string} key @returns {Chosen}
 */
export function reach({ keys, anchor }, side, from, key) {
  const begun = [anchor, from, key].find((one) => one !== null && side.includes(one)) ?? key;
  const ends = [side.indexOf(begun), side.indexOf(key)].sort((a, b) => a - b);
  if (ends[0] === -1) return { keys, anchor };
  return { keys: new Set([...keys, ...side.slice(ends[0], (ends[1] ?? 0) + 1)]), anchor: begun };
}

/**
 * The range as an arrow stretches or shrinks it: the step back over what was reached lets go of it.
 * @param {Chosen} chosen @param {string[]} side @param {string} from @param {string} to
 * @returns {Chosen}
 */
export function stretch(chosen, side, from, to) {
  const anchor = chosen.anchor !== null && side.includes(chosen.anchor) ? chosen.anchor : from;
  const [begun, at, next] = [anchor, from, to].map((key) => side.indexOf(key));
  const back = Math.abs(next - begun) < Math.abs(at - begun);
  const keys = new Set([...chosen.keys, anchor, to]);
  if (back) keys.delete(from);
  return { keys, anchor };
}

/**
 * What is still there, in the page's order; a note that was placed meanwhile is no longer chosen.
 * @param {Chosen} chosen @param {{notes: string[], entries: string[]}} all @returns {Chosen}
 */
export function still(chosen, all) {
  if (!chosen.keys.size) return chosen;
  const keys = [...all.notes, ...all.entries].filter((key) => chosen.keys.has(key));
  return keys.length ? { keys: new Set(keys), anchor: chosen.anchor } : NONE;
}
