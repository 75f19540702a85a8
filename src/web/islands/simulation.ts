/**
 * "What would it cost?": sliders whose figures move as they are dragged, and pages that renew themselves. While a slider
 * moves, the server says the texts and bars that change; when it rests, the whole of the results is fetched as the page
 * would show them, and the address follows.
 */
interface Live {
  state: 'ready' | 'working';
  texts: Record<string, string>;
  charts: { id: string; widths: number[][]; texts: string[][] }[];
}

const form = document.querySelector<HTMLFormElement>('form#reform');
const said = document.querySelector<HTMLElement>('[data-said]');

if (form) dragging(form);
if (document.querySelector('[data-renew]')) renewing();

/** Has the figures follow the form. */
function dragging(reform: HTMLFormElement): void {
  let asked: AbortController | undefined;
  let isWaiting = false;
  let isAnew = false;

  for (const slider of reform.querySelectorAll<HTMLInputElement>('input[type=range]')) {
    const field = document.getElementById(slider.dataset.for!) as HTMLInputElement;
    slider.closest<HTMLElement>('.md-slider__track')!.hidden = false;
    slider.addEventListener('input', () => {
      field.value = slider.value;
      void move();
    });
    slider.addEventListener('change', () => void rest());
    field.addEventListener('input', () => {
      if (field.value.trim() !== '' && field.checkValidity()) slider.value = field.value.replaceAll(',', '');
    });
  }
  reform.addEventListener('change', (event) => {
    if ((event.target as HTMLElement).matches('input[type=range]')) return;
    void rest();
  });
  reform.addEventListener('submit', (event) => {
    event.preventDefault();
    void rest();
  });

  /** One question at a time: what is dragged meanwhile is asked when the answer is there. */
  async function move(): Promise<void> {
    if (isWaiting) {
      isAnew = true;
      return;
    }
    isWaiting = true;
    try {
      // The first step has to bring the second series of the charts, which only the whole page has.
      if (results().dataset.reform === 'no') await show(query(), false);
      else await step();
    } catch {
      // What was broken off, or could not be had, is asked for again when the slider rests.
    } finally {
      isWaiting = false;
      if (isAnew) {
        isAnew = false;
        void move();
      }
    }
  }

  async function step(): Promise<void> {
    asked = new AbortController();
    const response = await fetch(`/office/simulation/figures?${query()}`, { signal: asked.signal });
    if (response.status !== 200) return;
    apply((await response.json()) as Live);
  }

  /** The slider rests: the page as the server shows it, with its address. */
  async function rest(): Promise<void> {
    isAnew = false;
    asked?.abort();
    await show(query(), true);
  }

  const query = (): string => {
    const named = [...new FormData(reform)].filter(([, value]) => value !== '');
    return new URLSearchParams(named as [string, string][]).toString();
  };

  /** Puts the parts of the page at an address in the place of those that are here. */
  async function show(wanted: string, isAtRest: boolean): Promise<void> {
    const response = await fetch(`/office/simulation/result?${wanted}`, { headers: { accept: 'text/html' } });
    const next = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!response.ok || !next.querySelector('#results')) {
      // A mistake in a field, or figures that take long: that page says so itself.
      if (isAtRest) location.assign(`/office/simulation/result?${wanted}`);
      return;
    }
    swap(next, '#figures');
    swap(next, '#results');
    swap(next, '#about');
    swap(next, '#reset');
    takeTexts(next);
    if (!isAtRest) return;
    history.replaceState(null, '', response.url);
    if (said) said.textContent = next.querySelector('[data-said]')?.textContent ?? '';
  }

  /** The texts beside the sliders, which stay where they are: one of them has the focus. */
  function takeTexts(next: Document): void {
    for (const place of reform.querySelectorAll<HTMLElement>('[data-live]')) {
      write(place, next.querySelector(`#reform [data-live="${CSS.escape(place.dataset.live!)}"]`)?.textContent ?? '');
    }
  }
}

const results = (): HTMLElement => document.querySelector<HTMLElement>('#results')!;

/** Takes over a part of another page; what was unfolded stays so. */
function swap(next: Document, selector: string): void {
  const [here, there] = [document.querySelector(selector), next.querySelector(selector)];
  if (!here || !there) return;
  for (const open of here.querySelectorAll('details[open]'))
    there.querySelector(`#${open.id}`)?.setAttribute('open', '');
  here.replaceWith(there);
}

function write(place: HTMLElement, text: string): void {
  place.textContent = text;
  const slider = place.closest('.md-slider__track')?.querySelector('input');
  slider?.setAttribute('aria-valuetext', text);
}

/** Moves figures and bars. */
function apply({ texts, charts }: Live): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const text = texts[place.dataset.live!];
    if (text !== undefined) write(place, text);
  }
  for (const { id, widths, texts: written } of charts) {
    for (const [row, bars] of [...document.querySelectorAll(`#${id} .md-chart__row`)].entries()) {
      for (const [at, bar] of [...bars.querySelectorAll('.md-chart__value')].entries()) {
        bar.querySelector('rect')?.setAttribute('width', String(widths[row]?.[at] ?? 0));
        const text = bar.querySelector('[data-text]');
        if (text) text.textContent = written[row]?.[at] ?? '';
      }
    }
  }
}

/** How often a page that waits looks whether there is more to say, in milliseconds. */
function renewing(): void {
  const every = 1_000;
  let told = 0;
  const look = async () => {
    try {
      const response = await fetch(location.href, { headers: { accept: 'text/html' } });
      const next = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (!next.querySelector('[data-renew]')) return location.reload();
      swap(next, '[data-renew]');
      const status = next.querySelector<HTMLElement>('[data-said]');
      const percent = Number(status?.dataset.percent ?? 0);
      // Said a few times, not each second.
      if (said && percent >= told + 25) {
        told = percent;
        said.textContent = status!.textContent;
      }
    } catch {
      // The server may be starting again.
    }
    setTimeout(look, every);
  };
  setTimeout(look, every);
}

export {};
