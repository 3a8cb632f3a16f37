/** What can be done to a heading. */

import { html, nothing } from "lit-html";
import { limit } from "../../core/limits.js";
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { ask, lineOf } from "./ask.js";
import { pressed, verb } from "./choose.js";
import { write } from "./commands.js";
import { handedOver } from "./handed_over.js";

/** @typedef {import("./commands.js").Board} Board */
/** @typedef {import("../view.js").Heading} Heading */

/** @param {Board} board @param {number} question its number */
export function headingCommands(board, question) {
  /** @param {SubmitEvent} event */
  const add = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const heading = lineOf(new FormData(form), "heading");
    if (!heading) return;
    const command = { do: "add_category", question, heading, id: uuid() };
    await handedOver(form, "heading", () =>
      board.run(command, t("Heading added: %(heading)s", { heading })),
    );
  };

  /** @param {Heading} heading */
  const rename = async ({ category }) => {
    let [was, saw] = [category.heading, board.seen()];
    await ask({
      title: t("Rename the heading"),
      about: `category:${category.id}`,
      button: t("Save"),
      body: html`<div class="field"><label for="ask-heading">${t("Heading")}</label>
        <input class="ds-input" dir="auto" id="ask-heading" name="heading" required maxlength=${limit("line")} autocomplete="off" .defaultValue=${was}></div>`,
      mend: ({ now, meanwhile }) => {
        was = now?.heading ?? was;
        saw = meanwhile?.revision ?? saw;
      },
      work: (words) =>
        board.force(
          {
            do: "rename_category",
            category: category.id,
            was,
            saw,
            heading: lineOf(words, "heading"),
          },
          t("Renamed."),
        ),
    });
  };

  /** @param {Heading} heading */
  const own = ({ category }) =>
    write(
      t("A sentence of your own"),
      "",
      t("Add"),
      (text) =>
        board.force({ do: "add_own_entry", category: category.id, text, id: uuid() }, t("Added.")),
      undefined,
      { classed: async () => "own" },
    );

  /** Among those that stand in the list, or among those that do not. @param {Heading} heading @param {boolean} up */
  const shift = ({ category }, up) => {
    const row = board.view().headings.filter((one) => one.category.listed === category.listed);
    const at = row.findIndex((one) => one.category.id === category.id);
    const next = row[up ? at - 1 : at + 2]?.category.id ?? null;
    if (up ? at < 1 : at >= row.length - 1) return board.tell(t("It stands there already."));
    return board.run({ do: "move_category", category: category.id, before: next }, t("Moved."));
  };

  /** @param {string} verb @param {Heading} heading @param {number} saw */
  const perform = (verb, heading, saw) => {
    const category = heading.category.id;
    if (verb === "rename") return rename(heading);
    if (verb === "own") return own(heading);
    if (verb === "remove") {
      return board.run(
        { do: "remove_category", category, saw },
        t("Heading removed; its notes wait for a place."),
      );
    }
    if (verb === "list") {
      const listed = !heading.category.listed;
      return board.run({ do: "list_category", category, listed }, t("Changed."));
    }
    return shift(heading, verb === "up");
  };

  /** @param {string} id */
  const menu = async (id) => {
    const heading = board.view().headings.find(({ category }) => category.id === id);
    if (!heading) return;
    const { category, number } = heading;
    const saw = board.seen();
    const body = html`<div class="verbs">
      ${verb("rename", t("Rename"))} ${verb("own", t("A sentence of your own"))}
      ${number > 1 ? verb("up", t("Up")) : nothing}
      ${number < board.view().headings.length ? verb("down", t("Down")) : nothing}
      ${verb("list", category.listed ? t("Put outside the list") : t("Put in the list"))}
      ${verb("remove", t("Remove the heading"))}
    </div>`;
    const chosen = await pressed(category.heading, body);
    if (chosen) await perform(chosen, heading, saw);
  };

  return { add, menu };
}
