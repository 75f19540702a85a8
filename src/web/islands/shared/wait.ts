import { atEnd, fetchPage, showAnswer } from './swap.ts';

/** How long between two looks, in milliseconds, and at most while the server is away. */
const ROUND = 1_500;
const LONGEST_ROUND = 20_000;

/**
 * Waits for the other side: asks for the page that says how it stands, and shows that page once it waits no longer. A
 * page that waits has a `data-wait` with the address to ask.
 */
export function startWaiting(place: HTMLElement, start: () => void): void {
  const said = place.querySelector<HTMLElement>('[data-wait-said]');
  let round = ROUND;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  place.querySelector<HTMLElement>('[data-wait-again]')?.setAttribute('hidden', '');
  next();
  document.addEventListener('visibilitychange', onSight);
  atEnd(() => {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSight);
  });

  function onSight(): void {
    if (document.visibilityState === 'visible') void look();
    else clearTimeout(timer);
  }

  function next(): void {
    clearTimeout(timer);
    if (!over && document.visibilityState === 'visible') timer = setTimeout(() => void look(), round);
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    try {
      const response = await fetchPage(place.dataset.wait!);
      if (!response.ok && response.status >= 500) throw new Error(`${response.status}`);
      const stillWaits = (await response.clone().text()).includes('data-wait=');
      round = ROUND;
      if (said) said.textContent = '';
      if (!stillWaits && !over) return await showAnswer(response, start);
    } catch {
      if (said) said.textContent = place.dataset.away ?? '';
      round = Math.min(2 * round, LONGEST_ROUND);
    }
    next();
  }
}
