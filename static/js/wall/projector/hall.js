/** The bar below everything on the big screen: how many look and write, which page it is, who fell silent. */
import { n, t } from "../../core/texts.js";

const FEW = 6;

/**
 * Whether it is told that so many stopped answering: not of a few, and not when most are there.
 * @param {number} silent @param {number} there
 */
export function areMany(silent, there) {
  return silent >= FEW && silent >= there;
}

/** @returns {{looking(count: number): void, writing(count: number): void, silent(count: number): void,
 *   page(page: number, pages: number): void}} */
export function openHall() {
  const lost = /** @type {HTMLElement} */ (document.getElementById("phones-lost"));
  const place = /** @type {HTMLElement} */ (document.getElementById("page-number"));
  const writes = /** @type {HTMLElement} */ (document.getElementById("writing"));
  const counts = { looking: 0, writing: 0, silent: 0 };

  const tell = () => {
    const many = areMany(counts.silent, counts.looking + counts.writing);
    const words = many
      ? t(
          "At least %(count)s phones and tablets do not answer. If it is the network: what is typed is kept, and comes when it is back.",
          { count: counts.silent },
        )
      : "";
    if (lost.textContent !== words) lost.textContent = words;
  };
  return {
    looking(count) {
      counts.looking = count;
      tell();
    },
    writing(count) {
      counts.writing = count;
      writes.hidden = count < 1;
      writes.textContent = n("%(count)s writes", "%(count)s write", count);
      tell();
    },
    silent(count) {
      counts.silent = count;
      tell();
    },
    page(page, pages) {
      place.textContent =
        pages > 1 ? t("Page %(page)s of %(pages)s", { page: page + 1, pages }) : "";
    },
  };
}
