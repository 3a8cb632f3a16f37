/** The one piece of the paper that is being changed where it stands. */
import { caretIn, pressedAt } from "./caret.js";
import { openEditor } from "./editor.js";
import { elementsOf } from "./pieces.js";

/**
 * Where a piece was pressed: how high in the window, and between which words.
 * @typedef {{y: number, words: {before: string, after: string}|null}} Pressed
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
      const top = elements[0]?.getBoundingClientRect().top ?? 0;
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
      const { close: shutIt, box, field } = openEditor(elements, given);
      shut = shutIt;
      grow(field);
      if (pressed?.words) toPressed(field, pressed.words, pressed.y);
      else scrollBy(0, box.getBoundingClientRect().top - top);
      if (box.getBoundingClientRect().height < innerHeight)
        box.scrollIntoView({ block: "nearest" });
    },
  };
}

/**
 * @param {HTMLElement[]} elements of the piece that was pressed @param {MouseEvent} event
 * @returns {Pressed}
 */
function pressedOn(elements, event) {
  return { y: event.clientY, words: pressedAt(elements, event) };
}

/** As high as its words. Safari and Firefox do not know `field-sizing` yet. @param {HTMLTextAreaElement} field */
function grow(field) {
  if (!CSS.supports("field-sizing", "content")) field.style.height = `${field.scrollHeight + 2}px`;
}

/**
 * The caret comes to the pressed letter, and that to where the hand is, as near as lines are alike.
 * @param {HTMLTextAreaElement} field @param {{before: string, after: string}} words @param {number} y
 */
function toPressed(field, { before, after }, y) {
  const at = caretIn(field.value, before, after);
  field.setSelectionRange(at, at);
  const { top, height } = field.getBoundingClientRect();
  scrollBy(0, top + (height * at) / (field.value.length || 1) - y);
}
