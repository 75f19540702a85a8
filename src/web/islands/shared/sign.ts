import { playRefusal, playTune } from './tune.ts';

/** One minute's sign, as the page has it. */
interface Shown {
  hex: string;
  path: string;
  text: string;
  tune: number[];
}

const MINUTE = 60_000;
const SECOND = 1_000;

/** The ground of a sign whose time is over. */
const GREY = '#5c6166';

/**
 * Moves the sign of a payment with the time: its hand goes round once a minute, and each minute has its own colour and
 * picture. It goes by the server's clock, so that two phones show the same. Returns what ends it.
 */
export function startSign(place: HTMLElement): () => void {
  const signs = JSON.parse(place.dataset.sign!) as Shown[];
  const ahead = Date.parse(place.dataset.now!) - performance.now();
  const first = Math.floor((ahead + performance.now()) / MINUTE);
  let shown = 0;
  playTune(signs[0]!.tune);
  addSoundButton(place, () => playTune(signs[shown]?.tune ?? []));

  // Where less motion is asked for, the hand moves as that of a station's clock: at each second.
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const timer = setInterval(turn, calm ? SECOND : SECOND / 20);
  turn();
  return () => clearInterval(timer);

  function turn(): void {
    const now = ahead + performance.now();
    const at = Math.floor(now / MINUTE) - first;
    const step = calm ? Math.floor(now / SECOND) * SECOND : now;
    place
      .querySelector('[data-sign-hand]')!
      .setAttribute('transform', `rotate(${(((step % MINUTE) / MINUTE) * 360).toFixed(1)} 50 50)`);
    if (at === shown) return;
    shown = at;
    const sign = signs[at];
    if (sign) paint(place, sign);
    else {
      clearInterval(timer);
      end(place);
    }
  }
}

/** A refusal has its own sound, and nothing that moves. */
export function startRefusal(): void {
  playRefusal();
}

function paint(place: HTMLElement, { hex, path, text }: Shown): void {
  for (const part of place.querySelectorAll('[data-sign-fill]')) part.setAttribute('fill', hex);
  place.querySelector('[data-sign-stroke]')!.setAttribute('stroke', hex);
  place.querySelector('[data-sign-picture]')!.setAttribute('d', path);
  place.querySelector('[data-sign-seal]')!.setAttribute('aria-label', text);
  place.querySelector('[data-sign-pair]')!.textContent = text;
}

function end(place: HTMLElement): void {
  place.querySelector('[data-sign-seal]')!.remove();
  place.querySelector('[data-sign-pair]')!.remove();
  place.querySelector('.md-sign__ground rect')!.setAttribute('fill', GREY);
  place.querySelector('[data-sign-help]')!.textContent = place.dataset.over!;
}

function addSoundButton(place: HTMLElement, play: () => void): void {
  const button = place.querySelector<HTMLElement>('[data-sign-sound]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', play);
}
