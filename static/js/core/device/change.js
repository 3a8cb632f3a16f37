// “Change tables”, over the whole screen: the time, and where to go. It takes no focus and no letter:
// what is typed goes where it went, and takes the sign away; so do Escape, a tap, and the next round.

import { html, nothing, render } from "lit-html";
import { face } from "../live/clock.js";
import { knowsTime, serverNow } from "../live/connection.js";
import { t } from "../texts.js";
import { changes, mayCover } from "./rules.js";

/** @typedef {import("../live/store.js").Workshop} Workshop */
/** @typedef {{big: string, small?: string, more?: string}} Where */

const EACH_MS = 500;

/** @param {() => Promise<Where> | Where} whereTo  where this device's people go now */
export function changeSign(whereTo) {
  const place = document.createElement("aside");
  place.className = "change-sign no-print";
  place.hidden = true;
  /** @type {Workshop|null} */
  let moment = null;
  /** @type {Where} */
  let where = { big: "" };
  let wanted = false;
  let typed = Number.NEGATIVE_INFINITY;
  let timer = 0;

  const leave = () => {
    window.clearInterval(timer);
    wanted = false;
    place.hidden = true;
    render(nothing, place);
  };

  const draw = () => {
    if (!changes(moment)) return leave();
    if (!wanted || (place.hidden && !mayCover(typed, performance.now()))) return;
    const { time } = face(/** @type {Workshop} */ (moment), knowsTime() ? serverNow() : undefined);
    place.hidden = false;
    place.setAttribute("aria-label", t("Change tables"));
    render(
      html`<div class="change-words" @click=${leave}>
        <p class="change-title">${t("Change tables")}</p>
        ${time ? html`<p class="change-time" aria-hidden="true">${time}</p>` : nothing}
        <p class="change-where" dir="auto">${where.big}</p>
        ${where.small ? html`<p class="change-cafe" dir="auto">${where.small}</p>` : nothing}
        ${where.more ? html`<p class="change-more" dir="auto">${where.more}</p>` : nothing}
        <button class="ds-button" data-variant="secondary" type="button">${t("Back to the page")}</button>
      </div>`,
      place,
    );
  };

  document.addEventListener("input", () => {
    typed = performance.now();
    if (!place.hidden) leave();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (place.hidden || event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation(); // what lies beneath is not left by it too
      leave();
    },
    { capture: true },
  );

  return {
    /** People change tables from now on. @param {Workshop} workshop */
    async begin(workshop) {
      if (!place.isConnected) document.body.append(place);
      moment = workshop;
      wanted = true;
      where = await whereTo();
      window.clearInterval(timer);
      if (!wanted) return where;
      timer = window.setInterval(draw, EACH_MS);
      draw();
      return where;
    },
    /** The clock may be another, and the change over. @param {Workshop} workshop */
    go(workshop) {
      moment = workshop;
      if (wanted) draw();
    },
  };
}
