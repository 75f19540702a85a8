import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type AppError, run, sql } from '../../kernel/index.ts';
import { accountOf, balanceOf } from '../../ledger/index.ts';
import { shopAccount } from '../accounts.ts';
import { asClerk } from '../shops/clerks.ts';
import { takingsByHour } from './hours.ts';
import type { PayByScan, Payment } from './model.ts';
import { payerOf } from './payer.ts';
import { quotePayment } from './quote.ts';
import { paymentRefusal } from './refusals.ts';
import {
  ATTEMPT_LIFE,
  cancelRequest,
  payRequest,
  REQUEST_LIFE,
  requestNow,
  requestPayment,
  sweepRequests,
} from './requests.ts';
import { NOON, newShop, newWallet, programmeWith, tillGovernment } from './testing.ts';

const VOUCHER = 'voucher';
const LIMITED = 'limited';
const town = tillGovernment([programmeWith(VOUCHER), programmeWith(LIMITED, { mostAtOnce: 500 })]);

const pay = (request: PayByScan) => payerOf(town.gov).pay(request);
const shopHas = (shop: string) => balanceOf(town.gov.db, accountOf(shopAccount(town.gov, VOUCHER, shop)));

/** A shop that asks for an amount. */
async function asking(amount: number, more: Parameters<typeof newShop>[1] = {}) {
  const { shop, clerk } = await newShop(town.gov, more);
  const id = await requestPayment(town.gov, await asClerk(town.gov.db, clerk, shop), { amount, goods: [] });
  return { shop, clerk, id };
}

const paying = (person: string, { shop, id }: { shop: string; id: string }, more: Partial<PayByScan> = {}) =>
  payRequest(town.gov, pay, { shop, request: id, person, programme: VOUCHER, key: randomUUID(), ...more });

/** The HTTP code of what it is refused with; `paid` when it is not. */
const outcome = (payment: Promise<Payment>) =>
  payment.then(
    () => 'paid',
    (error: unknown) => (error as AppError).code,
  );

test('what a shop asks for is paid once, by whoever comes first', async () => {
  const request = await asking(300);
  const people = await Promise.all([1, 2, 3, 4].map(() => newWallet(town.gov, VOUCHER, 1_000)));
  const outcomes = await Promise.all(people.map((person) => outcome(paying(person, request))));
  assert.deepEqual(outcomes.toSorted(), ['conflict', 'conflict', 'conflict', 'paid']);
  assert.equal(await shopHas(request.shop), 300);
  const now = (await requestNow(town.gov, request))!;
  assert.equal(now.state, 'paid');
  assert.equal(await outcome(paying(people[0]!, request)), 'conflict');
});

test('the same wish again is answered as the first time', async () => {
  const request = await asking(300);
  const person = await newWallet(town.gov, VOUCHER, 1_000);
  const key = randomUUID();
  const [first, again] = await Promise.all([paying(person, request, { key }), paying(person, request, { key })]);
  assert.deepEqual(again, first);
  assert.deepEqual(await paying(person, request, { key }), first);
  assert.equal(await shopHas(request.shop), 300);
});

test('whoever is refused makes room at once for the next', async () => {
  const request = await asking(300);
  const [poor, rich] = [await newWallet(town.gov, VOUCHER, 200), await newWallet(town.gov, VOUCHER, 300)];
  await assert.rejects(paying(poor, request), (error) => paymentRefusal(error) === 'not-enough');
  assert.equal((await paying(rich, request)).amount, 300);
});

