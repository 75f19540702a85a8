import { mayHandleKeys } from '../credentials/index.ts';
import type { Assets, Brand, NavItem, PageContext } from '../design/index.ts';
import {
  type Caller,
  hasMadeUpPeople,
  isSandbox,
  LOCALES,
  type Locale,
  type Preferences,
  type Text,
} from '../kernel/index.ts';
import type { OperatedLog } from '../log/index.ts';
import { unreadCount } from '../messages/index.ts';
import type { Government } from '../pack/index.ts';
import { counterProgrammes, isTreasury, programmesOfOfficer } from '../programmes/index.ts';
import { isKeeper, namesOf } from '../registry/index.ts';
import { typesOfOffice } from './cards/office.ts';
import { VERIFIER } from './verifier/words.ts';
import { WALLET } from './wallet/words.ts';
import { WORDS } from './words.ts';

/** What all pages are made with. */
export interface Site {
  gov: Government;
  /** The public log that its acts go to. */
  log: OperatedLog;
  brand: Brand;
  assets: Assets;
  /** The site's own origin, as browsers send it. */
  origin(): string;
}

/** What a page needs of its request. */
export interface PageCall {
  caller: Caller;
  preferences: Preferences;
  here: string;
}

/** What a page takes from the request: language, look, who is signed in, and the ways on. */
export async function pageContext(site: Site, call: PageCall): Promise<PageContext> {
  const { gov, brand, assets } = site;
  const { locale, ...preferences } = call.preferences;
  const signedIn = call.caller.kind === 'resident' || call.caller.kind === 'officer' ? call.caller : undefined;
  const [name, unread] = signedIn
    ? await Promise.all([
        ownName(gov, signedIn.person),
        signedIn.kind === 'resident' ? unreadCount(gov.db, signedIn.person) : 0,
      ])
    : ['', 0];
  return {
    locale,
    preferences,
    brand,
    assets,
    nav: navOf(gov, call, locale, unread),
    languageHref: (to: Locale) => `/preferences/language?${new URLSearchParams({ to, next: call.here })}`,
    homeHref: signedIn?.kind === 'officer' ? '/office' : '/',
    settingsHref: '/settings',
    ...(signedIn
      ? { person: { name, signOut: { action: '/sign-out' } } }
      : { signInHref: `/sign-in?${new URLSearchParams({ next: call.here })}` }),
    ...noticeOf(gov, locale),
    footer: [
      ...(gov.pack.credentials.size > 0 ? CARD_PAGES.map(({ href, text }) => ({ href, text: text[locale] })) : []),
      { href: '/log', text: WORDS.publicLog[locale] },
      { href: '/relying-parties', text: WORDS.relyingParties[locale] },
      { href: '/purposes', text: WORDS.purposes[locale] },
      { href: '/developers', text: WORDS.developers[locale] },
    ],
  };
}

/** What pages say where nobody is real. */
function noticeOf({ config }: Government, locale: Locale): Pick<PageContext, 'demo' | 'sandbox'> {
  if (isSandbox(config)) return { demo: WORDS.sandboxNotice[locale], sandbox: true };
  return hasMadeUpPeople(config) ? { demo: WORDS.demoNotice[locale] } : {};
}

/** Pages about cards for which nobody signs in. */
const CARD_PAGES = [
  { href: '/wallet', text: WALLET.title },
  { href: '/verifier', text: VERIFIER.title },
];

function navOf(gov: Government, { caller, here }: PageCall, locale: Locale, unread: number): NavItem[] {
  const path = here.split('?')[0];
  const item = (href: string, text: Text, count?: number): NavItem => ({
    href,
    text: text[locale],
    current: path === href,
    ...(count && { count }),
  });
  if (caller.kind === 'resident') {
    return [
      item('/', WORDS.services),
      item('/benefits', WORDS.benefits),
      ...(gov.pack.credentials.size > 0 ? [item('/cards', WORDS.cards)] : []),
      item('/vouchers', WORDS.vouchers),
      item('/inbox', WORDS.inbox, unread),
      item('/cases', WORDS.myCases),
      item('/my-data', WORDS.myData),
    ];
  }
  if (caller.kind === 'officer') {
    const programmes =
      programmesOfOfficer(gov, caller).length > 0 ? [item('/office/programmes', WORDS.programmes)] : [];
    const counter = counterProgrammes(gov, caller).length > 0 ? [item('/office/counter', WORDS.counter)] : [];
    const cards = typesOfOffice(gov, caller).length > 0 ? [item('/office/cards', WORDS.cardCounter)] : [];
    const keys = mayHandleKeys(gov, caller).length > 0 ? [item('/office/issuers', WORDS.issuerKeys)] : [];
    const looks = isKeeper(gov, caller) ? [item('/office/looks', WORDS.looksChecked)] : [];
    const treasury = isTreasury(gov, caller)
      ? [item('/office/payouts', WORDS.payouts), item('/office/settlements', WORDS.settlements)]
      : [];
    return [
      item('/office', WORDS.queue),
      ...counter,
      ...cards,
      item('/office/data-counter', WORDS.dataCounter),
      ...programmes,
      ...keys,
      ...looks,
      ...treasury,
      item('/office/simulation', WORDS.simulation),
    ];
  }
  return [item('/', WORDS.services), item('/benefits', WORDS.benefits)];
}

/** A person's own name; looking at oneself is no disclosure. */
async function ownName(gov: Government, person: string): Promise<string> {
  const purpose = { text: WORDS.ownName };
  const names = await namesOf(gov.db, gov, { reader: { kind: 'self', person }, purpose, people: [person] });
  return names.get(person) ?? '';
}

/** The same words in all languages, for what a person wrote. */
export const asWritten = (words: string): Text => Object.fromEntries(LOCALES.map((locale) => [locale, words])) as Text;
