/** The bar below everything on the big screen: how many look, which page it is, who has lost the line. */
import { serverNow } from "../../core/live/connection.js";
import { n, t } from "../../core/texts.js";
import { areLost, lookers } from "./line.js";

/** @returns {{looking(count: number): void, writing(count: number): void, page(page: number, pages: number): void}} */
export function openHall() {
  const lost = /** @type {HTMLElement} */ (document.getElementById("phones-lost"));
  const place = /** @type {HTMLElement} */ (document.getElementById("page-number"));
  const writes = /** @type {HTMLElement} */ (document.getElementById("writing"));
  /** @type {import("./line.js").Seen[]} */
  let seen = [];
  return {
    looking(count) {
      seen = lookers(seen, { at: serverNow(), count });
      const words = areLost(seen)
        ? t(
            "Many phones and tablets have lost the line. What is typed is kept, and comes when it is back.",
          )
        : "";
      if (lost.textContent !== words) lost.textContent = words;
    },
    writing(count) {
      writes.hidden = count < 1;
      writes.textContent = n("%(count)s writes", "%(count)s write", count);
    },
    page(page, pages) {
      place.textContent =
        pages > 1 ? t("Page %(page)s of %(pages)s", { page: page + 1, pages }) : "";
    },
  };
}
