import type { Pack } from './model.ts';
import type { DemoShop, ShopMaking } from './model-programme.ts';

/** How many of a thousand shops are of each class. */
const CLASSES: Readonly<Record<string, number>> = {
  restaurant: 240,
  market: 110,
  cafe: 90,
  grocery: 85,
  convenience: 80,
  clothing: 70,
  hairdresser: 55,
  pharmacy: 50,
  hardware: 40,
  bakery: 40,
  medical: 25,
  bookshop: 25,
  electronics: 25,
  lodging: 15,
  'gas-station': 10,
  sports: 10,
  'big-store': 10,
  culture: 5,
  nightlife: 5,
  tobacco: 5,
  online: 5,
};

/** Business numbers below belong to shops that are written out, and to people's businesses. */
const FIRST_SERIAL = 500_000;

/** Shops of all classes in all towns, each of one of the owners: the same seed gives the same. */
function* makeShops(making: ShopMaking, seed: number, count: number, owners: readonly string[]): Generator<DemoShop> {
  const chance = chances(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const classes = Object.entries(CLASSES).map(([id, share]) => ({ id, share }));
  for (let index = 0; index < count && owners.length > 0; index++) {
    const town = byShare(making.towns, chance());
    const { id: kind } = byShare(classes, chance());
    const serial = FIRST_SERIAL + index;
    const name = one(making.beginnings) + making.between + one(making.endings[kind]!);
    // By the square root, so that they lie as thick at the rim as in the middle.
    const [far, turn] = [town.radius * Math.sqrt(chance()), chance() * 2 * Math.PI];
    yield {
      id: `shop-${serial}`,
      name,
      owner: one(owners),
      clerks: [],
      number: making.number(serial),
      class: kind,
      region: town.region,
      address: making.address(town, one(making.roads), 1 + Math.floor(chance() * 300)),
      at: [rounded(town.at[0] + far * Math.cos(turn)), rounded(town.at[1] + far * Math.sin(turn))],
      bankAccount: making.bankAccount(serial),
    };
  }
}

/** All shops of the demo: those written out, then those made from its seed. @param owners national numbers of grown-ups. */
export function* demoShops(
  { demo, shops, shopMaking }: Pick<Pack, 'demo' | 'shops' | 'shopMaking'>,
  owners: readonly string[],
): Generator<DemoShop> {
  yield* shops;
  if (shopMaking) yield* makeShops(shopMaking, demo.seed, demo.shops ?? 0, owners);
}

function byShare<T extends { readonly share: number }>(list: readonly T[], chance: number): T {
  let left = chance * list.reduce((sum, { share }) => sum + share, 0);
  return (
    list.find(({ share }) => {
      left -= share;
      return left < 0;
    }) ?? list[0]!
  );
}

/** To ten metres. */
const rounded = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;

/** Numbers from 0 up to 1: mulberry32, small and the same everywhere. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
