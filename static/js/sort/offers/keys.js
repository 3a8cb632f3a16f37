/**
 * What a key does in the dialog of likely doubles, where single keys are wanted.
 *
 * @param {string} key
 * @param {Pick<import("./panel.js").Board, "single"|"view">} board
 * @param {import("../draw/offers.js").Sight["handlers"]} handlers
 * @returns {boolean} whether it means something here
 */
export function onPairKey(key, board, handlers) {
  if (!board.single()) return false;
  const work = {
    a: () => handlers.take(false),
    b: () => handlers.take(true),
    j: handlers.join,
    n: handlers.apart,
    l: handlers.later,
    u: handlers.undo,
  }[key.toLowerCase()];
  const heading = /^[1-9]$/.test(key) ? board.view().headings[Number(key) - 1] : undefined;
  if (heading) handlers.heading(heading.category.id);
  else work?.();
  return Boolean(heading || work);
}
