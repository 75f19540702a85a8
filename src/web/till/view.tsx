import type { ComponentChildren } from 'preact';
import { Layout, type LayoutProps, type NavItem, type PageContext } from '../../design/index.ts';
import { formatMoney, type Locale } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { type AtTill, asClerk } from '../../programmes/index.ts';
import { type PageCall, pageContext, type Site } from '../site.ts';
import { STATEMENT } from '../statements/words.ts';
import { SETTLEMENTS } from './settlement-words.ts';
import { TILL } from './words.ts';

/** A till as one of its pages needs it. */
export interface TillView extends AtTill {
  gov: Government;
  context: PageContext;
  locale: Locale;
}

/** A call by somebody who may stand at a till. */
export type TillCall = PageCall & { caller: { kind: 'resident'; person: string } };

/**
 * The till of a shop for whoever asks for it.
 * @throws AppError `not-found` for a shop that is none of theirs.
 */
export async function tillView(site: Site, call: TillCall, shop: string): Promise<TillView> {
  const { gov } = site;
  const [context, atTill] = await Promise.all([
    pageContext(site, call),
    asClerk(gov.db, call.caller.person, shop.toLowerCase()),
  ]);
  const { locale } = context;
  return { ...atTill, gov, locale, context: { ...context, nav: navOf(atTill, call, locale) } };
}

/** The address of a page of a till. */
export const tillAddress = ({ shop }: Pick<AtTill, 'shop'>, page = ''): string =>
  `/till/${shop.id}${page && `/${page}`}`;

/** What only the owner of a shop sees. */
const OWNERS = [
  ['settlements', SETTLEMENTS.title],
  ['statement', STATEMENT.title],
  ['clerks', TILL.clerks],
] as const;

function navOf(atTill: AtTill, { here }: PageCall, locale: Locale): NavItem[] {
  const path = here.split('?')[0];
  const pages = [
    ['', TILL.till],
    ['today', TILL.today],
    ['code', TILL.shopCode],
    ...(atTill.clerk.role === 'owner' ? OWNERS : []),
  ] as const;
  return pages.map(([page, text]) => {
    const href = tillAddress(atTill, page);
    return { href, text: text[locale], current: path === href };
  });
}

/** A page of a till: the shop's own ways, in place of those of the portal. */
export function TillPage({
  view,
  ...props
}: { view: TillView } & Omit<LayoutProps, 'context' | 'service' | 'scripts'>) {
  return <Layout context={view.context} service={view.shop.name} scripts={['paying']} {...props} />;
}

/** An amount as people read it. */
export const moneyText = ({ gov, locale }: Pick<TillView, 'gov' | 'locale'>, minor: number): string =>
  formatMoney(minor, gov.pack.currency, locale);

/** The goods that any programme excludes which the shop may be paid with, each once. */
export function excludedGoods({ gov }: Pick<TillView, 'gov'>): Map<string, Programme['spending']['goods'][string]> {
  return new Map([...gov.pack.programmes.values()].flatMap(({ spending }) => Object.entries(spending.goods)));
}

/** Goods that were ticked, as the next page of the same purchase is told of them. */
export function Carried({ amount, goods }: { amount: string; goods: readonly string[] }): ComponentChildren {
  return (
    <>
      <input type="hidden" name="amount" value={amount} />
      {goods.map((one) => (
        <input type="hidden" name="goods" value={one} key={one} />
      ))}
    </>
  );
}
