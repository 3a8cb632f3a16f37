/**
 * The wall as a room: from far all its posters at once, near one of them, and one motion between the
 * two. The address says which, so that a link can be passed on and "back" steps back.
 */
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { n, t } from "../core/texts.js";
import { placeName } from "../core/words.js";
import { tilt } from "./outline.js";
import { afterDrawing } from "./search/walk.js";

/** @typedef {import("./outline.js").Poster} Poster */
/** @typedef {import("./outline.js").Section} Section */
/** @typedef {ReturnType<typeof openFar>} Far */

const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const NAME = "far";
/** So many slips are told apart from far; a poster with more is full. */
const SEEN = 60;

/**
 * @param {{app: HTMLElement, draw: () => void, show: (poster: HTMLElement) => void}} page
 *   `draw` at once; `show` brings a poster before the reader's eyes
 */
export function openFar({ app, draw, show }) {
  const asked = () => new URLSearchParams(location.search).has(NAME);
  const far = { is: asked(), toggle, near, leave };

  /** @param {boolean} back into the room @param {number} number the table one comes from or to */
  function step(back, number) {
    const here = () => app.querySelector(back ? `#table-${number}` : `#far-${number}`);
    const there = () => app.querySelector(back ? `#far-${number}` : `#table-${number}`);
    move(here, there, () => {
      far.is = back;
      draw();
      const place = /** @type {HTMLElement|null} */ (there());
      if (!place) return;
      if (!back) {
        show(place);
        // The posters above it are as high as they are only when they have been drawn once.
        afterDrawing(() => show(place));
      } else place.scrollIntoView({ block: "center", behavior: "instant" });
      place.focus({ preventScroll: true });
    });
  }

  /** @param {number} number the table whose poster one stands at */
  function toggle(number) {
    address(!far.is, number);
    step(!far.is, number);
  }

  /** @param {MouseEvent} event @param {number} number */
  function near(event, number) {
    // Another tab is the browser's to open.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    toggle(number);
  }

  /** Without a motion, since the reader is taken somewhere else; true: one was far. */
  function leave() {
    if (!far.is) return false;
    far.is = false;
    address(false, 0, true);
    draw();
    return true;
  }

  window.addEventListener("popstate", () => {
    if (asked() !== far.is) step(asked(), Number(location.hash.replace("#table-", "")) || 0);
  });
  return far;
}

/** @param {boolean} far @param {number} number @param {boolean} [instead] of what "back" would come to */
function address(far, number, instead = false) {
  const next = new URL(location.href);
  if (far) next.searchParams.set(NAME, "1");
  else next.searchParams.delete(NAME);
  if (number) next.hash = `table-${number}`;
  if (instead) history.replaceState(null, "", next);
  else history.pushState(null, "", next);
}

/**
 * One poster grows out of its place, or goes back into it, while the rest fades.
 * @param {() => Element|null} from @param {() => Element|null} to @param {() => void} change
 */
function move(from, to, change) {
  if (!document.startViewTransition || CALM.matches || document.hidden) return change();
  from()?.setAttribute("data-moving", "");
  const under = document.startViewTransition(() => {
    from()?.removeAttribute("data-moving");
    change();
    to()?.setAttribute("data-moving", "");
  });
  under.finished.finally(() => to()?.removeAttribute("data-moving"));
}

/** @param {Far} far @param {number} number the poster one stands at */
export function farButton(far, number) {
  return html`<button class="pill to-far" type="button" aria-pressed=${far.is}
    @click=${() => far.toggle(number)}><span>${t("The whole room")}</span></button>`;
}

/**
 * The posters as they are seen from the door: sheets with a number, a name and small papers.
 *
 * @param {Section[]} found @param {Map<number, Poster>} hung
 * @param {{by: "question"|"table", far: Far, fresh: Set<string>}} wall
 */
export function drawFar(found, hung, { by, far, fresh }) {
  /** @param {Iterable<Poster>} posters */
  const row = (posters) =>
    html`<ul class="far-row" role="list">${repeat(
      posters,
      (poster) => poster.table.id,
      (poster) => guard([poster], () => sheet(poster, far, fresh)),
    )}</ul>`;
  if (by === "table") return html`<div class="far">${row(hung.values())}</div>`;
  return html`<div class="far">${found.map(
    ({
      question,
      posters,
    }) => html`<section class="far-question" aria-labelledby="far-question-${question.number}">
      <h2 id="far-question-${question.number}">${t("Question %(number)s", { number: question.number })}</h2>
      <p dir="auto">${question.text}</p>
      ${row(posters)}</section>`,
  )}</div>`;
}

/** @param {Poster} poster @param {Far} far @param {Set<string>} fresh */
function sheet({ table, question, notes }, far, fresh) {
  const place = placeName(question, table);
  const { number } = table;
  return html`<li><a class="far-poster" id="far-${number}" href="#table-${number}"
      @click=${(/** @type {MouseEvent} */ event) => far.near(event, number)}>
      <span class="far-place">${place}</span>
      ${table.cafe_name ? html`<b class="far-name" dir="auto">${table.cafe_name}</b>` : nothing}
      <span class="far-slips" aria-hidden="true">${notes
        .slice(0, SEEN)
        .map(
          ({ id, kind }) =>
            html`<i class="far-slip ${kind} ${fresh.has(id) ? "fresh" : ""}" data-tilt=${tilt(id)}></i>`,
        )}</span>
      ${table.main_statement ? html`<span class="far-main"><span class="sr-only">${t("Main statement")}</span></span>` : nothing}
      <span class="far-count">${n("%(count)s note", "%(count)s notes", notes.length)}</span></a></li>`;
}
