import type { MadePerson, MadeShop } from './rows.ts';
import type { Market, Planted } from './trade.ts';

/** Plants some frauds of one kind: plain ones, and one that is so small that it may be missed. */
type Plant = (market: Market) => Planted[] | Promise<Planted[]>;

const MINUTE = 60_000;
const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE);
const group = (market: Market, size: number): MadePerson[] => Array.from({ length: size }, () => market.fresh());

/** Does it for each size, of which the last is faint. */
const each =
  (
    fraud: Planted['fraud'],
    sizes: readonly number[],
    plant: (market: Market, size: number) => Promise<string[]> | string[],
  ): Plant =>
  async (market) => {
    const planted: Planted[] = [];
    for (const [nth, size] of sizes.entries()) {
      planted.push({ fraud, faint: nth === sizes.length - 1, who: await plant(market, size) });
    }
    return planted;
  };

/** An hour of a day after the middle of the time, when everybody has taken theirs. */
const someTime = ({ random, instant, days }: Market, hour = 10 + 8 * random.next()) =>
  instant(random.whole(Math.floor(days / 2), days - 2), hour);

/** A shop that no other fraud has taken. */
const taken = new WeakMap<Market, Set<string>>();
function aShop(market: Market): MadeShop {
  const used = taken.get(market) ?? new Set<string>();
  taken.set(market, used);
  const shop = market.random.pick(market.shops.filter(({ id }) => !used.has(id)));
  used.add(shop.id);
  return shop;
}

/** The owner of a shop as somebody who takes and pays, too. */
function ownerOf(market: Market, shop: MadeShop): MadePerson {
  const known = market.people.find(({ id }) => id === shop.owner);
  if (known) return known;
  const { random, face, instant } = market;
  const owner = {
    id: shop.owner,
    region: shop.region,
    device: random.uuid(),
    channel: market.people[0]!.channel,
    takenAt: instant(1, 10),
    left: face,
  };
  market.people.push(owner);
  return owner;
}

export const FRAUDS: readonly Plant[] = [
  each('wallet-pace', [12, 9, 5], (market, size) => {
    const person = market.fresh();
    const start = someTime(market);
    for (let nth = 0; nth < size; nth += 1) {
      market.pay(person, market.random.pick(market.shops), Math.floor(market.face / 16), later(start, nth * 0.7));
    }
    return [person.id];
  }),
  each('device-wallets', [24, 14, 6], (market, size) => {
    const device = market.random.uuid();
    for (const person of group(market, size)) {
      person.device = device;
      market.pay(person, market.random.pick(market.shops), Math.floor(market.face / 2), someTime(market));
    }
    return [device];
  }),
  each('shop-pace', [45, 30, 9], (market, size) => {
    const shop = aShop(market);
    const start = someTime(market);
    group(market, size).forEach((person, nth) => {
      market.pay(person, shop, Math.floor(market.face / 3), later(start, (nth * 9) / size));
    });
    return [shop.id];
  }),
  each('own-shop', [6, 4, 1], (market, size) => {
    const shop = aShop(market);
    const owner = ownerOf(market, shop);
    for (let nth = 0; nth < size; nth += 1) market.pay(owner, shop, Math.floor(market.face / size), someTime(market));
    return [shop.id, owner.id];
  }),
  each('family-shop', [4, 3, 1], async (market, size) => {
    for (const shop of market.shops) {
      const family = (await market.familyOf(shop.owner)).filter((id) => id !== shop.owner);
      const person = market.people.find(({ id, left }) => family.includes(id) && left === market.face);
      if (!person) continue;
      for (let nth = 0; nth < size; nth += 1)
        market.pay(person, shop, Math.floor(market.face / size), someTime(market));
      return [shop.id, person.id];
    }
    return [];
  }),
  each('refund-circle', [6, 4, 2], (market, size) => {
    const [shop, person] = [aShop(market), market.fresh()];
    const amount = Math.floor(market.face / 3);
    for (let nth = 0; nth < size; nth += 1) market.pay(person, shop, amount, someTime(market), amount);
    return [shop.id, person.id];
  }),
  each('ring', [5, 3, 1], (market, size) => {
    const [one, other] = [aShop(market), aShop(market)];
    const owners = [ownerOf(market, one), ownerOf(market, other)] as const;
    for (let nth = 0; nth < size; nth += 1) {
      market.pay(owners[0], other, Math.floor(market.face / size), someTime(market));
      market.pay(owners[1], one, Math.floor(market.face / size), someTime(market));
    }
    return [one.id, other.id];
  }),
  each('gathering', [12, 8, 4], (market, size) => {
    const receiver = market.fresh();
    for (const person of group(market, size)) {
      market.shares.push({ person: person.id, receiver: receiver.id, amount: market.face, at: someTime(market) });
    }
    market.pay(receiver, market.random.pick(market.shops), market.face, someTime(market));
    return [receiver.id];
  }),
  each('cash-out', [16, 9, 3], (market, size) => {
    const shop = aShop(market);
    for (const person of group(market, size)) {
      market.pay(person, shop, market.face, later(person.takenAt, market.random.whole(4, 40)));
    }
    return [shop.id];
  }),
  each('night', [50, 25, 6], (market, size) => {
    const shop = aShop(market);
    for (const person of group(market, size)) {
      market.pay(person, shop, Math.floor(market.face / 4), someTime(market, 1.2 + 3 * market.random.next()));
    }
    return [shop.id];
  }),
  each('whole-balance', [40, 24, 8], (market, size) => {
    const shop = aShop(market);
    for (const person of group(market, size)) market.pay(person, shop, market.face, someTime(market));
    return [shop.id];
  }),
];
