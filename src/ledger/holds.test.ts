import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  balanceOf,
  capture,
  type HoldRequest,
  hold,
  holdById,
  lotsOf,
  openBook,
  postEach,
  refusalReason,
  release,
  spendable,
  sweepHolds,
  transfer,
  transferAll,
  trialBalance,
} from './index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;
const minute = (n: number) => new Date(AT.getTime() + n * 60_000);

/** A wallet with 20 that expire in an hour and 80 that do not; two shops. */
async function walletOf(name: string) {
  const fund = await fundOf(ledger.db, name, 1_000);
  const [ann, shop, other] = [
    await personAccount(ledger.db, `${name}-ann`),
    await personAccount(ledger.db, `${name}-shop`),
    await personAccount(ledger.db, `${name}-other`),
  ];
  await transferAll(ledger.db, [payment(fund, ann, 20, { lot: minute(60) }), payment(fund, ann, 80)]);
  const wish = (key: string, amount: number, more: Partial<HoldRequest> = {}): HoldRequest => ({
    ...{ client: name, key, account: ann, amount, currency: CURRENCY, at: AT, expiresAt: minute(5), purpose: 'till' },
    ...more,
  });
  const take = (key: string, id: string, amounts: readonly number[], at = minute(1)) =>
    capture(ledger.db, {
      ...{ client: name, key, hold: id, at, purpose: 'purchase' },
      to: amounts.map((amount, nth) => ({ credit: [shop, other][nth % 2]!, amount })),
    });
  return { fund, ann, shop, other, wish, take };
}

