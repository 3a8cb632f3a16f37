/** Where a long name may go on in the next line, with a hyphen: the browser knows no Norwegian. Pure. */

const LONG = 14; // letters
export const NARROW = 9; // where a line is short
/** Before the consonant that a vowel follows, “sj” and its like whole, two letters on either side. */
const BREAKS =
  /(?<=\p{L}{2})(?<![gkst](?=j))(?=[bcdfghjklmnpqrstvwxzðþ]j?[aeiouyæøåäöáéíóúýàèüê]\p{L})/giu;
export const HYPHEN = "\u00ad"; // not seen where the line does not end

/** @param {string} name @param {number} [long] so many letters may be more than a line has room for */
export function softly(name, long = LONG) {
  return name.replace(/\p{L}+/gu, (word) =>
    word.length < long ? word : word.replace(BREAKS, HYPHEN),
  );
}
