/** The list of cafés: what one searches for is found while it is typed. The server draws the list. */
import { frames } from "../core/frames.js";
import { pageIn, patch } from "../core/patch.js";
import { turns } from "../core/turns.js";

const PAUSE_MS = 200;
const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));
const list = /** @type {HTMLElement} */ (document.getElementById("cafes"));
const inTurn = turns();
let waiting = 0;
/** @type {Element|null} */
let found = null;
const { gently } = frames(list, () => {
  if (found) patch(list, found);
  found = null;
});

function find() {
  const asked = field.value.trim();
  const address = asked ? `/workshops?q=${encodeURIComponent(asked)}` : "/workshops";
  inTurn(async () => {
    if (asked !== field.value.trim()) return; // more has been typed
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    const fresh = answer?.ok && (await pageIn(answer)).getElementById("cafes");
    if (!fresh) return; // the button asks the same
    found = fresh;
    await gently();
    history.replaceState(history.state, "", address);
  });
}

field.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(find, PAUSE_MS);
});
