import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import { databaseOn, sql, transaction } from '../kernel/index.ts';
import {
  accountOf,
  balanceOf,
  openBook,
  refusalReason,
  type TransferOutcome,
  transfer,
  transferAll,
  transferEach,
  trialBalance,
} from './index.ts';
import { shardOf } from './model.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const reasons = (outcomes: TransferOutcome[]) =>
  outcomes.map((outcome) => ('made' in outcome ? 'made' : refusalReason(outcome.refused)));

test('each request is made or refused by itself, in turn', async () => {
  const fund = await fundOf(ledger.db, 'each', 1_000);
  const [ann, bob] = [await personAccount(ledger.db, 'each-ann'), await personAccount(ledger.db, 'each-bob')];
  const nobody = '00000000-0000-8000-8000-000000000000';
  const first = payment(fund, ann, 100);
  const outcomes = await transferEach(ledger.db, [
    first,
    payment(ann, bob, 70), // of what has just come
    payment(ann, bob, 40),
    payment(ann, bob, 30),
    payment(ann, nobody, 1),
    payment(ann, ann, 1),
    payment(ann, bob, 1.5),
    payment(bob, ann, 1, { currency: 'XXX' }),
    payment(bob, ann, 1, { lot: AT }),
    first,
    { ...first, amount: 5 },
  ]);
  assert.deepEqual(reasons(outcomes), [
    'made',
    'made',
    'insufficient-funds',
    'made',
    'unknown-account',
    'same-account',
    'bad-amount',
    'wrong-currency',
    'bad-expiry',
    'made',
    'key-reused',
  ]);
  assert.deepEqual([await balanceOf(ledger.db, ann), await balanceOf(ledger.db, bob)], [0, 100]);
  assert.deepEqual(reasons(await transferEach(ledger.db, [first, { ...first, amount: 5 }])), ['made', 'key-reused']);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('a fund that runs dry refuses only what it has not', async () => {
  const fund = await fundOf(ledger.db, 'dry', 100);
  const ann = await personAccount(ledger.db, 'dry-ann');
  const outcomes = await transferEach(
    ledger.db,
    Array.from({ length: 200 }, (_, n) => payment(fund, ann, n % 2 ? 1 : 60)),
  );
  assert.equal(reasons(outcomes).filter((reason) => reason === 'made').length, 1 + 40);
  assert.equal(await balanceOf(ledger.db, fund), 0);
});

test('a book makes what many ask for at once, and refuses each by itself', async () => {
  const book = openBook({ db: ledger.db });
  const fund = await fundOf(ledger.db, 'book', 1_000);
  const people = await Promise.all(Array.from({ length: 9 }, (_, n) => personAccount(ledger.db, `book-${n}`)));
  const requests = Array.from({ length: 300 }, (_, n) => payment(fund, people[n % 9]!, 5));
  const asked = [...requests, ...requests.slice(0, 50)];
  const results = await Promise.allSettled(asked.map((request) => book.transfer(request)));
  const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
  const why = results.flatMap((result) => (result.status === 'rejected' ? [refusalReason(result.reason)] : []));
  assert.equal(new Set(made).size, 200);
  assert.deepEqual(new Set(why), new Set(['insufficient-funds']));
  assert.equal(await balanceOf(ledger.db, fund), 0);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('whoever is alone is not kept waiting by many who go on beside', async () => {
  const book = openBook({ db: ledger.db });
  const fund = await fundOf(ledger.db, 'alone', 1_000);
  const [one, two, three, four, ann, bob] = await Promise.all([0, 1, 2, 3, 5, 7].map(personInShard));
  const [crowds, givers] = [
    [
      [one, two],
      [three, four],
    ],
    [one, three, ann],
  ];
  for (const giver of givers) await transfer(ledger.db, payment(fund, giver!, 300));
  let made = 0;
  const others = crowds.flatMap(([from, to]) =>
    Array.from({ length: 20 }, async () => {
      for (; made < 400; made++) await book.transfer(payment(from!, to!, 1));
    }),
  );
  await book.transfer(payment(ann!, bob!, 1));
  assert.ok(made < 200, `${made} others were made before`);
  await Promise.all(others);
});

/** The account of somebody whose id is in this shard. */
function personInShard(shard: number): Promise<string> {
  const owners = Array.from({ length: 1_000 }, (_, n) => `in-shard-${n}`);
  const owner = owners.find((owner) => shardOf(accountOf({ kind: 'person', owner, currency: CURRENCY })) === shard);
  return personAccount(ledger.db, owner!);
}

test('a key is used once, whichever account it is asked of, even at the same time', async () => {
  const book = openBook({ db: ledger.db });
  const fund = await fundOf(ledger.db, 'key', 1_000);
  const people = await Promise.all(Array.from({ length: 12 }, (_, n) => personAccount(ledger.db, `key-${n}`)));
  await transferEach(
    ledger.db,
    people.map((person) => payment(fund, person, 10)),
  );
  const { key } = payment(fund, people[0]!, 1);
  const results = await Promise.allSettled(
    people.map((person, n) => book.transfer(payment(person, people[(n + 1) % 12]!, 10, { key }))),
  );
  const why = results.flatMap((result) => (result.status === 'rejected' ? [refusalReason(result.reason)] : []));
  assert.deepEqual(why, Array(11).fill('key-reused'));
});

test('after a batch its caller plans statements as ever', async () => {
  await transaction(ledger.db, async (tx) => {
    const [fund, ann] = [await fundOf(tx, 'plan', 10), await personAccount(tx, 'plan-ann')];
    await transferEach(tx, [payment(fund, ann, 1), payment(ann, fund, 50)]);
    await assert.rejects(transferAll(tx, [payment(ann, fund, 50)]));
    const { rows } = await sql<{ scan: string }>`select current_setting('enable_seqscan') as scan`.execute(tx);
    assert.equal(rows[0]!.scan, 'on');
  });
});

test('a batch is part of its caller’s transaction, and costs it no savepoint where there is no fund', async () => {
  const fund = await fundOf(ledger.db, 'part', 100);
  const [ann, bob] = [await personAccount(ledger.db, 'part-ann'), await personAccount(ledger.db, 'part-bob')];
  await transferEach(ledger.db, [payment(fund, ann, 100)]);
  const said: string[] = [];
  const listening = databaseOn({
    connect: async () => {
      const connection = await ledger.pool.connect();
      const query = (asked: { text?: string }) => {
        if (asked.text) said.push(asked.text.trim().split(' ')[0]!);
        return connection.query(asked as pg.QueryConfig);
      };
      return { query: query as pg.PoolClient['query'], release: () => connection.release() };
    },
  });
  const undo = new Error('undo');
  const undone = transaction(listening, async (tx) => {
    assert.deepEqual(reasons(await transferEach(tx, [payment(ann, bob, 70), payment(ann, bob, 70)])), [
      'made',
      'insufficient-funds',
    ]);
    throw undo;
  });
  await assert.rejects(undone, undo);
  assert.deepEqual(said, ['with', 'select', 'with'], 'lock, known before, write');
  assert.equal(await balanceOf(ledger.db, ann), 100);
});
