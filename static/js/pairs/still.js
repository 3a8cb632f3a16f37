/** Who is typing stays where they are when something comes above. */

/** @param {() => void} change what alters the page */
export function still(change) {
  const typing = document.activeElement;
  const is = typing instanceof HTMLTextAreaElement && typing.value !== "";
  const before = is ? typing.getBoundingClientRect().top : 0;
  change();
  if (is && typing.isConnected) scrollBy(0, typing.getBoundingClientRect().top - before);
}
