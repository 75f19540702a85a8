import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError, addDays, all, first, sql } from '../../kernel/index.ts';
import { payoutById } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { todayOf } from '../entitlements/period.ts';
import { payerOf } from '../payments/payer.ts';
import { settlementsOf } from '../settlement/reads.ts';
import { settleDay } from '../settlement/settle.ts';
import { persona } from '../testing.ts';
import { take } from '../wallets/take.ts';
import { agencyOfShops } from './agency.ts';
import { appointClerk, dismissClerk } from './appoint.ts';
import { BANK_CHANGE_WAIT_MS, bankAccountOf, cancelBankAccount, changeBankAccount } from './bank-account.ts';
import { shopsOf } from './clerks.ts';

const PROGRAMME = 'triple-stimulus-voucher';
const OTHER = '0041234500077';
const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

/** A shop of the demo with its owner, and somebody who pays there; a clerk, who is no owner. */
async function town() {
  const { gov } = await testGovernment('tw');
  const owner = await persona(gov, 'shop-owner');
  const [buyer, stranger] = [await persona(gov, 'employed-mother'), await persona(gov, 'father')];
  const { shop } = (await shopsOf(gov.db, owner)).find(({ clerk }) => clerk.role === 'owner')!;
  await take(gov, { person: buyer, programme: PROGRAMME, channel: 'mobile', key: 'k' });
  const change = (bankAccount: string, by = owner) => changeBankAccount(gov, { shop: shop.id, by, bankAccount });
  const now = () => bankAccountOf(gov.db, gov, shop.id);
  let paid = 0;
  /** Pays something, lets so much time pass until its day is over, and settles it. @returns where that was ordered to go. */
  const settled = async () => {
    paid += 1;
    const day = todayOf(gov);
    const wish = { way: 'scan', shop: shop.id, person: buyer, programme: PROGRAMME, amount: 100 } as const;
    await payerOf(gov).pay({ ...wish, key: `${paid}` });
    gov.clock.set(`${addDays(day, 1)}T00:30:00+08:00`);
    await settleDay(gov, gov.pack.programmes.get(PROGRAMME)!, day);
    const [latest] = await settlementsOf(gov.db, { shop: shop.id, limit: 1 });
    return latest!.payout!;
  };
  const accountOfPayout = async (id: string) => (await payoutById(gov.db, id))!.to.bankAccount;
  return { gov, owner, stranger, shop, change, now, settled, accountOfPayout };
}

test('a new account waits for a day: what is ordered meanwhile goes to the old one, and stays there', async () => {
  const { gov, owner, shop, change, now, settled, accountOfPayout } = await town();
  const { inForce: old } = await now();
  gov.clock.set(`${todayOf(gov)}T12:00:00+08:00`);
  await change('004-1234500077');
  const { waiting, inForce } = await now();
  assert.equal(inForce, old);
  assert.equal(waiting!.bankAccount, OTHER);
  assert.equal(waiting!.inForceAt.getTime() - waiting!.askedAt.getTime(), BANK_CHANGE_WAIT_MS);
  const meanwhile = await settled();
  assert.equal(await accountOfPayout(meanwhile), old);
  gov.clock.set(waiting!.inForceAt.toISOString());
  const after = await settled();
  assert.equal(await accountOfPayout(after), OTHER);
  assert.equal(await accountOfPayout(meanwhile), old, 'what was ordered stays');
  assert.deepEqual([(await now()).inForce, (await now()).waiting], [OTHER, undefined]);
  const letters = (await inboxOf(gov.db, owner, { limit: 20 })).filter(({ title }) => title.en.includes(shop.name));
  assert.equal(letters.length, 1);
  assert.match(letters[0]!.body.en, /ends in 0077/);
  await assert.rejects(
    cancelBankAccount(gov, { shop: shop.id, by: owner, change: waiting!.id }),
    refused('conflict'),
    'in force',
  );
});

test('until then every owner can cancel it; each act is in the log and told to all owners', async () => {
  const { gov, owner, stranger: partner, shop, change, now, settled, accountOfPayout } = await town();
  await sql`insert into programmes.clerk (shop, person, role, name, most_refund, appointed_at)
    values (${shop.id}, ${partner}, 'owner', 'A partner', 0, ${gov.clock.now()})`.execute(gov.db);
  const { inForce: old } = await now();
  await change(OTHER);
  await change(OTHER, partner);
  await assert.rejects(change('0041234500088', partner), refused('conflict'), 'one waits at a time');
  const { id, inForceAt } = (await now()).waiting!;
  await cancelBankAccount(gov, { shop: shop.id, by: partner, change: id });
  await cancelBankAccount(gov, { shop: shop.id, by: owner, change: id });
  gov.clock.set(inForceAt.toISOString());
  gov.clock.advance(60_000);
  assert.equal(await accountOfPayout(await settled()), old);
  for (const person of [owner, partner]) {
    const letters = (await inboxOf(gov.db, person, { limit: 20 })).filter(({ title }) => title.en.includes(shop.name));
    assert.equal(letters.length, 2);
  }
  const acts = await all(
    gov.db,
    sql<{ entry: string; cancel: string }>`select entry, cancel_entry as cancel from programmes.bank_change`,
  );
  assert.equal(acts.length, 1);
  const logged = (await all(gov.db, sql<{ ids: string[] }>`select ids from log.outbox`)).flatMap(({ ids }) => ids);
  for (const entry of [acts[0]!.entry, acts[0]!.cancel]) assert.ok(logged.includes(entry));
  await change('0041234500088');
  assert.equal((await now()).waiting!.bankAccount, '0041234500088');
});

test('of two that are named at once, one waits', async () => {
  const { change, now } = await town();
  const outcomes = await Promise.allSettled([change('0041234500088'), change('0041234500099'), change(OTHER)]);
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal((await now()).changes.length, 1);
});

test('nobody but an owner, and no number that is none or in use', async () => {
  const { gov, owner, stranger, shop, change, now } = await town();
  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'father')!;
  await appointClerk(gov, { shop: shop.id, by: owner, number, name: 'Clerk', mostAtOnce: null, mostRefund: 0 });
  await assert.rejects(change(OTHER, stranger), refused('forbidden'));
  await change(OTHER);
  const { id } = (await now()).waiting!;
  await assert.rejects(cancelBankAccount(gov, { shop: shop.id, by: stranger, change: id }), refused('forbidden'));
  await dismissClerk(gov, { shop: shop.id, by: owner, person: stranger });
  await assert.rejects(change(OTHER, stranger), refused('not-found'));
  await cancelBankAccount(gov, { shop: shop.id, by: owner, change: id });
  for (const bad of ['', '12345', 'abcdefgh', '1'.repeat(21), (await now()).inForce])
    await assert.rejects(change(bad), refused('invalid'), bad);
});

test('a shop’s own acts are those of the agency that enrols shops', async () => {
  for (const country of ['tw', 'kr'] as const) {
    const { gov } = await testGovernment(country);
    assert.equal(agencyOfShops(gov), gov.pack.services.get('shop-enrolment')!.agency);
  }
  const { gov, owner, shop } = await town();
  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'father')!;
  await appointClerk(gov, { shop: shop.id, by: owner, number, name: 'Clerk', mostAtOnce: null, mostRefund: 0 });
  const act = await first(
    gov.db,
    sql<{ leaf: string }>`select convert_from(o.leaves[array_position(o.ids, c.entry)], 'UTF8') as leaf
      from programmes.clerk_act c join log.outbox o on c.entry = any(o.ids) where c.shop = ${shop.id}`,
  );
  assert.match(act!.leaf, /"agency":"small-business"/);
});
