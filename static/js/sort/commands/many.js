/** What can be done to several chosen notes and sentences: each as one operation, with one undo. */
import { html } from "lit-html";
import { n, t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { headingsList, pressed } from "./choose.js";
import { askReason, onlyNote, thingAt } from "./commands.js";

/** @typedef {import("./commands.js").Board} Board */
/** @typedef {import("./commands.js").Thing} Thing */

/** @param {Board} board @param {() => string[]} chosen keys in the page's order */
export function manyCommands(board, chosen) {
  const things = () =>
    chosen().flatMap((key) => {
      const thing = thingAt(board.view(), key);
      return thing ? [thing] : [];
    });

  /** @param {string} category @param {string|null} before */
  const move = (category, before) => {
    const all = things();
    const heading = board.view().headings.find((one) => one.category.id === category);
    const row = heading?.entries.map(({ entry }) => entry.id) ?? [];
    const moved = new Set(all.map(({ id }) => id));
    // What they are put above may be one of them: then the next that stays.
    const above = before && row.slice(row.indexOf(before)).find((id) => !moved.has(id));
    const commands = all.map((thing) => moving(thing, category, above || null));
    return board.run(
      { do: "together", deeds: commands },
      n(
        "%(count)s placed under “%(heading)s”.",
        "%(count)s placed under “%(heading)s”.",
        all.length,
        { heading: heading?.category.heading ?? "" },
      ),
    );
  };

  /** @param {number} number */
  const toHeading = async (number) => {
    const heading = board.view().headings[number - 1];
    if (!heading) return board.tell(t("There is no heading %(number)s.", { number }));
    await move(heading.category.id, null);
  };

  const aside = async () => {
    const notes = things().map((thing) => (thing.kind === "note" ? thing.id : onlyNote(thing)));
    if (notes.some((note) => !note)) {
      return board.tell(t("Take the notes out of the sentence first, then set them aside."));
    }
    await askReason(board, titled(notes.length), (reason, saw) =>
      board.force(
        { do: "together", saw, deeds: notes.map((note) => ({ do: "set_aside", note, reason })) },
        n("%(count)s set aside.", "%(count)s set aside.", notes.length),
      ),
    );
  };

  const out = async () => {
    const entries = things().filter(({ kind }) => kind === "entry");
    if (!entries.length) return board.tell(t("None of them stands in the document."));
    const commands = entries.map(({ id }) => ({ do: "unplace", entry: id }));
    const told = n(
      "%(count)s taken out of the document.",
      "%(count)s taken out of the document.",
      commands.length,
    );
    await board.run({ do: "together", deeds: commands }, told);
  };

  const main = async () => {
    const notes = things().filter(({ kind }) => kind === "note");
    if (!notes.length) return board.tell(t("Only a note that waits can be used so."));
    const commands = notes.map(({ id }) => ({ do: "use_in_main", note: id }));
    const told = n(
      "%(count)s used in the main statement.",
      "%(count)s used in the main statement.",
      commands.length,
    );
    await board.run({ do: "together", deeds: commands }, told);
  };

  /** One of them was dropped: they all go there. @param {DOMStringMap} to @param {string|null} before */
  const dropped = async (to, before) => {
    if (to.list === "category" && to.id) await move(to.id, before);
    else if (to.list === "aside") await aside();
    else await out();
  };

  const menu = async () => {
    const view = board.view();
    const body = html`<p>${titled(chosen().length)}</p>${headingsList(view, null)}`;
    const to = await pressed(t("Move to…"), body);
    if (to) await move(to.slice("to:".length), null);
  };

  return { move, toHeading, aside, out, main, menu, things, dropped };
}

/** @param {number} count */
function titled(count) {
  return n("%(count)s chosen", "%(count)s chosen", count);
}

/** @param {Thing} thing @param {string} category @param {string|null} before */
function moving(thing, category, before) {
  return thing.kind === "note"
    ? { do: "place_note", note: thing.id, category, before, id: uuid() }
    : { do: "move_entry", entry: thing.id, category, before };
}
