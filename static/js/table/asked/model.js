// The questions from the wall about this table's notes, with what still waits on the tablet laid on
// top: a host who has answered sees it answered, whatever the network does. Pure.

/**
 * @typedef {import("../../core/offline/entries.js").Entry} Entry
 * @typedef {import("../../core/live/store.js").Asked} Asked
 * @typedef {{asked: Asked, status: "received" | "sending" | "kept" | "refused", refusal: Entry | null}} Seen
 */

/**
 * @param {import("../model.js").Seen} seen
 * @returns {Seen[]} in the order they were asked
 */
export function questionsSeen({ state, table, entries, sending, fresh }) {
  const here = [...state.asked.values()].filter((one) => one.table === table && !one.erased);
  return here.map((asked) => {
    const answer = fresh.get(asked.id);
    const now = answer?.revision > state.revision ? answer : asked;
    return laid(
      now,
      entries.filter(({ path }) => about(path, asked.id)),
      sending,
    );
  });
}

/**
 * @param {string} path
 * @param {string} id
 */
function about(path, id) {
  return path === `asked/${id}` || path.startsWith(`asked/${id}/`);
}

/**
 * @param {Asked} asked
 * @param {Entry[]} entries  about it
 * @param {string} sending
 * @returns {Seen}
 */
function laid(asked, entries, sending) {
  const refusal = entries.find((entry) => entry.refusal) ?? null;
  const words = entries
    .filter((entry) => !entry.refusal)
    .map(({ body: { was: _was, ...rest } }) => rest);
  const waiting = entries.some(({ act }) => act === sending) ? "sending" : "kept";
  const status = refusal ? "refused" : entries.length ? waiting : "received";
  return { asked: Object.assign({}, asked, ...words), status, refusal };
}
