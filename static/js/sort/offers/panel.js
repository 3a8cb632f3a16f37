/**
 * The dialog of likely doubles as it stands: which pair, what was done, what was said of it.
 *
 * @typedef {import("./data.js").Pair} Pair
 * @typedef {import("./data.js").Likely} Likely
 * @typedef {{view(): import("../view.js").View, likely(): ReadonlyMap<string, Likely>, number: number,
 *   single(): boolean, seen(): number, force: import("../commands/commands.js").Board["force"],
 *   meet: ReturnType<typeof import("../commands/runner.js").runner>["meet"],
 *   joined: import("../commands/commands.js").Board["joined"],
 *   classed: import("../commands/commands.js").Board["classed"], tell(words: string): void,
 *   refuseFor(error: unknown): void, onClose(): void}} Board
 */
import { Problem } from "../../core/http.js";
import { n, t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { write } from "../commands/commands.js";
import { mayGoOn } from "../commands/conflict.js";
import { drawPair } from "../draw/offers.js";
import {
  as,
  asShown,
  fallback,
  headingFor,
  homeless,
  joining,
  mayStand,
  placesOf,
  together,
} from "./data.js";
import { show } from "./dialog.js";
import { onPairKey } from "./keys.js";
import { pairQueue } from "./queue.js";
import { sightOf } from "./sight.js";

const HASTE_MS = 400; // a pair that came under the finger is not judged by the press meant for another

export class Panel {
  /** What was done here, null for what was about no one pair. @type {(Pair|null)[]} */
  operations = [];
  busy = false;
  loading = false;
  again = false;
  /** When the pair came under the finger; 0 when it was called for. */
  came = 0;
  chosen = "";
  told = "";
  problem = "";
  state = "loading";

  /** @param {Board} board @param {() => Promise<Pair[]>} load @param {Pair|null} first */
  constructor(board, load, first) {
    this.board = board;
    this.load = load;
    this.saw = board.seen(); // what the dialog was drawn from
    this.queue = pairQueue(first, () => this.placed());
    this.handlers = this.handlersOf();
    const onKey = (/** @type {string} */ key) => onPairKey(key, board, this.handlers);
    this.dialog = show({ title: t("Do these say the same?"), onKey, onClose: board.onClose });
    this.isOpen = this.dialog.isOpen;
    this.draw();
    void this.refresh();
  }

  handlersOf() {
    return {
      take: (/** @type {boolean} */ right) => this.take(right),
      all: () => this.all(),
      join: () => this.join(),
      apart: () => this.apart(),
      later: () => this.later(),
      again: () => this.lookAgain(),
      undo: () => this.undo(),
      heading: (/** @type {string} */ id) => this.choose(id),
    };
  }

  placed() {
    return placesOf(this.board.view());
  }

  /** What headings are taken for notes without a place. @returns {import("./data.js").Choice} */
  choice() {
    const first = this.board.view().headings[0]?.category.id ?? null;
    return { placed: this.placed(), chosen: this.chosen, likely: this.board.likely(), first };
  }

  /** The page has changed. */
  changed() {
    if (!this.busy) void this.refresh();
  }

  draw() {
    this.saw = this.board.seen();
    this.dialog.draw(drawPair(sightOf(this)));
  }

  next() {
    if (this.queue.choose()) this.came = performance.now();
  }

  async refresh() {
    this.again = this.loading;
    if (this.loading) return;
    this.loading = true;
    try {
      do {
        this.again = false;
        const found = await this.load();
        // An answer older than the last operation would take pairs away that are shown and can be pressed.
        if (!this.again) this.queue.fill(found);
        this.state = "ready";
      } while (this.again);
    } catch (error) {
      [this.problem, this.state] = [words(error), "ready"];
    } finally {
      this.loading = false;
    }
    this.next();
    this.draw();
  }

  onward() {
    this.next();
    this.came = 0;
    this.draw();
    return this.refresh();
  }

  /** The last operation is undone: its pair is the one to look at again. */
  takeBack() {
    const pair = this.operations.pop();
    if (pair) this.queue.takeBack(pair);
  }

  /** @param {import("../board.js").Command} command @param {string} told @param {Pair|null} pair */
  async perform(command, told, pair) {
    if (this.busy || (pair && this.came > 0 && performance.now() - this.came < HASTE_MS)) return;
    this.busy = true;
    this.problem = "";
    try {
      const undo = command.do === "undo";
      if (await this.forced(undo ? command : { ...command, saw: this.saw }, told)) {
        if (undo) this.takeBack();
        else this.done(pair);
        this.told = told;
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
    }
    await this.onward();
  }

  /** Said where the eye is: the dialog may be closed by now. @param {unknown} error */
  fail(error) {
    if (this.isOpen()) this.problem = words(error);
    else this.board.refuseFor(error);
  }

  /** @param {Pair|null} pair */
  done(pair) {
    this.operations.push(pair);
    if (pair) this.queue.judge(pair);
  }

  /** @param {import("../board.js").Command} command @param {string} told @returns {Promise<boolean>} whether it was done */
  async forced(command, told) {
    try {
      await this.board.force(command, told);
      return true;
    } catch (error) {
      if (error instanceof Problem && mayGoOn(error)) return this.board.meet(error, command, told);
      throw error;
    }
  }

  /** The heading written here when there is none yet. @returns {Promise<boolean>} */
  async headingFirst() {
    if (this.board.view().headings.length) return true;
    const field = document.getElementById("offers-heading");
    const heading = field instanceof HTMLInputElement ? field.value.trim() : "";
    if (!heading) {
      this.problem = t("Write a heading first.");
      this.draw();
      field?.focus();
      return false;
    }
    const id = uuid();
    this.busy = true; // pressed twice it is one heading
    try {
      const command = { do: "add_category", question: this.board.number, heading, id };
      await this.board.force(command, t("Heading added: %(heading)s", { heading }));
    } catch (error) {
      this.fail(error);
      this.draw();
      return false;
    } finally {
      this.busy = false;
    }
    this.chosen = id;
    this.operations.push(null);
    return true;
  }

  /** @param {boolean} right */
  async take(right) {
    const pair = this.queue.now();
    if (!pair || this.busy || !mayStand(pair, right)) return;
    if (homeless(pair, this.placed()) && !(await this.headingFirst())) return;
    const choice = this.choice();
    const same = as(pair, right, (note) => headingFor(note, choice), uuid);
    if (homeless(pair, choice.placed)) same.category = asShown(pair, choice);
    await this.perform(
      { do: "take_same", pairs: [same] },
      t("Taken as double; its words are kept."),
      pair,
    );
  }

  async all() {
    const many = this.queue.left().filter((pair) => pair.identical);
    if (this.busy || !many.length) return;
    const lack = many.some((pair) => homeless(pair, this.placed()));
    if (lack && !(await this.headingFirst())) return;
    const choice = this.choice();
    const headingOf = (/** @type {string} */ note) => headingFor(note, choice) ?? fallback(choice);
    const pairs = together(many, choice.placed, headingOf, uuid);
    const told = n("%(count)s pair taken.", "%(count)s pairs taken.", pairs.length);
    await this.perform({ do: "take_same", pairs }, told, null);
  }

  apart() {
    const now = this.queue.now();
    if (!now) return;
    const command = { do: "not_same", note: now.left, double: now.right };
    return this.perform(command, t("Noted: not the same."), now);
  }

  /** Not the same, but one thing: both are printed, in one sentence. */
  async join() {
    const pair = this.queue.now();
    const found = pair && joining(pair, this.placed());
    if (!pair || !found || this.busy) return;
    this.busy = true;
    try {
      const proposal = await this.board.joined(found.into, found.other);
      let shown = proposal.revision;
      const joined = async (/** @type {string} */ text) => {
        await this.board.force({ ...found.command, saw: shown, text }, t("Joined."));
        this.done(pair);
        this.told = t("Joined.");
      };
      const title = t("Join into one sentence");
      const mend = (/** @type {import("../../core/http.js").Problem} */ { meanwhile }) => {
        shown = meanwhile?.revision ?? shown;
      };
      const classed = this.board.classed([found.into, found.other]);
      await write(title, proposal.text, t("Join"), joined, mend, { classed });
    } catch (error) {
      this.fail(error);
    } finally {
      this.busy = false;
    }
    await this.onward();
  }

  later() {
    const now = this.queue.now();
    if (!now || this.busy) return;
    this.queue.putOff(now);
    this.told = t("Put off.");
    this.next();
    this.came = 0;
    this.draw();
  }

  lookAgain() {
    this.queue.again();
    this.next();
    this.draw();
  }

  undo() {
    return (
      this.operations.length > 0 && this.perform({ do: "undo", only: null }, t("Undone."), null)
    );
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.draw();
  }
}

/** @param {unknown} error */
function words(error) {
  return error instanceof Error ? error.message : String(error);
}
