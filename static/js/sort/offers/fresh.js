/** What the café works out about this question, kept fresh without asking at every keystroke. */

const QUIET_MS = 300; // fast hands place several before it is thought over again

/**
 * @template T
 * @param {{first: T, look(): Promise<T>, revision(): number, onChange(): void}} page
 * @returns {{news(): void, all(): T}} `news` after every change of the page
 */
export function fresh({ first, look, revision, onChange }) {
  let found = first;
  let seen = -1;
  let asked = false;

  const refresh = async () => {
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
    news();
  };
  const news = () => {
    if (asked || revision() <= seen) return;
    asked = true;
    setTimeout(refresh, QUIET_MS);
  };
  return { news, all: () => found };
}
