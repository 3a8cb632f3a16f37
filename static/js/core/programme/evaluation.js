// The way to the form that asks how the day was, while it is open.

import { html, nothing } from "lit-html";
import { t } from "../texts.js";

/**
 * @param {import("../live/store.js").Workshop | null} workshop
 * @param {"participants" | "hosts"} audience
 * @param {string} base  of the page's own link
 */
export function toEvaluation(workshop, audience, base) {
  const form = workshop?.evaluation?.find((one) => one.audience === audience);
  if (form?.status !== "open") return nothing;
  return html`<a class="way-in" href="${base}/evaluation">
    <strong>${t("How was the day?")}</strong>
    <span>${t("Answer a few questions, without a name.")}</span></a>`;
}
