// How the programme is drawn: what is to be done and for how long, and from when to when it is.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockOf } from "../core/programme/reckon.js";
import { n, t } from "../core/texts.js";
import { fieldView, refusedView } from "../outline/draw/field.js";

/** @typedef {import("./model.js").Programme} Programme */
/** @typedef {import("./model.js").Row} Row */
/** @typedef {import("../core/programme/reckon.js").Slot} Slot */
/** @typedef {ReturnType<typeof import("./handlers.js").handlers>} Handlers */
/** @typedef {{prompt: string, words: string}} Prompt */

/** @returns {Record<string, string>} */
export const kinds = () => ({
  welcome: t("Welcome"),
  lecture: t("Lecture"),
  pairs: t("In pairs"),
  rounds: t("Rounds at the tables"),
  vernissage: t("Vernissage"),
  plenary: t("Plenary"),
  evaluation: t("Evaluation"),
  break: t("Break"),
  own: t("Something else"),
});

/** @param {number} count */
const minutesWords = (count) => n("%(count)s minute", "%(count)s minutes", count);

/** @param {Handlers} handlers @param {Programme} now @param {Prompt[]} prompts */
export function blocksView(handlers, now, prompts) {
  return html`<ol class="blocks" data-list="blocks">${repeat(
    now.rows,
    ({ uid }) => uid,
    (row, at) =>
      blockView(handlers, {
        row,
        slot: /** @type {Slot} */ (now.slots[at]),
        at,
        now,
        prompts,
      }),
  )}</ol>`;
}

/** @typedef {{row: Row, slot: Slot, at: number, now: Programme, prompts: Prompt[]}} Shown */

/** @param {Handlers} handlers @param {Shown} shown */
function blockView(handlers, shown) {
  const { row, slot, at, now } = shown;
  const { uid, title, minutes, refused } = row;
  const name = t("Block %(number)s", { number: at + 1 });
  const divided = row.kind === "rounds" && now.agreed;
  return html`<li class="block-line" data-item="block" data-id=${uid}>
    ${gapView(slot)}
    <div class="line">
      <span class="time">${slot.starts === null ? "–" : clockOf(slot.starts)}</span>
      ${fieldView(handlers, { id: `b:${uid}`, label: slot.starts === null ? name : `${name}, ${clockOf(slot.starts)}`, now: title, refused: refused.title ?? refused.gone ?? refused.place, hidden: true, size: "wide" })}
      ${
        divided
          ? html`<span class="length">${minutesWords(slot.minutes)}</span>`
          : html`<span class="length">${fieldView(quiet(handlers), { id: `bm:${uid}`, label: `${t("Minutes")}: ${title || name}`, now: minutes, hidden: true })}<span aria-hidden="true">${t("min")}</span></span>`
      }
    </div>
    ${beneath(handlers, `bm:${uid}`, refused.minutes)}
    ${title || row.born ? settingView(handlers, shown, title || name) : nothing}
  </li>`;
}

/** A narrow field has no room for what is wrong with it: that stands across the line, beneath. @param {Handlers} handlers */
const quiet = (handlers) => ({ ...handlers, wrong: undefined });

/** @param {Handlers} handlers @param {string} id @param {import("../core/offline/entries.js").Entry} [refused] */
function beneath(handlers, id, refused) {
  const wrong = handlers.wrong(id);
  return html`${wrong ? html`<p class="problem small" role="alert">${wrong}</p>` : nothing}${refused ? refusedView(handlers, refused) : nothing}`;
}

/** What is not as the sum has it, in words; nobody solves it but people. @param {Slot} slot */
function gapView({ gap }) {
  if (!gap) return nothing;
  return html`<p class=${gap < 0 ? "gap overlap" : "gap"}>${
    gap < 0
      ? n(
          "The block before lasts %(count)s minute into this one.",
          "The block before lasts %(count)s minutes into this one.",
          -gap,
        )
      : n(
          "%(count)s minute is free before this one.",
          "%(count)s minutes are free before this one.",
          gap,
        )
  }</p>`;
}

