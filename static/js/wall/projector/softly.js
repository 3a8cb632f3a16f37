/** Where a long name may go on in the next line, with a hyphen: the browser knows no Norwegian. Pure. */

const LONG = /\p{L}{14,}/gu;
/** Before the consonant that a vowel follows, “sj” and its like whole, two letters on either side. */
const BREAKS =
  /(?<=\p{L}{2})(?<![gkst](?=j))(?=[bcdfghjklmnpqrstvwxzðþ]j?[aeiouyæøåäöáéíóúýàèüê]\p{L})/giu;
const HYPHEN = "\u00ad"; // not seen where the line does not end

/** @param {string} name */
export function softly(name) {
  return name.replace(LONG, (word) => word.replace(BREAKS, HYPHEN));
}
