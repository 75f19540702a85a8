import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify } from '../../identity/index.ts';
import { AppError, all, run, sql, transaction } from '../../kernel/index.ts';
import { newShop, programmeWith, tillGovernment } from '../payments/testing.ts';
import { appointClerk, clerksOf, dismissClerk } from './appoint.ts';
import { asClerk } from './clerks.ts';
import { shopById, shopByNumber } from './find-shop.ts';

const town = tillGovernment([programmeWith('voucher')]);

const people = async (...numbers: string[]): Promise<string[]> => {
  const found = await transaction(town.gov.db, (tx) => identify(tx, numbers, town.gov.clock.now()));
  return numbers.map((number) => found.get(number)!);
};

/** A shop with an owner who has this number. */
async function shopOf(number: string): Promise<{ shop: string; owner: string }> {
  const [owner] = (await people(number)) as [string];
  const { shop, clerk } = await newShop(town.gov);
  await run(town.gov.db, sql`update programmes.shop set owner = ${owner} where id = ${shop}`);
  await run(
    town.gov.db,
    sql`update programmes.clerk set person = ${owner}, role = 'owner', name = 'The owner' where person = ${clerk}`,
  );
  return { shop, owner };
}

const refusedAs = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
const LIMITS = { mostAtOnce: 500, mostRefund: 100 };

test('the owner lets somebody to the till, changes how far they may go, and sends them away; each is in the log', async () => {
  const { gov } = town;
  const { shop, owner } = await shopOf('A1');
  const [clerk] = (await people('A2')) as [string];
  await appointClerk(gov, { shop, by: owner, number: 'A2', name: 'Clara', ...LIMITS });
  assert.deepEqual((await asClerk(gov.db, clerk, shop)).clerk, {
    person: clerk,
    role: 'clerk',
    name: 'Clara',
    ...LIMITS,
  });
  await appointClerk(gov, { shop, by: owner, number: 'A2', name: 'Clara', mostAtOnce: null, mostRefund: 0 });
  assert.deepEqual(
    (await clerksOf(gov.db, shop)).map(({ name, role, mostAtOnce, mostRefund }) => [
      name,
      role,
      mostAtOnce,
      mostRefund,
    ]),
    [
      ['The owner', 'owner', null, 1e9],
      ['Clara', 'clerk', null, 0],
    ],
  );
  await dismissClerk(gov, { shop, by: owner, person: clerk });
  await assert.rejects(asClerk(gov.db, clerk, shop), refusedAs('not-found'));
  const acts = await all(
    gov.db,
    sql<{ kind: string; entry: string }>`select kind, entry from programmes.clerk_act where shop = ${shop} order by id`,
  );
  assert.deepEqual(
    acts.map(({ kind }) => kind),
    ['appointed', 'changed', 'dismissed'],
  );
  const logged = (await all(gov.db, sql<{ ids: string[] }>`select ids from log.outbox`)).flatMap(({ ids }) => ids);
  for (const { entry } of acts) assert.ok(logged.includes(entry));
});

test('nobody but the owner decides, and the owner stays', async () => {
  const { gov } = town;
  const { shop, owner } = await shopOf('B1');
  const [clerk, stranger] = (await people('B2', 'B3')) as [string, string];
  await appointClerk(gov, { shop, by: owner, number: 'B2', name: 'Ben', ...LIMITS });
  const wish = { shop, number: 'B3', name: 'Eve', ...LIMITS };
  await assert.rejects(appointClerk(gov, { ...wish, by: clerk }), refusedAs('forbidden'));
  await assert.rejects(appointClerk(gov, { ...wish, by: stranger }), refusedAs('not-found'));
  await assert.rejects(appointClerk(gov, { ...wish, by: owner, number: 'nobody' }), refusedAs('invalid'));
  await assert.rejects(appointClerk(gov, { ...wish, by: owner, number: 'B1' }), refusedAs('invalid'));
  await assert.rejects(dismissClerk(gov, { shop, by: clerk, person: clerk }), refusedAs('forbidden'));
  await assert.rejects(dismissClerk(gov, { shop, by: owner, person: owner }), refusedAs('not-found'));
  await assert.rejects(dismissClerk(gov, { shop, by: owner, person: stranger }), refusedAs('not-found'));
});

test('a shop is found by its number, with its hyphens or without; not once it has left', async () => {
  const { gov } = town;
  const { shop } = await newShop(gov);
  await run(gov.db, sql`update programmes.shop set number = '100-00-00014' where id = ${shop}`);
  for (const typed of ['100-00-00014', '1000000014', ' １００ 00 00014 '])
    assert.equal((await shopByNumber(gov.db, typed))?.id, shop, typed);
  assert.equal(await shopByNumber(gov.db, '1000000015'), undefined);
  assert.equal((await shopById(gov.db, shop))?.number, '100-00-00014');
  await run(gov.db, sql`update programmes.shop set state = 'left' where id = ${shop}`);
  assert.equal(await shopByNumber(gov.db, '1000000014'), undefined);
  assert.equal(await shopById(gov.db, shop), undefined);
});
