import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { all, sql } from '../../kernel/index.ts';
import { accountOf, balanceOf, lotsOf, trialBalance } from '../../ledger/index.ts';
import { shopAccount, walletAccount } from '../accounts.ts';
import { CLOCK_SKEW, CODE_LIFE, codeNow, showCode } from './codes.ts';
import type { PayRequest } from './model.ts';
import { payerOf } from './payer.ts';
import { paymentById, paymentsOfPerson, paymentsOfShop } from './reads.ts';
import { type PaymentRefusal, paymentRefusal } from './refusals.ts';
import { NOON, newClerk, newShop, newWallet, programmeWith, tillGovernment } from './testing.ts';

const VOUCHER = 'voucher';
const LIMITED = 'limited';
const HOME = 'home';
const town = tillGovernment([
  programmeWith(VOUCHER),
  programmeWith(LIMITED, {
    ...{
      regions: ['north'],
      classes: { refused: ['bank'] },
      goods: { tobacco: { ko: '담배', 'zh-Hant': '菸品', en: 'tobacco' } },
    },
    ...{ mostAtOnce: 500, mostADay: 800, mostADayAtOneShop: 600 },
  }),
  programmeWith(HOME, { regions: 'home' }),
]);

const key = () => randomUUID();
const pay = (request: PayRequest) => payerOf(town.gov).pay(request);
const refused = (reason: PaymentRefusal) => (error: unknown) => {
  assert.equal(paymentRefusal(error), reason, String(error));
  return true;
};
const walletHas = (person: string, programme = VOUCHER) =>
  balanceOf(town.gov.db, accountOf(walletAccount(town.gov, programme, person)));
const shopHas = (shop: string, programme = VOUCHER) =>
  balanceOf(town.gov.db, accountOf(shopAccount(town.gov, programme, shop)));
const scan = (person: string, shop: string, amount: number, programme = VOUCHER, more = {}): PayRequest => ({
  ...{ way: 'scan' as const, person, shop, amount, programme, key: key(), ...more },
});
async function shown(person: string, programme = VOUCHER) {
  const { number, qr } = await showCode(town.gov, { person, programme, device: 'phone' });
  return { number, qr };
}

test('a code is shown, scanned, paid with, and seen at both ends', async () => {
  const { gov } = town;
  const { shop, clerk } = await newShop(gov);
  const person = await newWallet(gov, VOUCHER, 1_000);
  const { qr } = await shown(person);
  assert.equal((await codeNow(gov, { person, programme: VOUCHER })).state, 'live');
  const payment = await pay({ way: 'code', code: qr, shop, clerk, amount: 300, key: key() });
  assert.equal(payment.device, 'phone');
  assert.equal(payment.terms, 'version of voucher');
  assert.deepEqual(await paymentById(gov.db, shop, payment.id), payment);
  assert.deepEqual(await paymentsOfShop(gov.db, { shop, limit: 5 }), [payment]);
  assert.deepEqual(await paymentsOfShop(gov.db, { shop, limit: 5, day: '2026-03-02' }), [payment]);
  assert.deepEqual(await paymentsOfShop(gov.db, { shop, limit: 5, day: '2026-03-03' }), []);
  assert.deepEqual(await paymentsOfPerson(gov.db, { person, programme: VOUCHER, limit: 5 }), [payment]);
  assert.deepEqual(await codeNow(gov, { person, programme: VOUCHER }), {
    ...{ state: 'used', expiresAt: new Date(Date.parse(NOON) + CODE_LIFE), payment: { shop, id: payment.id } },
  });
  assert.deepEqual([await walletHas(person), await shopHas(shop)], [700, 300]);
  const leaves = await all(gov.db, sql<{ ids: string[] }>`select ids from log.outbox`);
  assert.ok(leaves.some(({ ids }) => ids.includes(payment.entry)));
});

test('the number that is read out does as well, with blanks and full-width digits', async () => {
  const { shop, clerk } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 100);
  const { number } = await shown(person);
  const typed = number
    .replace(/(\d{4})/g, '$1 ')
    .replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  await pay({ way: 'code', code: typed, shop, clerk, amount: 100, key: key() });
  assert.equal(await walletHas(person), 0);
});

