/**
 * Likely doubles, one pair after the other: accepted, refused or put off by a single key or tap.
 * Nothing is taken by itself, and all of it can be undone.
 *
 * @typedef {import("./offers_data.js").Pair} Pair
 * @typedef {import("./offers_data.js").Likely} Likely
 * @typedef {{view(): import("./view.js").View, likely(): ReadonlyMap<string, Likely>, number: number,
 *   single(): boolean, seen(): number, force: import("./deeds.js").Desk["force"],
 *   meet: ReturnType<typeof import("./runner.js").runner>["meet"],
 *   joined: import("./deeds.js").Desk["joined"], tell(words: string): void, onClose(): void}} Desk
 */
import { Problem } from "../core/http.js";
import { n, t } from "../core/texts.js";
import { uuid } from "../core/uuid.js";
import { mayGoOn } from "./conflict.js";
import { write } from "./deeds.js";
import { drawPair } from "./draw_offers.js";
import { as, joining, standing, together } from "./offers_data.js";
import { show } from "./offers_dialog.js";
import { pairQueue } from "./offers_queue.js";

const HASTE_MS = 400; // a pair that came under the finger is not judged by the press meant for another

/** @param {Desk} desk */
export function offers(desk) {
  /** @type {{isOpen(): boolean, news(): void}|null} */
  let panel = null;
  let seen = -1;
  return {
    /** @param {() => Promise<Pair[]>} load @param {Pair|null} [first] the one to begin with */
    open(load, first = null) {
      panel = openPanel(desk, load, first);
    },
    /** The page knows this revision now. @param {number} revision */
    news: (revision) => {
      if (revision === seen) return;
      seen = revision;
      if (panel?.isOpen()) panel.news();
    },
  };
}

