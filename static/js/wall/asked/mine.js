/**
 * What one can do at the wall: tap a note to read more and ask, and put a dot. It draws in the small
 * `.slip-own` of each slip, so that the posters themselves are drawn as before.
 */

import { html, nothing, render } from "lit-html";
import { send } from "../../core/http.js";
import { isOf, newlyCut } from "../../core/offline/cuts.js";
import { mendDrafts, openDrafts } from "../../core/offline/drafts.js";
import { say } from "../../core/say.js";
import { n, t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";
import { askSheet } from "./ask.js";
import { walking } from "./ask_view.js";
import { openAsked } from "./asked.js";
import { openBecame } from "./became.js";
import { countOf, dotView, openDots } from "./dots.js";
import { openMyQuestions } from "./my_questions.js";

/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {import("../../core/live/store.js").Note} Note */

const SPREAD_MS = 1500; // the phones of a hall hear of an answer at the same moment
const TOLD_MS = 5000;

/**
 * @param {{base: string, app: HTMLElement, state: () => State,
 *   slips: import("../slips.js").Slips, redraw: () => void}} page  `redraw`: all that is round the slips too
 * @returns {{show(): void, online(): void, left(question: number): number, open(note: string): void}}
 *   `show` after each drawing of the posters; `online` when the network is back; `left`: of this
 *   phone's dots; `open` a note's sheet
 */
export function atTheWall({ base, app, state, slips, redraw }) {
  /** @type {Mine|null} */
  let mine = null;
  let begun = false;
  let wanted = ""; // tapped before this phone's memory was open
  const questions = openMyQuestions((note) => open(note));
  /** What was drawn on each slip. @type {WeakMap<Element, Looks>} */
  const drawn = new WeakMap();

  const show = () => {
    const now = state();
    if (!begun && now.workshop) {
      begun = true;
      begin({ base, state, workshop: now.workshop.id, onChange: redraw }).then((made) => {
        mine = made;
        show();
        if (wanted) mine.sheet.open(wanted);
      });
    }
    mine?.look(now);
    mine?.sheet.update();
    questions.show(now, mine?.asked.all() ?? [], mine?.asked.unread() ?? []);
    // Drawn before this phone's own memory is open, so that nothing moves when it is.
    const shown = counted(now.asked.values());
    const own = counted((mine?.asked.all() ?? []).filter(({ id }) => !now.asked.has(id)));
    for (const [id, slip] of slips.all()) {
      const note = now.notes.get(id);
      if (note) slipOwn(slip, now, looksOf(note, now, mine, shown, own));
    }
  };

  /** @param {HTMLElement} slip @param {State} now @param {Looks} looks */
  const slipOwn = (slip, now, looks) => {
    if (alike(drawn.get(slip), looks)) return;
    drawn.set(slip, looks);
    const { note } = looks;
    const question = now.tables.get(note.table)?.question ?? 0;
    // `mine` when it is pressed, not when it was drawn.
    const press = () => mine?.dots.press(note, question);
    const place = /** @type {HTMLElement} */ (slip.querySelector(".slip-own"));
    render(actsView(looks, press), place);
    slip.toggleAttribute("data-corner", corner(looks));
  };

  /** @param {string} id */
  const open = (id) => {
    if (mine) mine.sheet.open(id);
    else wanted = id;
  };

  app.addEventListener("click", (event) => {
    const on = /** @type {Element} */ (event.target);
    const id = on.closest("[data-note]")?.getAttribute("data-note");
    // Who marks words to copy them does not want a sheet.
    if (!id || on.closest("a") || getSelection()?.toString()) return;
    open(id);
  });

  return {
    show,
    online: () => mine?.again(),
    left: (question) => mine?.dots.left(question) ?? 0,
    open,
  };
}

/** @param {{base: string, state: () => State, workshop: string, onChange: () => void}} page */
async function begin({ base, state, workshop, onChange }) {
  const drafts = `${workshop}:ask:`;
  await openDrafts(drafts);
  const dots = openDots({ base, onChange, tell: bubble(), again: () => soon(SPREAD_MS) });
  const asked = await openAsked({
    base,
    workshop,
    onChange,
    onAnswered: ({ text }) => say(t("Answered: %(question)s", { question: shortened(text, 60) })),
  });
  const published = () => state().workshop?.published ?? false;
  const became = openBecame({ base, published, onChange });
  const sheet = askSheet({ state, workshop, asked, dots, became });
  /** @type {State["asked"]|null} */
  let heard = null;
  let each = -1;
  let timer = 0;
  /** @type {string|undefined} */
  let phones;

  const fetchMine = async () => {
    timer = 0;
    try {
      const presses = dots.presses();
      const told = await send("GET", `${base}/mine?${asked.receipts()}`);
      dots.hear(told, presses);
      asked.hear(told.asked);
    } catch {
      // The connection tells when it is back; then it is asked again.
    }
  };
  const soon = (/** @type {number} */ ms) => {
    if (!timer) timer = window.setTimeout(fetchMine, ms * Math.random());
  };

  asked.outbox.nudge();
  return {
    dots,
    asked,
    sheet,
    /** Ask how it fares when there is reason to: something about questions or the dots' number changed. @param {State} now */
    look(now) {
      const count = now.workshop?.dots ?? 0;
      if (count !== each && (count || each > 0)) soon(SPREAD_MS);
      const cut = new Set(newlyCut(now.cuts, drafts).map(({ key }) => key));
      const gone = new Set([...cut].filter((id) => now.notes.get(id)?.erased));
      if (gone.size) {
        mendDrafts(drafts, ({ rest, text }) => (isOf(rest, gone) ? "" : text));
        asked.forget(gone);
      }
      if (cut.size || now.asked !== heard)
        if (asked.waits() || asked.mayBeErased(heard, cut)) soon(SPREAD_MS);
      if (phones === "paused" && now.workshop?.phones !== "paused")
        window.setTimeout(() => asked.outbox.nudge(), SPREAD_MS * Math.random());
      phones = now.workshop?.phones;
      [each, heard] = [count, now.asked];
    },
    again() {
      asked.outbox.nudge();
      if (asked.all().length || each > 0) soon(SPREAD_MS);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof begin>>} Mine */
/**
 * @typedef {{note: Note, shown: number, own: number, count: number|null, dotted: boolean, open: boolean,
 *   published: boolean, dots: number}} Looks
 */

/**
 * @param {Note} note @param {State} now @param {Mine|null} mine
 * @param {Map<string, number>} shown how many questions each note has
 * @param {Map<string, number>} own and how many more this phone knows of
 * @returns {Looks}
 */
function looksOf(note, now, mine, shown, own) {
  const { id } = note;
  return {
    note,
    shown: shown.get(id) ?? 0,
    own: own.get(id) ?? 0,
    count: countOf(now, id),
    dotted: mine?.dots.has(id) ?? false,
    open: walking(now),
    published: (now.workshop?.published ?? false) && !note.struck,
    dots: now.workshop?.dots ?? 0,
  };
}

const ASPECTS = /** @type {const} */ ([
  "note",
  "shown",
  "own",
  "count",
  "dotted",
  "open",
  "published",
  "dots",
]);

/** @param {Looks|undefined} a @param {Looks} b */
function alike(a, b) {
  return a !== undefined && ASPECTS.every((aspect) => a[aspect] === b[aspect]);
}

/** Whether the mark hangs in the slip's corner: alone, and nothing asked. @param {Looks} looks */
function corner({ open, published, dots, count, dotted, shown, own }) {
  return (
    (open || published) &&
    !(dots && (open || count || (count === null && dotted))) &&
    !shown &&
    !own
  );
}

/** @param {Looks} looks @param {() => void} press */
function actsView({ note, shown, own, count, dotted, open, published, dots }, press) {
  const all = shown + own;
  // In attributes: who copies the words of a poster, or counts them, gets the notes alone.
  const marked = n("%(count)s question", "%(count)s questions", all);
  const about = { note: shortened(note.text, 60) };
  const label = open ? t("Read more and ask: %(note)s", about) : t("Read more: %(note)s", about);
  return html`${dots ? dotView({ note, count, own: dotted, open, press }) : nothing}${
    open || published || all
      ? html`<button class="ask-mark" type="button" aria-haspopup="dialog" data-asked=${all}
          data-mark=${all ? marked : open ? "?" : "i"} aria-label="${all ? `${marked}. ` : ""}${label}"></button>`
      : nothing
  }`;
}

/** @param {Iterable<{note: string}>} asked @returns {Map<string, number>} how many at each note */
function counted(asked) {
  const counts = new Map();
  for (const { note } of asked) counts.set(note, (counts.get(note) ?? 0) + 1);
  return counts;
}

/** Words at the edge of the screen that go by themselves; `say` has told them already. */
function bubble() {
  const place = document.createElement("p");
  place.className = "told";
  place.hidden = true;
  place.setAttribute("aria-hidden", "true");
  document.body.append(place);
  let timer = 0;
  return (/** @type {string} */ words) => {
    place.textContent = words;
    place.hidden = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      place.hidden = true;
    }, TOLD_MS);
  };
}
