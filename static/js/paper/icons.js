// Small drawings for the photograph's buttons. The words stand beside them.

import { svg } from "lit-html";
import { icon } from "../table/icons.js";

const glass = svg`<path d="M16 10a6 6 0 1 1-12 0a6 6 0 0 1 12 0z M14.5 14.5L21 21" />`;
export const larger = icon(svg`${glass}<path d="M10 7v6 M7 10h6" />`);
export const smaller = icon(svg`${glass}<path d="M7 10h6" />`);
export const whole = icon(svg`<path d="M4 9V4h5 M15 4h5v5 M20 15v5h-5 M9 20H4v-5" />`);
export const rotate = icon(svg`<path d="M19 12a7 7 0 1 1-3-5.7 M16 2v5h5" />`);
