/**
 * Put newly drawn paper in place of the old, touching only what differs: posters stay loaded, and
 * what somebody reads stays where it is.
 * @param {Element} old on the page
 * @param {Element} fresh the same, as it is now
 */
export function patch(old, fresh) {
  const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  while (before.length && after.length && same(before[0], after[0])) {
    before.shift();
    after.shift();
  }
  let tail = 0;
  while (before.length && after.length && same(before.at(-1), after.at(-1))) {
    before.pop();
    after.pop();
    tail += 1;
  }
  if (before.length === after.length && before.every((one, at) => shellsAlike(one, after[at]))) {
    for (const [at, one] of before.entries()) {
      const next = /** @type {Element} */ (after[at]);
      if (!same(one, next)) patch(/** @type {Element} */ (one), next);
    }
    return;
  }
  for (const one of before) one.remove();
  const place = old.childNodes[old.childNodes.length - tail] ?? null;
  for (const one of after) old.insertBefore(document.importNode(one, true), place);
}

/** @param {Node|undefined} one @param {Node|undefined} other */
function same(one, other) {
  return one?.isEqualNode(other ?? null) ?? false;
}

/** The same element with the same attributes, whatever is in it. @param {Node} one @param {Node|undefined} other */
function shellsAlike(one, other) {
  return one instanceof Element && same(one.cloneNode(false), other?.cloneNode(false));
}
