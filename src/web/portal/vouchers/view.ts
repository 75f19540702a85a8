import { formatMoney, type Locale, say } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import {
  type CardNow,
  type Change,
  cardOf,
  changeNow,
  type EntitlementNow,
  entitlementNow,
  type ProgrammeNow,
  periodOf,
  programmeNow,
  type Taking,
  takenBy,
  todayOf,
  type Unpaid,
  unpaidOf,
  type Wallet,
  walletOf,
} from '../../../programmes/index.ts';
import { VOUCHERS } from './words.ts';

/** A programme as it stands for one person. */
export interface OwnProgramme {
  programme: Programme;
  now: ProgrammeNow;
  right: EntitlementNow;
  wallet: Wallet;
  /** What they have taken of it, the newest first. */
  takings: readonly Taking[];
}

/** What the person's own page of a programme needs besides. */
export interface OwnDetails {
  card: CardNow | undefined;
  change: Change | undefined;
  /** What of it a bank could not pay to them. */
  unpaid: readonly Unpaid[];
}

/** How a programme stands for a person: looked up where nobody has looked yet. */
export async function ownProgramme(gov: Government, person: string, programme: Programme): Promise<OwnProgramme> {
  const [now, right, wallet, takings] = await Promise.all([
    programmeNow(gov.db, gov, programme),
    entitlementNow(gov, person, programme.id),
    walletOf(gov, person, programme.id),
    takenBy(gov.db, person, { programme: programme.id }),
  ]);
  return { programme, now, right, wallet, takings };
}

/** The rest of a person's page. */
export async function ownDetails(gov: Government, person: string, programme: Programme): Promise<OwnDetails> {
  const period = periodOf(programme, todayOf(gov));
  const [card, change, unpaid] = await Promise.all([
    cardOf(gov.db, person, programme.id, period),
    programme.change ? changeNow(gov.db, gov, programme, person) : undefined,
    unpaidOf(gov.db, person),
  ]);
  return { card, change, unpaid: unpaid.filter((one) => one.programme === programme.id) };
}

/** How much of a right is left to take now; 0 where there is none. */
export function leftToTake({ right: { entitlement, state }, now }: OwnProgramme): number {
  if (now.state !== 'open' || state !== 'yes' || !entitlement) return 0;
  return entitlement.amount - entitlement.taken;
}

/** Whether somebody has, or ever had, anything of it. */
export const isTheirs = ({ wallet, takings }: OwnProgramme): boolean => wallet.balance > 0 || takings.length > 0;

/** An amount as the reader writes it. */
export const moneyIn =
  ({ pack }: Pick<Government, 'pack'>, locale: Locale) =>
  (minor: number): string =>
    formatMoney(minor, pack.currency, locale);

/** What a programme's money may be spent on, in sentences. @param home where the person lives, if that is known. */
export function termsOf(gov: Government, { spending }: Programme, locale: Locale, home: string | undefined): string[] {
  const money = moneyIn(gov, locale);
  const { regions, classes, mostAtOnce, mostADay, mostADayAtOneShop } = spending;
  const regionOf = (id: string) => gov.pack.regions[id]?.[locale] ?? id;
  const classOf = (id: string) => gov.pack.shopClasses[id]?.[locale] ?? id;
  const limit = (text: keyof typeof VOUCHERS, amount: number | undefined) =>
    amount === undefined ? [] : [say(VOUCHERS[text], locale, { amount: money(amount) })];
  return [
    ...(regions === 'any' ? [] : [whereOf(regions, home, regionOf, locale)]),
    ...('admitted' in classes
      ? [say(VOUCHERS.onlyClasses, locale, { classes: classes.admitted.map(classOf).join(' · ') })]
      : []),
    ...limit('mostAtOnce', mostAtOnce),
    ...limit('mostADay', mostADay),
    ...limit('mostADayAtOneShop', mostADayAtOneShop),
  ];
}

function whereOf(
  regions: 'home' | readonly string[],
  home: string | undefined,
  regionOf: (id: string) => string,
  locale: Locale,
): string {
  if (regions !== 'home') return say(VOUCHERS.onlyIn, locale, { regions: regions.map(regionOf).join(' · ') });
  if (home === undefined) return VOUCHERS.atHome[locale];
  return say(VOUCHERS.atHomeIn, locale, { region: regionOf(home) });
}

/** The classes of shops and the goods that it must not pay for, by name. */
export function refusedOf({ pack }: Government, { spending }: Programme, locale: Locale): string[] {
  const classes = 'refused' in spending.classes ? spending.classes.refused : [];
  return [
    ...classes.map((id) => pack.shopClasses[id]?.[locale] ?? id),
    ...Object.values(spending.goods).map((goods) => goods[locale]),
  ];
}
