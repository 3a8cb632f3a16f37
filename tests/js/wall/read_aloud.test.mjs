import assert from "node:assert/strict";
import { test } from "node:test";
import { voiceFor } from "../../../static/js/wall/asked/read_aloud.js";

const voice = (/** @type {string} */ lang, localService = true) => ({ lang, localService });

test("a note is read by a voice that lies on the device, and by none that sends it away", () => {
  const [nb, no, en, away] = [
    voice("nb-NO"),
    voice("no_NO"),
    voice("en-GB"),
    voice("nb-NO", false),
  ];
  assert.equal(voiceFor([away, en, no, nb], "nb"), nb);
  assert.equal(voiceFor([away, en, no], "nn"), no);
  assert.equal(voiceFor([away, en], "nb"), undefined);
  assert.equal(voiceFor([nb, en], "en"), en);
  assert.equal(voiceFor([], "se"), undefined);
});
