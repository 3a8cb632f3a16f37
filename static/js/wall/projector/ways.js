/** How people come in, as the server wrote it: QR code, address and code. */
import { nothing } from "lit-html";

/** @type {Map<string, Element|null>} */
const written = new Map();

/** @param {string} id of the template @returns {Element|typeof nothing} the same element each time */
export function wayIn(id) {
  if (!written.has(id)) {
    const found = document.getElementById(id);
    const inside = found instanceof HTMLTemplateElement ? found.content.firstElementChild : null;
    written.set(id, inside);
  }
  return written.get(id) ?? nothing;
}
