/** The one piece of the paper that is being changed where it stands. */
import { caretIn, pressedAt } from "./caret.js";
import { openEditor } from "./editor.js";
import { elementsOf } from "./pieces.js";

/**
 * Where a piece was pressed: which element of it, how high in the window, between which words.
 * @typedef {{element: HTMLElement, top: number, words: {before: string, after: string}|null}} Pressed
 */

/**
 * @param {object} page
 * @param {HTMLElement} page.paper
 * @param {(key: string) => ReturnType<typeof import("./words.js").wordsOf>} page.wordsOf
 * @param {(key: string) => void} page.on  what is in the tab order when it closes
 * @param {(key: string, up: boolean) => void} page.shift
 * @param {() => void} page.focus  on what is in the tab order
 * @param {() => Promise<void>} page.refresh
 * @param {() => void} page.soon  others may have changed something meanwhile
 */
export function opening({ paper, wordsOf, on, shift, focus, refresh, soon }) {
  /** @type {(() => void)|null} */
  let shut = null;
  const close = () => shut?.();
  return {
    isOpen: () => shut !== null,
    close,
    /** @param {string} key @param {MouseEvent} [event] the press that it was */
    open(key, event) {
      const elements = elementsOf(paper, key);
      const pressed = event ? pressedOn(elements, event) : null; // before another field closes above
      close();
      const words = wordsOf(key);
      if (!elements.length || !words) return;
      on(key);
      let again = false;
      const here = pressed && elements.includes(pressed.element) ? pressed : null;
      const top = here?.top ?? elements[0]?.getBoundingClientRect().top ?? 0;
      /** @type {import("./editor.js").Words} */
      const given = {
        ...words,
        keep: async (text) => {
          await words.keep(text);
          again = true;
        },
        move: (up) => {
          close();
          shift(key, up);
        },
        closed: () => {
          shut = null;
          focus();
          void (again ? refresh().then(focus) : soon());
        },
      };
      const opened = openEditor(elements, given, here?.element);
      shut = opened.close;
      if (here?.words) putCaret(opened.field, here.words);
      stayAt(opened.box, top);
    },
  };
}

/**
 * @param {HTMLElement[]} elements of the piece that was pressed @param {MouseEvent} event
 * @returns {Pressed|null}
 */
function pressedOn(elements, event) {
  const element = elements.find((one) => one.contains(/** @type {Node} */ (event.target)));
  if (!element) return null;
  const { top } = element.getBoundingClientRect();
  return { element, top, words: pressedAt(elements, event) };
}

/** @param {HTMLTextAreaElement} field @param {{before: string, after: string}} words */
function putCaret(field, { before, after }) {
  const at = caretIn(field.value, before, after);
  field.setSelectionRange(at, at);
}

/** What closed above it moves nothing under the hand; and all of the field is seen. @param {HTMLElement} box @param {number} top */
function stayAt(box, top) {
  scrollBy(0, box.getBoundingClientRect().top - top);
  box.scrollIntoView({ block: "nearest" });
}
