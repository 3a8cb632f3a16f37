/** The filter as it is used: what is typed and chosen in its row narrows what is drawn. */
import { say } from "../core/say.js";
import { t } from "../core/texts.js";

/** @typedef {import("./filter.js").Filter} Filter */

const TYPING_MS = 80; // the letters come first: hundreds of notes are looked through between them

/** @param {{filter: Filter, draw(): void, view(): import("./view.js").View}} page */
export function narrowing({ filter, draw, view }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  const field = () => /** @type {HTMLInputElement} */ (document.getElementById("filter-text"));

  /** @param {Partial<Filter>} by */
  const narrow = (by) => {
    clearTimeout(typing);
    typing = undefined;
    Object.assign(filter, by);
    draw();
    if (field().value !== filter.text) field().value = filter.text;
    const { notes, entries } = view().keys;
    const values = { notes: notes.length, sentences: entries.length };
    say(t("Notes: %(notes)s, sentences: %(sentences)s", values));
  };
  const showAll = () => narrow({ text: "", table: 0, kind: "" });
  /** @param {Event} event */
  const chosen = ({ target }) => /** @type {HTMLSelectElement} */ (target).value;

  return {
    showAll,
    /** What was typed last counts now. */
    settle: () => typing !== undefined && narrow({ text: field().value }),
    /** A command begins: what the filter says must not come later, over what the command says. */
    redraw: () => (typing === undefined ? draw() : narrow({ text: field().value })),
    handlers: {
      filterText: () => {
        clearTimeout(typing);
        typing = setTimeout(() => narrow({ text: field().value }), TYPING_MS);
      },
      filterTable: (/** @type {Event} */ event) =>
        narrow({ table: Number(chosen(event)), text: field().value }),
      filterKind: (/** @type {Event} */ event) =>
        narrow({ kind: /** @type {any} */ (chosen(event)), text: field().value }),
      filterNone: () => {
        showAll();
        field().focus();
      },
    },
  };
}
