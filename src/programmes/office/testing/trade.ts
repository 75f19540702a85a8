import type { Government, Programme } from '../../../pack/index.ts';
import type { SignalName } from '../fraud/watch.ts';
import { FRAUDS } from './frauds.ts';
import { type Random, randomOf } from './random.ts';
import { type MadePayment, type MadePerson, type MadeShop, tradeWriter } from './rows.ts';

/** A fraud that was planted, and whom it is about: a case that names one of them has found it. */
export interface Planted {
  fraud: SignalName;
  /** So small that it may well be missed. */
  faint: boolean;
  who: string[];
}

export interface TradeOptions {
  programme: Programme;
  seed: number;
  /** The last instant of it. */
  until: Date;
  /** How many days it has lasted. */
  days: number;
  shops: number;
  /** Who trades; of these, people stand together in registries. */
  people: readonly string[];
  /** Those of a person's family, where that is known. */
  familyOf?: (person: string) => Promise<string[]>;
  /** Only honest trade. */
  honest?: boolean;
}

/** What is being made up. */
export interface Market {
  random: Random;
  face: number;
  shops: MadeShop[];
  people: MadePerson[];
  payments: MadePayment[];
  shares: { person: string; receiver: string; amount: number; at: Date }[];
  /** An instant of some day at an hour of the country's clock. */
  instant(dayFrom: number, hour: number): Date;
  days: number;
  /** Somebody with all that they took, who has bought nothing yet. */
  fresh(): MadePerson;
  pay(person: MadePerson, shop: MadeShop, amount: number, at: Date, refunded?: number): void;
  familyOf: (person: string) => Promise<string[]>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Fills the tables with trade of some days: honest people with their habits, some of which look odd, and among them
 * frauds of each kind. The same seed makes the same trade.
 */
export async function makeTrade(gov: Government, options: TradeOptions): Promise<Planted[]> {
  const { programme, honest = false } = options;
  const market = marketOf(gov, options);
  trade(market);
  const planted: Planted[] = [];
  if (!honest) for (const plant of FRAUDS) planted.push(...(await plant(market)));
  const writer = tradeWriter(gov.db, gov, programme);
  await writer.shops(market.shops);
  await writer.takings(market.people, market.face);
  await writer.payments(market.payments, market.random);
  await writer.shares(market.shares);
  return planted;
}

function marketOf(gov: Government, options: TradeOptions): Market {
  const { seed, until, days, people: ids, familyOf = async () => [] } = options;
  const { pack } = gov;
  const random = randomOf(seed);
  const face = 3_000 * 10 ** pack.currency.decimals;
  const regions = Object.keys(pack.regions);
  const classes = Object.keys(pack.shopClasses);
  const start = Math.floor(until.getTime() / DAY) * DAY - days * DAY;
  const instant = (day: number, hour: number) =>
    new Date(Math.min(start + day * DAY + hour * HOUR - zoneOf(gov, start), until.getTime()));
  const stride = Math.floor(ids.length / options.shops);
  const isOwner = (nth: number) => nth % stride === 0 && nth / stride < options.shops;
  const shops = Array.from({ length: options.shops }, (_, nth) => ({
    id: random.uuid(),
    owner: ids[nth * stride]!,
    class: random.chance(0.5) ? classes[0]! : random.pick(classes),
    region: random.chance(0.4) ? regions[0]! : random.pick(regions),
  }));
  // Families of two to five keep their vouchers on one phone; once, a helper does so for nine old people.
  let home = { device: '', region: '', left: 0 };
  const people = ids
    .filter((_, nth) => !isOwner(nth))
    .map((id, nth) => {
      if (home.left === 0) {
        const size = nth === 100 ? 9 : random.chance(0.6) ? 1 : random.whole(2, 5);
        home = { device: random.uuid(), region: random.chance(0.4) ? regions[0]! : random.pick(regions), left: size };
      }
      home.left -= 1;
      const takenAt = instant(random.whole(0, Math.max(0, days - 3)), 8 + 12 * random.next());
      const channel = random.pick(options.programme.channels).id;
      return { id, region: home.region, device: home.device, channel, takenAt, left: face };
    });
  const payments: MadePayment[] = [];
  let next = people.length;
  return {
    random,
    face,
    shops,
    people,
    payments,
    shares: [],
    days,
    instant,
    familyOf,
    // From the end: those have not been trading, because a third of people has not begun yet.
    fresh: () => {
      next -= 1;
      return people[next]!;
    },
    pay(person, shop, amount, at, refunded = 0) {
      person.left -= amount - refunded;
      payments.push({ shop: shop.id, person: person.id, note: null, device: person.device, amount, at, refunded });
    },
  };
}

/** By how much the clocks of the country are ahead of UTC, in milliseconds. */
function zoneOf(gov: Government, at: number): number {
  const shown = new Date(at).toLocaleString('sv', { timeZone: gov.pack.timeZone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - at;
}

/** Two thirds of people shop by day, mostly near home, each in their own way. */
function trade(market: Market): void {
  const { random, people, shops, face, instant, days } = market;
  const byRegion = Map.groupBy(shops, ({ region }) => region);
  for (const person of people.slice(0, Math.floor((people.length * 2) / 3))) {
    const near = byRegion.get(person.region) ?? shops;
    const first = Math.floor((person.takenAt.getTime() - instant(0, 0).getTime()) / DAY);
    if (random.chance(0.08)) {
      // Everything at once, a third of them on the spot.
      const at = random.chance(0.33) ? new Date(person.takenAt.getTime() + random.whole(5, 50) * 60_000) : undefined;
      market.pay(
        person,
        random.pick(near),
        face,
        at ?? instant(random.whole(first + 1, days - 1), 9 + 11 * random.next()),
      );
      continue;
    }
    const usual = [random.pick(near), random.pick(near), random.pick(shops)];
    for (let visit = random.whole(1, 9); visit > 0 && person.left > 0; visit -= 1) {
      const hour = random.chance(0.03) ? 24 * random.next() : 8 + 13 * random.next();
      const price = Math.round((face / 15) * (0.2 + 2.5 * random.next() ** 2));
      const amount = Math.min(person.left, price);
      const refunded = random.chance(0.02) ? amount : 0;
      const at = instant(random.whole(first, days - 1), hour);
      if (at > person.takenAt) market.pay(person, random.pick(usual), amount, at, refunded);
    }
  }
  paper(market);
}

/** Notes of some sets, spent by whoever holds them. */
function paper({ random, shops, payments, face, instant, days }: Market): void {
  for (let set = 1; set <= 60; set += 1) {
    for (let place = 1; place <= 4; place += 1) {
      const note = `AAA${String(set).padStart(8, '0')}${String(place).padStart(2, '0')}00`;
      const at = instant(random.whole(1, days - 1), 9 + 11 * random.next());
      payments.push({
        shop: random.pick(shops).id,
        person: null,
        note,
        device: null,
        amount: face / 6,
        at,
        refunded: 0,
      });
    }
  }
}
