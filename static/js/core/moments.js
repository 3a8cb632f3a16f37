/** Times of day and dates as the page's language writes them, by the clock in the hall. */

const page = () => globalThis.document?.documentElement.lang || "en";
// Minutes that the hall's clock is ahead of UTC; a page that does not say has the device's.
const hall = () => {
  const said = globalThis.document?.querySelector("meta[name=offset]")?.getAttribute("content");
  return Number(said ?? Number.NaN);
};

/** `14.05` in Norwegian, `14:05` in English. @param {Date} at @param {string} [language] @param {number} [offset] */
export function clockTime(at, language = page(), offset = hall()) {
  const { day, timeZone } = there(at, offset);
  const form = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", timeZone });
  const time = day.toLocaleTimeString("en-GB", form);
  return language === "en" ? time : time.replace(":", ".");
}

/** `12. mars kl. 14.05`, not to be broken between. @param {Date} at @param {string} [language] @param {number} [offset] */
export function moment(at, language = page(), offset = hall()) {
  const locale = language === "en" ? "en-GB" : "nb";
  const { day, timeZone } = there(at, offset);
  const date = day.toLocaleDateString(locale, { day: "numeric", month: "long", timeZone });
  const between = language === "en" ? ", " : " kl. ";
  return `${date}${between}${clockTime(at, language, offset)}`.replaceAll(" ", "\u00a0");
}

/** `12. mars`, short. @param {Date} at @param {string} [language] @param {number} [offset] */
export function shortDay(at, language = page(), offset = hall()) {
  const { day, timeZone } = there(at, offset);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone }).format(
    day,
  );
}

/**
 * A phone that has another zone than the hall shows the hall's time all the same. One that has the
 * same knows summer and winter better than a number does.
 * @param {Date} at @param {number} offset @returns {{day: Date, timeZone?: string}}
 */
function there(at, offset) {
  if (Number.isNaN(offset) || offset === -new Date().getTimezoneOffset()) return { day: at };
  return { day: new Date(at.getTime() + offset * 60_000), timeZone: "UTC" };
}
