/** The organiser's pages: the clock on all of them, and the day's page as it changes. */
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { t } from "../core/texts.js";
import { live } from "./live.js";

const face = /** @type {HTMLElement} */ (document.getElementById("clock"));
const key = face.dataset.desk ?? "";
const day = document.querySelector("[data-live]") ? live(key) : null;
// When the time is out, another step is proposed.
const countdown = clock(face, () => day?.refresh());
const line = document.getElementById("line");

/** @param {string} words */
function tellLine(words) {
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
}

follow({
  door: "w",
  key,
  onState(state) {
    countdown.show(state.workshop);
    day?.refresh();
  },
  onLine(online) {
    tellLine(online ? "" : t("The café does not answer. This page is right again when it does."));
    if (online) day?.refresh();
  },
  onGone: tellLine,
});