test('a code is good once, and until it is over; another showing ends it', async () => {
  const { gov } = town;
  const { shop, clerk } = await newShop(gov);
  const person = await newWallet(gov, VOUCHER, 1_000);
  const take = (code: string) => pay({ way: 'code', code, shop, clerk, amount: 10, key: key() });
  const { qr: first } = await shown(person);
  await take(first);
  await assert.rejects(take(first), refused('code-used'));
  const { number: second } = await shown(person);
  const { number: third } = await shown(person);
  await assert.rejects(take(second), refused('code-unknown'));
  gov.clock.advance(CODE_LIFE + CLOCK_SKEW - 1);
  await take(third);
  const { number: fourth } = await shown(person);
  gov.clock.advance(CODE_LIFE + CLOCK_SKEW);
  await assert.rejects(take(fourth), refused('code-expired'));
  gov.clock.set(NOON);
  await assert.rejects(take('123'), refused('code-mistyped'));
  const slip = fourth.slice(0, 11) + ((Number(fourth[11]) + 1) % 10);
  await assert.rejects(take(slip), refused('code-mistyped'));
  await assert.rejects(take(`MADANG:PAY:${'0'.repeat(32)}`), refused('code-unknown'));
  assert.equal(await walletHas(person), 980);
});

test('what a retry gets is what it got at first, even when the code is over by then', async () => {
  const { gov } = town;
  const { shop, clerk } = await newShop(gov);
  const person = await newWallet(gov, VOUCHER, 500);
  const { number } = await shown(person);
  const request = { way: 'code' as const, code: number, shop, clerk, amount: 200, key: key() };
  const [payment, twin] = await Promise.all([pay(request), pay({ ...request })]);
  await shown(person);
  gov.clock.advance(3_600_000);
  assert.deepEqual(await pay(request), payment);
  assert.deepEqual(twin, payment);
  gov.clock.set(NOON);
  await assert.rejects(pay({ ...request, amount: 201 }), refused('key-reused'));
  await assert.rejects(pay({ ...request, code: '000000000000' }), refused('key-reused'));
  const colleague = await newClerk(gov, shop);
  await assert.rejects(pay({ ...request, clerk: colleague }), refused('code-unknown'), 'keys are of one clerk');
  assert.equal(await walletHas(person), 300);
});

test('what the terms refuse is refused, and leaves nothing behind', async () => {
  const { gov } = town;
  const person = await newWallet(gov, LIMITED, 5_000);
  const { shop } = await newShop(gov);
  const { shop: south } = await newShop(gov, { region: 'south' });
  const { shop: bank } = await newShop(gov, { class: 'bank' });
  const { shop: other } = await newShop(gov);
  const cases: [PayRequest, PaymentRefusal][] = [
    [scan(person, south, 1, LIMITED), 'region'],
    [scan(person, bank, 1, LIMITED), 'class'],
    [scan(person, shop, 1, LIMITED, { goods: ['tobacco'] }), 'goods'],
    [scan(person, shop, 501, LIMITED), 'too-much-at-once'],
  ];
  for (const [request, reason] of cases) await assert.rejects(pay(request), refused(reason));
  await pay(scan(person, shop, 400, LIMITED));
  await assert.rejects(pay(scan(person, shop, 201, LIMITED)), refused('too-much-today-here'));
  await pay(scan(person, shop, 200, LIMITED));
  await assert.rejects(pay(scan(person, other, 201, LIMITED)), refused('too-much-today'));
  await pay(scan(person, other, 200, LIMITED));
  gov.clock.advance(12 * 3_600_000);
  await pay(scan(person, shop, 500, LIMITED));
  gov.clock.set(NOON);
  assert.equal(await walletHas(person, LIMITED), 3_700);
  assert.equal((await paymentsOfPerson(gov.db, { person, limit: 10 })).length, 4);
});

test('before its first day and after its last nothing can be paid; the office may extend it', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, [['2027-02-01T00:00:00Z', 100]]);
  const { shop } = await newShop(gov);
  gov.clock.set('2025-12-31T23:59:59+08:00');
  await assert.rejects(pay(scan(person, shop, 1)), refused('not-yet'));
  gov.clock.set('2026-12-31T23:59:59.999+08:00');
  await pay(scan(person, shop, 1));
  gov.clock.set('2027-01-01T00:00:00+08:00');
  await assert.rejects(pay(scan(person, shop, 1)), refused('expired'));
  await sql`insert into programmes.programme (id, state, spend_until, changed_at)
    values (${VOUCHER}, 'open', '2027-01-15', ${gov.clock.now()})`.execute(gov.db);
  await pay(scan(person, shop, 1));
  await sql`delete from programmes.programme`.execute(gov.db);
  gov.clock.set(NOON);
});