/** @param {Desk} desk @param {() => Promise<Pair[]>} load @param {Pair|null} first */
function openPanel(desk, load, first) {
  const placed = () => standing(desk.view());
  const queue = pairQueue(first, placed);
  /** @type {(Pair|null)[]} what was done here, null for what was about no one pair */
  const acts = [];
  let [busy, loading, again, came] = [false, false, false, 0];
  let saw = desk.seen(); // what the dialog was drawn from
  let [chosen, told, problem, state] = ["", "", "", "loading"];

  const choose = () => {
    if (queue.choose()) came = performance.now();
  };

  /** @param {string} note @returns {string|null} */
  const headingFor = (note) => {
    if (placed().has(note)) return null;
    return chosen || desk.likely().get(note)?.heading || null;
  };
  /** What the chooser shows for this pair, whichever of the two will stand. @param {Pair} pair */
  const asShown = ({ left: one, right: other }) =>
    headingFor(one) ?? headingFor(other) ?? fallback();
  const fallback = () => chosen || desk.view().headings[0]?.category.id || null;

  const draw = () => {
    const [now, open] = [queue.now(), queue.left()];
    saw = desk.seen();
    const many = open.filter((pair) => pair.identical);
    dialog.draw(
      drawPair({
        pair: now,
        left: open.length,
        later: queue.postponed().length,
        identical: many.length,
        bulkNeeds: many.some(homeless),
        needs: now !== null && homeless(now),
        joins: now !== null && !homeless(now),
        view: desk.view(),
        likely: desk.likely(),
        placed: placed(),
        chosen,
        told,
        problem,
        state,
        done: acts.length,
        single: desk.single(),
        hands,
      }),
    );
  };
  const homeless = (/** @type {Pair} */ pair) => {
    const at = placed();
    return !at.has(pair.left) && !at.has(pair.right);
  };

  const refresh = async () => {
    again = loading;
    if (loading) return;
    loading = true;
    try {
      do {
        again = false;
        const found = await load();
        // An answer older than the last act would take pairs away that are shown and can be pressed.
        if (!again) queue.fill(found);
        state = "ready";
      } while (again);
    } catch (error) {
      [problem, state] = [words(error), "ready"];
    } finally {
      loading = false;
    }
    choose();
    draw();
  };

  /** The last act is undone: its pair is the one to look at again. */
  const takeBack = () => {
    const pair = acts.pop();
    if (pair) queue.takeBack(pair);
  };

  /** @param {import("./desk.js").Deed} deed @param {string} done_ @param {Pair|null} pair */
  const perform = async (deed, done_, pair) => {
    if (busy || (pair && came > 0 && performance.now() - came < HASTE_MS)) return;
    busy = true;
    problem = "";
    try {
      const done = await forced(deed.do === "undo" ? deed : { ...deed, saw }, done_);
      if (done && deed.do === "undo") takeBack();
      else if (done) acts.push(pair);
      if (done && pair) queue.judge(pair);
      if (done) told = done_;
    } catch (error) {
      problem = words(error);
    } finally {
      busy = false;
    }
    await onward();
  };
  /** @param {import("./desk.js").Deed} deed @param {string} told @returns {Promise<boolean>} whether it was done */
  const forced = async (deed, told) => {
    try {
      await desk.force(deed, told);
      return true;
    } catch (error) {
      if (error instanceof Problem && mayGoOn(error)) return desk.meet(error, deed, told);
      throw error;
    }
  };
  const onward = () => {
    choose();
    came = 0;
    draw();
    return refresh();
  };

  /** The heading written here when there is none yet. @returns {Promise<boolean>} */
  const headingFirst = async () => {
    if (desk.view().headings.length) return true;
    const field = document.getElementById("offers-heading");
    const heading = field instanceof HTMLInputElement ? field.value.trim() : "";
    if (!heading) {
      problem = t("Write a heading first.");
      draw();
      field?.focus();
      return false;
    }
    const id = uuid();
    try {
      const deed = { do: "add_category", question: desk.number, heading, id };
      await desk.force(deed, t("Heading added: %(heading)s", { heading }));
    } catch (error) {
      problem = words(error);
      draw();
      return false;
    }
    chosen = id;
    acts.push(null);
    return true;
  };

  const hands = {
    /** @param {boolean} right */
    take: async (right) => {
      const pair = queue.now();
      if (!pair || busy || !(pair.may === "both" || pair.may === (right ? "right" : "left")))
        return;
      if (homeless(pair) && !(await headingFirst())) return;
      const same = as(pair, right, headingFor, uuid);
      if (homeless(pair)) same.category = asShown(pair);
      const words_ = t("Taken as double; its words are kept.");
      await perform({ do: "take_same", pairs: [same] }, words_, pair);
    },
    all: async () => {
      const many = queue.left().filter((pair) => pair.identical);
      if (busy || !many.length || (many.some(homeless) && !(await headingFirst()))) return;
      const pairs = together(many, placed(), (note) => headingFor(note) ?? fallback(), uuid);
      const words_ = n("%(count)s pair taken.", "%(count)s pairs taken.", pairs.length);
      await perform({ do: "take_same", pairs }, words_, null);
    },
    apart: () => {
      const now = queue.now();
      if (!now) return;
      const deed = { do: "not_same", note: now.left, double: now.right };
      return perform(deed, t("Noted: not the same."), now);
    },
    /** Not the same, but one thing: both are printed, in one sentence. */
    join: async () => {
      const pair = queue.now();
      const found = pair && joining(pair, placed());
      if (!pair || !found || busy) return;
      busy = true;
      try {
        const proposal = await desk.joined(found.into, found.other);
        let shown = proposal.revision;
        const joined = async (/** @type {string} */ text) => {
          await desk.force({ ...found.deed, saw: shown, text }, t("Joined."));
          acts.push(pair);
          queue.judge(pair);
          told = t("Joined.");
        };
        const title = t("Join into one sentence");
        await write(title, proposal.text, t("Join"), joined, ({ meanwhile }) => {
          shown = meanwhile?.revision ?? shown;
        });
      } catch (error) {
        problem = words(error);
      } finally {
        busy = false;
      }
      await onward();
    },
    later: () => {
      const now = queue.now();
      if (!now || busy) return;
      queue.putOff(now);
      told = t("Put off.");
      choose();
      came = 0;
      draw();
    },
    again: () => {
      queue.again();
      choose();
      draw();
    },
    undo: () => acts.length > 0 && perform({ do: "undo", only: null }, t("Undone."), null),
    /** @param {string} id */
    heading: (id) => {
      chosen = id;
      draw();
    },
  };

  /** @param {string} key */
  const onKey = (key) => {
    if (!desk.single()) return false;
    const work = {
      a: () => hands.take(false),
      b: () => hands.take(true),
      j: hands.join,
      n: hands.apart,
      l: hands.later,
      u: hands.undo,
    }[key.toLowerCase()];
    const heading = /^[1-9]$/.test(key) ? desk.view().headings[Number(key) - 1] : undefined;
    if (heading) hands.heading(heading.category.id);
    else work?.();
    return Boolean(heading || work);
  };

  const dialog = show({ title: t("Do these say the same?"), onKey, onClose: desk.onClose });
  draw();
  refresh();
  return { isOpen: dialog.isOpen, news: () => !busy && refresh() };
}

/** @param {unknown} error */
function words(error) {
  return error instanceof Error ? error.message : String(error);
}
