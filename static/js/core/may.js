/** What whoever looks at this page may do in the café: the page says it, and offers nothing else. */

/** @param {string} verb of the one table of rights (people/rules.py) */
export function may(verb) {
  return document.body.dataset.may?.split(" ").includes(verb) ?? false;
}
