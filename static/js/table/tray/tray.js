// The tray: what those at the table have written, each on the own phone, for the host to look at.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { letGo, put } from "../../core/offline/entries.js";
import { n, t } from "../../core/texts.js";
import { onceEach } from "../../core/turns.js";
import { shortened } from "../../core/words.js";
import { typed } from "../commands.js";
import { aside as asideIcon, bringBack, together, toPoster } from "../icons.js";
import { unborn } from "../laying.js";
import { rowsOf, trayOf } from "./model.js";
import { rowViews } from "./rows.js";

/** @typedef {import("./model.js").Lying} Lying */

/**
 * @param {object} page
 * @param {string} page.base  the table's address
 * @param {() => import("../model.js").Seen} page.seen
 * @param {() => boolean} page.open  whether the host may decide now
 * @param {import("../../core/offline/drafts.js").Change} page.change  the outbox's
 * @param {Pick<ReturnType<typeof import("../handlers.js").handlers>, "join" | "joining">} page.reach
 * @param {(then?: () => void) => void} page.draw
 * @param {(text: string) => void} page.say
 */
export function trays({ base, seen, open, change, reach, draw, say }) {
  /** @type {import("./model.js").Row[]} */
  let rows = [];
  /** Whether what lies there is in sight. @type {boolean | undefined} */
  let unfolded;
  let wanted = false;
  const { press, noteView, goneView } = rowViews({ open, change, reach });

  /** @param {Lying} note @param {"lay" | "aside" | "back"} what @param {(note: string) => string} said */
  const decide = async (note, what, said) => {
    const row = [...document.querySelectorAll("#tray [data-id]")];
    const at = row.findIndex((one) => one.getAttribute("data-id") === note.id);
    const words = { do: what, saw: note.text };
    const entry = typed(`${note.id}/tray`, "PUT", `notes/${note.id}/tray`, words);
    await change((entries) => put(entries, entry));
    say(said(shortened(note.text)));
    draw(() => {
      const left = [...document.querySelectorAll("#tray [data-id]")];
      const next = left[Math.min(at, left.length - 1)]?.querySelector("button");
      (next ?? document.getElementById("tray-title"))?.focus();
    });
  };

  // Once the first note hangs, others can be joined into it: what stands beside does not move then.
  const room = () =>
    html`<span class="hand" data-later>${together}<span class="word">${t("Join")}</span></span>`;

  /** @param {Lying} note @param {boolean} some */
  const buttons = (note, some) => html`
    ${press(note, t("Lay on the poster"), toPoster, () => decide(note, "lay", (note) => t("Laid on the poster: %(note)s", { note })))}
    ${some ? press(note, t("Join"), together, () => reach.join({ ...unborn(note.id, note.table), kind: note.kind, text: note.text }), false) : room()}
    ${press(note, t("Set aside"), asideIcon, () => decide(note, "aside", (note) => t("Set aside: %(note)s", { note })))}`;

  /** What lies there, in a tray that is as large with one note as with forty. @param {boolean} some */
  const lyingView = (some) => html`
    ${
      open()
        ? html`<p class="legend" aria-hidden="true">
          <span>${toPoster} ${t("Lay on the poster")}</span>
          ${some ? html`<span>${together} ${t("Join")}</span>` : nothing}
          <span>${asideIcon} ${t("Set aside")}</span>
        </p>`
        : nothing
    }
    <ul class="tray-notes">${repeat(
      rows,
      ({ id }) => id,
      ({ id, note }) => (note ? noteView(note, buttons(note, some)) : goneView(id)),
    )}</ul>`;

  const unfold = () => {
    unfolded = true;
    wanted = !open();
    draw(() => {
      const first = document.querySelector(/** @type {"button"} */ ("#tray .hand"));
      (first ?? document.getElementById("tray-title"))?.focus();
    });
  };

  return {
    /** @param {import("../../core/live/store.js").Workshop} workshop @param {boolean} some  whether something hangs */
    view({ silent, stage }, some) {
      const now = trayOf(seen());
      const { lying, aside, recalled, mine } = now;
      const phones = silent && (stage === "planning" || stage === "open");
      if (!phones && ![...lying, ...aside, ...recalled].length) return nothing;
      rows = rowsOf(rows, now);
      // Emptied by the host it is one line, and stays one: what comes then pushes no poster away.
      if (!lying.length && mine.size) unfolded = false;
      else if (lying.length) unfolded ??= true;
      if (lying.length && !some) unfolded = true;
      // Nothing can be done here any more: the poster comes first.
      if (stage !== "open" && stage !== "planning") unfolded = wanted;
      return html`<section class="tray" id="tray" aria-labelledby="tray-title" @keydown=${onceEach}>
        <div class="row spread">
          <h2 id="tray-title" tabindex="-1">${t("The tray")} <span class="count">${lying.length}</span></h2>
          ${phones ? html`<a href="${base}/phones">${t("Phones at this table")}</a>` : nothing}
        </div>
        ${recalled.map((note) => recalledView(note, change))}
        ${
          lying.length && !unfolded
            ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${unfold}>${t("Look at them")}</button>`
            : lying.length
              ? lyingView(some)
              : html`<p class="quiet line" ?data-deep=${unfolded}>${t("Nothing lies in the tray.")}</p>`
        }
        ${lying.length && stage !== "open" && stage !== "planning" ? html`<p class="quiet">${t("The table is closed: the organiser decides about what lies here.")}</p>` : nothing}
        ${
          aside.length
            ? html`<details><summary>${t("Set aside from the tray")} <span class="count">${aside.length}</span></summary>
              <ul class="tray-notes">${repeat(
                aside,
                ({ id }) => id,
                (note) =>
                  noteView(
                    note,
                    press(note, t("Bring back"), bringBack, () => {
                      unfolded = true;
                      decide(note, "back", (note) => t("Brought back: %(note)s", { note }));
                    }),
                  ),
              )}</ul></details>`
            : nothing
        }
      </section>`;
    },
    warning: () => warningView(trayOf(seen()).lying.length),
  };
}

/**
 * What the host did with it without a network has no place: its words are its writer's again.
 * @param {Lying} note
 * @param {import("../../core/offline/drafts.js").Change} change  the outbox's
 */
function recalledView({ refusal }, change) {
  const seen = () => change((all) => letGo(all, refusal?.act ?? ""));
  return html`<div class="row spread">
    <p role="status">${refusal?.refusal?.title ?? ""}</p>
    <button class="ds-button" data-variant="tertiary" type="button" @click=${seen}>${t("Seen")}</button>
  </div>`;
}

/** @param {Event} event */
function toTray(event) {
  event.preventDefault();
  const title = document.getElementById("tray-title");
  title?.scrollIntoView({ block: "start" });
  title?.focus();
}

/** What stands beside the main statement while the tray is not empty. @param {number} count */
function warningView(count) {
  if (!count) return nothing;
  return html`<p class="tray-warning">
    ${n("%(count)s note lies in the tray still.", "%(count)s notes lie in the tray still.", count)}
    <a href="#tray-title" @click=${toTray}>${t("To the tray")}</a>
  </p>`;
}
