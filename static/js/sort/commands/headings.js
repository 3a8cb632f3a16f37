/** What can be done to a heading. */

import { html, nothing } from "lit-html";
import { limit } from "../../core/limits.js";
import { t } from "../../core/texts.js";
import { uuid } from "../../core/uuid.js";
import { ask, line } from "./ask.js";
import { pressed, verb } from "./choose.js";
import { write } from "./commands.js";

/** @typedef {import("./commands.js").Desk} Desk */
/** @typedef {import("../view.js").Heading} Heading */

/** @param {Desk} desk @param {number} question its number */
export function headingDeeds(desk, question) {
  /** @param {SubmitEvent} event */
  const add = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const heading = line(new FormData(form), "heading");
    if (!heading) return;
    const deed = { do: "add_category", question, heading, id: uuid() };
    if (await desk.run(deed, t("Heading added: %(heading)s", { heading }))) form.reset();
  };

  /** @param {Heading} heading */
  const rename = async ({ category }) => {
    let [was, saw] = [category.heading, desk.seen()];
    await ask({
      title: t("Rename the heading"),
      button: t("Save"),
      body: html`<div class="field"><label for="ask-heading">${t("Heading")}</label>
        <input class="ds-input" id="ask-heading" name="heading" required maxlength=${limit("line")} autocomplete="off" .defaultValue=${was}></div>`,
      mend: ({ now, meanwhile }) => {
        was = now?.heading ?? was;
        saw = meanwhile?.revision ?? saw;
      },
      work: (words) =>
        desk.force(
          {
            do: "rename_category",
            category: category.id,
            was,
            saw,
            heading: line(words, "heading"),
          },
          t("Renamed."),
        ),
    });
  };

  /** @param {Heading} heading */
  const own = ({ category }) =>
    write(t("A sentence of your own"), "", t("Add"), (text) =>
      desk.force({ do: "add_own_entry", category: category.id, text, id: uuid() }, t("Added.")),
    );

  /** Among those that stand in the list, or among those that do not. @param {Heading} heading @param {boolean} up */
  const shift = ({ category }, up) => {
    const row = desk.view().headings.filter((one) => one.category.listed === category.listed);
    const at = row.findIndex((one) => one.category.id === category.id);
    const next = row[up ? at - 1 : at + 2]?.category.id ?? null;
    if (up ? at < 1 : at >= row.length - 1) return desk.tell(t("It stands there already."));
    return desk.run({ do: "move_category", category: category.id, before: next }, t("Moved."));
  };

  /** @param {string} verb @param {Heading} heading @param {number} saw */
  const perform = (verb, heading, saw) => {
    const category = heading.category.id;
    if (verb === "rename") return rename(heading);
    if (verb === "own") return own(heading);
    if (verb === "remove") {
      return desk.run(
        { do: "remove_category", category, saw },
        t("Heading removed; its notes wait for a place."),
      );
    }
    if (verb === "list") {
      const listed = !heading.category.listed;
      return desk.run({ do: "list_category", category, listed }, t("Changed."));
    }
    return shift(heading, verb === "up");
  };

  /** @param {string} id */
  const menu = async (id) => {
    const heading = desk.view().headings.find(({ category }) => category.id === id);
    if (!heading) return;
    const { category, number } = heading;
    const saw = desk.seen();
    const body = html`<div class="verbs">
      ${verb("rename", t("Rename"))} ${verb("own", t("A sentence of your own"))}
      ${number > 1 ? verb("up", t("Up")) : nothing}
      ${number < desk.view().headings.length ? verb("down", t("Down")) : nothing}
      ${verb("list", category.listed ? t("Put outside the list") : t("Put in the list"))}
      ${verb("remove", t("Remove the heading"))}
    </div>`;
    const chosen = await pressed(category.heading, body);
    if (chosen) await perform(chosen, heading, saw);
  };

  return { add, menu };
}
