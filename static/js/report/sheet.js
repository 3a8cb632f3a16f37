/** The paper as it stands now: fetched from the café when something has changed, and put in place. */
import { frames } from "../core/frames.js";
import { pageIn, patch } from "../core/patch.js";

// Others may be sorting, a change each second: the paper is fetched when it is quiet, and never so
// often that a long document keeps the café busy with nothing else.
const QUIET_MS = 600;
const SHARE = 4;
const BESIDE = ["gaps-list", "keep", "kept", "part-options", "part-letterhead"];

/**
 * @typedef {{own: string|null, made: string, meant?: string}} Worded  `meant`: the uid of the question, whose
 *   number may change
 * @param {{root: HTMLElement, paper: HTMLElement, style(fresh: ParentNode): void, busy(): boolean, drawn(): void}} page
 *   `style` makes the new paper like the old; while `busy` nothing is put in its place
 */
export function sheet({ root, paper, style, busy, drawn }) {
  let shown = Number(root.dataset.revision);
  let known = shown;
  let [took, ended] = [0, 0];
  /** @type {Document|null} */
  let waiting = null;
  let missed = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let waits;

  /** @returns {Promise<Document|null>} the page as it is now; null when nobody answers */
  const look = async () => {
    clearTimeout(waits);
    waits = undefined;
    const started = performance.now();
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return null; // logged out: the next command says so
      return await pageIn(answer);
    } catch {
      return null; // no connection: it says so itself, and then this is asked again
    } finally {
      ended = performance.now();
      took = ended - started;
    }
  };
  /** Not in place of what is newer, nor of a refusal that nobody has seen. @param {Document|null} fresh */
  const came = (fresh) => {
    if (waiting?.getElementById("problem")) missed = true;
    else if (fresh && revisionOf(fresh) >= Math.max(shown, revisionOf(waiting))) waiting = fresh;
  };
  /** After what was done here: at once. */
  const refresh = async () => {
    came(await look());
    await nextFrame.gently();
  };
  /** What others did. */
  const theirs = async () => {
    came(await look());
    nextFrame();
  };
  const nextFrame = frames(document.body, () => {
    if (waiting) beside(waiting);
    if (waiting && !busy()) show(waiting);
    waiting = null;
    if (missed) soon();
    missed = false;
  });

  /** @param {Document} fresh */
  const show = (fresh) => {
    const next = fresh.querySelector(".report-preview");
    const sheetOfIt = next?.querySelector(".paper");
    if (!(next instanceof HTMLElement) || !sheetOfIt) return;
    style(sheetOfIt);
    for (const old of paper.querySelectorAll("[data-piece]")) {
      /** @type {HTMLElement} */ (old).tabIndex = -1;
    }
    const key =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset.piece : "";
    patch(paper, sheetOfIt);
    replace("worded", fresh);
    shown = Number(next.dataset.revision);
    drawn();
    // Who was reading by keys goes on where they were.
    if (key && document.activeElement === document.body) {
      const again = paper.querySelector(`[data-piece="${CSS.escape(key)}"]`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    }
  };

  const soon = () => {
    if (waits !== undefined || busy() || known <= shown || document.hidden) return;
    const rest = ended + SHARE * took - performance.now();
    waits = setTimeout(() => void theirs(), Math.max(QUIET_MS, rest));
  };
  document.addEventListener("visibilitychange", soon);

  return {
    refresh,
    /** The page as an answer to a form brought it; resolves when it is drawn. @param {Document} fresh */
    take(fresh) {
      waiting = fresh;
      return nextFrame.gently();
    },
    soon,
    /** @param {number} revision what the connection has heard of */
    heard(revision) {
      known = Math.max(known, revision);
      soon();
    },
    /** @returns {Record<string, Worded>} by `intro` and question number */
    made: () => JSON.parse(document.getElementById("worded")?.textContent ?? "{}"),
  };
}

/** Which of the café's revisions a page shows. @param {Document|null} page */
function revisionOf(page) {
  const shows = page?.querySelector(".report-preview")?.getAttribute("data-revision");
  return Number(shows ?? -1);
}

/** What stands beside the paper. @param {Document} fresh */
function beside(fresh) {
  for (const id of BESIDE) replace(id, fresh);
}

/** @param {string} id @param {Document} fresh */
function replace(id, fresh) {
  const [old, next] = [document.getElementById(id), fresh.getElementById(id)];
  if (old && next) patch(old, next);
}
