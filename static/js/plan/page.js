/** The organiser's pages: the clock on all of them, and the day's page as it changes. */
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { t } from "../core/texts.js";
import { tellFromTable } from "./hall.js";
import { live } from "./live.js";

const LOOK_MS = 20_000; // that a table is silent, and how late the day is, no event tells

const face = /** @type {HTMLElement} */ (document.getElementById("clock"));
const key = face.dataset.workshop ?? "";
const day = document.querySelector("[data-live]") ? live(key) : null;
// When the time is out, another step is proposed.
const countdown = clock(face, () => day?.refresh());
const lost = document.getElementById("connection");
setInterval(() => {
  if (!document.hidden && document.querySelector(".programme-now, .hall-line")) day?.refresh();
}, LOOK_MS);
tellFromTable();

/** @param {string} words */
function sayLost(words) {
  if (!lost) return;
  lost.textContent = words;
  lost.hidden = !words;
}

follow({
  audience: "w",
  key,
  onState(state) {
    countdown.show(state.workshop);
    day?.refresh();
  },
  onLine(online) {
    sayLost(online ? "" : t("The café does not answer. This page is right again when it does."));
    if (online) day?.refresh();
  },
  onTables: () => day?.refresh(),
  onGone: sayLost,
});
