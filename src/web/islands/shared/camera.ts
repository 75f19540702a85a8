import { readerOf } from './qr-reader.ts';
import { atEnd } from './swap.ts';

/** How often the picture is read, in milliseconds; how long until one is told what may be wrong. */
const ROUND = 120;
const PATIENCE = 8_000;

/** Below this mean brightness, of 255, a picture is too dark to read. */
const DARK = 35;
/** The brightness is measured on a picture of so many points to each side. */
const SAMPLE = 24;

type Said = 'asking' | 'looking' | 'read' | 'denied' | 'missing' | 'busy' | 'dark' | 'slow';

/** Why a camera did not start, by the name of the error (Media Capture and Streams §10.2). */
const FAILURES: Record<string, Said> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

/** Reads a QR code into the field that the place names, and sends its form. Typing works all the while. */
export function startCamera(place: HTMLElement): void {
  const field = document.getElementById(place.dataset.camera!) as HTMLInputElement;
  const wanted = new RegExp(place.dataset.wanted ?? '');
  const video = place.querySelector('video')!;
  const said = place.querySelector<HTMLElement>('[data-camera-said]')!;
  const startButton = place.querySelector<HTMLElement>('[data-camera-start]')!;
  const light = place.querySelector<HTMLElement>('[data-camera-light]')!;
  let stream: MediaStream | undefined;
  let over = false;
  place.hidden = false;
  startButton.addEventListener('click', () => void begin());
  light.addEventListener('click', () => void turnOnLight());
  atEnd(end);
  if (place.dataset.waits) startButton.hidden = false;
  else void begin();

  async function begin(): Promise<void> {
    startButton.hidden = true;
    tell('asking');
    try {
      if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
      });
      video.srcObject = stream;
      await video.play();
    } catch (error) {
      // Without a camera the place for its picture says nothing.
      video.hidden = true;
      tell(FAILURES[(error as DOMException).name] ?? 'busy');
      startButton.hidden = said.dataset.now === 'missing';
      return;
    }
    if (over) return end();
    video.hidden = false;
    light.hidden = !('torch' in (stream.getVideoTracks()[0]!.getCapabilities?.() ?? {}));
    tell('looking');
    await look();
  }

  async function look(): Promise<void> {
    const read = await readerOf();
    const began = performance.now();
    while (!over) {
      const text = await read(video);
      if (text !== undefined && wanted.test(text)) return take(text);
      if (performance.now() - began > PATIENCE) tell(brightnessOf(video) < DARK ? 'dark' : 'slow');
      await new Promise((next) => setTimeout(next, ROUND));
    }
  }

  function take(text: string): void {
    tell('read');
    end();
    field.value = text;
    field.form!.requestSubmit();
  }

  function end(): void {
    over = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
  }

  function tell(what: Said): void {
    if (said.dataset.now === what) return;
    said.dataset.now = what;
    said.textContent = place.dataset[what]!;
  }

  async function turnOnLight(): Promise<void> {
    light.hidden = true;
    await stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: true } as MediaTrackConstraintSet] });
  }
}

/** The mean brightness of what a camera sees, from 0 to 255. */
function brightnessOf(video: HTMLVideoElement): number {
  const paint = new OffscreenCanvas(SAMPLE, SAMPLE).getContext('2d')!;
  paint.drawImage(video, 0, 0, SAMPLE, SAMPLE);
  const { data } = paint.getImageData(0, 0, SAMPLE, SAMPLE);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += (data[at]! + data[at + 1]! + data[at + 2]!) / 3;
  return sum / (SAMPLE * SAMPLE);
}
