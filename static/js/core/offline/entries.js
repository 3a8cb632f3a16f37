// What waits in an outbox, as pure functions from list to list. The law of the list:
// an entry that may have reached the café is never changed, only sent again, so that every repeat is
// the same request with the same ids; and nothing that was typed leaves the list without an answer.

import { mendedEntry } from "../mend.js";

/**
 * @typedef {object} Refusal  why the café said no
 * @property {number} status
 * @property {string} type
 * @property {string} title  in the user's language
 * @property {string | null} where
 * @property {any} now  what the café holds instead, after a conflict
 * @property {string} door  where it was refused: what its path is below
 */

/**
 * @typedef {object} Entry
 * @property {string} act  the same on each try
 * @property {string} thing  what it is about: a note's id, a field's name, or one side of it (`<id>/struck`)
 * @property {"POST" | "PUT"} method
 * @property {string} path  below the base, so that a renewed link takes the outbox along
 * @property {Record<string, any>} body
 * @property {number} tries  how often it left the device
 * @property {Refusal | null} refusal
 */

/**
 * Add `entry`, or let an earlier one about the same thing that never left take up its words. One that
 * is there already stays as it is: a disk that failed at the last moment may ask twice.
 * @param {Entry[]} entries
 * @param {Entry} entry
 * @returns {Entry[]}
 */
export function put(entries, entry) {
  if (entries.some(({ act }) => act === entry.act)) return entries;
  const earlier = entries.findLast((one) => one.thing === entry.thing);
  const folded = earlier && fold(earlier, entry);
  return aligned(folded ? swap(entries, earlier.act, folded) : [...entries, entry]);
}

/**
 * What has not left stands on the person's own words that go out ahead of it. A strike always: they
 * may have been typed on since. Other words when they were typed over the same as those ahead, which
 * were refused by then or not yet seen to go.
 * @param {Entry[]} entries
 */
function aligned(entries) {
  /** @type {Map<string, Entry>} */
  const words = new Map();
  return entries.map((entry) => {
    const ahead = words.get(whole(entry));
    if (typeof entry.body.text === "string") words.set(whole(entry), entry);
    return ahead &&
      ahead.body.text !== entry.body.was &&
      (strikeWaits(entry) || sameStand(ahead, entry))
      ? { ...entry, body: { ...entry.body, was: ahead.body.text } }
      : entry;
  });
}

/** @param {Entry} entry */
function strikeWaits({ body, tries, refusal }) {
  return "struck" in body && "was" in body && !tries && !refusal;
}

/** @param {Entry} ahead @param {Entry} entry */
function sameStand(ahead, { path, body, tries, refusal }) {
  const goesOut = ahead.path === path && !ahead.refusal && ahead.body.was === body.was;
  return goesOut && typeof body.text === "string" && "was" in body && !tries && !refusal;
}

/**
 * @param {Entry} earlier
 * @param {Entry} entry
 * @returns {Entry | null}
 */
function fold(earlier, entry) {
  if (mayHaveArrived(earlier)) return null;
  const same = earlier.method === entry.method && earlier.path === entry.path;
  const edited = earlier.method === "POST" && "was" in entry.body;
  if (!same && !edited) return null;
  const { was, ...words } = entry.body;
  // The words it replaces are those the café holds: what it showed us when it refused, or before.
  const base = earlier.refusal?.now && same && "was" in entry.body ? { was } : {};
  // A copy of a refused one may still be on its way, and be done: other words are another operation.
  // A new note is known by its own id.
  const another = earlier.tries && earlier.method === "PUT";
  const anew = another ? { act: entry.act, tries: 0 } : {};
  return { ...earlier, ...anew, body: { ...earlier.body, ...words, ...base }, refusal: null };
}

/**
 * A dead link says nothing of earlier tries: one of them may have come through before it died.
 * @param {Entry} entry
 */
function mayHaveArrived({ tries, refusal }) {
  return refusal ? isDeadLink(refusal) && tries > 1 : tries > 0;
}

/**
 * The entry to send now: the first that is not refused and has no refused one before it about the
 * same thing.
 * @param {Entry[]} entries
 * @returns {Entry | undefined}
 */
export function next(entries) {
  const held = new Set();
  return entries.find((entry) => {
    if (entry.refusal) held.add(whole(entry));
    return !held.has(whole(entry));
  });
}

