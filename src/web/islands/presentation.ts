/*
 * A page that waits for a wallet on another device: asks now and then whether it has answered, and goes on when it has.
 * All words are in the page, and without this script it has a link that looks.
 */

/** How long between two looks, in milliseconds, and at most while the server is away. */
const ROUND = 1_500;
const LONGEST_ROUND = 20_000;

for (const place of document.querySelectorAll<HTMLElement>('[data-presentation]')) wait(place);

function wait(place: HTMLElement): void {
  const said = place.querySelector<HTMLElement>('[data-presentation-said]')!;
  place.querySelector('[data-presentation-without]')?.setAttribute('hidden', '');
  place.querySelector('[data-presentation-waiting]')?.removeAttribute('hidden');
  let round = ROUND;
  let timer = setTimeout(look, round);
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') void look();
  });

  async function look(): Promise<void> {
    clearTimeout(timer);
    try {
      const response = await fetch(place.dataset.presentation!, { headers: { accept: 'application/json' } });
      if (!response.ok) throw new Error(`${response.status}`);
      const { state } = (await response.json()) as { state: string };
      if (state !== 'waiting') return location.replace(place.dataset.then!);
      round = ROUND;
      if (said.textContent) said.textContent = '';
    } catch {
      if (!said.textContent) said.textContent = place.dataset.away!;
      round = Math.min(2 * round, LONGEST_ROUND);
    }
    if (document.visibilityState === 'visible') timer = setTimeout(look, round);
  }
}

export {};
