/** The left side: notes that wait for a place, by table; what is set aside; what was struck out. */
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { earlierView } from "../../core/live/earlier.js";
import { n, t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";
import { cropFold } from "./crop.js";
import { eraseLink } from "./erase.js";
import { chip } from "./likely.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Note} Note */
/** @typedef {ReadonlyMap<string, import("../../core/live/earlier.js").Earlier[]>} ReadBefore by "note/<id>" … */
/**
 * @typedef {{current: string|null, menu(key: string): void, takeBack(id: string): void,
 *   doubles(): void, above(): void, chosen(key: string): boolean,
 *   pick(key: string, event: MouseEvent): void, parted(note: string, other: string): void,
 *   suggested(id: string): import("../view.js").Heading|undefined, takeSuggested(key: string): void,
 *   suggests: boolean, sorts: boolean, likelihoods: unknown, readBefore: ReadBefore}} Handlers `likelihoods`: another object when
 *   they have changed; `sorts`: whether whoever looks may sort, and the café is sorted now
 */

/** @param {View} view @param {Handlers} handlers */
export function notesSide(view, handlers) {
  return html`
    <section class="side" id="unplaced" aria-labelledby="unplaced-title">
      <div class="side-head">
        <h2 id="unplaced-title">${t("Not yet placed")} <span class="count">${view.waiting}</span></h2>
        ${offersRow(view, handlers)}
      </div>
      ${view.keys.notes.length ? nothing : html`<p class="done" data-list="unplaced" data-fixed data-end tabindex="-1">${why(view)}</p>`}
      ${repeat(
        view.groups,
        ({ table }) => table.id,
        (each) => group(each, view, handlers),
      )}
      ${mainBox(view, handlers)} ${asideBox(view, handlers)} ${struckBox(view)} ${erasedBox(view)}
    </section>
  `;
}

/** @param {View} view @param {Handlers} handlers */
function offersRow(view, handlers) {
  if (!view.accounts.typed.length || !handlers.sorts) return nothing;
  return html`<div class="offers-row">
    <button class="ds-button" data-variant="secondary" type="button" id="doubles" @click=${handlers.doubles}>${t("Likely doubles")}</button>
    ${
      handlers.suggests
        ? html`<button class="ds-button" data-variant="secondary" type="button" id="above" @click=${handlers.above}>${t("Suggested headings")}</button>`
        : nothing
    }
  </div>`;
}

/** Why no note is shown. @param {View} view */
function why(view) {
  if (!view.accounts.typed.length) return t("No notes were written here.");
  return view.waiting ? t("No note fits the filter.") : t("Every note has its place.");
}

/**
 * A table's notes. What the filter hides stays in the page: hiding is quick, making anew is not. And
 * nothing is compared slip by slip when neither they nor what is chosen of them has changed.
 * @param {import("../view.js").Group} group @param {View} view @param {Handlers} handlers
 */
function group(group, view, handlers) {
  const { table, all, notes } = group;
  const chosen = all.filter(({ id }) => handlers.chosen(`note:${id}`));
  const inside = all.some(({ id }) => `note:${id}` === handlers.current) ? handlers.current : "";
  const seen = [
    group,
    inside,
    handlers.likelihoods,
    handlers.readBefore,
    handlers.sorts,
    chosen.map(({ id }) => id).join(),
    ...beside(view),
  ];
  return guard(seen, () => {
    const shown = new Set(notes);
    return html`<section class="group" aria-labelledby=${`table-${table.id}`} ?hidden=${!notes.length}>
      <h3 id=${`table-${table.id}`}>
        <bdi>${placeName(view.question, table)}</bdi>
        ${table.cafe_name ? html`<span class="cafe-name" dir="auto">${table.cafe_name}</span>` : nothing}
        <span class="count">${notes.length < all.length ? `${notes.length}/${all.length}` : all.length}</span>
      </h3>
      ${earlierView(handlers.readBefore.get(`table/${table.id}`), 0, t("The main statement was changed"))}
      <ul class="notes" data-list="unplaced" data-fixed>
        ${repeat(
          all,
          (note) => note.id,
          (note) => slip(note, !shown.has(note), view, handlers),
        )}
      </ul>
    </section>`;
  });
}

/**
 * What else is seen at notes and sentences: the question, the headings' names and, where there are
 * opposites, what is in print.
 * @param {View} view
 */
export function beside({ question, headings, opposites, accounts }) {
  const names = headings.map(({ category }) => category.heading);
  return [question, names.join("\n"), opposites.size ? accounts : null];
}

/**
 * Drawn anew only when something on it is another: there may be five hundred of them.
 * @param {Note} note @param {boolean} hidden @param {View} view @param {Handlers} handlers
 */
function slip(note, hidden, view, handlers) {
  const key = `note:${note.id}`;
  const here = key === handlers.current ? 0 : -1;
  const chosen = handlers.chosen(key);
  const heading = handlers.suggested(note.id);
  const against = view.opposites.get(note.id) ?? [];
  const away = against.flatMap((one) => [one.note, isPrinted(one, view)]);
  const before = handlers.readBefore.get(`note/${note.id}`);
  const { sorts } = handlers;
  const seen = [note, hidden, here, chosen, sorts, before, heading?.category.heading, ...away];
  return guard(
    seen,
    () => html`<li class="slip ${note.kind} ${chosen ? "chosen" : ""}" data-item="note" data-id=${note.id} data-ref=${key} tabindex=${here} ?hidden=${hidden}>
    ${pick(key, note.text, chosen, here, handlers)}
    <p class="words" dir="auto">${note.text}</p>
    ${earlierView(before, here)}
    <div class="below">${facts(note, here)} ${chip(heading, here, () => handlers.takeSuggested(key))}</div>
    ${note.elaborations.map((more) => html`<p class="more" dir="auto">${more}</p>`)}
    ${against.map((one) => versus(note.id, one, view, here, handlers))}
    ${mover(key, here, handlers)}
  </li>`,
  );
}

/** @param {string} key @param {number} tab @param {Pick<Handlers, "menu"|"sorts">} handlers */
export function mover(key, tab, { menu, sorts }) {
  if (!sorts) return nothing;
  return html`<button class="to" type="button" tabindex=${tab} @click=${() => menu(key)}>
    ${t("Move to…")}
  </button>`;
}

/** @param {string} key @param {string} text @param {boolean} chosen @param {number} tab @param {Pick<Handlers, "pick"|"sorts">} handlers */
export function pick(key, text, chosen, tab, handlers) {
  if (!handlers.sorts) return nothing;
  return html`<input class="pick" type="checkbox" tabindex=${tab} .checked=${live(chosen)}
    aria-label=${t("Choose: %(text)s", { text })} @click=${(/** @type {MouseEvent} */ event) => handlers.pick(key, event)}>`;
}

/** @param {import("../view.js").Placed} placed @param {View} view */
export function isPrinted({ note }, view) {
  return view.accounts.printed.includes(note.id);
}

/**
 * What a note is the opposite of, with a way there.
 * @param {string} note @param {import("../view.js").Placed} other @param {View} view @param {number} tab
 * @param {Pick<Handlers, "parted"|"sorts">} handlers
 */
export function versus(note, other, view, tab, handlers) {
  return html`<p class="versus"><span>${t("Opposite:")}</span>
    <a href=${`#note-${other.note.id}`} tabindex=${tab} dir="auto">${other.note.text}</a>
    ${isPrinted(other, view) ? nothing : html`<b>${t("not in print")}</b>`}
    ${
      handlers.sorts
        ? html`<button class="part" type="button" tabindex=${tab} @click=${() => handlers.parted(note, other.note.id)}>
            ${t("Take the link away")}<span class="sr-only">: ${other.note.text}</span></button>`
        : nothing
    }</p>`;
}

/** @param {Note} note @param {number} [tab] */
export function facts(note, tab = -1) {
  const kind = note.kind === "keyword" ? t("keyword") : t("statement");
  const part = note.part ? t("part %(letter)s", { letter: note.part }) : "";
  const paper = note.paper ? t("from paper") : "";
  const gathered = note.gathered ? t("not on the wall") : "";
  const words = [kind, part, gathered].filter(Boolean).join(" · ");
  return html`<span class="facts">${words}${paper ? html` · ${note.spot ? cropFold(note, paper, tab) : paper}` : nothing}</span>`;
}

/** What the tables' main statements already say. @param {View} view @param {Handlers} handlers */
function mainBox(view, handlers) {
  if (!view.main.length) return nothing;
  return html`<section class="aside" id="in-main" aria-labelledby="in-main-title">
    <h3 id="in-main-title">${t("Used in the main statement")} <span class="count">${view.main.length}</span></h3>
    <ul class="notes">
      ${repeat(
        view.main,
        (note) => note.id,
        (note) => resting(note, view.every.get(note.id)?.table?.main_statement ?? "", handlers),
      )}
    </ul>
  </section>`;
}

/** A note that has gone out of the way, and back by one press. @param {Note} note @param {string} why @param {Handlers} handlers */
function resting(note, why, handlers) {
  return html`<li class="slip set" data-item="aside" data-id=${note.id} data-ref=${`aside:${note.id}`} tabindex="-1">
    <p class="words" dir="auto">${note.text}</p>
    <p class="reason" dir="auto">${why}</p>
    ${
      handlers.sorts
        ? html`<button class="to" type="button" @click=${() => handlers.takeBack(note.id)}>
            ${t("Take back")}<span class="sr-only">: ${note.text}</span>
          </button>`
        : nothing
    }
    ${eraseLink(note)}
  </li>`;
}

/** @param {View} view @param {Handlers} handlers */
function asideBox(view, handlers) {
  const many = view.aside.length;
  return html`<section class="aside" id="aside" aria-labelledby="aside-title">
    <h3 id="aside-title">${t("Set aside")} <span class="count">${many}</span></h3>
    <ul class=${many ? "notes" : "notes none"} data-list="aside" data-fixed data-hint=${handlers.sorts ? t("Drop a note here to set it aside") : t("Nothing here yet")}>
      ${repeat(
        view.aside,
        (note) => note.id,
        (note) => resting(note, note.aside ?? "", handlers),
      )}
    </ul>
  </section>`;
}

/** @param {View} view */
function erasedBox({ erased }) {
  if (!erased) return nothing;
  return html`<p class="slip erased">${n("%(count)s note erased for good", "%(count)s notes erased for good", erased)}</p>`;
}

/** @param {View} view */
function struckBox(view) {
  const many = view.struck.length;
  if (!many) return nothing;
  return html`<details class="struck" id="struck">
    <summary>${n("%(count)s note struck out at the table", "%(count)s notes struck out at the table", many)}</summary>
    <ul class="notes">
      ${view.struck.map((note) => html`<li class="slip gone"><p class="words" dir="auto"><s>${note.text}</s></p>${eraseLink(note)}</li>`)}
    </ul>
  </details>`;
}
