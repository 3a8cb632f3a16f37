/**
 * The browser's storage may be forbidden (a private window) or full: then the page does without, and
 * remembers as long as it is open.
 * @template T
 * @param {() => T} work
 * @returns {T | undefined}
 */
export function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * A list that lies on this device alone, one for all its pages: each sees what another has put there,
 * and puts its own beside it. What the browser will not keep lasts as long as the page.
 * @template T
 * @param {string} name
 * @param {() => Pick<Storage, "getItem" | "setItem" | "removeItem">} [storage]
 */
export function keptList(name, storage = () => localStorage) {
  /** @type {T[]} */
  let list = [];
  /** As it lies there. @type {string | null} */
  let raw = null;
  let unkept = false;

  const all = () => {
    const there = unkept ? raw : attempt(() => storage().getItem(name));
    if (there === undefined || there === raw) return list;
    raw = there;
    list = (there && attempt(() => JSON.parse(there))) || [];
    return list;
  };
  return {
    all,
    /** @param {(list: T[]) => T[]} how */
    change(how) {
      list = how(all());
      const now = JSON.stringify(list);
      unkept = !attempt(() => {
        storage().setItem(name, now);
        return true;
      });
      if (!unkept) raw = now;
    },
    clear() {
      [list, raw, unkept] = [[], null, false];
      attempt(() => storage().removeItem(name));
    },
  };
}
