// What is typed over words that others may change too. The draft keeps what stood there when it was
// typed, so that whoever comes back to it is told what stands there by now, and replaces it knowingly.

import { attempt } from "../../core/attempt.js";
import { t } from "../../core/texts.js";

/** @typedef {Pick<import("../../core/offline/drafts.js").Draft, "last" | "keep" | "clear">} Draft */

/**
 * @param {Draft} draft @param {string} now  what stands there
 * @returns {{text: string, told: string[], keep(text: string): void, clear(): void}} `text`: what was
 *   typed before, "" when nothing was; `told`: what is said of it, nothing when it is what stands there
 */
export function typedOver(draft, now) {
  const last = draft.last();
  const read = attempt(() => JSON.parse(last));
  // Before drafts kept what they were typed over, the text itself lay here.
  const { was = null, text } = typeof read?.text === "string" ? read : { text: last };
  const others = was === now ? [] : [t("There now: %(words)s", { words: now || "–" })];
  return {
    text,
    told:
      !text || text === now
        ? []
        : [t("These are your words from before, not kept yet."), ...others],
    keep: (words) => draft.keep(JSON.stringify({ was: now, text: words })),
    clear: () => draft.clear(),
  };
}