test('what is on hold cannot be spent, and what is captured goes to whom it was for; the rest is free again', async () => {
  const { ann, shop, other, wish, take } = await walletOf('hold');
  const held = await hold(ledger.db, wish('1', 60));
  assert.deepEqual(await hold(ledger.db, wish('1', 60, { at: minute(1), expiresAt: minute(6) })), held);
  await assert.rejects(hold(ledger.db, wish('1', 61)), refused('key-reused'));
  assert.deepEqual(await lotsOf(ledger.db, ann), [
    { expiresAt: minute(60), balance: 20, held: 20 },
    { balance: 80, held: 40 },
  ]);
  await assert.rejects(transfer(ledger.db, payment(ann, shop, 41)), refused('insufficient-funds'));
  await assert.rejects(hold(ledger.db, wish('2', 41)), refused('insufficient-funds'));
  await assert.rejects(take('c', held.id, [40, 21]), refused('over-hold'));
  const made = await take('c', held.id, [30, 15]);
  assert.deepEqual(await take('c', held.id, [30, 15], minute(30)), made, 'asked again, even after the time-out');
  await assert.rejects(take('c', held.id, [30]), refused('key-reused'));
  await assert.rejects(take('d', held.id, [1]), refused('hold-captured'));
  await assert.rejects(release(ledger.db, { hold: held.id, at: minute(2) }), refused('hold-captured'));
  const balances = await Promise.all([ann, shop, other].map((account) => balanceOf(ledger.db, account)));
  assert.deepEqual(balances, [55, 30, 15]);
  assert.equal(await spendable(ledger.db, ann, minute(2)), 55);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('a hold that has timed out blocks nothing, swept or not, and cannot be captured', async () => {
  const { ann, shop, wish, take } = await walletOf('time');
  const held = await hold(ledger.db, wish('1', 100));
  assert.equal(await spendable(ledger.db, ann, minute(4)), 0);
  await assert.rejects(transfer(ledger.db, payment(ann, shop, 1, { at: minute(4) })), refused('insufficient-funds'));
  assert.equal(await spendable(ledger.db, ann, minute(5)), 100);
  await assert.rejects(take('c', held.id, [1], minute(5)), refused('hold-expired'));
  assert.equal((await holdById(ledger.db, held.id))!.state, 'open');
  await transfer(ledger.db, payment(ann, shop, 100, { at: minute(5) }));
  assert.equal((await holdById(ledger.db, held.id))!.state, 'expired');
  await assert.rejects(take('c', held.id, [1], minute(4)), refused('hold-expired'), 'a late request');
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('the sweep tidies away what has timed out and nothing else', async () => {
  const { ann, wish } = await walletOf('sweep');
  const old = await hold(ledger.db, wish('1', 30));
  const young = await hold(ledger.db, wish('2', 30, { expiresAt: minute(50) }));
  await sweepHolds(ledger.db, minute(10));
  assert.equal((await holdById(ledger.db, old.id))!.state, 'expired');
  assert.equal((await holdById(ledger.db, young.id))!.state, 'open');
  assert.equal((await release(ledger.db, { hold: young.id, at: minute(11) })).state, 'released');
  assert.equal((await release(ledger.db, { hold: young.id, at: minute(12) })).state, 'released');
  assert.equal((await release(ledger.db, { hold: old.id, at: minute(12) })).state, 'expired');
  assert.equal(await spendable(ledger.db, ann, minute(12)), 100);
});

test('what was kept back in time is captured although the lot has expired since; freed, it stays in the lot', async () => {
  const { ann, shop, wish, take } = await walletOf('lot');
  const held = await hold(ledger.db, wish('1', 20, { at: minute(59), expiresAt: minute(90) }));
  await take('c', held.id, [15], minute(61));
  assert.equal(await balanceOf(ledger.db, shop), 15);
  assert.deepEqual(await lotsOf(ledger.db, ann), [
    { expiresAt: minute(60), balance: 5, held: 0 },
    { balance: 80, held: 0 },
  ]);
});

test('of a capture, a release, and a payment after the time-out, all at once, one wins', async () => {
  for (let round = 0; round < 10; round++) {
    const { ann, shop, wish, take } = await walletOf(`race-${round}`);
    const held = await hold(ledger.db, wish('1', 100));
    const results = await Promise.allSettled([
      take('c', held.id, [100], minute(4)),
      release(ledger.db, { hold: held.id, at: minute(4) }),
      transfer(ledger.db, payment(ann, shop, 100, { at: minute(6) })),
      hold(ledger.db, wish('2', 100, { at: minute(6), expiresAt: minute(8) })),
    ]);
    for (const result of results) if (result.status === 'rejected') assert.ok(refusalReason(result.reason));
    const [captured, , paid, again] = results.map(({ status }) => status === 'fulfilled');
    assert.equal([captured, paid, again].filter(Boolean).length, 1, 'the money went one way');
    assert.deepEqual((await trialBalance(ledger.db)).problems, []);
  }
});

test('a hold needs an account, an amount, a time to come, a key', async () => {
  const { wish, take } = await walletOf('wrong');
  const attempts: [Partial<HoldRequest>, string][] = [
    [{ amount: 0 }, 'bad-amount'],
    [{ expiresAt: AT }, 'bad-expiry'],
    [{ key: '' }, 'no-key'],
    [{ currency: 'XXX' }, 'wrong-currency'],
    [{ account: '00000000-0000-8000-8000-000000000000' }, 'unknown-account'],
  ];
  for (const [more, reason] of attempts) {
    await assert.rejects(async () => hold(ledger.db, wish('1', 1, more)), refused(reason));
  }
  await assert.rejects(take('c', '00000000-0000-8000-8000-000000000000', [1]), refused('unknown-hold'));
});

test('tills that reserve and capture at once are written together', async () => {
  const { fund, shop, other, ann } = await walletOf('tills');
  const book = openBook({ db: ledger.db });
  const people = await Promise.all(Array.from({ length: 20 }, (_, n) => personAccount(ledger.db, `tills-${n}`)));
  await transferAll(
    ledger.db,
    people.map((person) => payment(fund, person, 10)),
  );
  const always = { client: 'tills', currency: CURRENCY, at: AT, purpose: 'till' };
  const tills = people.flatMap((account, n) =>
    [1, 2].map(async (nth) => {
      const key = `${n}/${nth}`;
      const held = await book.hold({ ...always, key, account, amount: 6, expiresAt: minute(5) });
      const to = [
        { credit: shop, amount: 4 },
        { credit: other, amount: 1 },
      ];
      return n % 2
        ? book.capture({ ...always, key, hold: held.id, to })
        : book.release({ hold: held.id, at: minute(1) });
    }),
  );
  const results = await Promise.allSettled(tills);
  const why = results.flatMap((result) => (result.status === 'rejected' ? [refusalReason(result.reason)] : []));
  assert.ok(why.every((reason) => reason === 'insufficient-funds'));
  const captured = results.filter((result) => result.status === 'fulfilled' && Array.isArray(result.value));
  assert.ok(captured.length >= 10, 'each purse lets at least one of two through');
  assert.equal(await balanceOf(ledger.db, shop), 4 * captured.length);
  assert.equal(await balanceOf(ledger.db, ann), 100);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('several of one batch for one hold: the first is done, the others are answered or refused', async () => {
  const { shop, wish } = await walletOf('batch');
  const { id } = await hold(ledger.db, wish('1', 60));
  const take = (key: string, amount: number) => ({
    capture: { client: 'batch', key, hold: id, at: minute(1), purpose: 'purchase', to: [{ credit: shop, amount }] },
  });
  const outcomes = await postEach(ledger.db, [
    take('c', 50),
    take('c', 50),
    take('c', 51),
    take('d', 1),
    { release: { hold: id, at: minute(1) } },
    { hold: wish('1', 60) },
    { hold: wish('2', 50) },
    { hold: wish('2', 50) },
    { hold: wish('3', 1) },
  ]);
  const said = outcomes.map((outcome) => ('made' in outcome ? 'made' : refusalReason(outcome.refused)));
  assert.deepEqual(said, [
    ...['made', 'made', 'key-reused', 'hold-captured', 'hold-captured'],
    ...['made', 'made', 'made', 'insufficient-funds'],
  ]);
  assert.equal(await balanceOf(ledger.db, shop), 50);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});
