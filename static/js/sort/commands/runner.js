/** Does commands one after another, waits until the page has heard of them, and says how it went. */
import { Problem } from "../../core/http.js";
import { say } from "../../core/say.js";
import { t } from "../../core/texts.js";
import { turns } from "../../core/turns.js";
import { uuid } from "../../core/uuid.js";
import { mayGoOn } from "./conflict.js";

/** @typedef {import("../board.js").Command} Command */
/** @typedef {import("../board.js").Done} Done */
/** @typedef {string | ((done: Done) => string)} Told */
/** @typedef {{words: string, earlier: string|null, changes: import("./conflict.js").Changed[], loggedOut: boolean}} Refused */

const LATELY = 8; // operations of this page that it may not have drawn yet
const EVENTS_MS = 250; // the socket is faster; after this we go and look

/** What leaves its place at once, before the café has answered. @type {Record<string, (command: Command) => string>} */
const LEAVING = {
  place_note: (command) => String(command.note),
  absorb_note: (command) => String(command.note),
  unplace: (command) => String(command.entry),
};

/**
 * @param {{board: ReturnType<typeof import("../board.js").board>, connection: ReturnType<typeof import("../../core/live/connection.js").follow>,
 *   can: {undoable: number, redoable: number}, away: Set<string>, meant?: string, seen(): number,
 *   decide(problem: Problem, again: () => Promise<void>): Promise<boolean>, onChange(): void, soon(): void}} page
 *   `meant`: the uid of its question, whose number may change; `away` holds what is on its way, `seen` is the revision that the page shows; `decide` asks what
 *   to do when others were quicker; `onChange` is for what the person does, `soon` for what came of it
 */
export function runner({ board, connection, can, away, meant, seen, decide, onChange, soon }) {
  /** @type {{undoable: number, redoable: number, told: string, refused: Refused|null}} */
  const status = { ...can, told: "", refused: null };
  const inTurn = turns();
  /** The revisions that operations of this page made. @type {number[]} */
  const lately = [];

  /** @param {string} words */
  const tell = (words) => {
    status.told = words;
    say(words);
    soon();
  };

  /** @param {Command} command @param {Told} told what to say when it is done */
  const force = async (command, told) => {
    const of = "question" in command && meant ? { meant } : {};
    const whole = { ...carrying(command, seen(), lately), ...of };
    const done = await inTurn(() => board.act(whole));
    lately.push(done.revision);
    lately.splice(0, lately.length - LATELY);
    await heard(connection, done.revision);
    Object.assign(status, { undoable: done.undoable, redoable: done.redoable, refused: null });
    tell(typeof told === "string" ? told : told(done));
  };

  /** @param {string|null} words @param {Partial<Omit<Refused, "words">>} [more] */
  const refuse = (words, { earlier = null, changes = [], loggedOut = false } = {}) => {
    status.refused = words === null ? null : { words, earlier, changes, loggedOut };
    soon();
  };

  /** Shown on the page, as the café words it. @param {unknown} error */
  const refuseFor = (error) => {
    const { now = null, meanwhile = null } = error instanceof Problem ? error : {};
    const words = error instanceof Error ? error.message : String(error);
    const loggedOut = error instanceof Problem && error.status === 401;
    refuse(words, { earlier: now?.earlier, changes: meanwhile?.changes, loggedOut });
  };

  /**
   * Somebody else was quicker: the person looks at both and decides.
   * @param {Problem} problem @param {Command} command @param {Told} told @returns {Promise<boolean>} whether it was done
   */
  const meet = (problem, command, told) => {
    let saw = problem.meanwhile.revision;
    return decide(problem, async () => {
      try {
        await force({ ...command, saw }, told);
      } catch (error) {
        if (error instanceof Problem) saw = error.meanwhile?.revision ?? saw;
        throw error;
      }
    });
  };

  /**
   * @param {Command} command @param {Told} told
   * @returns {Promise<boolean>} whether it was done; if not, the page says why
   */
  const run = async (command, told) => {
    const leaving = LEAVING[command.do]?.(command);
    if (leaving) away.add(leaving);
    onChange();
    try {
      await force(command, told);
      return true;
    } catch (error) {
      if (error instanceof Problem && mayGoOn(error)) return await meet(error, command, told);
      refuseFor(error);
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
    refuseFor,
    meet,
    seen,
    status: () => status,
    joined: board.joined,
    classed: board.classed,
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
 * @param {Command} command @param {number} seen what the page shows @param {number[]} lately the revisions
 *   that commands of this page made
 * @returns {Command & {act: string}}
 */
export function carrying(command, seen, lately) {
  const act = uuid();
  if (command.do === "undo" || command.do === "redo") return { act, ...command };
  const saw = Number(command.saw ?? seen);
  return { act, ...command, saw, own: lately.filter((revision) => revision > saw) };
}

/** @param {ReturnType<typeof import("../../core/live/connection.js").follow>} connection @param {number} revision */
async function heard(connection, revision) {
  const until = performance.now() + EVENTS_MS;
  while (connection.state().revision < revision && performance.now() < until) {
    await new Promise((next) => setTimeout(next, 10));
  }
  if (connection.state().revision < revision) await connection.refresh();
}
