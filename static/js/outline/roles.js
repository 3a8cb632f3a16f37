// What a host is at a table as.

import { t } from "../core/texts.js";

/** In words, by what the café calls them; "": nobody has said. */
export const roles = () => ({
  "": t("not said"),
  user: t("user representative"),
  professional: t("professional"),
  other: t("other"),
});

/** @param {string | null} role */
export const roleWords = (role) => roles()[/** @type {"user"} */ (role ?? "")];
