/** The one piece of the paper that is being changed where it stands. */
import { openEditor } from "./editor.js";
import { elementsOf } from "./pieces.js";

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
    /** @param {string} key */
    open(key) {
      const elements = elementsOf(paper, key);
      const words = wordsOf(key);
      if (!elements.length || !words) return;
      on(key);
      let again = false;
      const opened = openEditor(elements, {
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
      });
      shut = opened.close;
    },
  };
}
