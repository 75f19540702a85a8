import type { ComponentChildren } from 'preact';
import { LANGUAGE_TAG, LOCALES, type Locale } from '../../kernel/index.ts';
import type { Brand } from '../tokens.ts';
import { localeNames, phrases, word } from '../words.ts';
import type { Assets, Preferences } from './document.tsx';
import { Mark } from './mark.tsx';

export interface NavItem {
  href: string;
  text: string;
  current?: boolean;
  /** How many things wait there, shown after the text. */
  count?: number;
}

export interface SignedIn {
  name: string;
  /** The person's own page. */
  href?: string;
  /** The name of the one they act for. */
  actingFor?: string;
  /** Signing out changes state, so it is a form and not a link. */
  signOut: { action: string };
}

/** What every page takes from the request and not from its subject. */
export interface PageContext {
  locale: Locale;
  preferences: Preferences;
  brand: Brand;
  assets: Assets;
  nav: readonly NavItem[];
  /** The address that sets the language and comes back to this page. */
  languageHref: (to: Locale) => string;
  homeHref?: string;
  settingsHref?: string;
  signInHref?: string;
  person?: SignedIn;
  /** One sentence beside the demo tag; no banner when absent. */
  demo?: ComponentChildren;
  /** Whether the banner is of a sandbox: it comes before all else, and nothing hides it. */
  sandbox?: boolean;
  footer?: readonly NavItem[];
}

/** 한국어 · 繁體中文 · English, each in its own language. */
export function LanguageSwitch({ locale, href }: { locale: Locale; href: (to: Locale) => string }) {
  return (
    <nav class="md-languages" aria-label={word('language', locale)}>
      <ul>
        {LOCALES.map((to) => (
          <li key={to}>
            <a
              class="md-bar-link"
              href={href(to)}
              lang={LANGUAGE_TAG[to]}
              hreflang={LANGUAGE_TAG[to]}
              aria-current={to === locale ? 'true' : undefined}
            >
              {localeNames[to]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account({ locale, person, signInHref }: Pick<PageContext, 'locale' | 'person' | 'signInHref'>) {
  if (!person) {
    return signInHref ? (
      <a class="md-bar-link md-bar-link--strong" href={signInHref}>
        {word('signIn', locale)}
      </a>
    ) : null;
  }
  const name = phrases.signedInAs[locale](person.name);
  return (
    <div class="md-account">
      {person.href ? (
        <a class="md-bar-link md-bar-link--strong" href={person.href}>
          {name}
        </a>
      ) : (
        <span class="md-account__name">{name}</span>
      )}
      {person.actingFor && <span class="md-account__for">{phrases.actingFor[locale](person.actingFor)}</span>}
      <form method="post" action={person.signOut.action}>
        <button class="md-bar-link" type="submit">
          {word('signOut', locale)}
        </button>
      </form>
    </div>
  );
}

function MainNav({ locale, nav }: Pick<PageContext, 'locale' | 'nav'>) {
  if (nav.length === 0) return null;
  return (
    <nav class="md-nav" aria-label={word('menu', locale)}>
      <ul class="md-width">
        {nav.map((item) => (
          <li key={item.href}>
            <a class="md-nav__link" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.text}
              {item.count ? <span class="md-nav__count"> {item.count}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The head of each page: mark and name, languages, settings, who is signed in, and the ways in. */
export function Header({ context, service }: { context: PageContext; service?: string }) {
  const { locale, brand, settingsHref, sandbox } = context;
  return (
    <header class="md-header">
      {sandbox && <MadeUp context={context} />}
      <div class="md-header__top md-width">
        <a class="md-brand" href={context.homeHref ?? '/'}>
          <Mark brand={brand} />
          <span class="md-brand__name">{brand.name[locale]}</span>
          {service && <span class="md-brand__service">{service}</span>}
        </a>
        <div class="md-header__tools">
          <LanguageSwitch locale={locale} href={context.languageHref} />
          {settingsHref && (
            <a class="md-bar-link" href={settingsHref}>
              {word('display', locale)}
            </a>
          )}
          <Account locale={locale} person={context.person} signInHref={context.signInHref} />
        </div>
      </div>
      <MainNav locale={locale} nav={context.nav} />
      {!sandbox && <MadeUp context={context} />}
    </header>
  );
}

/** Says that nobody here is real. */
function MadeUp({ context: { locale, demo, sandbox } }: { context: PageContext }) {
  if (!demo) return null;
  return (
    <div class={sandbox ? 'md-demo md-demo--sandbox' : 'md-demo'}>
      <p class="md-width">
        <strong class="md-demo__tag">{word(sandbox ? 'sandbox' : 'demo', locale)}</strong> {demo}
      </p>
    </div>
  );
}
