// What a key means, whatever keyboard it comes from.

/**
 * True while an input method (Japanese, an accent in two strokes, a phone's suggestions) is writing:
 * the key belongs to it, also the Enter that takes what it proposes. Safari says that one's end before
 * the key itself, so that `isComposing` is over already; keyCode 229 is how it is known there.
 * @param {{isComposing: boolean, keyCode?: number}} event
 */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

/**
 * True for the Enter that means "add", not a line break and not an input method's.
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode?: number}} event
 */
export function meansAdd(event) {
  return event.key === "Enter" && !event.shiftKey && !composing(event);
}