/** @param {Handlers} handlers @param {Shown} shown @param {string} name */
function settingView(handlers, { row, now, prompts }, name) {
  const { uid, kind, pinned, prompt, refused } = row;
  const button = (/** @type {string} */ words, /** @type {() => void} */ press) =>
    html`<button class="ds-button" data-variant="tertiary" type="button" aria-label=${`${words}: ${name}`} @click=${press}>${words}</button>`;
  return html`<div class="setting">
    ${choice(t("Kind"), name, Object.entries(kinds()), kind, (to, words) => handlers.choose(row, "kind", to, words))}
    ${
      kind === "pairs" && prompts.length
        ? choice(
            t("Talk over"),
            name,
            [
              ["", t("not said")],
              ...prompts.map((one) => /** @type {[string, string]} */ ([one.prompt, one.words])),
            ],
            prompt,
            (to) => handlers.choose(row, "prompt", to),
          )
        : nothing
    }
    <span class="pin">${fieldView(quiet(handlers), { id: `bp:${uid}`, label: t("Fixed time"), hint: "17:30", now: pinned })}</span>
    <span class="row tools">
      ${button(t("Up"), () => handlers.move(uid, -1))}
      ${button(t("Down"), () => handlers.move(uid, 1))}
      ${button(t("Remove"), () => handlers.remove(uid))}
    </span>
  </div>
  ${beneath(handlers, `bp:${uid}`, refused.pinned)}
  ${kind === "rounds" ? roundsView(handlers, now) : nothing}
  ${refused.kind ? refusedView(handlers, refused.kind) : nothing}
  ${refused.prompt ? refusedView(handlers, refused.prompt) : nothing}`;
}

/**
 * @param {string} label @param {string} name @param {[string, string][]} all @param {string} chosen
 * @param {(to: string, words: string) => void} choose
 */
function choice(label, name, all, chosen, choose) {
  return html`<label>${label}
    <select class="ds-input" aria-label=${`${label}: ${name}`} .value=${live(chosen)} @change=${(
      /** @type {Event} */ event,
    ) => {
      const { value, selectedOptions } = /** @type {HTMLSelectElement} */ (event.target);
      choose(value, selectedOptions[0]?.text ?? "");
    }}>
      ${all.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select></label>`;
}

/** The rounds are the café's: the same numbers stand on the day's page. @param {Handlers} handlers @param {Programme} now */
function roundsView(handlers, { agreed, refused }) {
  const number = (
    /** @type {"count" | "minutes" | "change"} */ name,
    /** @type {string} */ label,
  ) =>
    fieldView(handlers, {
      id: `r:${name}`,
      label,
      now: String(agreed?.[name] ?? ""),
      refused: refused[`rounds/${name}`],
    });
  return html`<div class="setting rounds-of">
    ${
      agreed
        ? html`${number("count", t("How many rounds"))} ${number("minutes", t("Minutes in each"))}
          ${number("change", t("Minutes to change"))}`
        : html`<p class="quiet">${t("One long talk.")}</p>`
    }
    <button class="ds-button" data-variant="tertiary" type="button" @click=${() => handlers.divide(!agreed)}>${
      agreed ? t("One long talk instead") : t("Divide the talk into rounds")
    }</button>
    ${refused["rounds/divided"] ? refusedView(handlers, refused["rounds/divided"]) : nothing}
  </div>`;
}

/** When it is over, beside when it is to be. @param {Programme} now */
export function endView({ slots, over, total, facts }) {
  const ends = slots.at(-1)?.ends;
  if (ends === undefined) return nothing;
  if (ends === null)
    return html`<p class="ends">${minutesWords(total)}. ${t("Write when the café begins, and each block has its time.")}</p>`;
  return html`<p class=${over !== null && over > 0 ? "ends overlap" : "ends"}>${t("Over at %(time)s.", { time: clockOf(ends) })} ${overWords(over, facts.ends ?? "")}</p>`;
}

/** @param {number | null} over @param {string} ends */
function overWords(over, ends) {
  if (over === null) return "";
  if (!over) return t("That is when the café ends.");
  return over > 0
    ? n(
        "That is %(count)s minute after the café ends, %(time)s.",
        "That is %(count)s minutes after the café ends, %(time)s.",
        over,
        { time: ends },
      )
    : n(
        "That is %(count)s minute before the café ends, %(time)s.",
        "That is %(count)s minutes before the café ends, %(time)s.",
        -over,
        { time: ends },
      );
}
