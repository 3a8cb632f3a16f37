// The checklist beside a page: the café's lines, asked for again and again while somebody looks, and an
// outbox of its own, so that a tick or a line is kept whatever the network does.

import { html, nothing, render } from "lit-html";
import { frames } from "../core/frames.js";
import { send } from "../core/http.js";
import { may } from "../core/log_in.js";
import { shortDay } from "../core/moments.js";
import { draft, openDrafts } from "../core/offline/drafts.js";
import { again, letGo, put } from "../core/offline/entries.js";
import { adding } from "../core/offline/field_words.js";
import { openOutbox } from "../core/offline/outbox.js";
import { openRow } from "../core/offline/outbox_row.js";
import { say } from "../core/say.js";
import { n, t } from "../core/texts.js";
import { fieldWords } from "../outline/words.js";
import { addLine, left, onTop, rewordLine, tickLine, withWaiting } from "./model.js";
import { leftWords, linesView, newView } from "./view.js";

/** @typedef {import("./model.js").Shown} Shown */

const LOOK_MS = 3000;
// Each so many looks all is told anew: a host's answer, or a version that was kept, is no change of the café.
const WHOLE = 10;
const card = /** @type {HTMLDetailsElement} */ (document.getElementById("remains"));
const body = /** @type {HTMLElement} */ (document.getElementById("remains-lines"));
const count = /** @type {HTMLElement} */ (document.getElementById("remains-count"));
const { key = "", list = "day" } = card.dataset;
const base = `/w/${encodeURIComponent(key)}`;
// By account: what one has typed is not another's to send.
const name = `remains:${key}:${list}:${document.body.dataset.account ?? ""}`;

/** @type {import("./model.js").Line[] | null} */
let lines = null;
let revision = -1;
let choosing = false;
let online = true;
/** Own lines that were taken away here, the newest last. @type {Shown[]} */
const removed = [];

/** @type {Set<import("../core/offline/entries.js").Entry>} */
const ticking = new Set();
/** What the café has, and the lines that it last told do not. @type {typeof ticking} */
const had = new Set();

const { gently } = frames(body, () => draw());
await openDrafts(name);
const outbox = openOutbox({
  row: await openRow(name),
  base,
  send,
  onChange: gently,
  onAnswer(entry) {
    had.add(entry);
    void look();
  },
});
const fresh = adding({ draft: draft(`${name}:new`), change: outbox.change });
const words = fieldWords({
  name,
  change: outbox.change,
  draw: () => draw(),
  gently,
  made() {},
});

const handlers = {
  base,
  text: words.text,
  type: words.type,
  save: (/** @type {string} */ id) => void words.save(id),
  tick(/** @type {Shown} */ line, /** @type {import("./model.js").State} */ state) {
    const entry = tickLine(line.key, line.state, state);
    // In sight at once: until the disk has it, something else may have the list drawn.
    ticking.add(entry);
    draw(); // whoever removes it next removes it as it is now
    void outbox.change((all) => put(all, entry)).finally(() => ticking.delete(entry));
  },
  async remove(/** @type {Shown} */ line) {
    removed.push(line);
    const waits = outbox
      .entries()
      .find(({ thing, method }) => thing === line.key && method === "POST");
    if (waits && (waits.refusal || !waits.tries))
      await outbox.change((all) => letGo(all, waits.act));
    else await words.put(rewordLine(line.key, line.text, ""));
    say(t("Removed."));
  },
  again: (/** @type {import("./model.js").Entry} */ { act }) =>
    void outbox.change((all) =>
      again(
        all.map((one) => (one.act === act ? onTop(one) : one)),
        () => false,
      ),
    ),
  letGo: (/** @type {import("./model.js").Entry} */ { act }) =>
    void outbox.change((all) => letGo(all, act)),
  moment: (/** @type {string} */ at) => shortDay(new Date(at)),
};

function addNew() {
  const text = fresh.text().trim();
  if (text) void fresh.add([addLine(list, text)]);
  draw();
}

/** With what was said of it. */
function bringBack() {
  const line = removed.pop();
  if (!line) return;
  const added = addLine(list, line.text);
  const ticked = line.state === "open" ? [] : [tickLine(added.thing, "open", line.state)];
  void words.put(added, ...ticked);
}

function draw() {
  if (!lines) return;
  const shown = withWaiting(lines, [...had, ...outbox.entries(), ...ticking]);
  for (const line of shown.filter(({ kind }) => kind === "own"))
    words.at(line.key, {
      now: line.text,
      theirs: lines.find((one) => one.key === line.key)?.text ?? line.text,
      // An emptied line stays until somebody removes it: a blank field is often a pause.
      entryOf: (was, text) => (text ? rewordLine(line.key, was, text) : null),
    });
  count.textContent = leftWords(left(shown));
  const waits = outbox.entries().length;
  if (!may("plan.edit")) return render(linesView(shown, choosing, handlers), body);
  render(
    html`${linesView(shown, choosing, handlers)}
      ${newView({
        value: fresh.text(),
        type(text) {
          fresh.type(text);
          draw();
        },
        add: addNew,
      })}
      <div class="row foot-row">
        <button class="ds-button" data-variant="tertiary" type="button" aria-pressed=${choosing} @click=${choose}>${choosing ? t("Ready") : t("Take lines off")}</button>
        ${removed.length ? html`<button class="ds-button" data-variant="tertiary" type="button" @click=${bringBack}>${t("Undo")}</button>` : nothing}
      </div>
      <p class="quiet small" role="status">${waits ? n("%(count)s change waits here.", "%(count)s changes wait here.", waits) : nothing} ${online ? nothing : t("The café does not answer.")}</p>`,
    body,
  );
}

function choose() {
  choosing = !choosing;
  draw();
}

/** @param {number} [seen]  -1: all is told, whether it is known or not */
async function look(seen = revision) {
  const before = [...had];
  try {
    const told = await send("GET", `${base}/remains/${list}?seen=${seen}`);
    if (told.revision < revision) return; // a later look was answered first
    if (!told.same) [lines, revision] = [told.lines, told.revision];
    for (const entry of before) had.delete(entry);
    if (!told.same || !online) {
      online = true;
      gently();
    }
  } catch {
    online = false;
    gently();
  }
}

async function keepLooking(count = 0) {
  if (document.visibilityState === "visible") await look(count % WHOLE ? revision : -1);
  setTimeout(keepLooking, LOOK_MS, count + 1);
}

const room = matchMedia("(min-width: 75rem)");
const fit = () => {
  if ("wide" in card.dataset) card.open = room.matches;
};
room.addEventListener("change", fit);
fit();
window.addEventListener("focus", () => void look(-1));
window.addEventListener("online", () => void outbox.nudge());
window.addEventListener("pagehide", () => void words.saveAll());
await keepLooking();
await outbox.nudge();
