/** Print, copy, and on a phone: which number this is, and which round is now. */
import { attempt } from "../core/attempt.js";
import { hallDevice } from "../core/device/device.js";
import { frames } from "../core/frames.js";
import { clock } from "../core/live/clock.js";
import { follow } from "../core/live/connection.js";
import { patch } from "../core/patch.js";
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { nextSeat } from "./next.js";
import { roundNow } from "./now.js";

document.querySelector("[data-print]")?.addEventListener("click", () => print());

for (const button of document.querySelectorAll("[data-copy]"))
  button.addEventListener("click", () => copy(/** @type {HTMLElement} */ (button)));

/** @param {HTMLElement} button */
async function copy(button) {
  const letter = /** @type {HTMLElement} */ (document.getElementById(button.dataset.copy ?? ""));
  const told = button.parentElement?.querySelector("[data-told]");
  const copied = await put(letter);
  const words = copied
    ? t("Copied.")
    : t("The text is marked: copy it with the keyboard or the menu.");
  if (told) told.textContent = words;
  say(words);
}

/** On plain http browsers give no clipboard: then mark the text and try the old way.
 * @param {HTMLElement} letter */
async function put(letter) {
  try {
    await navigator.clipboard.writeText(letter.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(letter);
    return document.execCommand("copy");
  }
}

const seat = document.getElementById("seat");
if (seat) atSeat(seat, seat.dataset.key ?? "", seat.dataset.number);

/** @param {HTMLElement} page @param {string} key @param {string} [number] */
function atSeat(page, key, number) {
  const kept = `seat:${key}`;
  if (number) {
    remember(kept, number);
    inTheHall(page, key);
  } else if (new URLSearchParams(location.search).get("number") === null) {
    const before = recall(kept);
    if (before) location.replace(`?number=${encodeURIComponent(before)}`);
  } else remember(kept, "");
}

/** @param {HTMLElement} page @param {string} key */
function inTheHall(page, key) {
  const timer = clock(/** @type {HTMLElement} */ (document.getElementById("clock")));
  const seat = nextSeat(key, (found) => {
    const fresh = found?.querySelector(".my-tables");
    // Nobody has this number any more, or there is no plan: the page says so.
    if (!fresh) return location.reload();
    const shown = /** @type {Element} */ (page.querySelector(".my-tables"));
    if (shown.textContent === fresh.textContent) return;
    // The plan is another: where to go now is marked, and told, anew.
    for (const row of fresh.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
    patch(shown, fresh);
    mark(page, round);
  });
  let round = 0;
  const device = hallDevice({ sounds: false, says: false, whereTo: () => seat.of(round) });
  const soon = frames(document.body, () => {
    timer.show(connection.state().workshop);
    mark(page, round);
  });
  const connection = follow({
    audience: "v",
    key,
    onState({ workshop }) {
      round = roundNow(workshop);
      seat.hear(workshop);
      device.show(workshop); // also while nobody looks, when nothing is drawn
      soon();
    },
  });
}

/** @param {HTMLElement} page @param {number} now */
function mark(page, now) {
  for (const row of page.querySelectorAll("[data-round]")) {
    const here = Number(/** @type {HTMLElement} */ (row).dataset.round) === now;
    if (here === row.hasAttribute("aria-current")) continue;
    row.toggleAttribute("aria-current", here);
    if (!here) continue;
    row.setAttribute("aria-current", "step");
    say(row.textContent?.replace(/\s+/g, " ").trim() ?? "");
    row.scrollIntoView({ block: "nearest" });
  }
}

/** A phone that keeps nothing (private window) asks again. @param {string} where @param {string} number */
function remember(where, number) {
  attempt(() => localStorage.setItem(where, number)); // else the address remembers it
}

/** @param {string} where */
function recall(where) {
  return attempt(() => localStorage.getItem(where)) ?? null;
}
