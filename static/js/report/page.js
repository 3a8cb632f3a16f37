/** The document's page: the clock, the connection, and the paper that is changed where it is read. */

import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { arrive } from "../core/moving/arrive.js";
import { editing } from "./edit.js";
import { formsBeside } from "./side/forms.js";
import { jobs } from "./side/jobs.js";

const face = /** @type {HTMLElement} */ (document.getElementById("clock"));
const preview = /** @type {HTMLElement} */ (document.querySelector(".report-preview"));
const workshop = face.dataset.workshop ?? "";
const timer = clock(face);
preview.querySelector(".before-script")?.remove(); // it kept the room of what is drawn now
let online = true;
/** @type {ReturnType<typeof editing>|null} */
let editor = null;

const connection = follow({
  audience: "w",
  key: workshop,
  onState(state) {
    timer.show(state.workshop);
    editor?.heard(online);
  },
  onLine(now) {
    online = now;
    editor?.heard(online);
  },
  onGone: (why, loggedOut) => editor?.gone(why, loggedOut),
});
editor = editing(preview, workshop, connection);
jobs(workshop, { kept: () => void editor?.refresh() });
formsBeside(/** @type {HTMLElement} */ (document.querySelector(".report-side")), (fresh) =>
  editor?.take(fresh),
);
arrive(/^(question-|introduction$|accounts$|notes$|minutes$)/);
