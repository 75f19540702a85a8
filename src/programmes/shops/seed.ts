import { findPeople } from '../../identity/index.ts';
import { array, type Db, run, sql, uuidOf } from '../../kernel/index.ts';
import type { DemoShop, Government } from '../../pack/index.ts';
import { OWNERS_REFUND } from './enrol.ts';

/** What a clerk of the demo may give back in one refund, in the currency's unit. */
const CLERKS_REFUND = 1_000;

/**
 * Lets the demo's shops take part, all in a few statements: each has the id that follows from its number.
 * @param names of those who stand at the tills, by national number.
 */
export async function seedShops(
  tx: Db,
  gov: Government,
  shops: readonly DemoShop[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const at = gov.clock.now();
  const people = await findPeople(tx, [...new Set(shops.flatMap(({ owner, clerks }) => [owner, ...clerks]))]);
  const column = (type: string, value: (shop: DemoShop) => unknown) => array(shops.map(value), type);
  await run(
    tx,
    sql`insert into programmes.shop (id, owner, number, name, class, region, address, latitude, longitude, bank_account,
        state, enrolled_at)
      select *, 'active', ${at} from unnest(${column('uuid', idOf)}, ${column('uuid', ({ owner }) => people.get(owner))},
        ${column('text', ({ number }) => number)}, ${column('text', ({ name }) => name)},
        ${column('text', (shop) => shop.class)}, ${column('text', ({ region }) => region)},
        ${column('text', ({ address }) => address)}, ${column('float8', (shop) => shop.at[0])},
        ${column('float8', (shop) => shop.at[1])}, ${column('text', ({ bankAccount }) => bankAccount)})`,
  );
  const clerksRefund = CLERKS_REFUND * 10 ** gov.pack.currency.decimals;
  const tills = shops.flatMap((shop) => [
    { shop, number: shop.owner, role: 'owner', mostRefund: OWNERS_REFUND },
    ...shop.clerks.map((number) => ({ shop, number, role: 'clerk', mostRefund: clerksRefund })),
  ]);
  type AtTill = (typeof tills)[number];
  const till = (type: string, value: (one: AtTill) => unknown) => array(tills.map(value), type);
  await run(
    tx,
    sql`insert into programmes.clerk (shop, person, role, name, most_refund, appointed_at)
      select *, ${at} from unnest(${till('uuid', ({ shop }) => idOf(shop))},
        ${till('uuid', ({ number }) => people.get(number))}, ${till('text', ({ role }) => role)},
        ${till('text', ({ number }) => names.get(number) ?? '')}, ${till('bigint', ({ mostRefund }) => mostRefund)})`,
  );
}

const idOf = ({ number }: DemoShop): string => uuidOf('demo shop', number);
