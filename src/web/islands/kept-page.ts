/*
 * The service worker of a page that is kept (`src/web/kept-page.ts`): keeps it in every language, and what it loads, so that
 * it opens without a network. It answers for nothing else. What is kept is fetched without cookies: it is nobody's page.
 */

/** What the server says is to be kept; it stands before this program. */
interface Kept {
  page: string;
  version: string;
  /** Addresses of the page by language tag. */
  pages: Record<string, string>;
  files: string[];
  /** The language for readers who speak none of these. */
  language: string;
}

interface Worker {
  kept: Kept;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

type Waiting = Event & { waitUntil(done: Promise<unknown>): void };
/** A page tells its language. */
type Told = Event & { data: string };
type Asking = Event & { request: Request; respondWith(answer: Promise<Response>): void };

// The names of a worker's own things are not among those of pages, which the other islands are written for.
const worker = self as unknown as Worker;
const { page, version, pages, files, language } = worker.kept;

// Ends with what no path holds, so that no page's begins with another's.
const PREFIX = `madang ${page} `;
const STORE = PREFIX + version;

addEventListener('install', (event) => (event as Waiting).waitUntil(keep()));
addEventListener('activate', (event) => (event as Waiting).waitUntil(takeOver()));
addEventListener('message', (event) => {
  const { data } = event as Told;
  (event as Event as Waiting).waitUntil(remember(data));
});
addEventListener('fetch', (event) => {
  const { request, respondWith } = bound(event as Asking);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === page) respondWith(openPage(request));
  else if (files.includes(pathname)) respondWith(keptOr(request));
});

const bound = (event: Asking) => ({
  request: event.request,
  respondWith: (answer: Promise<Response>) => event.respondWith(answer),
});

async function keep(): Promise<void> {
  const store = await caches.open(STORE);
  await Promise.all(
    [...Object.values(pages), ...files].map(async (address) => {
      const answer = await fetch(address, { credentials: 'omit', cache: 'no-cache' });
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      await store.put(address, answer);
    }),
  );
  await worker.skipWaiting();
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE);
  for (const name of old) {
    const seen = await (await caches.open(name)).match(page);
    await remember(seen?.headers.get('content-language'));
    await caches.delete(name);
  }
  await worker.clients.claim();
}

/** The page from the server while there is one; the kept one otherwise. */
async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status < 500) return answer;
  } catch {
    // No network: that is what this is for.
  }
  const store = await caches.open(STORE);
  return (await store.match(request)) ?? (await store.match(page)) ?? (await store.match(ownLanguage()))!;
}

/** The page that was seen last, which tells its language itself, stands for the address that names none. */
async function remember(tag: string | null | undefined): Promise<void> {
  const store = await caches.open(STORE);
  const seen = tag && pages[tag] && (await store.match(pages[tag]));
  if (seen) await store.put(page, seen);
}

/** The page in the first of the reader's languages that it is kept in. */
function ownLanguage(): string {
  const base = (tag: string) => tag.split('-')[0];
  const tags = navigator.languages.map((wished) => Object.keys(pages).find((tag) => base(tag) === base(wished)));
  return pages[tags.find((tag) => tag !== undefined) ?? language]!;
}

async function keptOr(request: Request): Promise<Response> {
  return (await (await caches.open(STORE)).match(request)) ?? fetch(request);
}
