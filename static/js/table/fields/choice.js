// A row of choices where one is taken: real radio buttons, so that keys and screen readers know it.

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";

/**
 * @param {object} choice
 * @param {string} choice.name  unique on the page
 * @param {string} choice.legend
 * @param {{value: string, label: string}[]} choice.options
 * @param {string} choice.value
 * @param {(value: string) => void} choice.onPick
 */
export function choiceView({ name, legend, options, value, onPick }) {
  return html`<fieldset class="choice">
    <legend class="sr-only">${legend}</legend>
    ${options.map(
      (option) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            value=${option.value}
            .checked=${live(option.value === value)}
            @change=${() => onPick(option.value)}
          /><span>${option.label}</span></label
        >`,
    )}
  </fieldset>`;
}
