/** One job followed to its end: how far it is, a way to stop it, and on to what was made. */
import { Offline, send } from "../core/http.js";
import { say } from "../core/say.js";

const FIRST_MS = 300;
const SLOWEST_MS = 2000;
// What is read aloud: a change of state at once, how far it is only so often.
const SAY_MS = 10_000;

const job = /** @type {HTMLElement} */ (document.getElementById("job"));
const words = /** @type {HTMLElement} */ (job.querySelector(".job-words"));
const bar = /** @type {HTMLProgressElement} */ (job.querySelector("progress"));
const take = /** @type {HTMLAnchorElement} */ (job.querySelector(".job-take"));
const stop = /** @type {HTMLButtonElement} */ (job.querySelector(".job-stop"));
const leave = /** @type {HTMLElement} */ (document.querySelector(".job-leave"));
const at = job.dataset.at ?? "";
let state = job.dataset.state ?? "";
let told = performance.now();

/** @param {{state: string, done: number, of: number, words: string, then?: string}} now */
function show(now) {
  if (now.then) take.href = now.then;
  words.textContent = now.words;
  if (now.state !== state || performance.now() - told > SAY_MS) {
    say(now.words);
    told = performance.now();
  }
  state = now.state;
  bar.max = now.of || 1;
  if (now.of) bar.value = now.done;
  else bar.removeAttribute("value");
  bar.hidden = !underWay();
  stop.hidden = !underWay();
  take.hidden = state !== "ready";
  leave.hidden = !underWay();
}

function underWay() {
  return state === "waiting" || state === "making";
}

async function follow() {
  let pause = FIRST_MS;
  while (underWay()) {
    await new Promise((next) => setTimeout(next, pause));
    pause = Math.min(pause * 1.3, SLOWEST_MS);
    await look("GET");
  }
  if (state !== "ready") return;
  if (job.dataset.file === undefined) location.replace(take.href);
  else take.click();
}

/** @param {string} method */
async function look(method) {
  try {
    show(await send(method, at));
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (error instanceof Offline) words.textContent = message;
    else show({ state: "failed", done: 0, of: 0, words: message });
  }
}

stop.addEventListener("click", () => void look("DELETE"));
stop.hidden = !underWay();
say(words.textContent ?? "");
if (underWay()) void follow();
