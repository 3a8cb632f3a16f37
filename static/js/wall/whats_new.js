/**
 * "What is new since I last looked": each new slip carries a mark until it has been before the
 * reader's eyes for a moment and gone out of sight again, so that no mark vanishes while it is read.
 * The marks hang in corners of their own: nothing moves when they come or go.
 */
import { html, nothing, render } from "lit-html";
import { n, t } from "../core/texts.js";
import { byPoster, keep, markOf, newOnes, recall } from "./seen.js";

/** @typedef {import("../core/live/store.js").State} State */
/** @typedef {import("../core/live/store.js").Note} Note */

const MOMENT_MS = 1500;

/**
 * @param {{app: HTMLElement, slips: import("./slips.js").Slips, single: boolean, onChange: () => void}} page
 *   `single`: one poster, which has the control that the bar over many has; `onChange`: another count
 */
export function openWhatsNew({ app, slips, single, onChange }) {
  /** @type {Set<string>|null} */
  let seen = null;
  /** @type {State|null} */
  let state = null;
  /** New, by id. @type {Map<string, Note>} */
  let fresh = new Map();
  /** Seen, but still in sight. @type {Set<string>} */
  const lingering = new Set();
  /** The slips that carry the mark. @type {Map<string, Element>} */
  const marked = new Map();
  const watch = moments(
    (slip) => saw([idOf(slip)]),
    (slip) => {
      if (lingering.delete(idOf(slip))) mark();
    },
  );

  /** @param {string[]} ids */
  const saw = (ids) => {
    if (!seen || !state) return;
    for (const id of ids) {
      const note = fresh.get(id);
      if (!note) continue;
      seen.add(markOf(note));
      lingering.add(id);
      fresh.delete(id);
    }
    keep(state.workshop?.id ?? "", seen, state.notes.values());
    onChange();
  };

  /** Hang the marks on what is drawn. */
  const mark = () => {
    for (const id of [...fresh.keys(), ...lingering]) {
      const slip = slips.of(id);
      if (!slip || marked.get(id) === slip) continue;
      marked.set(id, slip);
      slip.setAttribute("data-new", t("New")); // shown, and read aloud, by the style sheet
      watch.observe(slip);
    }
    for (const [id, slip] of marked) {
      if (slip.isConnected && (fresh.has(id) || lingering.has(id))) continue;
      marked.delete(id);
      slip.removeAttribute("data-new");
      watch.unobserve(slip);
    }
    if (!single) return;
    const at = byPoster(fresh.values(), state?.tables);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (
      app.querySelectorAll(".poster-new")
    ))
      render(tag(at.get(place.parentElement?.id ?? "") ?? []), place);
  };

  /** @param {string[]} ids */
  const tag = (ids) => {
    if (!ids.length) return nothing;
    return html`<button type="button" @click=${() => done(ids)}><b>${n("%(count)s new", "%(count)s new", ids.length)}</b>
      ${t("I have seen it")}</button>`;
  };

  /** By tap: the marks need not linger. @param {string[]} ids */
  const done = (ids) => {
    saw(ids);
    for (const id of ids) lingering.delete(id);
    mark();
  };

  return {
    /** Before each drawing. @param {State} now */
    hear(now) {
      state = now;
      const workshop = now.workshop?.id;
      if (!workshop) return;
      // Who comes for the first time has everything before them: nothing is newer than the rest.
      seen ??= recall(workshop) ?? first(workshop, now);
      fresh = new Map(newOnes(now.notes.values(), seen).map((note) => [note.id, note]));
    },
    mark,
    count: () => fresh.size,
    /** By tap: all of it has been seen. */
    seen: () => done([...fresh.keys()]),
    /** @param {Element|undefined} from where the reader is @returns {Element|null} the next new slip */
    next(from) {
      const slips = [...app.querySelectorAll(".poster .slip")].filter((s) => fresh.has(idOf(s)));
      const after = slips.find((slip) => from && isAfter(from, slip));
      return after ?? slips[0] ?? null;
    },
  };
}

/**
 * Tells when something has been before the reader's eyes for a moment, and when it is out of sight.
 *
 * @param {(one: Element) => void} onSeen @param {(one: Element) => void} onGone
 */
function moments(onSeen, onGone) {
  /** @type {Map<Element, number>} */
  const looking = new Map();
  /** @param {Element} one */
  const enter = (one) => {
    if (looking.has(one)) return;
    const look = () => {
      // Nobody looks at a hidden page, nor behind a sheet.
      if (document.hidden || document.querySelector("dialog[open]"))
        looking.set(one, window.setTimeout(look, MOMENT_MS));
      else onSeen(one);
    };
    looking.set(one, window.setTimeout(look, MOMENT_MS));
  };
  /** @param {Element} one */
  const leave = (one) => {
    window.clearTimeout(looking.get(one));
    looking.delete(one);
    onGone(one);
  };
  return new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) (isIntersecting ? enter : leave)(target);
    },
    { threshold: 0.3 },
  );
}

/** @param {string} workshop @param {State} now */
function first(workshop, now) {
  const seen = new Set([...now.notes.values()].map(markOf));
  keep(workshop, seen, now.notes.values());
  return seen;
}

/** @param {Element} slip */
function idOf(slip) {
  return slip.getAttribute("data-note") ?? "";
}

/** @param {Element} a @param {Element} b */
function isAfter(a, b) {
  return Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
}
