import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { type Db, databaseOn, transaction } from '../kernel/index.ts';
import {
  balanceOf,
  ensureAccount,
  hold,
  holdById,
  lotsOf,
  openBook,
  refusalReason,
  type TransferOutcome,
  type TransferRequest,
  transfer,
  transferAll,
  transferEach,
  trialBalance,
} from './index.ts';
import { LIMIT } from './model.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, meanwhile, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const minute = (n: number) => new Date(AT.getTime() + n * 60_000);
const reasons = (outcomes: TransferOutcome[]) =>
  outcomes.map((outcome) => ('made' in outcome ? 'made' : refusalReason(outcome.refused)));

/** The database for somebody who has not given up on the short way yet, and what they say to it. */
function listening(): { db: Db; said: string[]; shortly: () => boolean } {
  const said: string[] = [];
  const db = databaseOn({
    connect: async () => {
      const connection = await ledger.pool.connect();
      const query = (asked: { text?: string } | string) => {
        said.push((typeof asked === 'string' ? asked : asked.text!).trim().split(/\s/)[0]!);
        return connection.query(asked as pg.QueryConfig);
      };
      return { query: query as pg.PoolClient['query'], release: () => connection.release() };
    },
  });
  return { db, said, shortly: () => said.join() === 'begin,select,with,commit' };
}

/** Three people with 100 each. */
async function people(name: string): Promise<[string, string, string]> {
  const fund = await fundOf(ledger.db, name, 300);
  const [ann, bob, eve] = await Promise.all(
    ['ann', 'bob', 'eve'].map((who) => personAccount(ledger.db, `${name}-${who}`)),
  );
  for (const person of [ann!, bob!, eve!]) await transfer(ledger.db, payment(fund, person, 100));
  return [ann!, bob!, eve!];
}

const balances = (accounts: string[]) => Promise.all(accounts.map((account) => balanceOf(ledger.db, account)));

test('a plain batch is one statement, and the books are as if each had been made by itself', async () => {
  const accounts = await people('plain');
  const [ann, bob, eve] = accounts;
  const { db, shortly } = listening();
  const asked = [payment(ann, bob, 60), payment(ann, eve, 40), payment(bob, ann, 100, { reference: 'a case' })];
  const made = await transferAll(db, asked);
  assert.ok(shortly());
  assert.deepEqual(await balances(accounts), [100, 60, 140]);
  assert.deepEqual(await transferAll(ledger.db, asked), made, 'asked again, it is as it was');
  assert.deepEqual(await balances(accounts), [100, 60, 140]);
});

test('money that is gone by the time the batch has its turn is not spent again, and the others get theirs', async () => {
  const accounts = await people('gone');
  const [ann, bob, eve] = accounts;
  const { db, shortly } = listening();
  const outcomes = await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(ann, bob, 50)),
    () => transferEach(db, [payment(ann, eve, 60), payment(bob, eve, 150), payment(ann, eve, 50)]),
  );
  assert.ok(!shortly());
  assert.deepEqual(reasons(outcomes), ['insufficient-funds', 'made', 'made']);
  assert.deepEqual(await balances(accounts), [0, 0, 300]);
});

test('an account that is changed meanwhile is changed from what it holds then', async () => {
  const accounts = await people('changed');
  const [ann, bob, eve] = accounts;
  const { db, shortly } = listening();
  await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(ann, bob, 90)),
    () => transferAll(db, [payment(bob, eve, 70)]),
  );
  assert.ok(shortly());
  assert.deepEqual(await balances(accounts), [10, 120, 170]);
  const onlyThen = await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(eve, ann, 100)),
    () => transferEach(listening().db, [payment(ann, bob, 110)]),
  );
  assert.deepEqual(reasons(onlyThen), ['made'], 'of what has come by then');
});

test('a lot that is opened meanwhile is spent first, and once it has expired not at all', async () => {
  const [ann, bob, eve] = await people('lot');
  const lot = minute(5);
  await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(eve, ann, 30, { lot })),
    () => transferAll(listening().db, [payment(ann, bob, 10)]),
  );
  assert.deepEqual(await lotsOf(ledger.db, ann), [
    { expiresAt: lot, balance: 20, held: 0 },
    { balance: 100, held: 0 },
  ]);
  const late = payment(ann, bob, 110, { at: lot });
  assert.deepEqual(reasons(await transferEach(listening().db, [late])), ['insufficient-funds']);
  await transferAll(listening().db, [payment(bob, ann, 10, { at: lot }), { ...late, key: 'later', amount: 100 }]);
  assert.deepEqual(await lotsOf(ledger.db, ann), [
    { expiresAt: lot, balance: 20, held: 0 },
    { balance: 10, held: 0 },
  ]);
});

