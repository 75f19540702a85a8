import { atEnd, fetchPage } from './swap.ts';
import { playTune } from './tune.ts';

/** How long between two looks, in milliseconds. */
const ROUND = 4_000;

/** Keeps what a till got last up to date, and plays the tune of each payment that comes in meanwhile. */
export function startLatest(place: HTMLElement): void {
  const timer = setInterval(() => void look(), ROUND);
  atEnd(() => clearInterval(timer));

  async function look(): Promise<void> {
    if (document.visibilityState !== 'visible' || place.contains(document.activeElement)) return;
    const response = await fetchPage(place.dataset.here!).catch(() => undefined);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.querySelector<HTMLElement>('[data-latest]');
    if (!fresh || fresh.textContent === place.textContent) return;
    place.replaceChildren(...fresh.childNodes);
    const isNew = fresh.dataset.latest !== '' && fresh.dataset.latest !== place.dataset.latest;
    place.dataset.latest = fresh.dataset.latest;
    if (isNew) playTune(JSON.parse(fresh.dataset.tune!));
  }
}
