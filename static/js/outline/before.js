/** What was said last time, beside each question: from the last final document of the series. */

import { html, nothing } from "lit-html";
import { n } from "../core/texts.js";

/** @typedef {{text: string, heading: string, address: string}} Sentence */
/** @typedef {{title: string, date: string, language: string, address: string, sentences: Sentence[]}} Said */

/**
 * Asked for once: the documents it is from never change.
 *
 * @param {string|undefined} address where it is told; none for a café in no series
 * @param {() => void} draw when it has come
 * @returns {(uid: string) => Said|undefined} by the question's id
 */
export function before(address, draw) {
  /** @type {Record<string, Said>} */
  let found = {};
  const ask = async () => {
    const answer = await fetch(String(address), { headers: { Accept: "application/json" } });
    if (answer.ok) found = await answer.json();
    draw();
  };
  if (address) ask().catch(() => {}); // without it the plan is as good
  return (uid) => (Object.hasOwn(found, uid) ? found[uid] : undefined);
}

/** @param {Said|undefined} said */
export function saidView(said) {
  if (!said) return nothing;
  const count = said.sentences.length;
  return html`<details class="said-before">
    <summary>${n("Last time %(count)s sentence was said", "Last time %(count)s sentences were said", count)}: ${said.date}</summary>
    <ul lang=${said.language}>${said.sentences.map(
      ({ text, heading, address }) =>
        html`<li><a href=${address} dir="auto">${text}</a>${heading ? html` <bdi class="quiet small">${heading}</bdi>` : nothing}</li>`,
    )}</ul>
    <p class="small"><a href=${said.address} lang=${said.language} dir="auto">${said.title}</a></p>
  </details>`;
}
