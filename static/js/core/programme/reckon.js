// The programme of the day: when each block begins, and which is on now. Pure; as
// cafe/plan/programme/rules.py, to which it is held by the same examples (tests/plan/programme/examples.json).

/** @typedef {{count: number, minutes: number, change: number}} Agreed */
/**
 * @typedef {{uid: string, kind: string, title: string, minutes: number, pinned: string,
 *   prompt: string, began: number | null}} Block
 * @typedef {{minutes: number, starts: number | null, ends: number | null, gap: number}} Slot
 *   minutes since the midnight before the day; `gap`: minutes before it that are nobody's, below 0:
 *   the block before lasts so far into it
 */

const DAY = 24 * 60;

/** @param {Pick<Block, "kind" | "minutes">} block @param {Agreed | null} agreed */
export function lengthOf({ kind, minutes }, agreed) {
  if (kind !== "rounds" || !agreed) return minutes;
  return agreed.count * agreed.minutes + (agreed.count - 1) * agreed.change;
}

/**
 * @param {Pick<Block, "kind" | "minutes" | "pinned">[]} blocks
 * @param {{starts: string, agreed: Agreed | null}} day
 * @returns {Slot[]}
 */
export function reckon(blocks, { starts, agreed }) {
  let at = minutesOf(starts);
  return blocks.map((block) => {
    const pin = minutesOf(block.pinned);
    const begins = pin === null ? at : nearest(pin, at);
    const gap = begins !== null && at !== null ? begins - at : 0;
    const minutes = lengthOf(block, agreed);
    at = begins === null ? null : begins + minutes;
    return { minutes, starts: begins, ends: at, gap };
  });
}

/** "17:30" as minutes since midnight; null of anything else. @param {string} clock */
export function minutesOf(clock) {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** The time of day on the day where it is nearest to `at`. @param {number} clock @param {number | null} at */
function nearest(clock, at) {
  if (at === null) return clock;
  return clock + Math.max(0, Math.floor((at - clock + DAY / 2) / DAY)) * DAY;
}

/** "00:30" of 1470. @param {number} at */
export function clockOf(at) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${two(Math.floor(at / 60) % 24)}:${two(at % 60)}`;
}

/** Minutes that the last block lasts beyond `ends`; null: not known. @param {Slot[]} slots @param {string} ends */
export function over(slots, ends) {
  const [last, end] = [slots.at(-1)?.ends ?? null, minutesOf(ends)];
  return last === null || end === null ? null : last - nearest(end, last);
}

/**
 * The block that is on, and the one that comes then; of each its place in the list, -1: none.
 * @param {Pick<Block, "began">[]} blocks
 */
export function nowAndThen(blocks) {
  let on = -1;
  blocks.forEach(({ began }, at) => {
    if (began !== null && began >= (blocks[on]?.began ?? 0)) on = at;
  });
  return { on, after: on + 1 < blocks.length ? on + 1 : -1 };
}

/**
 * What pairs are to talk over later: prompts that stand in a block that has not begun, and in none
 * that has.
 * @param {Pick<Block, "kind" | "prompt" | "began">[]} blocks
 */
export function heldPrompts(blocks) {
  const asks = blocks.filter(({ kind, prompt }) => kind === "pairs" && prompt);
  const open = new Set(asks.filter(({ began }) => began !== null).map(({ prompt }) => prompt));
  return new Set(asks.map(({ prompt }) => prompt).filter((prompt) => !open.has(prompt)));
}
