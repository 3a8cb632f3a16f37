// Tells a screen reader what happened, politely, in the live region of base.html.

/**
 * @param {string} text
 */
export function say(text) {
  const region = document.getElementById("say");
  if (!region) return;
  // The same words twice are only read twice when the content differs.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
