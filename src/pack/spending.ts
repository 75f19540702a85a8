import type { Day } from '../kernel/index.ts';
import type { SpendingRefusal, SpendingTerms } from './model-programme.ts';

/** What somebody wants to pay for, and what they have paid already. Amounts are in minor units. */
export interface Purchase {
  day: Day;
  /** The first and the last day on which this money can be spent. */
  firstDay: Day;
  lastDay: Day;
  /** Of the shop. */
  class: string;
  region: string;
  /** The region in which whoever took it lives; not known of the bearer of a note, and of some people. */
  home: string | undefined;
  amount: number;
  goods: readonly string[];
  /** Paid with it on this day already, without what was refunded: everywhere, and at this shop. */
  spentToday: number;
  spentTodayHere: number;
}

type Rule = (terms: SpendingTerms, purchase: Purchase) => boolean;

const exceeds = (sum: number, most: number | undefined) => most !== undefined && sum > most;

/** What each refusal refuses. Nothing here depends on anything else, and what is first is said first. */
const REFUSED: Record<SpendingRefusal, Rule> = {
  'not-yet': (_, { day, firstDay }) => day < firstDay,
  expired: (_, { day, lastDay }) => day > lastDay,
  region: ({ regions }, { region, home }) =>
    regions !== 'any' && (regions === 'home' ? region !== home : !regions.includes(region)),
  class: ({ classes }, purchase) =>
    'admitted' in classes ? !classes.admitted.includes(purchase.class) : classes.refused.includes(purchase.class),
  goods: ({ goods }, purchase) => purchase.goods.some((one) => Object.hasOwn(goods, one)),
  'too-much-at-once': ({ mostAtOnce }, { amount }) => exceeds(amount, mostAtOnce),
  'too-much-today': ({ mostADay }, { amount, spentToday }) => exceeds(spentToday + amount, mostADay),
  'too-much-today-here': ({ mostADayAtOneShop }, { amount, spentTodayHere }) =>
    exceeds(spentTodayHere + amount, mostADayAtOneShop),
};

const RULES = Object.entries(REFUSED) as [SpendingRefusal, Rule][];

/**
 * Why a purchase cannot be paid for with money of these terms; undefined if it can. Whether there is enough money is
 * another question, which the ledger answers.
 */
export function spendingRefusal(terms: SpendingTerms, purchase: Purchase): SpendingRefusal | undefined {
  return RULES.find(([, refuses]) => refuses(terms, purchase))?.[0];
}

/** Most that can be paid at one shop now, as far as the terms say: what is left of the limits. */
export function mostPayable(
  { mostAtOnce, mostADay, mostADayAtOneShop }: SpendingTerms,
  { spentToday, spentTodayHere }: Pick<Purchase, 'spentToday' | 'spentTodayHere'>,
): number {
  const left = [
    mostAtOnce,
    mostADay === undefined ? undefined : mostADay - spentToday,
    mostADayAtOneShop === undefined ? undefined : mostADayAtOneShop - spentTodayHere,
  ];
  return Math.max(0, Math.min(...left.map((limit) => limit ?? Number.MAX_SAFE_INTEGER)));
}
