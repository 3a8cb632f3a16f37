/** The right side: the headings with their sentences, as the document will have them. */
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { placeName } from "../core/places.js";
import { n, t } from "../core/texts.js";
import { facts } from "./draw_notes.js";

/** @typedef {import("./view.js").View} View */
/** @typedef {import("./view.js").Heading} Heading */
/** @typedef {import("./view.js").EntryLine} EntryLine */
/** @typedef {import("./view.js").SourceLine} SourceLine */
/**
 * @typedef {{current: string|null, menu(key: string): void, headingMenu(id: string): void,
 *   addHeading(event: SubmitEvent): void, split(entry: string, note: string): void}} Hands
 */

/** @param {View} view @param {Hands} hands */
export function headingsSide(view, hands) {
  return html`
    <section class="side" id="headings" aria-labelledby="headings-title">
      <div class="side-head">
        <h2 id="headings-title">${t("Headings")} <span class="count">${view.headings.length}</span></h2>
        <form class="new-heading" @submit=${hands.addHeading}>
          <label class="sr-only" for="new-heading">${t("New heading")}</label>
          <input class="ds-input" id="new-heading" name="heading" autocomplete="off" maxlength="200"
            list="used-headings" placeholder=${t("New heading")}>
          <datalist id="used-headings">${view.used.map((heading) => html`<option value=${heading}></option>`)}</datalist>
          <button class="ds-button" type="submit">${t("Add")}</button>
        </form>
      </div>
      ${
        view.headings.length === 0
          ? html`<p class="quiet">${t("Write a first heading. Then drag notes under it, or press its number.")}</p>`
          : nothing
      }
      <div class="headings">
        ${repeat(
          view.headings,
          ({ category }) => category.id,
          (heading) => one(heading, hands),
        )}
      </div>
    </section>
  `;
}

/** @param {Heading} heading @param {Hands} hands */
function one({ category, number, entries }, hands) {
  return html`<section class="heading" aria-labelledby=${`h-${category.id}`}>
    <header>
      <span class="digit" aria-hidden="true">${number}</span>
      <h3 id=${`h-${category.id}`}><span class="sr-only">${number}. </span>${category.heading}</h3>
      ${category.listed ? nothing : html`<span class="tag">${t("outside the list")}</span>`}
      <span class="count">${entries.length}</span>
      <button class="to" type="button" data-heading=${category.id} @click=${() => hands.headingMenu(category.id)}>
        ${t("Change")}<span class="sr-only">: ${category.heading}</span>
      </button>
    </header>
    <ul class="entries" data-list="category" data-id=${category.id} data-hint=${t("Nothing here yet")}>
      ${repeat(
        entries,
        ({ entry }) => entry.id,
        (line) => sentence(line, hands),
      )}
    </ul>
  </section>`;
}

/** @param {EntryLine} line @param {Hands} hands */
function sentence({ entry, sources }, hands) {
  const key = `entry:${entry.id}`;
  const here = key === hands.current ? 0 : -1;
  return html`<li class="entry" data-item="entry" data-id=${entry.id} data-ref=${key} tabindex=${here}>
    <p class="words">${entry.text}</p>
    ${
      sources.length
        ? html`<details class="sources">
            <summary tabindex=${here}>${behind(sources)}</summary>
            <ul>${sources.map((source) => sourceLine(entry.id, source, sources, hands))}</ul>
          </details>`
        : html`<span class="facts own">${t("No note behind it")}</span>`
    }
    <button class="to" type="button" tabindex=${here} @click=${() => hands.menu(key)}>
      ${t("Move to…")}
    </button>
  </li>`;
}

/** @param {SourceLine[]} sources */
function behind(sources) {
  const doubles = sources.filter((source) => source.absorbed).length;
  const words = [n("%(count)s note", "%(count)s notes", sources.length), from(sources)];
  if (doubles) words.push(n("%(count)s double", "%(count)s doubles", doubles));
  return words.join(" · ");
}

/** Where they were said, in words. @param {SourceLine[]} sources */
function from(sources) {
  const [{ question, table }] = sources;
  if (question && question.form !== "tables") return placeName(question, table);
  const numbers = [...new Set(sources.map((source) => source.table?.number))].join(", ");
  return t("table %(numbers)s", { numbers });
}

/** @param {string} entry @param {SourceLine} source @param {SourceLine[]} all @param {Hands} hands */
function sourceLine(entry, { note, table, question, absorbed }, all, hands) {
  return html`<li>
    <q>${note.text}</q>
    <span class="facts">
      ${placeName(question, table)} · ${facts(note)}
      ${absorbed ? html` · <b>${t("double")}</b>` : nothing}
    </span>
    ${
      all.length > 1
        ? html`<button class="to" type="button" @click=${() => hands.split(entry, note.id)}>
            ${t("Take out")}<span class="sr-only">: ${note.text}</span>
          </button>`
        : nothing
    }
  </li>`;
}
