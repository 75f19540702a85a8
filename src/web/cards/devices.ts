import { type Card, type Copy, cardsOf, copiesOf, PAPER_WALLET, walletsOf } from '../../credentials/index.ts';
import { deviceName, type Locale, say } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { CARDS } from './words.ts';

/** A device with copies that are in force. */
export interface Device {
  /** As copies name it. */
  wallet: string;
  firstAt: Date;
  lastAt: Date;
  /** What is on it, each card once. */
  cards: readonly Card[];
}

/** Cards that are not over, and where their copies are. */
export interface Whereabouts {
  /** The one that was used first comes first. */
  devices: readonly Device[];
  /** On how many devices each card is, by its id. */
  counts: ReadonlyMap<string, number>;
  /** The ids of those that are out on paper. */
  papers: ReadonlySet<string>;
}

/** Whether a copy still says something: it was not revoked by itself, and has not expired. */
const inForce = ({ revokedAt, expiresAt }: Copy, now: Date): boolean => revokedAt === null && expiresAt > now;

/** Whether a device has, or ever had, a copy of one of somebody's cards. */
export async function everOn(gov: Government, person: string, wallet: string): Promise<boolean> {
  const cards = await cardsOf(gov.db, person);
  const copies = await Promise.all(cards.map((card) => copiesOf(gov.db, card)));
  return copies.flat().some((copy) => copy.wallet === wallet);
}

/** Where the copies of somebody's cards are. @param cards of one person. */
export async function whereaboutsOf(gov: Government, cards: readonly Card[]): Promise<Whereabouts> {
  const now = gov.clock.now();
  const current = cards.filter(({ state }) => state !== 'revoked');
  const copies = (await Promise.all(current.map((card) => copiesOf(gov.db, card)))).flat();
  const out = Map.groupBy(
    copies.filter((copy) => inForce(copy, now)),
    ({ wallet }) => wallet,
  );
  const papers = new Set(out.get(PAPER_WALLET)?.map(({ card }) => card));
  out.delete(PAPER_WALLET);
  const devices = [...out].map(([wallet, on]): Device => {
    const ids = new Set(on.map(({ card }) => card));
    const times = on.map(({ issuedAt }) => issuedAt.getTime());
    return {
      wallet,
      firstAt: new Date(Math.min(...times)),
      lastAt: new Date(Math.max(...times)),
      cards: current.filter(({ id }) => ids.has(id)),
    };
  });
  devices.sort((one, other) => one.firstAt.getTime() - other.firstAt.getTime());
  const counts = new Map(
    current.map(({ id }) => [id, devices.filter((device) => device.cards.some((card) => card.id === id)).length]),
  );
  return { devices, counts, papers };
}

/**
 * What each device of somebody is called, by what copies call it: by its program or browser, else by its place among them.
 * Two of one name are told apart by a number.
 */
export async function deviceNames(
  gov: Government,
  person: string,
  devices: readonly Device[],
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const wallets = await walletsOf(gov.db, gov, person);
  const said = new Map(wallets.map(({ wallet, name, agent }) => [wallet, deviceName(agent) ?? name]));
  const taken = new Map<string, number>();
  return new Map(
    devices.map(({ wallet }, nth) => {
      const name = said.get(wallet) ?? say(CARDS.deviceNumber, locale, { number: nth + 1 });
      const count = (taken.get(name) ?? 0) + 1;
      taken.set(name, count);
      return [wallet, count === 1 ? name : `${name} (${count})`];
    }),
  );
}

/** Whether a card is in no wallet, and not on paper. */
export const isNowhere = ({ counts, papers }: Whereabouts, { id }: Card): boolean => !counts.get(id) && !papers.has(id);

/** Where a card is, in a few words. */
export function placeText(where: Whereabouts, card: Card, locale: Locale): string {
  if (isNowhere(where, card)) return CARDS.nowhere[locale];
  const count = where.counts.get(card.id) ?? 0;
  const devices = count === 1 ? CARDS.onOneDevice[locale] : say(CARDS.onDevices, locale, { count });
  return [...(count > 0 ? [devices] : []), ...(where.papers.has(card.id) ? [CARDS.onPaper[locale]] : [])].join(' · ');
}
