/** Where each note hangs: a note that comes shall cost its own poster, not a look at the whole wall. */

/** @typedef {ReturnType<typeof openSlips>} Slips */

export function openSlips() {
  /** @type {Map<string, HTMLElement>} */
  const hanging = new Map();
  return {
    /** @param {Iterable<Element>} posters that were drawn anew */
    find(posters) {
      for (const poster of posters)
        for (const slip of /** @type {NodeListOf<HTMLElement>} */ (
          poster.querySelectorAll(".slip")
        ))
          hanging.set(slip.dataset.note ?? "", slip);
      for (const [id, slip] of hanging) if (!slip.isConnected) hanging.delete(id);
    },
    /** @param {string} id the note's */
    of: (id) => hanging.get(id),
    /** Each note's id and its slip. */
    all: () => hanging.entries(),
  };
}
