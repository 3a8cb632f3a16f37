/** Likely headings of the waiting notes, taken above a line. */
import { n, t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { drawLine } from "../draw/likely.js";
import { surest } from "./data.js";
import { show } from "./dialog.js";

/** @typedef {import("./data.js").Likely} Likely */

const SURE = 0.7; // above it five of six are right in the sample: where the line lies at first

/**
 * All above a line, surest first, in one operation.
 * @param {{view(): import("../view.js").View, likely(): ReadonlyMap<string, Likely>,
 *   force: import("../commands/commands.js").Board["force"],
 *   refuseFor(error: unknown): void, onClose(): void}} board
 */
export function takeAbove(board) {
  const rows = surest(board.view(), board.likely()); // as they lie now: nothing moves under the finger
  let above = rows.filter(({ share }) => share >= SURE).length;
  let problem = "";
  let busy = false;

  const take = async () => {
    if (busy || !above) return;
    busy = true;
    const notes = rows
      .slice(0, above)
      .map(({ note, heading }) => ({ note: note.id, category: heading.category.id, id: uuid() }));
    const words = n("%(count)s note placed.", "%(count)s notes placed.", above);
    try {
      await board.force({ do: "place_all", notes }, words);
      dialog.close();
    } catch (error) {
      if (!dialog.isOpen()) return board.refuseFor(error);
      problem = error instanceof Error ? error.message : String(error);
      draw();
    } finally {
      busy = false;
    }
  };
  /** @param {number} count */
  const line = (count) => {
    above = count;
    draw();
  };
  const dialog = show({ title: t("Suggested headings"), onClose: board.onClose });
  const draw = () => dialog.draw(drawLine({ rows, above, problem, line, take }));
  draw();
}
