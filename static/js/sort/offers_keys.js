/**
 * What a key does in the dialog of likely doubles, where single keys are wanted.
 *
 * @param {string} key
 * @param {Pick<import("./offers_panel.js").Desk, "single"|"view">} desk
 * @param {import("./draw_offers.js").Sight["hands"]} hands
 * @returns {boolean} whether it means something here
 */
export function onPairKey(key, desk, hands) {
  if (!desk.single()) return false;
  const work = {
    a: () => hands.take(false),
    b: () => hands.take(true),
    j: hands.join,
    n: hands.apart,
    l: hands.later,
    u: hands.undo,
  }[key.toLowerCase()];
  const heading = /^[1-9]$/.test(key) ? desk.view().headings[Number(key) - 1] : undefined;
  if (heading) hands.heading(heading.category.id);
  else work?.();
  return Boolean(heading || work);
}
