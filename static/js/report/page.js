/** The document's page: the clock, the line, and the paper that is changed where it is read. */
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { editing } from "./edit.js";
import { makings } from "./making.js";

const face = /** @type {HTMLElement} */ (document.getElementById("clock"));
const preview = /** @type {HTMLElement} */ (document.querySelector(".report-preview"));
const workshop = face.dataset.desk ?? "";
const timer = clock(face);
let online = true;
/** @type {ReturnType<typeof editing>|null} */
let editor = null;

const line = follow({
  door: "w",
  key: workshop,
  onState(state) {
    timer.show(state.workshop);
    editor?.news(online);
  },
  onLine(now) {
    online = now;
    editor?.news(online);
  },
  onGone: (why) => editor?.gone(why),
});
editor = editing(preview, workshop, line);
makings(workshop, { kept: () => void editor?.refresh() });
