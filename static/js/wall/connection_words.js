/** How the connection is, in words. */
import { clockTime } from "../core/moments.js";
import { t } from "../core/texts.js";

/**
 * @param {number} rightMs when the picture was last right, ms since 1970
 * @param {string} language
 */
export function connectionText(rightMs, language) {
  const time = clockTime(new Date(rightMs), language);
  return t(
    "The connection is lost. This is the wall as it was at %(time)s. It comes back by itself.",
    {
      time,
    },
  );
}
