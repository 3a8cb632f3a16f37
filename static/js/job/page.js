/** One job followed to its end: how far it is, a way to stop it, and on to what was made. */
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { say } from "../core/say.js";
import { follow, missed, underWay } from "./following.js";

/** @typedef {import("./following.js").Status} Status */

// What is read aloud: a change of state at once, how far it is only so often.
const SAY_MS = 10_000;

const job = /** @type {HTMLElement} */ (document.getElementById("job"));
const words = /** @type {HTMLElement} */ (job.querySelector(".job-words"));
const bar = /** @type {HTMLProgressElement} */ (job.querySelector("progress"));
const take = /** @type {HTMLAnchorElement} */ (job.querySelector(".job-take"));
const stop = /** @type {HTMLButtonElement} */ (job.querySelector(".job-stop"));
const leave = /** @type {HTMLElement} */ (document.querySelector(".job-leave"));
const at = job.dataset.at ?? "";
/** @type {Status} */
let status = {
  state: /** @type {Status["state"]} */ (job.dataset.state),
  done: bar.value,
  of: bar.hasAttribute("value") ? bar.max : 0,
  words: words.textContent ?? "",
};
let told = performance.now();

/** @param {Status} now */
function show(now) {
  if (now.state !== status.state || performance.now() - told > SAY_MS) {
    say(now.words);
    told = performance.now();
  }
  status = now;
  soon();
}

const soon = frames(job, () => {
  if (status.then) take.href = status.then;
  words.textContent = status.words;
  bar.max = status.of || 1;
  if (status.of) bar.value = status.done;
  else bar.removeAttribute("value");
  const going = underWay(status);
  bar.hidden = stop.hidden = leave.hidden = !going;
  take.hidden = status.state !== "ready";
});

async function toItsEnd() {
  // What stopped it meanwhile was shown by the button itself.
  const wanted = () => underWay(status);
  const last = await follow({ first: status, ask: () => send("GET", at), hear: show, wanted });
  if (last.state !== "ready") return;
  if (last.then) take.href = last.then;
  if (job.dataset.file === undefined) location.replace(take.href);
  else take.click();
}

async function cancel() {
  try {
    show(await send("DELETE", at));
  } catch (error) {
    show({ ...status, ...missed(error) });
  }
}

stop.addEventListener("click", () => void cancel());
stop.hidden = !underWay(status);
say(status.words);
if (underWay(status)) void toItsEnd();
