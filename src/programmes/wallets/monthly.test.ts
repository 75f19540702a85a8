import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql } from '../../kernel/index.ts';
import { accountOf, balanceOf, payoutsOf, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { dueAccount, programmeAccount } from '../accounts.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { payerOf } from '../payments/payer.ts';
import { payAnew } from '../payouts/pay-anew.ts';
import { unpaidOf } from '../payouts/unpaid.ts';
import { findShops } from '../shops/find.ts';
import { persona } from '../testing.ts';
import { answerPayouts, filePayouts, isTreasury } from '../treasury/index.ts';
import { changeNow, changeOf, costOf } from './change.ts';
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
  const now = { rest: 40_000, cash: 36_000, spent: 60_000, allowed: true };
  assert.deepEqual(await changeNow(gov.db, gov, programme, person), now, 'they paid 90% of it');
  const account = accountOf(programmeAccount(gov, programme));
  const before = (await balanceOf(gov.db, account))!;
  await assert.rejects(changeOf(gov, { ...wish, bankAccount: 'x' }), refused('no-bank-account'));
  gov.clock.advance(60_000);
  const paid = await changeOf(gov, wish);
  assert.deepEqual(await changeOf(gov, wish), paid);
  assert.equal(paid.amount, 36_000);
  const { payouts } = await payoutsOf(gov.db, accountOf(dueAccount(gov, CERTIFICATE, person)));
  assert.deepEqual(
    payouts.map(({ amount, state }) => [amount, state]),
    [[36_000, 'ordered']],
  );
  assert.equal((await balanceOf(gov.db, account))! - before, 4_000, 'the discount is the programme’s again');
  assert.equal((await walletOf(gov, person, CERTIFICATE)).balance, 0);
  await assert.rejects(changeOf(gov, { ...wish, key: 'again' }), refused('not-spent'));
  const { events } = await walletEvents(gov, { person, programme: CERTIFICATE });
  const lines = events.map(({ kind, amount, shop: name }) => [kind, amount, name]);
  // Of one instant, in no order.
  lines.splice(0, 2, ...lines.slice(0, 2).sort());
  assert.deepEqual(lines, [
    ['change', -36_000, undefined],
    ['discount-back', -4_000, undefined],
    ['paid', -1_000, shop!.name],
    ['paid', -59_000, shop!.name],
    ['taken', 100_000, undefined],
  ]);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});

test('the rest has cost what was paid of each lot, and never more', () => {
  const [one, two] = [new Date('2030-01-01'), new Date('2031-01-01')];
  const bought = [
    { expiresAt: one, amount: 100_000, price: 90_000 },
    { expiresAt: two, amount: 50_000, price: 0 },
  ];
  const lots = (...amounts: (readonly [Date | undefined, number])[]) =>
    amounts.map(([expiresAt, amount]) => ({ expiresAt, amount }));
  assert.equal(costOf(lots([one, 40_000], [two, 10_000]), bought), 36_000, 'what was free stays free');
  assert.equal(costOf(lots([one, 1]), bought), 0, 'rounded down');
  assert.equal(costOf(lots([undefined, 15_000]), bought), 9_000, 'a gift has cost what theirs did on the whole');
  assert.equal(costOf(lots([one, 5_000]), []), 0, 'who paid nothing gets nothing');
  assert.equal(costOf([], bought), 0);
  const large = [{ expiresAt: one, amount: Number.MAX_SAFE_INTEGER, price: Number.MAX_SAFE_INTEGER }];
  assert.equal(costOf(lots([one, Number.MAX_SAFE_INTEGER]), large), Number.MAX_SAFE_INTEGER);
});

test('change that the bank sends back is kept for the person, and can be paid anew after the money has expired', async () => {
  const { gov } = await testGovernment('kr');
  const person = await persona(gov, 'student');
  const programme = gov.pack.programmes.get(CERTIFICATE)!;
  await take(gov, { person, programme: CERTIFICATE, channel: 'mobile', amount: 100_000, key: 'k' });
  const home = (await entitlementNow(gov, person, CERTIFICATE)).entitlement!.region!;
  const [shop] = (await findShops(gov.db, gov, { programme, home, limit: 1 })).shops;
  const wish = { way: 'scan', shop: shop!.id, person, programme: CERTIFICATE } as const;
  await payerOf(gov).pay({ ...wish, amount: 60_000, key: 'p' });
  await changeOf(gov, { person, programme: CERTIFICATE, bankAccount: '110123456789', key: 'c' });
  const treasurer = {
    ...gov.pack.demo.personas.find(({ post }) => post && isTreasury(gov, post))!.post!,
    person: await persona(gov, gov.pack.demo.personas.find(({ post }) => post && isTreasury(gov, post))!.id),
  };
  const file = (await filePayouts(gov, treasurer, { key: 'day' }))!;
  await answerPayouts(gov, treasurer, {
    ...{ message: 'B', original: file.id.replaceAll('-', ''), originalKind: 'pain.001.001.09' },
    ...{ status: 'RJCT', reasons: ['AC06'], batches: [] },
  });
  gov.clock.set('2032-01-01T00:00:00+09:00');
  const [unpaid] = await unpaidOf(gov.db, person);
  assert.equal(unpaid!.amount, 36_000);
  assert.equal(await payAnew(gov, { person, payouts: [unpaid!.payout], bankAccount: '110999999999' }), 1);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});
