/** The organiser's pages: the clock on all of them, and the day's page as it changes. */
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { lostLine } from "../core/live/lost.js";
import { tellFromTable } from "./hall.js";
import { live } from "./live.js";

const LOOK_MS = 20_000; // that a table is silent, and how late the day is, no event tells

const face = /** @type {HTMLElement} */ (document.getElementById("clock"));
const key = face.dataset.workshop ?? "";
const day = document.querySelector("[data-live]") ? live(key) : null;
// When the time is out, another step is proposed.
const countdown = clock(face, () => day?.refresh());
const lost = lostLine();
setInterval(() => {
  if (!document.hidden && document.querySelector(".programme-now, .hall-line")) day?.refresh();
}, LOOK_MS);
tellFromTable();

follow({
  audience: "w",
  key,
  onState(state) {
    countdown.show(state.workshop);
    day?.refresh();
  },
  onLine(online) {
    lost.onLine(online);
    if (online) day?.refresh();
  },
  onTables: () => day?.refresh(),
  onGone: lost.say,
});
