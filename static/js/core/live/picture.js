/** What a page knows of its café: the whole picture once, then what changes, in order and without a gap. */
import { apply, empty, fromSnapshot, settle } from "./store.js";

/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").Events} Events */

/**
 * @param {object} page
 * @param {(path: string) => Promise<any>} page.ask  the café's answer
 * @param {(state: State) => void} page.onState  after every change
 * @param {() => void} page.onGap  something has come before what it builds on
 * @param {(nowMs: unknown) => void} page.onClock  what the café said its clock is
 */
export function picture({ ask, onState, onGap, onClock }) {
  let state = empty();
  /** @type {Events[]} */
  let held = [];
  let wanted = -1;

  const lacks = () => held.length > 0 || state.revision < wanted;

  /** @param {State} next */
  const show = (next) => {
    const before = state;
    ({ state, held } = settle(next, held));
    if (state !== before) onState(state);
    if (state.revision >= 0 && lacks()) onGap();
  };

  const whole = async () => {
    const before = state;
    const next = fromSnapshot(await ask("snapshot"));
    // Events may have gone past the snapshot on its way here. Else the server is right, even when it
    // knows less than we do: then it was put back from a backup.
    show(state === before || next.revision > state.revision ? next : state);
  };

  return {
    state: () => state,
    /** Whether something is known to have happened that is not in the picture. */
    lacks,
    /**
     * @param {number} revision how far the café is @param {string} [mark] of its change of that number
     * @returns {boolean} whether the picture is behind, or of a café that a backup has been put in place of
     */
    want(revision, mark = "") {
      wanted = revision;
      const other = state.revision === revision && mark !== state.mark;
      return state.revision < wanted || Boolean(mark && state.mark && other);
    },
    /** @param {Events} events */
    hear(events) {
      held.push(events);
      show(state);
    },
    /** Fetch what is lacking; throws as `ask` does. */
    async look() {
      const since = state.revision;
      const mark = state.mark && `&mark=${state.mark}`;
      const events = since < 0 ? null : await ask(`changes?since=${since}${mark}`);
      onClock(events?.now_ms);
      if (!events || events.too_old) await whole();
      else show(apply(state, events).state);
    },
  };
}
