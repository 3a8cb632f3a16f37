// Small drawings for buttons. The words stand beside them for who cannot see them.

import { svg } from "lit-html";

/** @param {unknown} shape what is drawn, in a square of 24 */
export function icon(shape) {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

export const pencil = icon(svg`<path d="M4 20l1-5L16 4l4 4L9 19z M14 6l4 4" />`);
export const strikeOut = icon(
  svg`<path d="M4 12h16 M7 8c0-5 10-5 10-1 M7 16c0 5 10 5 10 1 0-2-1-3-2-4" />`,
);
export const bringBack = icon(svg`<path d="M4 9h10a5 5 0 0 1 0 10H8 M8 5L4 9l4 4" />`);
export const tick = icon(svg`<path d="M4 13l5 5L20 6" />`);
export const away = icon(svg`<path d="M12 20V5 M6 11l6-6 6 6" />`);
export const tablet = icon(svg`<path d="M7 3h10v18H7z M11 18h2" />`);
export const no = icon(svg`<path d="M12 4v10 M12 18v2" />`);
export const more = icon(
  svg`<circle cx="5" cy="12" r="1" /><circle cx="12" cy="12" r="1" /><circle cx="19" cy="12" r="1" />`,
);
export const toPoster = icon(svg`<path d="M5 4h14v16H5z M12 8v8 M8 12h8" />`);
export const together = icon(svg`<path d="M4 4h11v11H4z M9 15v5h11V9h-5" />`);
export const aside = icon(svg`<path d="M4 12h11 M11 8l4 4-4 4 M20 5v14" />`);