test('a payment counts when it came in: of two around midnight the earlier may use a lot that the later may not', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, [
    ['2026-03-02T16:00:00Z', 70],
    ['2026-03-09T16:00:00Z', 50],
  ]);
  const { shop } = await newShop(gov);
  gov.clock.set('2026-03-02T15:59:59.999Z');
  const before = pay(scan(person, shop, 60));
  gov.clock.set('2026-03-02T16:00:00Z');
  const after = pay(scan(person, shop, 60));
  assert.equal((await before).day, '2026-03-02');
  await assert.rejects(after, refused('not-enough'));
  const lots = await lotsOf(gov.db, accountOf(walletAccount(gov, VOUCHER, person)));
  assert.deepEqual(
    lots.map(({ balance }) => balance),
    [10, 50],
  );
  gov.clock.set(NOON);
});

test('those who are paused or frozen pay nothing and take nothing in', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, 1_000);
  const { shop, clerk } = await newShop(gov);
  const { shop: gone } = await newShop(gov, { state: 'left' });
  const { shop: stopped } = await newShop(gov, { state: 'frozen' });
  const at = gov.clock.now();
  const paid = await pay(scan(person, shop, 100));
  await assert.rejects(pay(scan(person, gone, 1)), refused('no-shop'));
  await assert.rejects(pay(scan(person, randomUUID(), 1)), refused('no-shop'));
  await assert.rejects(pay(scan(person, stopped, 1)), refused('shop-frozen'));
  await assert.rejects(pay(scan(person, shop, 1, 'none')), refused('no-programme'));
  await sql`insert into programmes.programme (id, state, changed_at) values (${VOUCHER}, 'paused', ${at})`.execute(
    gov.db,
  );
  await assert.rejects(pay(scan(person, shop, 1)), refused('paused'));
  await sql`delete from programmes.programme`.execute(gov.db);
  const freeze = (kind: string, subject: string, programme: string) =>
    sql`insert into programmes.freeze (id, kind, subject, programme, reason, proposed_by, proposed_at, confirmed_by,
        confirmed_at) values (${randomUUID()}, ${kind}, ${subject}, ${programme}, 'why', ${randomUUID()}, ${at},
        ${randomUUID()}, ${at})`.execute(gov.db);
  await freeze('wallet', person, LIMITED);
  await pay(scan(person, shop, 1));
  await freeze('wallet', person, VOUCHER);
  await assert.rejects(pay(scan(person, shop, 1)), refused('wallet-frozen'));
  await freeze('shop', shop, LIMITED);
  const rich = await newWallet(gov, VOUCHER, 10);
  await assert.rejects(pay(scan(rich, shop, 1)), refused('shop-frozen'));
  const refund = { shop, payment: paid.id, amount: 1, clerk, key: key() };
  await assert.rejects(payerOf(gov).refund(refund), refused('shop-frozen'));
});

test('money that binds to a home is spent in the region of whoever took it', async () => {
  const { gov } = town;
  const [person, stranger] = [await newWallet(gov, HOME, 100), await newWallet(gov, HOME, 100)];
  await sql`insert into programmes.entitlement (person, programme, period, amount, price, taken, region, opened_at)
    values (${person}, ${HOME}, '2026-01-01', 100, 0, 100, 'north', ${gov.clock.now()})`.execute(gov.db);
  const [{ shop: near }, { shop: far }] = [await newShop(gov), await newShop(gov, { region: 'south' })];
  await pay(scan(person, near, 10, HOME));
  await assert.rejects(pay(scan(person, far, 10, HOME)), refused('region'));
  await assert.rejects(pay(scan(stranger, near, 10, HOME)), refused('region'));
});

test('more than there is, more than a clerk may, and amounts that are none are refused', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, 100);
  const { shop } = await newShop(gov);
  await assert.rejects(pay(scan(person, shop, 101)), refused('not-enough'));
  await assert.rejects(pay(scan(randomUUID(), shop, 1)), refused('not-enough'));
  for (const amount of [0, -1, 1.5, Number.NaN, 2 ** 53])
    await assert.rejects(pay(scan(person, shop, amount)), /amount|enough/);
  const clerk = await newClerk(gov, shop, { mostAtOnce: 50 });
  const { number } = await shown(person);
  await assert.rejects(
    pay({ way: 'code', code: number, shop, clerk, amount: 51, key: key() }),
    refused('over-clerk-limit'),
  );
  const stranger = randomUUID();
  await assert.rejects(
    pay({ way: 'code', code: number, shop, clerk: stranger, amount: 1, key: key() }),
    refused('no-shop'),
  );
  await pay({ way: 'code', code: number, shop, clerk, amount: 50, key: key() });
  assert.equal(await walletHas(person), 50);
});

test('after all of that the books balance', async () => {
  assert.deepEqual((await trialBalance(town.gov.db)).problems, []);
});
