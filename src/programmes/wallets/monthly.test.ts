import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql } from '../../kernel/index.ts';
import { accountOf, payoutsOf, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { dueAccount } from '../accounts.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { payerOf } from '../payments/payer.ts';
import { findShops } from '../shops/find.ts';
import { persona } from '../testing.ts';
import { changeNow, changeOf } from './change.ts';
import { endMonthly, payMonthly } from './monthly.ts';
import { walletEvents, walletOf } from './read.ts';
import { takingRefusal } from './refusals.ts';
import { take } from './take.ts';
import { takenBy } from './taking.ts';

const BENEFIT = 'child-living-allowance';
const CERTIFICATE = 'local-gift-certificate';
const refused = (reason: string) => (error: unknown) => takingRefusal(error) === reason;

test('what is taken to a bank account once comes by itself each month, once, while one is entitled', async () => {
  const { gov } = await testGovernment('tw');
  const listed = await all(
    gov.db,
    sql<{
      subject: string;
    }>`select subject from registry.record where registry = 'low-income-households' order by subject`,
  );
  let person = '';
  for (const { subject } of listed) {
    if ((await entitlementNow(gov, subject, BENEFIT)).state !== 'yes') continue;
    person = subject;
    break;
  }
  assert.notEqual(person, '');
  const payouts = async () =>
    (await payoutsOf(gov.db, accountOf(dueAccount(gov, BENEFIT, person)))).payouts.map(({ amount, to }) => [
      amount,
      to.bankAccount,
    ]);
  const wish = { person, programme: BENEFIT, channel: 'bank', key: 'first' };
  await assert.rejects(take(gov, { ...wish, bankAccount: '12' }), refused('no-bank-account'));
  const { amount } = await take(gov, { ...wish, bankAccount: '004-1234567-8901' });
  assert.deepEqual(await payouts(), [[amount, '00412345678901']]);

  await payMonthly(gov);
  assert.equal((await payouts()).length, 1, 'this month is taken');
  gov.clock.set('2026-12-01T00:10:00+08:00');
  await payMonthly(gov);
  await payMonthly(gov);
  assert.equal((await payouts()).length, 2);
  assert.ok(
    (await inboxOf(gov.db, person, { limit: 9 })).some(({ title }) => title.en.includes('paid for this month')),
  );
  assert.deepEqual(
    (await takenBy(gov.db, person)).map(({ period }) => period),
    ['2026-12-01', '2026-11-01'],
  );

  await endMonthly(gov, person, BENEFIT);
  gov.clock.set('2027-01-01T00:10:00+08:00');
  await payMonthly(gov);
  assert.equal((await payouts()).length, 2);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});

test('the rest of a gift certificate is paid out once enough is spent, and the history names the shop', async () => {
  const { gov } = await testGovernment('kr');
  const person = await persona(gov, 'student');
  const programme = gov.pack.programmes.get(CERTIFICATE)!;
  await take(gov, { person, programme: CERTIFICATE, channel: 'mobile', amount: 100_000, key: 'k' });
  const { entitlement } = await entitlementNow(gov, person, CERTIFICATE);
  const home = entitlement!.region!;
  const { shops } = await findShops(gov.db, gov, { programme, home, limit: 1 });
  const [shop] = shops;
  const pay = (amount: number, key: string) => {
    gov.clock.advance(60_000);
    return payerOf(gov).pay({ way: 'scan', shop: shop!.id, amount, key, person, programme: CERTIFICATE });
  };
  const wish = { person, programme: CERTIFICATE, bankAccount: '110123456789', key: 'c' };

  await pay(59_000, '1');
  await assert.rejects(changeOf(gov, wish), refused('not-spent'));
  await pay(1_000, '2');
  assert.deepEqual(await changeNow(gov.db, gov, programme, person), { rest: 40_000, spent: 60_000, allowed: true });
  await assert.rejects(changeOf(gov, { ...wish, bankAccount: 'x' }), refused('no-bank-account'));
  gov.clock.advance(60_000);
  const paid = await changeOf(gov, wish);
  assert.deepEqual(await changeOf(gov, wish), paid);
  assert.equal(paid.amount, 40_000);
  assert.equal((await walletOf(gov, person, CERTIFICATE)).balance, 0);
  await assert.rejects(changeOf(gov, { ...wish, key: 'again' }), refused('not-spent'));
  const { events } = await walletEvents(gov, { person, programme: CERTIFICATE });
  assert.deepEqual(
    events.map(({ kind, amount, shop: name }) => [kind, amount, name]),
    [
      ['change', -40_000, undefined],
      ['paid', -1_000, shop!.name],
      ['paid', -59_000, shop!.name],
      ['taken', 100_000, undefined],
    ],
  );
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});
