import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../kernel/index.ts';
import { now } from '../shared/clock.ts';
import { type Fragment, readFragment } from './fragment.ts';
import { readReturn } from './issuance/authorization.ts';
import { OpenView } from './open/view.tsx';
import type { OpenWallet } from './store.ts';
import { VIEWS } from './views.ts';
import { FRAME_WORDS as WORDS } from './words.ts';

/** After so long out of sight a wallet is locked, in milliseconds. */
const OUT_OF_SIGHT = 2 * 60_000;

/** A wallet: closed, or open with one of its views. */
export function App({ locale }: { locale: Locale }) {
  const [wallet, setWallet] = useState<OpenWallet>();
  const fragment = useFragment();
  useEffect(() => lockOutOfSight(() => setWallet(undefined)), []);
  if (!wallet)
    return (
      <div class="md-wallet">
        <OpenView locale={locale} hasErrand={fragment.word !== ''} onOpen={setWallet} />
      </div>
    );
  const word = fragment.word in VIEWS ? fragment.word : '';
  const View = VIEWS[word]!;
  const lock = () => {
    // Whoever opens another wallet next begins at its cards.
    go('');
    setWallet(undefined);
  };
  return (
    <div class="md-wallet">
      <Menu {...{ locale, word }} onLock={lock} />
      <View key={word} {...{ wallet, locale, rest: fragment.rest, go }} />
    </div>
  );
}

const go = (fragment: string): void => {
  location.hash = fragment;
};

/** What stands in the menu, and under which word it is current. */
const ITEMS = [
  ['', 'cards'],
  ['add', 'scan'],
  ['history', 'history'],
  ['settings', 'settings'],
] as const;

function Menu({ locale, word, onLock }: { locale: Locale; word: string; onLock(): void }) {
  return (
    <nav class="md-wallet-menu" aria-label={WORDS.menu[locale]}>
      <ul>
        {ITEMS.filter(([to]) => to in VIEWS).map(([to, name]) => (
          <li key={to}>
            <a href={`#${to}`} aria-current={to === word ? 'page' : undefined}>
              {WORDS[name][locale]}
            </a>
          </li>
        ))}
        <li>
          <button type="button" onClick={onLock}>
            {WORDS.lock[locale]}
          </button>
        </li>
      </ul>
    </nav>
  );
}

/** The fragment of the address, as it changes. A place on the page, to which the skip link leads, is none. */
function useFragment(): Fragment {
  const [fragment, setFragment] = useState(() => {
    // A server that knows no other way brings its code behind the `?`: from here on it stands behind the `#`.
    if (readReturn(location.search)) history.replaceState(null, '', `${location.pathname}#${location.search.slice(1)}`);
    return location.hash;
  });
  useEffect(() => {
    const follow = () => {
      if (!document.getElementById(location.hash.slice(1))) setFragment(location.hash);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(keepFragmentInLinks, [fragment]);
  return readFragment(fragment);
}

/** Whoever changes the language stays where they are. */
function keepFragmentInLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) link.hash = location.hash;
}

/** Locks a wallet that has been out of sight, when it comes back or at once if the browser lets its timers run. */
function lockOutOfSight(lock: () => void): () => void {
  let since: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      since = now();
      timer = setTimeout(lock, OUT_OF_SIGHT);
    } else if (since !== undefined && now() - since > OUT_OF_SIGHT) lock();
  };
  document.addEventListener('visibilitychange', watch);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', watch);
  };
}
