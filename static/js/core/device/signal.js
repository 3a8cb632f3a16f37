// Sound and vibration at a change of tables. A browser lets a page sound only when somebody has
// touched it, so the sound is made ready at the first touch.

const NOTES = [523.25, 659.25, 783.99]; // a chord, one after the other: a spoon against a glass
const APART = 0.28;
const LASTS = 0.9;
const LOUD = 0.18;
const BUZZ = [180, 120, 180];

/** @param {() => boolean} sounds  whether this device shall */
export function signal(sounds) {
  /** @type {AudioContext|null} */
  let audio = null;
  const ready = () => {
    if (!sounds() || typeof AudioContext === "undefined") return;
    audio ??= new AudioContext();
    if (audio.state === "suspended") void audio.resume().catch(() => {});
  };
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, ready);

  return {
    ready,
    sound() {
      if (audio?.state !== "running") return;
      const begins = audio.currentTime + 0.05;
      NOTES.forEach((pitch, at) => {
        if (audio) strike(audio, pitch, begins + at * APART);
      });
    },
    buzz: () => navigator.vibrate?.(BUZZ),
  };
}

/** @param {AudioContext} audio @param {number} pitch @param {number} at */
function strike(audio, pitch, at) {
  const [tone, loud] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = pitch;
  loud.gain.setValueAtTime(0, at);
  loud.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.001, at + LASTS);
  tone.connect(loud).connect(audio.destination);
  tone.start(at);
  tone.stop(at + LASTS);
}
