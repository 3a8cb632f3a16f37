/**
 * Which command a key is. Single letters and digits only count while a note or sentence has the
 * focus, and can be turned off (WCAG 2.1.4). Pure.
 *
 * @typedef {{key: string, ctrl: boolean, alt: boolean, shift: boolean}} Press
 * @typedef {"menu"|"join"|"double"|"reword"|"aside"|"out"|"like"|"versus"|"main"} OfThing done to a note or sentence
 * @typedef {"go"|"across"|"stretch"|"choose"|"all"|"none"|"find"} OfPage what moves focus and choice only
 * @typedef {{do: OfThing|OfPage|"shift"|"undo"|"redo"|"keys"|"suggested"|"doubles"|"propose"|"decline",
 *   key: string} | {do: "heading", number: number, key: string}} Command
 */

/** @type {Record<string, OfThing|"undo"|"suggested"|"doubles"|"find"|"propose"|"decline">} */
const LETTERS = {
  j: "join",
  d: "double",
  r: "reword",
  x: "aside",
  t: "out",
  u: "undo",
  m: "menu",
  l: "like",
  s: "suggested",
  o: "doubles",
  v: "versus",
  h: "main",
  f: "find",
  p: "propose",
  n: "decline",
};
const GO = ["ArrowUp", "ArrowDown", "Home", "End"];
const ACROSS = ["ArrowLeft", "ArrowRight"];

/**
 * @param {Press} press
 * @param {{inList: boolean, inField: boolean, single: boolean}} where `inList`: a note or sentence
 *   itself has the focus; `inField`: somebody is writing; `single`: single keys are on
 * @returns {Command|null}
 */
export function command({ key, ctrl, alt, shift }, { inList, inField, single }) {
  if (inField) return null;
  const letter = key.toLowerCase();
  if (ctrl && !alt && letter === "z") return { do: shift ? "redo" : "undo", key };
  if (ctrl && !alt && letter === "y") return { do: "redo", key };
  if (ctrl && !alt && letter === "a" && inList) return { do: "all", key };
  if (!inList || ctrl) return null;
  if (alt) return GO.slice(0, 2).includes(key) ? { do: "shift", key } : null;
  if (shift && GO.includes(key)) return { do: "stretch", key };
  if (GO.includes(key)) return { do: "go", key };
  if (ACROSS.includes(key)) return { do: "across", key };
  if (key === "Enter") return { do: "menu", key };
  if (key === " ") return { do: "choose", key };
  if (key === "Escape") return { do: "none", key };
  if (!single) return null;
  if (/^[1-9]$/.test(key)) return { do: "heading", number: Number(key), key };
  if (key === "?") return { do: "keys", key };
  const command = LETTERS[letter];
  return command ? { do: command, key } : null;
}
