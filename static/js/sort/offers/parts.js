/** Headings that the question's parts propose: taken or refused one at a time, and never by themselves. */
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";

/** @typedef {import("./data.js").Proposed} Proposed */

const FRAMES = 120; // in which the page is drawn anew

/**
 * @param {Pick<import("../commands/commands.js").Board, "run"|"tell"|"view">} board
 * @param {number} question its number @param {() => Proposed[]} offered by the café now
 */
export function partHeadings(board, question, offered) {
  /** Judged here, until the café has answered what it offers now. @type {Map<string, Proposed[]>} */
  const judged = new Map();

  /** What is still to be judged. */
  const parts = () => {
    const there = new Set(board.view().headings.map(({ category }) => category.heading));
    return offered().filter(
      ({ letter, heading }) => judged.get(letter) !== offered() && !there.has(heading),
    );
  };

  /** @param {Proposed|undefined} part @param {(part: Proposed) => Promise<boolean>} work */
  const judge = async (part, work) => {
    if (!part) return board.tell(t("No part of the question proposes a heading."));
    judged.set(part.letter, offered());
    const pressed = document.activeElement;
    if (!(await work(part))) judged.delete(part.letter);
    await stay(pressed);
  };

  /** It becomes a heading. @param {Proposed|undefined} [part] the first one when none is named */
  const propose = (part = parts()[0]) =>
    judge(part, ({ letter, heading }) =>
      board.run(
        { do: "take_part", question, letter, heading, id: uuid() },
        t("Heading added: %(heading)s", { heading }),
      ),
    );

  /** It does not, and is not offered again. @param {Proposed|undefined} [part] */
  const decline = (part = parts()[0]) =>
    judge(part, ({ letter, heading }) =>
      board.run(
        { do: "refuse_part", question, letter, heading },
        t("No heading “%(heading)s”. It is not suggested again.", { heading }),
      ),
    );

  return { parts, propose, decline };
}

/** The button that was pressed goes: the hand stays where the next one is. @param {Element|null} pressed */
async function stay(pressed) {
  for (
    let frame = 0;
    pressed?.isConnected && pressed.closest("#proposed") && frame < FRAMES;
    frame++
  ) {
    await new Promise((next) => requestAnimationFrame(next));
  }
  if (document.activeElement !== document.body) return;
  const next = document.querySelector("#proposed button") ?? document.getElementById("new-heading");
  if (next instanceof HTMLElement) next.focus();
}
