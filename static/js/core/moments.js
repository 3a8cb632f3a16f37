/** Times of day and dates as the page's language writes them, by the clock in the hall. */

const page = () => globalThis.document?.documentElement.lang || "en";
// What the page says of the hall's clock (`core/clock.py: ahead_of_utc`); one that says nothing has the device's.
const hall = (/** @type {Date} */ at) => {
  const said = globalThis.document?.querySelector("meta[name=offset]")?.getAttribute("content");
  return said ? aheadAt(said, at) : Number.NaN;
};

/**
 * How many minutes the hall's clock is ahead of UTC at a moment, in summer and in winter.
 * @param {string} said  "60,1774746000=120": 60 minutes, and 120 from that second on @param {Date} at
 */
export function aheadAt(said, at) {
  const [first, ...changes] = said.split(",");
  let ahead = Number(first);
  for (const change of changes) {
    const [since, then] = change.split("=").map(Number);
    if (at.getTime() >= Number(since) * 1000) ahead = Number(then);
  }
  return ahead;
}

/** `14.05` in Norwegian, `14:05` in English. @param {Date} at @param {string} [language] @param {number} [offset] */
export function clockTime(at, language = page(), offset = hall(at)) {
  const { day, timeZone } = there(at, offset);
  const form = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", timeZone });
  const time = day.toLocaleTimeString("en-GB", form);
  return language === "en" ? time : time.replace(":", ".");
}

/** `12. mars kl. 14.05`, not to be broken between. @param {Date} at @param {string} [language] @param {number} [offset] */
export function moment(at, language = page(), offset = hall(at)) {
  const locale = language === "en" ? "en-GB" : "nb";
  const { day, timeZone } = there(at, offset);
  const date = day.toLocaleDateString(locale, { day: "numeric", month: "long", timeZone });
  const between = language === "en" ? ", " : " kl. ";
  return `${date}${between}${clockTime(at, language, offset)}`.replaceAll(" ", "\u00a0");
}

/** `12. mars`, short. @param {Date} at @param {string} [language] @param {number} [offset] */
export function shortDay(at, language = page(), offset = hall(at)) {
  const { day, timeZone } = there(at, offset);
  return new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone }).format(
    day,
  );
}

/** Whether both are on one day in the hall. @param {Date} one @param {Date} other @param {number} [offset] */
export function sameDay(one, other, offset = hall(other)) {
  const [first, second] = [one, other].map((at) => {
    const { day, timeZone } = there(at, offset);
    return day.toLocaleDateString("en-GB", { timeZone });
  });
  return first === second;
}

/**
 * A phone that has another zone than the hall shows the hall's time all the same.
 * @param {Date} at @param {number} offset @returns {{day: Date, timeZone?: string}}
 */
function there(at, offset) {
  if (Number.isNaN(offset)) return { day: at };
  return { day: new Date(at.getTime() + offset * 60_000), timeZone: "UTC" };
}
