import encodeQR from 'qr';
import { CHALLENGE_BYTES, writeChallenge } from '../../../formats/index.ts';
import { now } from '../shared/clock.ts';
import { randomOf } from '../shared/signatures.ts';

/*
 * A question on this screen, drawn anew each time: a code that answers it was made since, and for nobody else.
 */

/** For how long a question may be answered, in milliseconds: two phones have to scan each other meanwhile. */
const LIFE = 120_000;

/** Light modules around a code that readers need (ISO/IEC 18004 section 5.3.8). */
const QUIET = 4;

const place = document.querySelector<HTMLElement>('[data-question]')!;
const askPlace = document.querySelector<HTMLElement>('[data-ask-place]')!;

let asked: { challenge: Uint8Array; until: number } | undefined;

/** The question that is on the screen now. */
export function question(): Uint8Array | undefined {
  return asked && asked.until > now() ? asked.challenge : undefined;
}

/** Puts a new question on the screen. */
export function ask(): void {
  asked = { challenge: randomOf(CHALLENGE_BYTES), until: now() + LIFE };
  const text = writeChallenge(asked.challenge);
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  const picture = place.querySelector('svg')!;
  picture.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`);
  picture.querySelector('path')!.setAttribute('d', rows.map(darkPoints).join(''));
  place.dataset.question = text;
  show(true);
  place.querySelector<HTMLElement>('h2')!.focus();
}

/** Takes it away; what answers it is taken no more. */
export function stopAsking(): void {
  asked = undefined;
  show(false);
}

/** The place of the question, or of the button that asks for one. */
function show(isAsking: boolean): void {
  place.hidden = !isAsking;
  askPlace.hidden = isAsking;
}

const darkPoints = (row: readonly boolean[], y: number): string =>
  row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