/** @param {Entry} entry */
function whole(entry) {
  return entry.thing.split("/")[0];
}

/** What was typed in it, as one text, or "". @param {Entry} entry @returns {string} */
export function wordsOf({ body }) {
  const typed = [body.text ?? body.names ?? body.elaborations ?? body.answer ?? []].flat();
  return typed.filter((one) => typeof one === "string").join("\n");
}

/**
 * It is about to leave: from now on it is never changed.
 * @param {Entry[]} entries
 * @param {string} act
 */
export function leaving(entries, act) {
  return change(entries, act, (entry) => ({ ...entry, tries: entry.tries + 1 }));
}

/**
 * The café has it.
 * @param {Entry[]} entries
 * @param {string} act
 */
export function answered(entries, act) {
  return entries.filter((entry) => entry.act !== act);
}

/**
 * The café said no. What was typed about the same thing meanwhile is taken up, so that the person
 * sees one text with one reason.
 * @param {Entry[]} entries
 * @param {string} act
 * @param {Refusal} refusal
 */
export function refused(entries, act, refusal) {
  const first = entries.find((entry) => entry.act === act);
  if (!first) return entries;
  let parked = { ...first, refusal };
  const rest = entries.filter((entry) => {
    if (entry.thing !== first.thing || entry.act === act || entry.tries > 0) return true;
    const folded = fold(parked, entry);
    if (folded) parked = { ...folded, refusal };
    return !folded;
  });
  return aligned(swap(rest, act, parked));
}

/**
 * Send the refused ones again that `which` picks; what cannot be shown goes out mended, so that
 * nothing stays unsendable.
 * @param {Entry[]} entries
 * @param {(entry: Entry) => boolean} which
 */
export function again(entries, which) {
  return aligned(
    entries.map((entry) =>
      entry.refusal && which(entry) ? (mendedEntry(entry) ?? { ...entry, refusal: null }) : entry,
    ),
  );
}

/**
 * A refused strike goes out again, by a person who has seen the words that are there now.
 * @param {Entry[]} entries
 * @param {Entry} entry
 */
export function onTopOf(entries, { act, body, refusal }) {
  const next = { ...body, was: refusal?.now?.text ?? body.was };
  return change(entries, act, (entry) => ({ ...entry, body: next, refusal: null }));
}

/**
 * What an old link could not deliver may go through a new one, and through the same one when the café
 * was put away meanwhile and taken back (410).
 * @param {Entry[]} entries
 * @param {string} base
 */
export function throughNewLink(entries, base) {
  return again(
    entries,
    ({ refusal }) => isDeadLink(refusal) && (refusal?.status === 410 || refusal?.door !== base),
  );
}

/**
 * The person lets it go. What hangs on a note that never arrived goes with it.
 * @param {Entry[]} entries
 * @param {string} act
 */
export function letGo(entries, act) {
  const gone = entries.find((entry) => entry.act === act);
  const never = gone?.method === "POST";
  const rest = entries.filter((one) => one.act !== act && !(never && whole(one) === whole(gone)));
  // What was to be struck behind them are the words that stand there without them.
  const was = gone?.refusal?.now?.text ?? gone?.body.was;
  return rest.map((one) =>
    gone && was !== undefined && whole(one) === whole(gone) && strikeWaits(one)
      ? { ...one, body: { ...one.body, was } }
      : one,
  );
}

/**
 * What the café said no to about a thing that the person takes away: nothing about it would go out
 * behind that.
 * @param {Entry[]} entries
 * @param {string} id  the thing's
 */
export function withoutRefused(entries, id) {
  const held = entries.filter((entry) => entry.refusal && whole(entry) === id);
  return held.reduce((left, { act }) => letGo(left, act), entries);
}

/** @param {{status: number} | null} [refusal]  whether the link it went by opens nothing any more */
export function isDeadLink(refusal) {
  return refusal?.status === 404 || refusal?.status === 410;
}

/**
 * @param {Entry[]} entries
 * @param {string} act
 * @param {(entry: Entry) => Entry} how
 */
function change(entries, act, how) {
  return entries.map((entry) => (entry.act === act ? how(entry) : entry));
}

/**
 * @param {Entry[]} entries
 * @param {string} act
 * @param {Entry} entry
 */
function swap(entries, act, entry) {
  return change(entries, act, () => entry);
}
