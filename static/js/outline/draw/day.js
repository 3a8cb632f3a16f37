// A day in words, in the café's own language: the field itself speaks the browser's.

/** @type {Record<string, string>} */
const TAGS = { nb: "nb-NO", nn: "nn-NO", en: "en-US" };

/**
 * `2026-09-05` as `5. september 2026`, or as `lørdag 5. september 2026`; "" while there is no whole day.
 * @param {string} day @param {string} language the café's @param {"long"|"full"} [dateStyle]
 */
export function dayInWords(day, language, dateStyle = "long") {
  const at = new Date(`${day}T12:00:00Z`);
  if (!/^\d{4}-/.test(day) || Number.isNaN(at.getTime())) return "";
  const form = new Intl.DateTimeFormat(TAGS[language] ?? "nb-NO", {
    dateStyle,
    timeZone: "UTC",
  });
  return form.format(at);
}
