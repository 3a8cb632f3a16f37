/** The dialog of offers. Like commands/ask.js it lies outside what the live connection redraws. */
import { html, nothing, render } from "lit-html";
import { whenClosed } from "../../core/dialog.js";
import { composing } from "../../core/keys.js";
import { t } from "../../core/texts.js";
import { onceEach } from "../../core/turns.js";

/** @typedef {import("lit-html").TemplateResult} Template */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("offers"));

/** @param {{title: string, onKey?(key: string): boolean, onClose?(): void}} how `onKey`: true when it was one of its keys */
export function show({ title, onKey, onClose }) {
  let open = true;
  let begun = false;
  dialog.onkeydown = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (composing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("input:not([type=range]), select, textarea")) return;
    onceEach(event);
    if (event.repeat) return; // the next pair is looked at first
    if (onKey?.(event.key)) event.preventDefault();
  };
  whenClosed(dialog, () => {
    open = false;
    render(nothing, dialog);
    onClose?.();
  });
  // Afterwards the dialog is another's.
  const close = () => open && dialog.close();
  return {
    close,
    isOpen: () => open,
    /** @param {Template} body */
    draw(body) {
      if (!open) return;
      render(
        html`<header class="offers-head"><h2 id="offers-title">${title}</h2>
          <button class="ds-button" data-variant="tertiary" type="button" @click=${close}>${t("Close")}</button>
        </header>${body}`,
        dialog,
      );
      if (!dialog.open) dialog.showModal();
      const active = document.activeElement;
      const first = dialog.querySelector("[data-first]:not(:disabled)");
      // What was pressed may be gone or greyed out by now; the hand stays at the pair.
      const lost = !dialog.contains(active) || active === dialog || active?.matches(":disabled");
      const to = lost || (first && !begun) ? (first ?? dialog.querySelector("button")) : null;
      begun ||= first !== null;
      if (to instanceof HTMLElement) to.focus();
    },
  };
}
