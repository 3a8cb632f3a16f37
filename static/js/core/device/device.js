/**
 * What a device in the hall does beside its page: it stays awake, and gives a sign when people change
 * tables, in sound, in vibration and over the whole screen.
 */
import { say } from "../say.js";
import { t } from "../texts.js";
import { awake } from "./awake.js";
import { changeSign } from "./change.js";
import { choices } from "./choices.js";
import { begins, isOn } from "./rules.js";
import { settings } from "./settings.js";
import { signal } from "./signal.js";

/** @typedef {import("../live/store.js").Workshop} Workshop */

/**
 * @param {object} page
 * @param {() => Promise<import("./change.js").Where> | import("./change.js").Where} page.whereTo
 * @param {boolean} [page.says]  whether where to go is said aloud: not where the page says it itself
 * @param {boolean} page.sounds  whether it sounds when nobody has chosen: a tablet of a table, not
 *   three hundred phones
 * @returns {{show(workshop: Workshop|null|undefined): void}} to be called at each change
 */
export function hallDevice({ whereTo, sounds, says = true }) {
  /** @type {Workshop|null} */
  let known = null;
  const chosen = choices({ sound: sounds });
  const screen = awake(() => fold.draw());
  const fold = settings({ chosen, how: screen.how, onChange: chose });
  const sign = changeSign(whereTo);
  const heard = signal(() => chosen.is("sound"));

  /** @param {import("./choices.js").Choice} name */
  function chose(name) {
    if (name === "awake") keepAwake();
    if (name === "sound") heard.ready();
  }

  function keepAwake() {
    screen.want(isOn(known) && chosen.is("awake"));
  }

  /** @param {Workshop} workshop @param {boolean} change */
  async function give(workshop, change) {
    if (chosen.is("sound")) heard.sound();
    if (chosen.is("buzz")) heard.buzz();
    if (!change) return;
    const { big, small = "" } = chosen.is("sign") ? await sign.begin(workshop) : await whereTo();
    if (says) say(`${t("Change tables")}. ${big} ${small}`.trim());
  }

  return {
    show(workshop) {
      if (!workshop || workshop === known) return;
      const what = begins(known, workshop);
      known = workshop;
      sign.go(workshop);
      keepAwake();
      fold.draw();
      if (what) void give(workshop, what === "change");
    },
  };
}

/** Where a table's own tablet goes: nowhere. @returns {import("./change.js").Where} */
export function hostStays() {
  return {
    big: t("Everybody but the host finds a new table."),
    more: t("Host: stay, welcome the new ones, and tell in a minute what has been said here."),
  };
}

/** Where somebody goes of whom no more is known. @returns {import("./change.js").Where} */
export function anyTable() {
  return { big: t("Find a table where you have not been."), more: t("The host stays.") };
}
