/**
 * SortableJS looks where the hand is each 50 ms, takes nothing in the 30 ms after it has made room, and
 * lets a thing fall where it last looked. A hand that lets go on its way is therefore kept there, for as
 * long as two looks take, before the library hears of it; or until it presses the next thing.
 */
const TWO_LOOKS_MS = 110;
const MOVES = ["pointermove", "mousemove"];
const PRESSES = ["pointerdown", "mousedown"];
const ENDS = ["pointerup", "mouseup"]; // Safari's library hears of the mouse, the others of the pointer

/**
 * @returns {{watch(event: Event): void, over(): void, kept(): boolean}} `watch` from when a thing is
 *   taken, by this event, until it is `over`; `kept`: the hand has let go, and the library does not know
 */
export function lettingGo() {
  /** @type {number|undefined} whose hand it is */
  let hand;
  let moved = false;
  /** @type {MouseEvent[]} */
  let ends = [];
  /** @type {Event|null} what is told to the library now */
  let told = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;

  /** @param {string} type @param {MouseEvent} event  the hand's own, which says where */
  const tell = (type, event) => {
    told = new (event instanceof PointerEvent ? PointerEvent : MouseEvent)(type, event);
    document.dispatchEvent(told);
    told = null;
  };
  /** @param {Event} event */
  const move = (event) => {
    moved = true;
    if (ends.length && event !== told) event.stopImmediatePropagation(); // it has left already
  };
  /** @param {Event} event */
  const end = (event) => {
    if (event === told || !moved || !(event instanceof MouseEvent)) return;
    if (event instanceof PointerEvent && event.pointerId !== (hand ?? event.pointerId)) return;
    event.stopImmediatePropagation();
    if (ends.some(({ type }) => type === event.type)) return;
    timer ??= setTimeout(fall, TWO_LOOKS_MS);
    ends.push(event);
    tell(event.type.replace("up", "move"), event);
  };
  const fall = () => {
    const all = ends;
    over();
    for (const event of all) tell(event.type, event);
  };
  const press = () => {
    if (ends.length) fall(); // else the library would not hear of the press
  };
  const over = () => {
    clearTimeout(timer);
    timer = undefined;
    ends = [];
    for (const type of PRESSES) removeEventListener(type, press, true);
    for (const type of MOVES) removeEventListener(type, move, true);
    for (const type of ENDS) removeEventListener(type, end, true);
  };
  return {
    watch(event) {
      over();
      hand = event instanceof PointerEvent ? event.pointerId : undefined;
      moved = false;
      for (const type of PRESSES) addEventListener(type, press, true);
      for (const type of MOVES) addEventListener(type, move, true);
      for (const type of ENDS) addEventListener(type, end, true);
    },
    over,
    kept: () => ends.length > 0,
  };
}
