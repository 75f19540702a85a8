import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { accountOf, balanceOf, lotsOf, transfer, trialBalance } from '../../ledger/index.ts';
import { shopAccount, walletAccount } from '../accounts.ts';
import type { PayRequest } from './model.ts';
import { payerOf } from './payer.ts';
import { paymentById, refundsOf, takingsOf } from './reads.ts';
import { type PaymentRefusal, paymentRefusal } from './refusals.ts';
import { NOON, newShop, newWallet, programmeWith, tillGovernment } from './testing.ts';

const VOUCHER = 'voucher';
const LIMITED = 'limited';
const town = tillGovernment([
  programmeWith(VOUCHER),
  programmeWith(LIMITED, { mostAtOnce: 500, mostADay: 800, mostADayAtOneShop: 600 }),
]);

const key = () => randomUUID();
const pay = (request: PayRequest) => payerOf(town.gov).pay(request);
const refused = (reason: PaymentRefusal) => (error: unknown) => {
  assert.equal(paymentRefusal(error), reason, String(error));
  return true;
};
const scan = (person: string, shop: string, amount: number, programme = VOUCHER): PayRequest => ({
  ...{ way: 'scan' as const, person, shop, amount, programme, key: key() },
});

test('parts are refunded into the lots they came from, the last first, and the caps of the day are given back', async () => {
  const { gov } = town;
  const person = await newWallet(gov, LIMITED, [
    ['2026-04-01T00:00:00Z', 300],
    ['2026-05-01T00:00:00Z', 500],
  ]);
  const wallet = accountOf(walletAccount(gov, LIMITED, person));
  const { shop, clerk } = await newShop(gov);
  const lots = async () => (await lotsOf(gov.db, wallet)).map(({ balance }) => balance);
  const paid = await pay(scan(person, shop, 500, LIMITED));
  assert.deepEqual(await lots(), [300]);
  const refund = (amount: number, more = {}) =>
    payerOf(gov).refund({ shop, payment: paid.id, amount, clerk, key: key(), ...more });
  const first = { key: key() };
  const made = await refund(150, first);
  assert.deepEqual(await refund(150, first), made);
  await assert.rejects(refund(151, first), refused('key-reused'));
  assert.deepEqual(await lots(), [450]);
  await refund(100);
  assert.deepEqual(await lots(), [50, 500]);
  await assert.rejects(refund(251), refused('more-than-paid'));
  await pay(scan(person, shop, 350, LIMITED));
  await assert.rejects(pay(scan(person, shop, 1, LIMITED)), refused('too-much-today-here'));
  assert.deepEqual((await refundsOf(gov.db, paid)).map(({ amount }) => amount).sort(), [100, 150]);
  assert.deepEqual(await takingsOf(gov.db, { shop, day: paid.day }), [
    { programme: LIMITED, way: 'scan', payments: 2, amount: 850, refunds: 2, refunded: 250 },
  ]);
  gov.clock.set('2026-06-01T00:00:00Z');
  await refund(250);
  assert.deepEqual(await lots(), [250, 200], 'also into lots that have expired since');
  assert.equal((await paymentById(gov.db, shop, paid.id))!.refunded, 500);
  gov.clock.set(NOON);
});

test('a refund is refused beyond a clerk’s limit, at another shop, of nothing, and when the shop has been paid out', async () => {
  const { gov } = town;
  const person = await newWallet(gov, VOUCHER, 100);
  const { shop, clerk } = await newShop(gov, { mostRefund: 30 });
  const { shop: other, clerk: otherClerk } = await newShop(gov);
  const { id: payment } = await pay(scan(person, shop, 100));
  const refund = (request: object) => payerOf(gov).refund({ shop, payment, amount: 10, clerk, key: key(), ...request });
  await assert.rejects(refund({ amount: 31 }), refused('over-refund-limit'));
  await assert.rejects(refund({ shop: other, clerk: otherClerk }), refused('no-payment'));
  await assert.rejects(refund({ clerk: otherClerk }), /no such shop/);
  await assert.rejects(refund({ amount: 0 }), /whole number above zero/);
  await refund({});
  await emptied(shop);
  await assert.rejects(refund({}), refused('settled-already'));
});

/** Pays a shop out, as its settlement does. */
async function emptied(shop: string): Promise<void> {
  const debit = accountOf(shopAccount(town.gov, VOUCHER, shop));
  const credit = accountOf(walletAccount(town.gov, VOUCHER, await newWallet(town.gov, VOUCHER, 1)));
  const amount = await balanceOf(town.gov.db, debit);
  const at = town.gov.clock.now();
  await transfer(town.gov.db, {
    client: 'test',
    key: key(),
    debit,
    credit,
    amount,
    currency: 'XTS',
    at,
    purpose: 'test',
  });
}

test('after all of that the books balance', async () => {
  assert.deepEqual((await trialBalance(town.gov.db)).problems, []);
});
