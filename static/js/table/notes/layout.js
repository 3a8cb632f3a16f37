// How the notes lie on the page: by round, newest first, and in the question's parts. Pure.

/** @typedef {import("../model.js").Card} Card */
/** @typedef {{letter: string, text: string}} Part */
/** @typedef {{key: string, part: Part | null, cards: Card[]}} Heap  `part` null: none, or no parts */
/** @typedef {{round: number | null, now: boolean, heaps: Heap[]}} Group  `round` null: no rounds */

/**
 * @param {Card[]} cards  newest first
 * @param {Part[]} parts  fields of the poster; [] when it has none
 * @param {number} round  the one that runs; 0 without rounds
 * @returns {Group[]}
 */
export function layOut(cards, parts, round) {
  const said = new Set(cards.map((card) => card.round));
  if (round > 0) said.add(round);
  if (said.size < 2) return [{ round: null, now: true, heaps: heapsOf(cards, parts, 0) }];
  return [...said]
    .sort((a, b) => b - a)
    .map((one) => {
      const mine = cards.filter((card) => card.round === one);
      return { round: one, now: one === round, heaps: heapsOf(mine, parts, one) };
    });
}

/**
 * @param {Card[]} cards
 * @param {Part[]} parts
 * @param {number} round
 * @returns {Heap[]}
 */
function heapsOf(cards, parts, round) {
  if (!parts.length) return [{ key: `${round}`, part: null, cards }];
  const letters = new Set(parts.map(({ letter }) => letter));
  const loose = cards.filter((card) => !card.part || !letters.has(card.part));
  const named = parts.map((part) => {
    const mine = cards.filter((card) => card.part === part.letter);
    return { key: `${round}${part.letter}`, part, cards: mine };
  });
  return loose.length ? [...named, { key: `${round}-`, part: null, cards: loose }] : named;
}

/**
 * The heap where the note lies.
 * @param {Group[]} groups
 * @param {string} id
 */
export function heapOf(groups, id) {
  const heaps = groups.flatMap((group) => group.heaps);
  return heaps.find((heap) => heap.cards.some((card) => card.id === id));
}

/**
 * What "before" means to the café when a note shall lie at `index` of a heap: the heap has the newest
 * on top, the café counts from the oldest.
 * @param {Card[]} all  the whole poster, oldest first
 * @param {Card[]} heap  newest first
 * @param {string} id  the note that moves
 * @param {number} index  among the heap's other notes
 * @returns {string | null | undefined}  null: last; undefined: nothing to go by
 */
export function before(all, heap, id, index) {
  const others = heap.filter((card) => card.id !== id);
  const below = others[index];
  if (!below) return others.at(-1)?.id;
  const rest = all.filter((card) => card.id !== id);
  return rest[rest.findIndex((card) => card.id === below.id) + 1]?.id ?? null;
}
