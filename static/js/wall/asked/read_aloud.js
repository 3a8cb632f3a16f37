/**
 * A note read aloud by a voice of the device itself. Only by one that lies on it: other voices send
 * the words to whoever made the browser.
 */

import { html, nothing } from "lit-html";
import { t } from "../../core/texts.js";

// What a device may call the language of a café.
const ALIKE = /** @type {Record<string, string[]>} */ ({
  nb: ["nb", "no", "nn"],
  nn: ["nn", "no", "nb"],
  en: ["en"],
});

/**
 * @param {{lang: string, localService: boolean}[]} voices
 * @param {string} language
 * @returns {any} the voice that fits best, or undefined
 */
export function voiceFor(voices, language) {
  const own = voices.filter(({ localService }) => localService);
  const tags = ALIKE[language] ?? [language];
  const fits = tags.map((tag) =>
    own.find(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === tag),
  );
  return fits.find(Boolean);
}

/** @param {string[]} texts @param {string} [language]  the café's */
export function readAloudView(texts, language = "nb") {
  const speech = globalThis.speechSynthesis;
  const voice = speech && voiceFor(speech.getVoices(), language);
  if (!voice) return nothing;
  return html`<p class="read-aloud"><button class="ds-button" data-variant="tertiary" type="button"
    @click=${() => toggle(texts, voice)}>${t("Read aloud, or stop")}</button></p>`;
}

/** @param {string[]} texts @param {SpeechSynthesisVoice} voice */
function toggle(texts, voice) {
  const speaks = speechSynthesis.speaking;
  speechSynthesis.cancel();
  if (speaks) return;
  const words = new SpeechSynthesisUtterance(texts.join("\n"));
  [words.voice, words.lang] = [voice, voice.lang];
  speechSynthesis.speak(words);
}
