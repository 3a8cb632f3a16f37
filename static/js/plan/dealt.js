/**
 * A row of what came late that has just been dealt with keeps its place, with what became of it and a
 * way back: the next one's buttons do not come under the finger. It goes when the mouse has left the
 * list, or something else is pressed.
 */
import { t } from "../core/texts.js";

/**
 * @typedef {object} Dealt
 * @property {string} id  the note's, or the question's
 * @property {string} list  in which it lay
 * @property {number} at  its place there
 * @property {number} height
 * @property {number|null} top  where it lay in sight, until it lies there again
 * @property {string} words
 * @property {string} act  what takes it back by
 * @property {boolean} taken
 */

export function dealtRows() {
  /** @type {Dealt[]} */
  let all = [];

  /** @param {Element} part */
  const clear = (part) => {
    all = [];
    for (const row of part.querySelectorAll(".dealt, [data-bare]")) row.remove();
  };
  /** @param {Element} part */
  const until = (part) => {
    const left = (/** @type {Event} */ event) => {
      const mouse = event instanceof PointerEvent && event.pointerType === "mouse";
      const away = event.target instanceof Node && !part.contains(event.target);
      if (event.type === "click" ? !away : !mouse) return;
      part.removeEventListener("pointerleave", left);
      document.removeEventListener("click", left);
      clear(part);
    };
    part.addEventListener("pointerleave", left);
    document.addEventListener("click", left);
  };

  return {
    /**
     * The café has taken this press. @param {HTMLElement|null} button @param {string} act
     */
    keep(button, act) {
      const row = button?.closest("li");
      const list = row?.parentElement;
      const part = row?.closest("[data-live]");
      if (!button?.dataset.late || !row || !list || !part) return;
      if (!all.length) until(part);
      all.push({
        id: button.getAttribute("value")?.split(":")[1] ?? "",
        list: list.dataset.rows ?? "",
        at: [...list.children].indexOf(row),
        height: row.offsetHeight,
        top: row.getBoundingClientRect().top,
        words: row.querySelector(".said")?.textContent?.trim() ?? "",
        act,
        taken: button.dataset.late === "take",
      });
    },

    /** Put the rows into what the server has drawn anew. @param {Element} part @param {Element} fresh */
    lay(part, fresh) {
      const here = (/** @type {Dealt} */ { id, list }) =>
        !fresh.querySelector(`[data-rows="${list}"] button[value$=":${id}"]`);
      all = all.filter(here).sort((a, b) => a.at - b.at);
      for (const one of all) {
        const list = fresh.querySelector(`[data-rows="${one.list}"]`) ?? bare(part, fresh, one);
        list?.insertBefore(rowOf(one), list.children[one.at] ?? null);
      }
    },

    /** They are as high as they were, and where they were, whatever has come above. @param {Element} part */
    hold(part) {
      /** @type {NodeListOf<HTMLElement>} */
      const rows = part.querySelectorAll(".dealt");
      for (const row of rows) {
        const one = all.find(({ act }) => act === row.dataset.act);
        if (one) row.style.minHeight = `${one.height}px`;
        if (one?.top) scrollBy(0, row.getBoundingClientRect().top - one.top);
        if (one) one.top = null;
      }
    },
  };
}

/**
 * The list's last one is dealt with, and nothing else waits: its place is there until it goes.
 * @param {Element} part @param {Element} fresh @param {Dealt} one
 */
function bare(part, fresh, { list }) {
  if (list === "left" || fresh.querySelector("[data-rows=late], [data-rows=held]")) return null;
  const was = part.querySelector("form");
  if (!fresh.querySelector("form") && was) {
    const form = /** @type {Element} */ (was.cloneNode());
    form.setAttribute("data-bare", "");
    const kept = was.querySelectorAll(":scope > input[type=hidden], :scope > #late-title");
    form.append(...[...kept].map((one) => one.cloneNode(true)));
    /** @type {Element} */ (form.querySelector("#late-title")).textContent =
      t("Nothing waits for you");
    fresh.append(form);
  }
  const rows = document.createElement("ul");
  rows.className = "late-notes";
  rows.dataset.rows = list;
  rows.dataset.bare = "";
  fresh.querySelector("#late-title")?.after(rows);
  return rows;
}

/** @param {Dealt} one */
function rowOf({ taken, words, act }) {
  const row = document.createElement("li");
  row.className = "dealt";
  row.dataset.act = act;
  const told = document.createElement("p");
  const said = document.createElement("bdi");
  said.textContent = words;
  told.append(`${taken ? t("Taken in.") : t("Left out.")} `, said);
  const back = document.createElement("button");
  back.className = "ds-button";
  back.dataset.variant = "tertiary";
  back.name = "do";
  back.value = `undo:${act}`;
  back.textContent = t("Undo");
  row.append(told, back);
  return row;
}
