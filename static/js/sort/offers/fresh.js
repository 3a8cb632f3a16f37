/** What the café works out about this question, kept fresh without asking at every keystroke. */

const QUIET_MS = 300; // quick people place several before it is thought over again

/**
 * @template T
 * @param {{first: T, look(): Promise<T>, revision(): number, onChange(): void}} page
 * @returns {{refresh(): void, all(): T}} `refresh` after every change of the page
 */
export function fresh({ first, look, revision, onChange }) {
  let found = first;
  let seen = -1;
  let asked = false;

  const ask = async () => {
    const at = revision();
    try {
      found = await look();
      seen = at;
      onChange();
    } catch {
      // What does not come is no trouble; the next change asks again.
      seen = at;
    } finally {
      asked = false;
    }
    refresh();
  };
  const refresh = () => {
    if (asked || revision() <= seen) return;
    asked = true;
    setTimeout(ask, QUIET_MS);
  };
  return { refresh, all: () => found };
}
