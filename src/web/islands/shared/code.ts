import { atEnd, fetchPage, showAnswer } from './swap.ts';

/** How often the bar is drawn, in milliseconds. */
const ROUND = 200;

/** A code that ran out is followed by a new one so many times before somebody has to ask for it. */
const RENEWALS = 5;
let renewed = 0;

/** A till may have taken the code in its last second: so long it is waited for word of that, in milliseconds. */
const GRACE = 6_000;

/** Counts down how long a code still lives, keeps the screen awake, and shows the next one when it is over. */
export function startCode(place: HTMLElement, start: () => void): void {
  const bar = place.querySelector<HTMLProgressElement>('progress')!;
  const left = place.querySelector<HTMLElement>('[data-code-left]')!;
  const until = Date.parse(place.dataset.until!) - Date.parse(place.dataset.now!) + performance.now();
  const timer = setInterval(draw, ROUND);
  void keepAwake();
  atEnd(() => clearInterval(timer));
  draw();

  function draw(): void {
    const seconds = Math.max(0, (until - performance.now()) / 1_000);
    bar.value = seconds;
    left.textContent = place.dataset.left!.replace('{n}', String(Math.ceil(seconds)));
    if (seconds > 0) return;
    clearInterval(timer);
    place.dataset.state = 'over';
    const later = setTimeout(renew, GRACE);
    atEnd(() => clearTimeout(later));
  }

  function renew(): void {
    if (renewed >= RENEWALS || document.visibilityState !== 'visible') return;
    renewed += 1;
    void fetchPage(location.href).then((response) => showAnswer(response, start));
  }
}

/** Asks the device not to go dark while the code is shown; where it cannot, nothing is lost. */
async function keepAwake(): Promise<void> {
  try {
    const lock = await navigator.wakeLock.request('screen');
    atEnd(() => void lock.release());
  } catch {
    // Not every browser can, nor does any while its battery is low.
  }
}