test('somebody of whom nothing is heard keeps others away only for a while, unless they have paid', async () => {
  const lost = () => Promise.reject(new Error('the process died'));
  const asked = await asking(300);
  const [first, second] = [await newWallet(town.gov, VOUCHER, 900), await newWallet(town.gov, VOUCHER, 900)];
  const wish = { shop: asked.shop, request: asked.id, person: first, programme: VOUCHER, key: randomUUID() };
  await assert.rejects(payRequest(town.gov, lost, wish), /died/);
  assert.equal(await outcome(paying(second, asked)), 'conflict');
  town.gov.clock.advance(ATTEMPT_LIFE);
  assert.equal(await outcome(paying(second, asked)), 'paid');
  assert.equal(await outcome(payRequest(town.gov, pay, wish)), 'conflict');

  const other = await asking(100);
  const died = async (request: PayByScan): Promise<Payment> => {
    await pay(request);
    throw new Error('the process died');
  };
  const paidWish = { shop: other.shop, request: other.id, person: first, programme: VOUCHER, key: randomUUID() };
  await assert.rejects(payRequest(town.gov, died, paidWish), /died/);
  town.gov.clock.advance(ATTEMPT_LIFE);
  assert.equal(await outcome(paying(second, other)), 'conflict');
  assert.equal((await requestNow(town.gov, other))!.state, 'paid');
  assert.equal((await payRequest(town.gov, pay, paidWish)).amount, 100);
  assert.equal(await shopHas(other.shop), 100);
  town.gov.clock.set(NOON);
});

test('a request that is taken back, or out of time, is not paid any more', async () => {
  const person = await newWallet(town.gov, VOUCHER, 1_000);
  const back = await asking(100);
  await cancelRequest(town.gov, back);
  assert.equal((await requestNow(town.gov, back))!.state, 'over');
  assert.equal(await outcome(paying(person, back)), 'gone');
  const late = await asking(100);
  town.gov.clock.advance(REQUEST_LIFE);
  assert.equal(await outcome(paying(person, late)), 'gone');
  assert.equal(await outcome(paying(person, { shop: late.shop, id: randomUUID() })), 'not-found');
  town.gov.clock.advance(25 * 3_600_000);
  await sweepRequests(town.gov.db, town.gov.clock.now());
  assert.equal(await requestNow(town.gov, late), undefined);
  town.gov.clock.set(NOON);
});

test('a clerk asks for no more than they may take', async () => {
  await assert.rejects(asking(101, { mostAtOnce: 100 }), (error) => paymentRefusal(error) === 'over-clerk-limit');
  await asking(100, { mostAtOnce: 100 });
});

test('before anything is paid it is known what would be refused, and nothing is left of the question', async () => {
  const { shop } = await newShop(town.gov);
  const person = await newWallet(town.gov, LIMITED, 700);
  const quote = (amount: number) =>
    quotePayment(town.gov, { way: 'scan', shop, person, programme: LIMITED, amount, key: 'quote' });
  assert.deepEqual(await quote(500), { balance: 700, refused: undefined });
  assert.equal(paymentRefusal((await quote(501)).refused), 'too-much-at-once');
  await pay({ way: 'scan', shop, person, programme: LIMITED, amount: 400, key: randomUUID() });
  assert.equal(paymentRefusal((await quote(301)).refused), 'not-enough');
  const frozen = await newShop(town.gov, { state: 'frozen' });
  const there = { way: 'scan', shop: frozen.shop, person, programme: LIMITED, amount: 1, key: 'quote' } as const;
  assert.equal(paymentRefusal((await quotePayment(town.gov, there)).refused), 'shop-frozen');
});

test('takings are counted by the hours of the country', async () => {
  const { shop } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 1_000);
  const scan = (amount: number) => pay({ way: 'scan', shop, person, programme: VOUCHER, amount, key: randomUUID() });
  await scan(100);
  await scan(50);
  town.gov.clock.advance(2 * 3_600_000);
  await scan(30);
  town.gov.clock.advance(24 * 3_600_000);
  await scan(1);
  town.gov.clock.set(NOON);
  assert.deepEqual(await takingsByHour(town.gov, { shop, day: '2026-03-02' }), [
    { hour: 12, payments: 2, amount: 150 },
    { hour: 14, payments: 1, amount: 30 },
  ]);
});

test('the table itself refuses an amount of nothing', async () => {
  const { shop, clerk } = await newShop(town.gov);
  await assert.rejects(
    run(
      town.gov.db,
      sql`insert into programmes.request_to_pay (shop, id, clerk, amount, goods, asked_at, expires_at)
        values (${shop}, ${randomUUID()}, ${clerk}, 0, '{}', ${NOON}, ${NOON})`,
    ),
  );
});
