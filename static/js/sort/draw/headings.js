/** The right side: the headings with their sentences, as the document will have them. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { limit } from "../../core/limits.js";
import { earlierView } from "../../core/live/earlier.js";
import { isolated, n, t } from "../../core/texts.js";
import { placeName } from "../../core/words.js";
import { beside, facts, isPrinted, mover, pick, versus } from "./notes.js";
import { remarksView } from "./remarks.js";
import { wordingOf } from "./wording.js";

/** @typedef {import("../view.js").View} View */
/** @typedef {import("../view.js").Heading} Heading */
/** @typedef {import("../view.js").EntryView} EntryView */
/** @typedef {import("../view.js").SourceView} SourceView */
/** @typedef {import("./notes.js").ReadBefore} ReadBefore */
/** @typedef {import("../offers/data.js").Read["remarks"]} Remarks */
/**
 * @typedef {{current: string|null, menu(key: string): void, headingMenu(id: string): void,
 *   addHeading(event: SubmitEvent): void, split(entry: string, note: string): void,
 *   chosen(key: string): boolean, pick(key: string, event: MouseEvent): void,
 *   parted(note: string, other: string): void,
 *   readBefore: ReadBefore, remarks: Remarks, workshop: string, wording(entry: string): import("./wording.js").Wording|undefined, wordings: unknown,
 *   before: string[], sorts: boolean, proposals: ReturnType<typeof import("../offers/parts.js").partHeadings>,
 *   single(): boolean}} Handlers
 *   `wordings`: another object when they have changed; `before`: headings of earlier cafés of the series
 */

/** @param {View} view @param {Handlers} handlers */
export function headingsSide(view, handlers) {
  return html`
    <section class="side" id="headings" aria-labelledby="headings-title">
      <div class="side-head">
        <h2 id="headings-title">${t("Headings")} <span class="count">${view.headings.length}</span></h2>
        ${handlers.sorts ? newHeading(view, handlers) : nothing}
      </div>
      ${handlers.sorts ? proposed(handlers) : nothing}
      ${
        view.headings.length === 0 && handlers.sorts
          ? html`<p class="quiet">${t("Write a first heading. Then drag notes under it, or press its number.")}</p>`
          : nothing
      }
      ${remarksView(homeless(view, handlers.remarks), handlers.workshop, 0)}
      <div class="headings">
        ${repeat(
          view.headings,
          ({ category }) => category.id,
          (heading) => one(heading, view, handlers),
        )}
      </div>
    </section>
  `;
}

/** What readers say of the question, and of what is no longer there. @param {View} view @param {Remarks} remarks */
function homeless({ headings }, remarks) {
  if (!remarks.size) return [];
  const there = new Set(
    headings.flatMap(({ category, entries }) => [
      category.id,
      ...entries.map(({ entry }) => entry.id),
    ]),
  );
  return [...remarks].flatMap(([thing, some]) => (there.has(thing) ? [] : some));
}

/** @param {View} view @param {Handlers} handlers */
function newHeading(view, handlers) {
  return html`<form class="new-heading" data-kept="heading" @submit=${handlers.addHeading}>
    <label class="sr-only" for="new-heading">${t("New heading")}</label>
    <input class="ds-input" dir="auto" id="new-heading" name="heading" autocomplete="off" maxlength=${limit("line")}
      list="used-headings" placeholder=${t("New heading")}>
    <datalist id="used-headings">
      ${view.used.map((heading) => html`<option value=${heading}></option>`)}
      ${usedBefore(view, handlers).map((heading) => html`<option value=${heading}>${t("used last time")}</option>`)}
    </datalist>
    <button class="ds-button" type="submit">${t("Add")}</button>
  </form>`;
}

/** What the question's parts propose, a row for each. @param {Handlers} handlers */
function proposed({ proposals, single }) {
  const parts = proposals.parts();
  if (!parts.length) return nothing;
  const key = (/** @type {string} */ letter, /** @type {number} */ at) =>
    at === 0 && single() ? html` <kbd aria-hidden="true">${letter}</kbd>` : nothing;
  return html`<section id="proposed" aria-labelledby="proposed-title">
    <h3 id="proposed-title">${t("From the question’s parts")}</h3>
    <ul>${repeat(
      parts,
      ({ letter }) => letter,
      (part, at) => html`<li>
        <span class="letter">${part.letter}</span>
        <button class="chip" type="button" @click=${() => proposals.propose(part)}>
          <span class="ask">${t("Add as a heading:")}</span> <bdi>${part.heading}</bdi>${key("P", at)}
        </button>
        <button class="to" type="button" @click=${() => proposals.decline(part)}>
          ${t("Do not add")}<span class="sr-only">: ${part.heading}</span>${key("N", at)}
        </button>
      </li>`,
    )}</ul>
  </section>`;
}

/** Headings of earlier cafés that this one has nowhere yet. @param {View} view @param {Handlers} handlers */
function usedBefore({ used, headings }, { before }) {
  const here = new Set([...used, ...headings.map(({ category }) => category.heading)]);
  return before.filter((heading) => !here.has(heading));
}

/**
 * A heading, compared sentence by sentence only when there is something to see.
 * @param {Heading} heading @param {View} view @param {Handlers} handlers
 */
function one(heading, view, handlers) {
  const keys = heading.entries.map(({ entry }) => `entry:${entry.id}`);
  const inside =
    handlers.current !== null && keys.includes(handlers.current) ? handlers.current : "";
  const chosen = keys.filter(handlers.chosen).join();
  const { wordings, remarks, sorts } = handlers;
  const seen = [heading, inside, wordings, remarks, chosen, sorts, ...beside(view)];
  return guard(seen, () => whole(heading, view, handlers));
}

