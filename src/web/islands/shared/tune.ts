/*
 * Sounds of payments, made here and not loaded, so that each payment can have its own. A browser plays them only once
 * somebody has touched the page.
 */

/** A pentatonic scale from C5, in hertz: any steps of it sound well after each other. */
const SCALE = [523.25, 587.33, 659.25, 783.99, 880, 1046.5];

/** Two low tones, the second lower: nobody takes them for a tune. In hertz. */
const REFUSAL = [196, 146.83];

const NOTE_SECONDS = 0.15;
const LOUDNESS = 0.4;

let context: AudioContext | undefined;

/** Makes the device ready to play at the first touch or key, since it will not be asked for later. */
export function readySound(): void {
  const wake = () => {
    context ??= new AudioContext();
    void context.resume();
  };
  for (const event of ['pointerdown', 'keydown']) document.addEventListener(event, wake, { passive: true });
}

/** Plays steps of the scale, and ends on the chord of all of them. */
export function playTune(steps: readonly number[]): void {
  const notes = steps.map((step) => SCALE[step % SCALE.length]!);
  for (const [at, note] of notes.entries()) play(note, at, 1, 'triangle');
  for (const note of notes) play(note / 2, notes.length, 4, 'sine');
  vibrate([120]);
}

/** Plays what everybody understands as no. */
export function playRefusal(): void {
  for (const [at, note] of REFUSAL.entries()) play(note, 2 * at, 2, 'sawtooth');
  vibrate([200, 100, 200]);
}

/** Like sound, it is for pages that somebody has touched. */
function vibrate(pattern: number[]): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern);
}

/** One tone, from a beat on and for so many beats. */
function play(frequency: number, beat: number, beats: number, type: OscillatorType): void {
  if (context?.state !== 'running') return;
  const [from, until] = [beat, beat + beats].map((at) => context!.currentTime + at * NOTE_SECONDS) as [number, number];
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.type = type;
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(LOUDNESS / (beats > 2 ? 4 : 1), from);
  volume.gain.exponentialRampToValueAtTime(0.001, until);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(until);
}
