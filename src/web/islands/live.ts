/*
 * Pages that stay up to date without being loaded again. The page itself is fetched every few seconds, and what it marks by
 * `data-live` is made the same here: only what differs is touched, so that focus, selection, scrolling and what was
 * unfolded stay. All words are in the page.
 */

/** How long between two looks, in milliseconds, and at most while the server is away. */
const ROUND = 3_000;
const LONGEST_ROUND = 60_000;

/** How long one look may take, in milliseconds. */
const PATIENCE = 10_000;

type State = 'live' | 'paused' | 'away';

const control = document.querySelector<HTMLElement>('[data-live-control]');
if (control) watch(control);

function watch(place: HTMLElement): void {
  const part = <T extends HTMLElement>(name: string): T => place.querySelector<T>(`[data-live-${name}]`)!;
  const [how, button, said] = [part('how'), part<HTMLButtonElement>('pause'), part('said')];
  const words = { live: place.dataset.isLive!, paused: place.dataset.isPaused!, away: place.dataset.isAway! };
  let state: State = 'live';
  let round = ROUND;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let matter = matterOf(document);

  part('again').hidden = true;
  how.hidden = false;
  button.hidden = false;
  show('live');
  next();
  button.addEventListener('click', () => {
    show(state === 'paused' ? 'live' : 'paused');
    if (state === 'live') void look();
    else clearTimeout(timer);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && state !== 'paused') void look();
    else clearTimeout(timer);
  });

  function show(now: State): void {
    state = now;
    place.dataset.state = now;
    how.textContent = words[now];
    button.textContent = (now === 'paused' ? place.dataset.resume : place.dataset.pause)!;
  }

  function next(): void {
    clearTimeout(timer);
    if (state !== 'paused' && document.visibilityState === 'visible') timer = setTimeout(() => void look(), round);
  }

  async function look(): Promise<void> {
    clearTimeout(timer);
    const fresh = await fetchPage();
    // It may have been paused while the answer was on its way.
    if (state !== 'paused') {
      if (fresh) take(fresh);
      else if (state === 'live') tell('away', words.away);
      round = fresh ? ROUND : Math.min(2 * round, LONGEST_ROUND);
    }
    next();
  }

  function take(fresh: Document): void {
    const now = matterOf(fresh); // read before parts of that page are moved into this one
    renew(fresh);
    if (state === 'away') tell('live', place.dataset.isBack!);
    if (now !== matter) said.textContent = now || place.dataset.matterOver!;
    matter = now;
  }

  /** Shows a state, and says it to those who listen: once, not at every look. */
  function tell(now: State, words: string): void {
    show(now);
    said.textContent = words;
  }
}

/** What a page says that nobody who listens should miss; empty when there is nothing. */
function matterOf(page: Document): string {
  return page.querySelector('[data-live=matter]')?.textContent ?? '';
}

/** The page as it is now; undefined when the server cannot be reached or has none. */
async function fetchPage(): Promise<Document | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' }, signal });
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the live parts of this page what they are on that one, without moving what the reader looks at. */
function renew(fresh: Document): void {
  const anchor = anchorOf();
  const top = anchor?.getBoundingClientRect().top ?? 0;
  for (const here of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const there = fresh.querySelector(`[data-live="${CSS.escape(here.dataset.live!)}"]`);
    if (there && !isInUse(here)) become(here, there);
  }
  const moved = anchor?.isConnected ? anchor.getBoundingClientRect().top - top : 0;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
}

/** What is to stay where it is: what has the focus, if that is in sight, else what stands a third down the window. */
function anchorOf(): Element | null {
  const focused = document.activeElement;
  const { top = 0, bottom = 0 } = focused?.getBoundingClientRect() ?? {};
  if (focused?.closest('main') && focused.id !== 'main-content' && bottom > 0 && top < innerHeight) return focused;
  return document.elementFromPoint(innerWidth / 2, innerHeight / 3);
}

/** Whether a link in it has the focus, which is not to lead elsewhere on a sudden, or some of its text is selected. */
function isInUse(part: Element): boolean {
  const focused = document.activeElement;
  if (focused?.matches('a') && part.contains(focused)) return true;
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}

/** Makes an element the same as another, child by child. What was unfolded stays so. */
function become(here: Element, there: Element): void {
  for (const { name } of [...here.attributes]) {
    if (name !== 'open' && !there.hasAttribute(name)) here.removeAttribute(name);
  }
  for (const { name, value } of there.attributes) {
    if (here.getAttribute(name) !== value) here.setAttribute(name, value);
  }
  const [old, wanted] = [[...here.childNodes], [...there.childNodes]];
  for (const [at, node] of wanted.entries()) {
    const now = old[at];
    if (!now) here.append(node);
    else if (now instanceof Element && node instanceof Element && now.tagName === node.tagName) become(now, node);
    else if (now instanceof Text && node instanceof Text) {
      if (now.data !== node.data) now.data = node.data;
    } else now.replaceWith(node);
  }
  for (const surplus of old.slice(wanted.length)) surplus.remove();
}

export {};
