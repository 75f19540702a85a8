import { startCamera } from './shared/camera.ts';
import { startCode } from './shared/code.ts';
import { startKeypad } from './shared/keypad.ts';
import { startLatest } from './shared/latest.ts';
import { startRefusal, startSign } from './shared/sign.ts';
import { atEnd, startSwapping } from './shared/swap.ts';
import { readySound } from './shared/tune.ts';
import { startWaiting } from './shared/wait.ts';

/*
 * The till and the pages on which people pay: keys, camera, a code that runs out, waiting for the other side, and the sign
 * of a payment. Each part starts where the page has it, again for each page that takes the place of another.
 */

/** What starts where a page has such an element. */
const PARTS: readonly (readonly [selector: string, begin: (place: HTMLElement) => void])[] = [
  ['[data-keypad]', startKeypad],
  ['[data-latest]', startLatest],
  ['[data-camera]', startCamera],
  ['[data-wait]', (place) => startWaiting(place, start)],
  ['[data-until]', (place) => startCode(place, start)],
  ['[data-sign]', (place) => atEnd(startSign(place))],
  ['[data-refused]', startRefusal],
  ['[data-print]', (button) => void button.addEventListener('click', () => print())],
];

readySound();
start();
addEventListener('popstate', () => location.reload());

function start(): void {
  for (const [selector, begin] of PARTS)
    for (const place of document.querySelectorAll<HTMLElement>(`main ${selector}`)) begin(place);
  startSwapping(start);
}