test('a hold that is made meanwhile keeps the money; once it has timed out it is over', async () => {
  const [ann, bob] = await people('hold');
  const wish = { client: 'test', key: 'hold', account: ann, amount: 60, currency: CURRENCY, purpose: 'till', at: AT };
  const held = await meanwhile(
    ledger.db,
    (tx) => hold(tx, { ...wish, expiresAt: minute(5) }),
    async () => reasons(await transferEach(listening().db, [payment(ann, bob, 50), payment(ann, bob, 40)])),
  );
  assert.deepEqual(held, ['insufficient-funds', 'made']);
  const { id } = await hold(ledger.db, { ...wish, expiresAt: minute(5) });
  await transferAll(listening().db, [payment(ann, bob, 60, { at: minute(5) })]);
  assert.equal((await holdById(ledger.db, id))?.state, 'expired');
});

test('what needs a second look is done the long way: refusals, funds, several currencies, sums beyond all numbers', async () => {
  const accounts = await people('look');
  const [ann, bob, eve] = accounts;
  const fund = await fundOf(ledger.db, 'look-at', 10);
  const other = await ensureAccount(ledger.db, { kind: 'issuance', owner: 'look', currency: 'XXX' });
  const issuance = await ensureAccount(ledger.db, { kind: 'issuance', owner: 'look-issuance', currency: CURRENCY });
  const batches: [TransferRequest[], (string | undefined)[]][] = [
    [
      [payment(ann, bob, 101), payment(ann, bob, 1)],
      ['insufficient-funds', 'made'],
    ],
    [
      [payment(ann, bob, 99), payment(bob, eve, 200), payment(eve, ann, 300)],
      ['made', 'made', 'made'],
    ],
    [
      [payment(fund, eve, 10), payment(eve, bob, 10)],
      ['made', 'made'],
    ],
    [
      [payment(ann, other, 1), payment(other, ann, 1, { currency: 'XXX' })],
      ['wrong-currency', 'wrong-currency'],
    ],
    [
      [payment(issuance, ann, LIMIT), payment(issuance, ann, LIMIT - 300)],
      ['over-limit', 'made'],
    ],
    [
      [payment(ann, issuance, LIMIT - 300), payment(ann, ann, 1)],
      ['made', 'same-account'],
    ],
  ];
  for (const [batch, expected] of batches)
    assert.deepEqual(reasons(await transferEach(listening().db, batch)), expected);
  assert.deepEqual(await balances(accounts), [300, 10, 0]);
});

test('after a batch that could not be made at once, the next are not tried', async () => {
  const [ann, bob] = await people('tried');
  const { db, said } = listening();
  assert.deepEqual(reasons(await transferEach(db, [payment(ann, bob, 101)])), ['insufficient-funds']);
  const statements: number[] = [];
  for (let n = 0; n < 10; n++) {
    said.length = 0;
    await transfer(db, payment(ann, bob, 1));
    statements.push(said.filter((word) => word === 'with').length);
  }
  assert.deepEqual(statements, [2, 2, 2, 2, 2, 2, 2, 2, 1, 1], 'lock and write; then again one');
});

test('two books, their clients asking everything twice, and acts in between: each key once, nothing made or lost', async () => {
  const accounts = await people('books');
  const somebody = (n: number) => accounts[n % 3]!;
  const requests = Array.from({ length: 240 }, (_, n) =>
    payment(somebody(n * 7), somebody(n * 7 + 1 + ((n >> 3) % 2)), 1 + ((n * 13) % 25)),
  );
  const ask = async (one: (request: TransferRequest) => Promise<unknown>, request: TransferRequest) => {
    try {
      return await one(request);
    } catch (error) {
      assert.equal(refusalReason(error), 'insufficient-funds', String(error));
      return undefined;
    }
  };
  // Each its own database, so that neither gives the short way up because of the other.
  const books = [listening(), listening()].map(({ db }) => openBook({ db }));
  const answers = await Promise.all([
    ...books.map((book) => Promise.all(requests.map((request) => ask(book.transfer, request)))),
    Promise.all(
      requests.map((request, n) =>
        ask(
          (wish) => (n % 4 ? transferAll(listening().db, [wish]) : transaction(ledger.db, (tx) => transfer(tx, wish))),
          request,
        ),
      ),
    ),
  ]);
  const expected = new Map(accounts.map((account) => [account, 100]));
  for (const [n, { debit, credit, amount }] of requests.entries()) {
    const made = answers.map((answered) => answered[n]).flatMap((answer) => answer ?? []);
    for (const one of made) assert.deepEqual(one, made[0]);
    if (made.length === 0) continue;
    expected.set(debit, expected.get(debit)! - amount);
    expected.set(credit, expected.get(credit)! + amount);
  }
  assert.deepEqual(await balances(accounts), [...expected.values()]);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});
