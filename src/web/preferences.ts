import { chooseLocale, type Preferences } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';

const YEAR_SECONDS = 31_536_000;

/** What a cookie may hold; anything else counts as not set. */
const CHOICES = {
  theme: ['light', 'dark'],
  contrast: ['normal', 'more'],
  text: ['large', 'larger'],
} as const;

type Choice = keyof typeof CHOICES;

/** How the sender of a request wants pages: the language asked for, the one chosen before, or their browser's. */
export function preferencesOf(gov: Government, request: Request): Preferences {
  const cookies = cookiesOf(request);
  const locale = chooseLocale(
    [cookies.get('locale')],
    request.headers.get('accept-language') ?? undefined,
    gov.pack.locale,
  );
  const chosen = (Object.keys(CHOICES) as Choice[]).flatMap((name) => {
    const value = cookies.get(name);
    return (CHOICES[name] as readonly string[]).includes(value ?? '') ? [[name, value]] : [];
  });
  return { locale, ...Object.fromEntries(chosen) };
}

/** The cookie that remembers one choice for a year; an empty value forgets it. */
export function preferenceCookie(name: Choice | 'locale', value: string): string {
  const age = value === '' ? 0 : YEAR_SECONDS;
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly`;
}

function cookiesOf(request: Request): Map<string, string> {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => pair.split('='));
  return new Map(pairs.flatMap(([name, value]) => (name && value ? [[name, value] as const] : [])));
}
