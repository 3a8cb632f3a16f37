// The tray: what those at the table have written, each on the own phone, for the host to look at.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { again, letGo, put } from "../../core/offline/entries.js";
import { n, t } from "../../core/texts.js";
import { shortened } from "../../core/words.js";
import { typed } from "../commands.js";
import { unborn } from "../laying.js";
import { refusalView } from "../notes/refusal.js";
import { joiningView } from "../notes/slip.js";
import { trayOf } from "./model.js";

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

  /** @param {Lying} note @param {string} label @param {() => void} act @param {string} variant */
  const press = (note, label, act, variant) =>
    html`<button class="ds-button" type="button" data-variant=${variant} aria-label="${label}: ${shortened(note.text)}" @click=${act}>${label}</button>`;

  /** @param {Lying} note */
  const lay = (note) =>
    press(
      note,
      t("Lay on the poster"),
      () => decide(note, "lay", (note) => t("Laid on the poster: %(note)s", { note })),
      "secondary",
    );
  /** @param {Lying} note */
  const joinIn = (note) =>
    press(
      note,
      t("Join"),
      () => reach.join({ ...unborn(note.id, note.table), kind: note.kind, text: note.text }),
      "tertiary",
    );
  /** @param {Lying} note */
  const setAside = (note) =>
    press(
      note,
      t("Set aside"),
      () => decide(note, "aside", (note) => t("Set aside: %(note)s", { note })),
      "tertiary",
    );

  /** @param {Lying} note @param {unknown} buttons */
  const noteView = (note, buttons) => html`<li data-id=${note.id}>
    <p class="text" dir="auto">${note.text}</p>
    ${reach.joining() === note.id ? joiningView(reach) : open() ? html`<div class="row">${buttons}</div>` : nothing}
    ${
      note.refusal?.refusal?.where === "saw"
        ? html`<p class="refusal" role="status">${note.refusal.refusal.title}</p>`
        : note.refusal
          ? refusalView({
              entry: note.refusal,
              theirs: null,
              useMine: () => {},
              again: () => change((all) => again(all, ({ act }) => act === note.refusal?.act)),
              letGo: () => change((all) => letGo(all, note.refusal?.act ?? "")),
            })
          : nothing
    }
  </li>`;

  /** @param {Lying[]} notes @param {(note: Lying) => unknown} buttons */
  const list = (notes, buttons) =>
    html`<ul class="tray-notes">${repeat(
      notes,
      ({ id }) => id,
      (note) => noteView(note, buttons(note)),
    )}</ul>`;

  return {
    /** @param {import("../../core/live/store.js").Workshop} workshop @param {boolean} some  whether something hangs */
    view({ silent, stage }, some) {
      const { lying, aside, recalled } = trayOf(seen());
      const phones = silent && (stage === "planning" || stage === "open");
      if (!phones && ![...lying, ...aside, ...recalled].length) return nothing;
      return html`<section class="tray" id="tray" aria-labelledby="tray-title">
        <div class="row spread">
          <h2 id="tray-title" tabindex="-1">${t("The tray")} <span class="count">${lying.length}</span></h2>
          ${phones ? html`<a href="${base}/phones">${t("Phones at this table")}</a>` : nothing}
        </div>
        ${recalled.map((note) => recalledView(note, change))}
        ${
          lying.length
            ? list(
                lying,
                (note) => html`${lay(note)} ${some ? joinIn(note) : nothing} ${setAside(note)}`,
              )
            : html`<p class="quiet">${t("Nothing lies in the tray.")}</p>`
        }
        ${lying.length && stage !== "open" && stage !== "planning" ? html`<p class="quiet">${t("The table is closed: the organiser decides about what lies here.")}</p>` : nothing}
        ${
          aside.length
            ? html`<details><summary>${t("Set aside from the tray")} <span class="count">${aside.length}</span></summary>
              ${list(aside, (note) => press(note, t("Bring back"), () => decide(note, "back", (note) => t("Brought back: %(note)s", { note })), "tertiary"))}</details>`
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
