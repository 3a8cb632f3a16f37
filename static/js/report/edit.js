/**
 * The preview is the editor: what is pressed in the paper is changed where it stands, and what is
 * taken by hand or by Alt and an arrow goes elsewhere. The paper itself is always the café's own
 * drawing, fetched anew when something has changed; headings and sentences are changed by the same
 * acts as in the sorting.
 *
 * @typedef {import("../core/store.js").State} State
 * @typedef {ReturnType<typeof import("../core/line.js").follow>} Line
 */
import { render } from "lit-html";
import { attempt } from "../core/attempt.js";
import { draft, openDrafts } from "../core/drafts.js";
import { step } from "../core/move_keys.js";
import { t } from "../core/texts.js";
import { turns } from "../core/turns.js";
import { desk } from "../sort/desk.js";
import { runner } from "../sort/runner.js";
import { draggable } from "./drag.js";
import { bar } from "./draw_edit.js";
import { openEditor } from "./editor.js";
import { dropped, stepped } from "./order.js";
import { elementsOf, keysOf, mark, outline, unmark } from "./pieces.js";
import { press } from "./press.js";
import { sheet } from "./sheet.js";
import { wordsOf } from "./words.js";

const READING = "report:reading";

/**
 * @param {HTMLElement} root the preview @param {string} workshop @param {Line} line
 * @returns {{news(online: boolean): void, gone(why: string): void, refresh(): Promise<void>}} `news`
 *   when the line has heard something, `gone` when the door no longer opens
 */
export function editing(root, workshop, line) {
  const paper = /** @type {HTMLElement} */ (root.querySelector(".paper"));
  const place = /** @type {HTMLElement} */ (root.querySelector("#edit"));
  let online = true;
  let reading = Boolean(attempt(() => localStorage.getItem(READING)));
  /** @type {string|null} */
  let current = null;
  /** @type {string|null} */
  let asked = null;
  /** @type {{key: string, close(): void}|null} */
  let open = null;

  // The line tells of a new stage; until it has been heard the page knows.
  const stage = () => line.state().workshop?.stage ?? root.dataset.stage;
  const sorting = () => stage() === "sorting";
  const can = { undoable: Number(root.dataset.undoable), redoable: Number(root.dataset.redoable) };
  const draw = () =>
    render(bar({ ...run.standing(), reading, online, stage: stage(), workshop }, hands), place);
  const run = runner({
    desk: desk(workshop),
    line,
    can,
    away: new Set(),
    seen: () => line.state().revision,
    decide: async () => false, // nothing is done here by which others' words could be lost unseen
    onChange: draw,
    soon: draw,
  });

  /** @param {ParentNode} fresh */
  const dress = (fresh) => {
    if (!reading) mark(fresh, sorting());
  };
  const page = sheet({
    root,
    paper,
    dress,
    busy: () => open !== null || drag.moving(),
    drawn: () => settle(),
  });

  /** One piece is in the tab order; the focus comes back to what it was on. @param {boolean} [focus] */
  const settle = (focus = false) => {
    const keys = keysOf(paper);
    if (current === null || !keys.includes(current)) current = keys[0] ?? null;
    for (const element of paper.querySelectorAll("[data-piece]")) {
      /** @type {HTMLElement} */ (element).tabIndex = -1;
    }
    const here = current === null ? [] : elementsOf(paper, current);
    if (here[0]) here[0].tabIndex = 0;
    if (focus) here[0]?.focus();
  };
  /** @param {string|null} key */
  const go = (key) => {
    current = key;
    settle(true);
  };

  /** @param {import("./order.js").Deed} deed @param {string} key what goes */
  const move = async (deed, key) => {
    if (await run.run(deed, t("Moved."))) await page.refresh();
    go(key);
  };
  const inTurn = turns();
  /** The next key counts from where the first has led. @param {string} key @param {boolean} up */
  const shift = (key, up) => void inTurn(async () => shiftNow(key, up));
  /** @param {string} key @param {boolean} up */
  const shiftNow = (key, up) => {
    const [kind, id = ""] = key.split(":");
    const element = elementsOf(paper, key)[0];
    if (!element || (kind !== "heading" && kind !== "entry")) return;
    const deed = stepped(outline(element), kind, id, up);
    return deed ? move(deed, key) : run.tell(t("It cannot go further that way."));
  };
  /** @param {"undo"|"redo"} way */
  const back = async (way) => {
    if (await run.step(way)) await page.refresh();
    settle();
  };

  /** @param {string} key */
  const change = (key) => {
    if (open) open.close();
    asked = line.state().workshop ? null : key;
    if (asked) return; // a quick hand: it opens when the line has brought what it is made of
    const elements = elementsOf(paper, key);
    const words = wordsOf(key, {
      workshop,
      state: line.state(),
      made: page.made(),
      run,
      draft: draft(`report:${workshop}:${key}`),
    });
    if (!elements.length || !words) return;
    current = key;
    let again = false;
    const opened = openEditor(elements, {
      ...words,
      keep: async (text) => {
        await words.keep(text);
        again = true;
      },
      move: (up) => {
        open?.close();
        shift(key, up);
      },
      closed: () => {
        open = null;
        settle(true);
        void (again ? page.refresh().then(() => settle(true)) : page.soon());
      },
    });
    open = { key, close: opened.close };
  };

  const hands = {
    undo: () => back("undo"),
    redo: () => back("redo"),
    dismiss: () => run.refuse(null),
    read: (/** @type {boolean} */ on) => {
      reading = on;
      attempt(() => (on ? localStorage.setItem(READING, "1") : localStorage.removeItem(READING)));
      unmark(paper);
      dress(paper);
      settle();
      draw();
    },
  };

  const drag = draggable(paper, {
    may: () => !open && !reading && sorting(),
    onDrop: (element, thing, at) => {
      const deed = dropped(outline(element), thing, at);
      if (deed) void move(deed, `${thing.kind}:${thing.id}`);
    },
  });
  press(paper, {
    change,
    shift,
    back: (way) => void back(way),
    along: (key, arrow) => go(step(keysOf(paper), key, arrow)),
    at: (key) => {
      if (key === current) return;
      current = key;
      settle();
    },
  });

  let before = stage();
  void openDrafts(`report:${workshop}:`);
  hands.read(reading);
  return {
    news(now) {
      online = now;
      if (stage() !== before) {
        before = stage();
        if (open) open.close();
        hands.read(reading); // what may be pressed is another now
      }
      draw();
      if (asked) change(asked);
      page.news(line.state().revision);
    },
    gone: (why) => run.refuse(why),
    refresh: page.refresh,
  };
}
