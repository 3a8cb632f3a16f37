// Where an outbox lies: one row on the disk per table, changed in one transaction, so that two tabs
// at the same table never undo each other's changes. What the disk would not take (it is full, the
// browser keeps nothing) the page holds itself, says so, and lays it down as soon as there is room.

import { turns } from "../turns.js";
import { disk as ours } from "./disk.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./disk.js").Step} Step */
/** @typedef {(entries: Entry[]) => Entry[]} How  may be asked twice */

/**
 * @typedef {object} OutboxRow
 * @property {boolean} durable  false: it lives only as long as the page
 * @property {() => Promise<Entry[]>} read
 * @property {(how: How, ...besides: Step[]) => Promise<Entry[]>} change  `besides`: what else becomes
 *   true on the disk in the same moment
 */

const TRY_AGAIN_MS = 3000;

/**
 * The row called `name`.
 * @param {string} name
 * @param {import("./disk.js").Disk} [disk]
 * @param {(work: () => void, ms: number) => void} [later]
 * @returns {Promise<OutboxRow>}
 */
export async function openRow(name, disk = ours, later = (work, ms) => void setTimeout(work, ms)) {
  /** @type {Entry[]} */
  let known = [];
  /**
   * What the disk has not heard of; each step with the entries that came with it.
   * @type {{gone: Set<string>, besides: {step: Step, ids: string[]}[]} | null}
   */
  let unkept = null;
  const inTurn = turns();

  const read = async () => {
    if (!unkept) known = (await disk.get(name)) ?? [];
    return known;
  };
  /** @param {How} how @param {Step[]} besides */
  const keep = async (how, besides) => {
    const owed = unkept;
    const list = (/** @type {Entry[]} */ there) =>
      how(owed ? merged(there, known, owed.gone) : there);
    const row = { name, how: (/** @type {Entry[] | undefined} */ there) => list(there ?? []) };
    const steps = [...(owed?.besides ?? []).map(({ step }) => step), ...besides];
    [known] = await disk.change([row, ...inOne(steps)]);
    unkept = null;
    for (const step of steps) step.kept?.();
  };
  /** @param {How} how @param {Step[]} besides */
  const hold = (how, besides) => {
    const before = known;
    known = how(before);
    if (!unkept) tryAgain();
    unkept ??= { gone: new Set(), besides: [] };
    const there = new Set(known.map(({ act }) => act));
    for (const { act } of before) if (!there.has(act)) unkept.gone.add(act);
    const fresh = known.filter((entry) => !before.includes(entry)).map(({ act }) => act);
    unkept.besides.push(...besides.map((step) => ({ step, ids: fresh })));
    // What the café has answered is kept there.
    const over = unkept.besides.filter(({ ids }) => !ids.some((act) => there.has(act)));
    for (const { step } of over) step.kept?.();
  };

  const tryAgain = () =>
    later(() => {
      inTurn(async () => unkept && keep((list) => list, [])).catch(tryAgain);
    }, TRY_AGAIN_MS);

  await read().catch(() => hold((none) => none, []));
  return {
    get durable() {
      return !unkept;
    },
    read: () => inTurn(() => read().catch(() => known)),
    change: (how, ...besides) =>
      inTurn(async () => {
        await keep(how, besides).catch(() => hold(how, besides));
        return known;
      }),
  };
}

/**
 * Steps about the same row as one, in their order.
 * @param {Step[]} steps
 */
function inOne(steps) {
  /** @type {Map<string, Step>} */
  const rows = new Map();
  for (const step of steps) {
    const { name, how } = step;
    const before = rows.get(name);
    rows.set(name, before ? { name, how: (row) => how(before.how(row)) } : step);
  }
  return [...rows.values()];
}

/**
 * What lies on the disk, with what the page did while the disk would not take it.
 * @param {Entry[]} there
 * @param {Entry[]} mine
 * @param {Set<string>} gone  operations that left the list meanwhile
 */
function merged(there, mine, gone) {
  const own = new Map(mine.map((entry) => [entry.act, entry]));
  const others = new Set(there.map(({ act }) => act));
  return [
    ...there.filter(({ act }) => !gone.has(act)).map((entry) => own.get(entry.act) ?? entry),
    ...mine.filter(({ act }) => !others.has(act)),
  ];
}
