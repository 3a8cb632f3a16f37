/** Erasing for good: fields are drawn over a photograph by pointer or by keys. */
import { say } from "../core/say.js";
import { t } from "../core/texts.js";
import { between, isMeant, middle, moved, STEP, sized } from "./boxes.js";
import "../plan/page.js";

/** @typedef {import("./boxes.js").Box} Box */

const cover = document.getElementById("cover");
if (cover) open(cover);

/** @param {HTMLElement} cover */
function open(cover) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById("boxes"));
  const held = fields(cover, field);
  const tools = document.createElement("div");
  tools.className = "cover-tools";
  tools.append(tool(t("Add a field"), () => held.place(middle()).focus()));
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.textContent = t(
    "Draw with the pointer. With keys: add a field, move it with the arrows, change its size with Shift and the arrows, take it away with Delete.",
  );
  cover.after(hint, tools);
  for (const box of read(field.value)) held.place(box);
  const isWhole = () => {
    const whole = document.querySelector("input[name=part][value=whole]");
    return whole instanceof HTMLInputElement && whole.checked;
  };
  const show = () => {
    for (const one of [hint, tools, ...held.boxes.keys()]) one.hidden = isWhole();
  };
  show();
  for (const choice of document.querySelectorAll("input[name=part]"))
    choice.addEventListener("change", show);
  cover.addEventListener("pointerdown", (event) => {
    if (!event.button && !isWhole()) draw(cover, held, event, Number(cover.dataset.most));
  });
}

/**
 * The fields that lie over the photograph, as buttons; what they are stands in `field`.
 * @param {HTMLElement} cover @param {HTMLInputElement} field
 */
function fields(cover, field) {
  /** @type {Map<HTMLButtonElement, Box>} */
  const boxes = new Map();

  function keep() {
    field.value = JSON.stringify([...boxes.values()]);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {HTMLButtonElement} button @param {Box} box */
  function put(button, box) {
    boxes.set(button, box);
    const [left, top, width, height] = box.map((one) => `${one / 10}%`);
    Object.assign(button.style, { left, top, width, height });
    for (const [at, one] of [...boxes.keys()].entries())
      one.setAttribute("aria-label", t("Field %(number)s", { number: at + 1 }));
    keep();
  }

  /** @param {HTMLButtonElement} button */
  function take(button) {
    boxes.delete(button);
    button.remove();
    keep();
    say(t("The field is taken away."));
    const next = [...boxes.keys()].at(-1);
    (
      next ?? /** @type {HTMLElement|null} */ (document.querySelector(".cover-tools button"))
    )?.focus();
  }

  /** @param {Box} box */
  function place(box) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "box";
    cover.append(button);
    button.addEventListener("keydown", (event) => onKey(event, button));
    put(button, box);
    return button;
  }

  /** @param {KeyboardEvent} event @param {HTMLButtonElement} button */
  function onKey(event, button) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    const box = boxes.get(button);
    if (!box) return;
    if (event.key === "Delete" || event.key === "Backspace") take(button);
    else if (way) {
      const [across, down] = way.map((one) => one * STEP);
      put(button, (event.shiftKey ? sized : moved)(box, across, down));
    } else return;
    event.preventDefault();
  }

  return { boxes, put, take, place };
}

/**
 * A field is drawn, or one that lies there moved, until the pointer lets go.
 * @param {HTMLElement} cover @param {ReturnType<typeof fields>} held
 * @param {PointerEvent} event @param {number} most
 */
function draw(cover, { boxes, put, take, place }, event, most) {
  const from = at(cover, event);
  const grip = event.target instanceof HTMLButtonElement ? event.target : null;
  const was = grip ? boxes.get(grip) : undefined;
  if (!grip && boxes.size >= most) {
    say(t("There are as many fields as there may be."));
    return;
  }
  const drawn = grip ?? place([0, 0, 0, 0]);
  if (!grip) event.preventDefault();
  cover.setPointerCapture(event.pointerId);
  /** @param {PointerEvent} moving */
  const onMove = (moving) => {
    const to = at(cover, moving);
    put(drawn, was ? moved(was, by(from.x, to.x), by(from.y, to.y)) : between(from, to));
  };
  const end = () => {
    cover.removeEventListener("pointermove", onMove);
    const box = boxes.get(drawn);
    if (box && !isMeant(box)) take(drawn);
  };
  cover.addEventListener("pointermove", onMove);
  cover.addEventListener("pointerup", end, { once: true });
  cover.addEventListener("pointercancel", end, { once: true });
}

/** @param {HTMLElement} cover @param {PointerEvent} event */
function at(cover, event) {
  const { left, top, width, height } = cover.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
}

/** @param {number} from @param {number} to */
function by(from, to) {
  return Math.round((to - from) * 1000);
}

/** @param {string} words @param {() => void} run */
function tool(words, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "secondary";
  button.textContent = words;
  button.addEventListener("click", run);
  return button;
}

/** @param {string} kept @returns {Box[]} */
function read(kept) {
  try {
    return JSON.parse(kept);
  } catch {
    return [];
  }
}
