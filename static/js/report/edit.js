/**
 * The preview is the editor: what is pressed in the paper is changed where it stands, and what is
 * taken by hand or by Alt and an arrow goes elsewhere. The paper itself is always the café's own
 * drawing, fetched anew when something has changed; headings and sentences are changed by the same
 * acts as in the sorting.
 *
 * @typedef {import("../core/live/store.js").State} State
 * @typedef {ReturnType<typeof import("../core/live/connection.js").follow>} Connection
 */
import { render } from "lit-html";
import { attempt } from "../core/attempt.js";
import { may } from "../core/log_in.js";
import { step } from "../core/moving/stepping.js";
import { newlyCut } from "../core/offline/cuts.js";
import { draft, mendDrafts, openDrafts } from "../core/offline/drafts.js";
import { board } from "../sort/board.js";
import { runner } from "../sort/commands/runner.js";
import { draggable } from "./drag.js";
import { bar } from "./draw_edit.js";
import { mover } from "./mover.js";
import { opening } from "./opening.js";
import { keysOf, mark, unmark } from "./pieces.js";
import { press } from "./press.js";
import { roving } from "./roving.js";
import { sheet } from "./sheet.js";
import { wordsOf } from "./words.js";

const READING = "report:reading";

/**
 * @param {HTMLElement} root the preview @param {string} workshop @param {Connection} connection
 * @returns {{heard(online: boolean): void, gone(why: string, loggedOut: boolean): void, refresh(): Promise<void>,
 *   take(fresh: Document): Promise<void>}} `heard` when the connection has heard something, `gone` when the page no
 *   longer opens, `take` has a page that somebody has fetched put in place
 */
export function editing(root, workshop, connection) {
  const paper = /** @type {HTMLElement} */ (root.querySelector(".paper"));
  const place = /** @type {HTMLElement} */ (root.querySelector("#edit"));
  // By account: what one has typed is not another's to see.
  const mine = `report:${workshop}:${document.body.dataset.account}:`;
  let online = true;
  let reading = reads();
  /** @type {[string, MouseEvent|undefined]|null} */
  let asked = null;

  // The connection tells of a new stage; until it has been heard the page knows.
  const stage = () => connection.state().workshop?.stage ?? root.dataset.stage;
  const sorting = () => stage() === "sorting";
  const draw = () =>
    render(bar({ ...run.status(), reading, online, stage: stage(), workshop }, handlers), place);
  const run = runnerOf(root, workshop, connection, draw);

  /** @param {ParentNode} fresh */
  const style = (fresh) => {
    if (!reading) mark(fresh, sorting());
  };
  const busy = () => editor.isOpen() || drag.moving();
  const piece = roving(paper);
  const { settle } = piece;
  const page = sheet({ root, paper, style, busy, drawn: () => settle() });
  const { shift, drop } = mover({ paper, run, refresh: page.refresh, go: piece.go });

  /** @param {"undo"|"redo"} way */
  const back = async (way) => {
    if (await run.step(way)) await page.refresh();
    settle();
  };

  /** @param {string} key @param {MouseEvent} [event] */
  const change = (key, event) => {
    asked = connection.state().workshop ? null : [key, event];
    if (asked)
      editor.close(); // a quick hand: it opens when the connection has brought what it is made of
    else editor.open(key, event);
  };
  const editor = opening({
    paper,
    wordsOf: (key) => {
      const [state, made] = [connection.state(), page.made()];
      return wordsOf(key, { workshop, state, made, run, draft: draftOf(mine, key, made) });
    },
    on: piece.on,
    shift,
    focus: () => settle(true),
    refresh: page.refresh,
    soon: page.soon,
  });

  const handlers = {
    undo: () => back("undo"),
    redo: () => back("redo"),
    dismiss: () => run.refuse(null),
    read: (/** @type {boolean} */ on) => {
      reading = on;
      remember(on);
      unmark(paper);
      style(paper);
      settle();
      draw();
    },
  };

  const free = () => !editor.isOpen() && !reading && sorting();
  const drag = draggable(paper, { may: free, onDrop: drop });
  press(paper, { change, shift, back, along: steps(paper, piece.go), at: piece.at });

  let before = stage();
  const opened = openDrafts(mine);
  handlers.read(reading);
  return {
    heard(now) {
      online = now;
      if (stage() !== before) {
        before = stage();
        editor.close();
        handlers.read(reading); // what may be pressed is another now
      }
      draw();
      void opened.then(() => forgetErased(connection.state(), mine, editor.close));
      if (asked) change(...asked);
      page.heard(connection.state().revision);
    },
    gone: (why, loggedOut) => run.refuse(why, { loggedOut }),
    refresh: page.refresh,
    take: page.take,
  };
}

/** What was begun over words that were erased for good meanwhile is begun anew. @param {State} state @param {string} mine @param {() => void} close */
function forgetErased({ cuts, questions }, mine, close) {
  const gone = new Set(newlyCut(cuts, mine).map((thing) => pieceOf(thing, questions)));
  mendDrafts(mine, ({ rest, text }) => {
    if (!gone.has(rest)) return text;
    close();
    return "";
  });
}

/** The draft of a piece; what older pages kept of a summary lies under its number. @param {string} mine @param {string} key @param {ReturnType<ReturnType<typeof sheet>["made"]>} made */
function draftOf(mine, key, made) {
  const [kept, before] = [draft(mine + named(key, made)), draft(mine + key)];
  const left = key.startsWith("summary:") && !kept.last() ? before.last() : "";
  if (!left) return kept;
  kept.keep(left);
  before.clear();
  return kept;
}

/** What a piece's draft is called: a question may have another number when it is taken up. @param {string} key @param {ReturnType<ReturnType<typeof sheet>["made"]>} made */
function named(key, made) {
  const [kind, number = ""] = key.split(":");
  return kind === "summary" ? `summary:${made[number]?.meant}` : key;
}

/** What a thing's draft is called. @param {{what: string, key: string}} thing @param {State["questions"]} questions */
function pieceOf({ what, key }, questions) {
  if (what === "question") return `summary:${questions.get(Number(key))?.uid}`;
  return what === "workshop" ? "intro:" : `${what === "category" ? "heading" : what}:${key}`;
}

/** Whether it is only read: who may not write reads, others have chosen to or not. */
function reads() {
  return !may("report.edit") || Boolean(attempt(() => localStorage.getItem(READING)));
}

/** What was chosen, for the next time; who may not write has not chosen. @param {boolean} on */
function remember(on) {
  if (!may("report.edit")) return;
  attempt(() => (on ? localStorage.setItem(READING, "1") : localStorage.removeItem(READING)));
}

/** @param {HTMLElement} root @param {string} workshop @param {Connection} connection @param {() => void} draw */
function runnerOf(root, workshop, connection, draw) {
  return runner({
    board: board(workshop),
    connection,
    can: { undoable: Number(root.dataset.undoable), redoable: Number(root.dataset.redoable) },
    away: new Set(),
    seen: () => connection.state().revision,
    decide: async () => false, // nothing is done here by which others' words could be lost unseen
    onChange: draw,
    soon: draw,
  });
}

/** @param {HTMLElement} paper @param {(key: string|null) => void} go */
function steps(paper, go) {
  return (/** @type {string} */ key, /** @type {string} */ arrow) =>
    go(step(keysOf(paper), key, arrow));
}
