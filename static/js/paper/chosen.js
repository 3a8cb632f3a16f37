// The photographs on their way, which do not hang yet, and the two ways to choose one.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { n, t } from "../core/texts.js";

/** @typedef {import("./album.js").Photo} Photo */
/** @typedef {ReturnType<typeof import("./carrier.js").carrier>} Carrier */

/** By act: the browser's addresses of the pictures it holds. @type {Map<string, string>} */
const addresses = new Map();

/** @param {(event: Event) => void} pick */
export function pickView(pick) {
  return html`<div class="row">
    <label class="pick ds-button" data-variant="secondary"
      >${t("Photograph the poster")}<input
        class="sr-only"
        type="file"
        accept="image/*"
        capture="environment"
        @change=${pick}
    /></label>
    <label class="pick ds-button" data-variant="tertiary"
      >${t("Choose pictures")}<input
        class="sr-only"
        type="file"
        accept="image/*"
        multiple
        @change=${pick}
    /></label>
  </div>`;
}

/** @param {Carrier} bag */
export function chosenView(bag) {
  const photos = bag.photos();
  forget(photos);
  const undecided = photos.filter(({ ready }) => !ready).length;
  const refused = photos.some(({ why }) => why);
  const hang = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    bag.hang();
  };
  return html`<form @submit=${hang}>
    ${repeat(
      photos,
      ({ act }) => act,
      (photo, place) => photoView(photo, place + 1, bag),
    )}
    ${bag.failing() ? waitsView(bag) : nothing}
    ${
      undecided
        ? html`<button class="ds-button" type="submit">
          ${refused ? t("Send again") : hangWords(undecided)}
        </button>`
        : nothing
    }
  </form>`;
}

/** @param {number} count */
function hangWords(count) {
  if (count === 1) return t("Hang it up");
  return n("Hang up %(count)s photograph", "Hang up %(count)s photographs", count);
}

/** @param {Carrier} bag */
function waitsView(bag) {
  return html`<div class="notice" role="status">
    <p>
      ${t("The café does not answer.")}
      ${
        bag.durable()
          ? t("The photograph is kept on this device, and sent when the network is back.")
          : t("The photograph is not sent, and only this page has it: leave the page open.")
      }
    </p>
    <button class="ds-button" data-variant="secondary" type="button" @click=${() => bag.nudge()}>
      ${t("Try again")}
    </button>
  </div>`;
}

/**
 * @param {Photo} photo
 * @param {number} number
 * @param {Carrier} bag
 */
function photoView(photo, number, bag) {
  return html`<div class="chosen" data-ready=${photo.ready}>
    <img src=${addressOf(photo)} alt=${t("The photograph you chose")} @error=${unseen} />
    <p class="quiet" hidden>
      ${t("This browser cannot show the picture. The café may be able to read it.")}
    </p>
    ${photo.why ? html`<p class="problem" role="alert">${photo.why}</p>` : nothing}
    ${photo.unread ? wholeView(photo, bag) : nothing}
    ${photo.ready ? html`<p role="status">${stateWords(photo, bag)}</p>` : nothing}
    ${bag.sending() === photo.act ? nothing : cancelView(photo, number, bag)}
  </div>`;
}

/**
 * The way on when the cells of a sheet could not be made out.
 * @param {Photo} photo
 * @param {Carrier} bag
 */
function wholeView(photo, bag) {
  return html`<p>${t("You can also type the notes off this picture as it is: press on it where each note stands.")}</p>
    <button class="ds-button" data-variant="secondary" type="button" @click=${() => bag.hangWhole(photo)}>
      ${t("Hang the picture as it is")}
    </button>`;
}

/**
 * @param {Photo} photo
 * @param {number} number
 * @param {Carrier} bag
 */
function cancelView(photo, number, bag) {
  return html`<button
    class="ds-button"
    data-variant="tertiary"
    type="button"
    @click=${() => bag.leaveOut(photo)}
  >
    ${t("Cancel")}<span class="sr-only">: ${t("Photograph %(number)s", { number })}</span>
  </button>`;
}

/**
 * @param {Photo} photo
 * @param {Carrier} bag
 */
function stateWords({ act }, bag) {
  return bag.sending() === act ? t("Sending …") : t("Kept on the tablet");
}

/** @param {Event} event */
function unseen({ target }) {
  const picture = /** @type {HTMLElement} */ (target);
  picture.hidden = true;
  /** @type {HTMLElement} */ (picture.nextElementSibling).hidden = false;
}

/** @param {Photo} photo */
function addressOf({ act, blob }) {
  const known = addresses.get(act) ?? URL.createObjectURL(blob);
  addresses.set(act, known);
  return known;
}

/** @param {Photo[]} photos  what is not among them any more needs no address */
function forget(photos) {
  for (const [act, address] of addresses) {
    if (photos.some((photo) => photo.act === act)) continue;
    URL.revokeObjectURL(address);
    addresses.delete(act);
  }
}
