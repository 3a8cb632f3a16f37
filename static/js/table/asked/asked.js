// Questions from the wall at the table: a sign that cannot be missed, and a list that waits until
// the host has a hand free. Nothing here takes the focus or moves what is being typed.

import { html, nothing } from "lit-html";
import { countWords, questionsView, waits } from "../../asked/view.js";
import { wordsForm } from "../../asked/words.js";
import { limit } from "../../core/limits.js";
import { draft } from "../../core/offline/drafts.js";
import { again, letGo, put } from "../../core/offline/entries.js";
import { n, t } from "../../core/texts.js";
import { refusalView } from "../notes/refusal.js";
import { statusWords } from "../words.js";
import { answerAsked, showAsked } from "./commands.js";
import { questionsSeen } from "./model.js";

const SLIDES_MS = 600;

/** @typedef {import("../../core/offline/entries.js").Entry} Entry */
/** @typedef {import("../../core/live/store.js").Asked} Asked */
/** @typedef {import("../../core/live/store.js").Note} Note */
/** @typedef {import("./model.js").Seen} Seen */

/**
 * @param {object} options
 * @param {string} options.name  of the table, for drafts
 * @param {import("../../core/offline/drafts.js").Change} options.change  the outbox's
 * @param {() => void} options.draw
 * @param {(text: string) => void} options.say
 * @param {(note: Note) => void} options.elaborate
 */
export function fromTheWall({ name, change, draw, say, elaborate }) {
  /** @type {Map<string, Element>} */
  const writers = new Map();
  /** @type {Seen[]} */
  let all = [];
  /** @type {Map<string, Note>} */
  let notes = new Map();
  let open = false;
  let walked = false;
  let slides = 0;
  /** @type {string[]} */
  const places = [];
  let waiting = -1;
  const draftOf = (/** @type {string} */ id) => draft(`${name}:answer:${id}`);

  /** @param {Asked} asked */
  const close = (asked) => {
    writers.delete(asked.id);
    draftOf(asked.id).clear();
    draw();
    focusOn(asked.id, "button");
  };
  /** @param {Asked} asked */
  const write = (asked) => {
    const form = wordsForm({
      id: `answer-${asked.id}`,
      label: t("The answer"),
      was: asked.answer ? [asked.answer] : [],
      longest: limit("statement"),
      draft: draftOf(asked.id),
      async onSave({ was, words }) {
        const entry = answerAsked(asked.id, "written", words.join("\n\n"), was[0] ?? null);
        await draftOf(asked.id).hand(change, (entries) => put(entries, entry));
        close(asked);
      },
      onCancel: () => close(asked),
    });
    writers.set(asked.id, form);
  };
  /** The list moves under a finger when one comes on top: for a moment it takes no tap. */
  const slide = () => {
    window.clearTimeout(slides);
    slides = window.setTimeout(() => {
      slides = 0;
      draw();
    }, SLIDES_MS);
  };
  const press = () => {
    if (!walked) [open, places.length] = [!open, 0];
    draw();
    if (open || walked)
      document.getElementById("from-the-wall")?.scrollIntoView({ block: "start" });
  };
  const list = () => questionsView(shownOf(all, notes, change), places, handlers, walked);
  const handlers = {
    answer: (/** @type {Asked} */ { id, answer }, /** @type {"no" | "voice"} */ how) =>
      change((entries) => put(entries, answerAsked(id, how, null, answer))),
    show: (/** @type {Asked} */ { id }, /** @type {boolean} */ shown) =>
      change((entries) => put(entries, showAsked(id, shown))),
    writerOf: (/** @type {string} */ id) => writers.get(id),
    write(/** @type {Asked} */ asked) {
      write(asked);
      draw();
      focusOn(asked.id, "textarea");
    },
    elaborate,
  };

  return {
    /** Words were erased for good: what is being written goes on without them, or not at all. @param {Iterable<string>} ids */
    retakeAnswers(ids) {
      const lost = all.filter(({ asked: { id } }) => [...ids].includes(id) && writers.delete(id));
      for (const { asked } of lost) if (draftOf(asked.id).last()) write(asked);
    },
    /** @param {import("../model.js").Seen} seen */
    update(seen) {
      all = questionsSeen(seen);
      notes = seen.state.notes;
      if (waiting < 0) for (const { asked } of all) if (draftOf(asked.id).last()) write(asked);
      const now = all.filter(({ asked }) => waits(asked)).length;
      if (waiting >= 0 && now > waiting) {
        say(newWords(now));
        slide();
      }
      waiting = now;
    },
    /** In the vernissage the list is always open, and the newest is on top. @param {boolean} now */
    walk(now) {
      if (walked !== now) places.length = 0;
      walked = now;
    },
    sign: () => (all.length ? signView({ waiting, open: walked ? null : open, press }) : nothing),
    panel: () =>
      html`<section class="asked-panel" id="from-the-wall" ?hidden=${!walked && (!open || !all.length)}
        ?data-slides=${slides > 0} aria-labelledby="from-the-wall-title">
        ${open || walked ? html`<h2 id="from-the-wall-title">${t("Questions from the wall")}</h2>` : nothing}
        ${walked ? html`<p class="quiet">${waitWords(all.length, waiting)}</p>` : nothing}
        ${open || walked ? list() : nothing}
      </section>`,
  };
}

/**
 * @param {{waiting: number, open: boolean | null, press: () => void}} sign  `open` null: it is always
 */
function signView({ waiting, open, press }) {
  return html`<button class="asked-sign" type="button" data-waits=${waiting} aria-expanded=${open ?? nothing}
    aria-controls="from-the-wall" @click=${press}
    >${waiting ? countWords(waiting) : t("Questions")}<span class="sr-only"> ${t("from the wall")}</span></button>`;
}

/**
 * @param {Seen[]} all @param {Map<string, Note>} notes
 * @param {import("../../core/offline/drafts.js").Change} change
 */
function shownOf(all, notes, change) {
  return all.map((one) => ({
    asked: one.asked,
    note: notes.get(one.asked.note),
    state: one.status === "received" ? "" : statusWords(one.status),
    refusal: refusalOf(one, change),
  }));
}

/** What the café would not take, and what can be done. @param {Seen} one @param {import("../../core/offline/drafts.js").Change} change */
function refusalOf({ asked, refusal: entry }, change) {
  return entry
    ? refusalView({
        entry,
        theirs: entry.refusal?.now ? (entry.refusal.now.answer ?? "") : null,
        useMine: () => {
          const mine = answerAsked(
            asked.id,
            entry.body.answered,
            entry.body.answer,
            entry.refusal?.now?.answer ?? null,
          );
          change((entries) => put(letGo(entries, entry.act), mine));
        },
        again: () => change((entries) => again(entries, ({ act }) => act === entry.act)),
        letGo: () => change((entries) => letGo(entries, entry.act)),
      })
    : nothing;
}

/** @param {number} all @param {number} waiting */
function waitWords(all, waiting) {
  if (!all) return t("None yet. Participants ask by a tap on a note on their own phone.");
  if (!waiting) return t("All are answered.");
  return n("%(count)s waits for an answer.", "%(count)s wait for an answer.", waiting);
}

/** @param {number} count  how many wait */
function newWords(count) {
  return n(
    "A question from the wall about one of your notes.",
    "A new question from the wall. %(count)s wait for an answer.",
    count,
  );
}

/**
 * @param {string} id
 * @param {string} what
 */
function focusOn(id, what) {
  const found = document.querySelector(`[data-asked="${id}"] ${what}`);
  if (found instanceof HTMLElement) found.focus();
}