/** @param {Heading} heading @param {View} view @param {Handlers} handlers */
function whole({ category, number, entries, shown }, view, handlers) {
  return html`<section class="heading" aria-labelledby=${`h-${category.id}`}>
    <header>
      <span class="digit" aria-hidden="true">${number}</span>
      <h3 id=${`h-${category.id}`}><span class="sr-only">${number}. </span><bdi>${category.heading}</bdi></h3>
      ${category.listed ? nothing : html`<span class="tag">${t("outside the list")}</span>`}
      <span class="count">${shown.length < entries.length ? `${shown.length}/${entries.length}` : entries.length}</span>
      ${
        handlers.sorts
          ? html`<button class="to" type="button" data-heading=${category.id} @click=${() => handlers.headingMenu(category.id)}>
              ${t("Change")}<span class="sr-only">: ${category.heading}</span>
            </button>`
          : nothing
      }
    </header>
    ${earlierView(handlers.readBefore.get(`category/${category.id}`))}
    ${remarksView(handlers.remarks.get(category.id), handlers.workshop, 0)}
    <ul class=${shown.length ? "entries" : "entries none"} data-list="category" data-id=${category.id} data-hint=${entries.length ? t("None of its sentences fits the filter.") : t("Nothing here yet")}>
      ${repeat(
        shown,
        ({ entry }) => entry.id,
        (shown) => sentence(shown, view, handlers),
      )}
    </ul>
  </section>`;
}

/**
 * Drawn anew only when something at it is another.
 * @param {EntryView} shown @param {View} view @param {Handlers} handlers
 */
function sentence({ entry, sources }, view, handlers) {
  const key = `entry:${entry.id}`;
  const here = key === handlers.current ? 0 : -1;
  const chosen = handlers.chosen(key);
  const wording = handlers.wording(entry.id);
  const against = sources.flatMap(({ note }) =>
    (view.opposites.get(note.id) ?? []).map((other) => ({ note: note.id, other })),
  );
  const lines = sources.flatMap(({ note, table }) => [
    note,
    table,
    handlers.readBefore.get(`note/${note.id}`),
  ]);
  const versa = against.flatMap(({ other }) => [other.note, isPrinted(other, view)]);
  const remarks = handlers.remarks.get(entry.id);
  const seen = [entry, here, chosen, handlers.sorts, wording, remarks, ...lines, ...versa];
  return guard(
    seen,
    () => html`<li class="entry ${chosen ? "chosen" : ""}" data-item="entry" data-id=${entry.id} data-ref=${key} tabindex=${here}>
    ${pick(key, entry.text, chosen, here, handlers)}
    <p class="words" dir="auto">${entry.text}</p>
    ${
      sources.length
        ? html`<details class="sources">
            <summary tabindex=${here}>${behind(sources)}</summary>
            <ul>${sources.map((source) => sourceView(entry.id, source, sources, handlers))}</ul>
          </details>`
        : html`<span class="facts own">${t("No note behind it")}</span>`
    }
    ${wordingOf(wording, !sources.length, here)}
    ${remarksView(remarks, handlers.workshop, here)}
    ${against.map(({ note, other }) => versus(note, other, view, here, handlers))}
    ${mover(key, here, handlers)}
  </li>`,
  );
}

/** @param {SourceView[]} sources */
function behind(sources) {
  const absorbed = sources.filter((source) => source.absorbed);
  const doubles = absorbed.filter(({ note }) => isDouble(note, sources)).length;
  const alike = absorbed.length - doubles;
  const words = [n("%(count)s note", "%(count)s notes", sources.length), from(sources)];
  if (doubles) words.push(n("%(count)s double", "%(count)s doubles", doubles));
  if (alike) words.push(n("%(count)s alike", "%(count)s alike", alike));
  return words.join(" · ");
}

/**
 * A double says the same in the same words as one in print; whatever else is absorbed is alike.
 * Read off the words, so nobody has to be asked. @param {import("../view.js").Note} note @param {SourceView[]} sources
 */
function isDouble(note, sources) {
  return sources.some((one) => !one.absorbed && bare(one.note.text) === bare(note.text));
}

/** Letters and digits alone. @param {string} text */
function bare(text) {
  return text
    .normalize("NFC")
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Where they were said, in words. @param {SourceView[]} sources */
function from(sources) {
  const origins = [...new Set(sources.flatMap(({ table }) => table?.origin ?? []))];
  const said = sources.filter(({ table }) => !table?.origin);
  return [...(said.length ? [fromTables(said)] : []), ...origins.map(isolated)].join(", ");
}

/** @param {SourceView[]} sources */
function fromTables(sources) {
  const [{ question, table }] = sources;
  if (question && question.form !== "tables") return placeName(question, table);
  const numbers = [...new Set(sources.map((source) => source.table?.number))].join(", ");
  return t("table %(numbers)s", { numbers });
}

/** @param {string} entry @param {SourceView} source @param {SourceView[]} all @param {Handlers} handlers */
function sourceView(entry, { note, table, question, absorbed }, all, handlers) {
  return html`<li>
    <q dir="auto">${note.text}</q> ${earlierView(handlers.readBefore.get(`note/${note.id}`))}
    <span class="facts">
      <bdi>${placeName(question, table)}</bdi> · ${facts(note)}
      ${absorbed ? html` · <b>${isDouble(note, all) ? t("double") : t("alike")}</b>` : nothing}
    </span>
    ${
      all.length > 1 && handlers.sorts
        ? html`<button class="to" type="button" @click=${() => handlers.split(entry, note.id)}>
            ${t("Take out")}<span class="sr-only">: ${note.text}</span>
          </button>`
        : nothing
    }
  </li>`;
}
