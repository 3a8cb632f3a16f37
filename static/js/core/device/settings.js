// “Sound and screen” at the foot of the page: what this device does, and what it cannot.

import { html, nothing, render } from "lit-html";
import { t } from "../texts.js";

/** @typedef {import("./choices.js").Choice} Choice */

/** @param {import("./awake.js").Awake} how @returns {string} what cannot be done, and what to do; or "" */
function awakeWords(how) {
  const set = t("Set the screen to stay on for at least 30 minutes in the device’s settings.");
  if (how === "insecure")
    return `${t("The café is reached over plain http, and then no browser can keep the screen awake.")} ${set}`;
  if (how === "none") return `${t("This browser cannot keep the screen awake.")} ${set}`;
  if (how === "refused")
    return `${t("The device does not let the page keep the screen awake; it may be saving power.")} ${set}`;
  return "";
}

/**
 * @param {object} page
 * @param {ReturnType<typeof import("./choices.js").choices>} page.chosen
 * @param {() => import("./awake.js").Awake} page.how
 * @param {(name: Choice) => void} page.onChange
 */
export function settings({ chosen, how, onChange }) {
  const place = document.createElement("details");
  place.className = "device no-print";
  const rows = () =>
    /** @type {[Choice, string][]} */ ([
      ["sign", t("Fill the screen when people change tables")],
      ["sound", t("Sound when people change tables")],
      ...("vibrate" in navigator ? [["buzz", t("Vibrate when people change tables")]] : []),
      ...("wakeLock" in navigator ? [["awake", t("Keep the screen awake")]] : []),
    ]);
  const draw = () => {
    if (!place.isConnected) document.querySelector(".foot")?.append(place);
    const lacks = awakeWords(how());
    render(
      html`<summary>${lacks ? t("Sound and screen: the screen may fall asleep") : t("Sound and screen")}</summary>
        ${rows().map(
          ([
            name,
            words,
          ]) => html`<label class="device-row"><input type="checkbox" .checked=${chosen.is(name)}
            @change=${(/** @type {Event} */ event) => {
              chosen.set(name, /** @type {HTMLInputElement} */ (event.target).checked);
              onChange(name);
            }}> ${words}</label>`,
        )}
        ${lacks ? html`<p>${lacks}</p>` : nothing}`,
      place,
    );
  };
  return { draw };
}
