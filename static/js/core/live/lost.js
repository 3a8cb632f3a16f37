/**
 * The line above a page that says the café does not answer. It comes and goes by itself, and moves all that
 * lies below it: so not under a finger.
 */
import { frames } from "../frames.js";
import { t } from "../texts.js";

/** @returns {{say(words: string): void, onLine(online: boolean): void}} `say`: why nothing comes, "" for nothing */
export function lostLine() {
  const line = document.getElementById("connection");
  let now = "";
  const soon = frames(document.body, () => {
    if (!line) return;
    line.textContent = now;
    line.hidden = !now;
  });
  const say = (/** @type {string} */ words) => {
    now = words;
    soon();
  };
  return {
    say,
    onLine: (online) =>
      say(online ? "" : t("The café does not answer. This page is right again when it does.")),
  };
}
