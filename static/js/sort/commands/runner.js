/** Does acts one after another, waits until the page has heard of them, and says how it went. */
import { Problem } from "../../core/http.js";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";
import { turns } from "../../core/turns.js";
import { uuid } from "../../core/uuid.js";
import { mayGoOn } from "./conflict.js";

/** @typedef {import("../board.js").Deed} Deed */
/** @typedef {import("../board.js").Done} Done */
/** @typedef {string | ((done: Done) => string)} Told */
/** @typedef {{words: string, earlier: string|null, changes: import("./conflict.js").Changed[]}} Refused */

const LATELY = 8; // acts of this page that it may not have drawn yet
const NEWS_MS = 250; // the socket is faster; after this we go and look

/** What leaves its place at once, before the café has answered. @type {Record<string, (deed: Deed) => string>} */
const LEAVING = {
  place_note: (deed) => String(deed.note),
  absorb_note: (deed) => String(deed.note),
  unplace: (deed) => String(deed.entry),
};

/**
 * @param {{desk: ReturnType<typeof import("../board.js").desk>, line: ReturnType<typeof import("../../core/live/connection.js").follow>,
 *   can: {undoable: number, redoable: number}, away: Set<string>, seen(): number,
 *   decide(problem: Problem, again: () => Promise<void>): Promise<boolean>, onChange(): void, soon(): void}} page
 *   `away` holds what is on its way, `seen` is the revision that the page shows; `decide` asks what
 *   to do when others were quicker; `onChange` is for what hands do, `soon` for what came of it
 */
export function runner({ desk, line, can, away, seen, decide, onChange, soon }) {
  /** @type {{undoable: number, redoable: number, told: string, refused: Refused|null}} */
  const standing = { ...can, told: "", refused: null };
  const inTurn = turns();
  /** The revisions that acts of this page made. @type {number[]} */
  const lately = [];

  /** @param {string} words */
  const tell = (words) => {
    standing.told = words;
    say(words);
    soon();
  };

  /** @param {Deed} deed @param {Told} told what to say when it is done */
  const force = async (deed, told) => {
    const whole = carrying(deed, seen(), lately);
    const done = await inTurn(() => desk.act(whole));
    lately.push(done.revision);
    lately.splice(0, lately.length - LATELY);
    await heard(line, done.revision);
    Object.assign(standing, { undoable: done.undoable, redoable: done.redoable, refused: null });
    tell(typeof told === "string" ? told : told(done));
  };

  /** @param {string|null} words @param {string|null} [earlier] @param {import("./conflict.js").Changed[]} [changes] */
  const refuse = (words, earlier = null, changes = []) => {
    standing.refused = words === null ? null : { words, earlier, changes };
    soon();
  };

  /**
   * Somebody else was quicker: the person looks at both and decides.
   * @param {Problem} problem @param {Deed} deed @param {Told} told @returns {Promise<boolean>} whether it was done
   */
  const meet = (problem, deed, told) => {
    let saw = problem.meanwhile.revision;
    return decide(problem, async () => {
      try {
        await force({ ...deed, saw }, told);
      } catch (error) {
        if (error instanceof Problem) saw = error.meanwhile?.revision ?? saw;
        throw error;
      }
    });
  };

  /**
   * @param {Deed} deed @param {Told} told
   * @returns {Promise<boolean>} whether it was done; if not, the page says why
   */
  const run = async (deed, told) => {
    const leaving = LEAVING[deed.do]?.(deed);
    if (leaving) away.add(leaving);
    onChange();
    try {
      await force(deed, told);
      return true;
    } catch (error) {
      if (error instanceof Problem && mayGoOn(error)) return await meet(error, deed, told);
      const { now = null, meanwhile = null } = error instanceof Problem ? error : {};
      const words = error instanceof Error ? error.message : String(error);
      refuse(words, now?.earlier ?? null, meanwhile?.changes);
      return false;
    } finally {
      if (leaving && away.delete(leaving)) soon();
    }
  };

  return {
    run,
    force,
    tell,
    refuse,
    meet,
    seen,
    standing: () => standing,
    joined: desk.joined,
    /** @param {"undo"|"redo"} way @param {string} [only] */
    step: (way, only) =>
      run({ do: way, only: only ?? null }, ({ what }) =>
        way === "undo"
          ? t("Undone: %(what)s", { what: what ?? "" })
          : t("Done again: %(what)s", { what: what ?? "" }),
      ),
    /** @param {string} entry @param {string} note */
    split: (entry, note) =>
      run(
        { do: "split_entry", entry, note, id: uuid() },
        t("Taken out, as a sentence of its own."),
      ),
  };
}

/**
 * The command with what its author has seen: what the page shows, or what a dialog showed.
 *
 * @param {Deed} deed @param {number} seen what the page shows @param {number[]} lately the revisions
 *   that commands of this page made
 * @returns {Deed & {act: string}}
 */
export function carrying(deed, seen, lately) {
  const act = uuid();
  if (deed.do === "undo" || deed.do === "redo") return { act, ...deed };
  const saw = Number(deed.saw ?? seen);
  return { act, ...deed, saw, own: lately.filter((revision) => revision > saw) };
}

/** @param {ReturnType<typeof import("../../core/live/connection.js").follow>} line @param {number} revision */
async function heard(line, revision) {
  const until = performance.now() + NEWS_MS;
  while (line.state().revision < revision && performance.now() < until) {
    await new Promise((next) => setTimeout(next, 10));
  }
  if (line.state().revision < revision) await line.refresh();
}
