/** Times of day and dates as the page's language writes them. */

const page = () => globalThis.document?.documentElement.lang || "en";

/** `14.05` in Norwegian, `14:05` in English. @param {Date} at @param {string} [language] */
export function clockTime(at, language = page()) {
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return language === "en" ? time : time.replace(":", ".");
}

/** `12. mars kl. 14.05`, not to be broken between. @param {Date} at @param {string} [language] */
export function moment(at, language = page()) {
  const locale = language === "en" ? "en-GB" : "nb";
  const day = at.toLocaleDateString(locale, { day: "numeric", month: "long" });
  const between = language === "en" ? ", " : " kl. ";
  return `${day}${between}${clockTime(at, language)}`.replaceAll(" ", "\u00a0");
}
