/**
 * What became of the notes that this device wrote or asked about, once a final version is published:
 * each is asked for by itself, and nobody logs in.
 */
import { html, render } from "lit-html";
import { send } from "../../core/http.js";
import { notesAskedAbout, ownNotes } from "../../core/offline/own_notes.js";
import { t } from "../../core/texts.js";
import { becameView } from "./became.js";

/** @typedef {import("../../core/live/store.js").State} State */
/** @typedef {import("./became.js").Became} Became */

/** @param {{base: string, state(): State}} page */
export function openOwnNotes({ base, state }) {
  const place = /** @type {HTMLElement} */ (document.getElementById("own-notes"));
  const folded = /** @type {HTMLDetailsElement} */ (place.closest("details"));
  /** @type {Map<string, Became>} */
  const known = new Map();
  const ids = () => {
    const workshop = state().workshop?.id ?? "";
    return [...new Set([...ownNotes(workshop), ...notesAskedAbout(workshop)])];
  };
  const draw = () => render(listView(state(), ids(), known), place);
  folded.addEventListener("toggle", async () => {
    if (!folded.open) return;
    draw();
    for (const id of ids()) {
      try {
        known.set(id, await send("GET", `${base}/became/${id}`));
      } catch {
        return; // without a connection it says what it knows; opened again, it asks again
      }
      draw();
    }
  });
  return {
    show() {
      folded.hidden = !state().workshop?.published || !ids().length;
      if (folded.open) draw();
    },
  };
}

/** @param {State} state @param {string[]} ids @param {Map<string, Became>} known */
function listView({ notes }, ids, known) {
  return html`<ul class="own-notes">
      ${ids.map((id) => {
        const note = notes.get(id);
        const words = note && !note.struck ? note.text : t("A note that has been taken off");
        return html`<li><q dir="auto">${words}</q> ${becameView(known.get(id))}</li>`;
      })}
    </ul>
    <p class="quiet small">${t("Only this device knows that you wrote or asked about these.")}</p>`;
}
