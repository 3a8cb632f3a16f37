// What the plan's pages share beside their fields: undo and redo, and whether what was typed is kept.

import { html, nothing } from "lit-html";
import { n, t } from "../core/texts.js";

/** @typedef {import("../core/offline/entries.js").Entry} Entry */

/**
 * What was done on this page can be taken back, and done again.
 * @param {object} page
 * @param {(entry: Entry) => Entry[]} page.inverse  what takes it back, as the plan is before it
 * @param {(more: Entry[]) => {waits: number}} page.whole  the plan, with these commands on top of it
 * @param {() => ReturnType<typeof import("./words.js").fieldWords>} page.words
 * @param {() => void} page.draw
 * @param {(words: string) => void} page.say
 */
export function openSteps({ inverse, whole, words, draw, say }) {
  /** What takes back what was done, the newest last. @type {Entry[][]} */
  const done = [];
  /** @type {Entry[][]} */
  const undone = [];
  let stepping = false;
  /** Why the last press changed nothing. */
  let stuck = "";

  const seen = (/** @type {Entry[]} */ more) => JSON.stringify({ ...whole(more), waits: 0 });
  /**
   * The last of these steps that there is something of: what the café said no to, and its author let go,
   * was never done.
   * @param {Entry[][]} from
   */
  const lastOf = (from) => {
    const now = seen([]);
    const at = from.findLastIndex((entries) => !entries.length || seen(entries) !== now);
    const [last] = from.splice(Math.max(at, 0));
    return at < 0 ? undefined : last;
  };

  /** @param {Entry[][]} from @param {Entry[][]} to @param {string} told @param {string} cannot */
  const one = async (from, to, told, cannot) => {
    await words().saveAll();
    const some = from.length > 0;
    const entries = lastOf(from);
    stuck = entries?.length || !some ? "" : cannot;
    if (!entries?.length) return draw();
    to.push(entries.map(inverse).reverse().flat());
    stepping = true;
    try {
      await words().put(...entries);
    } finally {
      stepping = false;
    }
    say(told);
    draw();
  };
  /** Two presses are two steps, one after the other. @type {Promise<void>} */
  let last = Promise.resolve();
  /** @param {Parameters<typeof one>} how */
  const step = (...how) => {
    const mine = last.then(() => one(...how));
    last = mine.catch(() => {});
    return mine;
  };

  return {
    /** A command is on its way. @param {Entry} entry */
    made(entry) {
      if (stepping) return;
      stuck = "";
      done.push(inverse(entry));
      undone.length = 0;
    },
    undo: () =>
      step(
        done,
        undone,
        t("Undone."),
        t("What was done last cannot be undone. “Undo” takes back what was done before it."),
      ),
    redo: () =>
      step(
        undone,
        done,
        t("Done again."),
        t("What was undone last cannot be done again. “Redo” does what was undone before it."),
      ),
    stuck: () => stuck,
    undoable: () => done.length > 0,
    redoable: () => undone.length > 0,
  };
}

/**
 * @param {object} page
 * @param {Pick<ReturnType<typeof import("../core/offline/offline.js").offline>, "reach">} page.life
 * @param {number} page.waits  how much the café has not got
 * @param {string} page.gone  why nothing can be sent any more, or ""
 * @param {string} page.back  this page's address
 * @param {ReturnType<typeof openSteps>} page.steps
 */
export function statusView({ life, waits, gone, back, steps }) {
  const { online, durable } = life.reach();
  const told =
    gone ||
    (waits
      ? n("%(count)s change waits here.", "%(count)s changes wait here.", waits)
      : t("Everything is kept."));
  const press = (
    /** @type {string} */ words,
    /** @type {boolean} */ can,
    /** @type {() => void} */ how,
  ) =>
    html`<button class="ds-button" data-variant="tertiary" type="button" ?disabled=${!can} @click=${how}>${words}</button>`;
  return html`<div class="row spread status-row">
    <span class="quiet small" role="status">${told} ${steps.stuck()} ${online ? nothing : t("No connection. Go on: it is kept here.")} ${durable ? nothing : t("This device keeps nothing when the page is closed.")}</span>
    <span class="row">
      ${gone ? html`<a class="ds-button" href=${`/login?next=${back}`}>${t("Log in again")}</a>` : nothing}
      ${press(t("Undo"), steps.undoable(), steps.undo)}
      ${press(t("Redo"), steps.redoable(), steps.redo)}
    </span>
  </div>`;
}
