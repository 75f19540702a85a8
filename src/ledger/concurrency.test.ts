import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Db, first, sql, transaction } from '../kernel/index.ts';
import { balanceOf, refusalReason, transfer, transferAll, transferById, transferIdOf, trialBalance } from './index.ts';
import { fundOf, ledgerDatabase, meanwhile, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Reasons of those that failed. Anything but a refusal by the ledger fails the test. */
function reasonsOf(results: PromiseSettledResult<unknown>[]): string[] {
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    const reason = refusalReason(result.reason);
    if (!reason) throw result.reason;
    return [reason];
  });
}

const problems = async () => (await trialBalance(ledger.db)).problems;

test('many who draw on one fund at once get exactly what is in it', async () => {
  const fund = await fundOf(ledger.db, 'rush', 1_000);
  const people = await Promise.all(times(8, (n) => personAccount(ledger.db, `rush-${n}`)));
  const results = await Promise.allSettled(
    times(150, (n) => transfer(ledger.db, payment(fund, people[n % people.length]!, 10))),
  );
  const reasons = reasonsOf(results);
  assert.deepEqual(new Set(reasons), new Set(['insufficient-funds']));
  assert.equal(reasons.length, 50);
  assert.equal(await balanceOf(ledger.db, fund), 0);
  assert.deepEqual(await problems(), []);
});

test('many who spend from one account at once cannot spend more than it holds', async () => {
  const fund = await fundOf(ledger.db, 'spend', 100);
  const [ann, bob] = [await personAccount(ledger.db, 'spend-ann'), await personAccount(ledger.db, 'spend-bob')];
  await transfer(ledger.db, payment(fund, ann, 100));
  const results = await Promise.allSettled(times(40, () => transfer(ledger.db, payment(ann, bob, 7))));
  assert.equal(reasonsOf(results).length, 40 - 14);
  assert.equal(await balanceOf(ledger.db, ann), 2);
});

test('money that arrives while somebody waits for the account can be spent by them', async () => {
  const fund = await fundOf(ledger.db, 'arrives', 100);
  const [ann, bob] = [await personAccount(ledger.db, 'arrives-ann'), await personAccount(ledger.db, 'arrives-bob')];
  await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(fund, ann, 50)),
    () => transfer(ledger.db, payment(ann, bob, 50)),
  );
  assert.equal(await balanceOf(ledger.db, bob), 50);
});

test('a retry that overtakes its own first request is not refused for the money which that one took', async () => {
  const fund = await fundOf(ledger.db, 'overtaken', 10_000);
  const [ann, bob] = [await personAccount(ledger.db, 'overtaken-ann'), await personAccount(ledger.db, 'overtaken-bob')];
  await transfer(ledger.db, payment(fund, ann, 50));
  const request = payment(ann, bob, 50);
  const retry = await meanwhile(
    ledger.db,
    (tx) => transfer(tx, request),
    () => transferAll(ledger.db, [request, payment(fund, bob, 5)]),
  );
  assert.equal(retry.length, 2);
  assert.equal(await balanceOf(ledger.db, bob), 55);
});

test('the same request on many connections at once is one transfer', async () => {
  const fund = await fundOf(ledger.db, 'same', 1_000);
  const [ann, bob] = [await personAccount(ledger.db, 'same-ann'), await personAccount(ledger.db, 'same-bob')];
  const request = payment(fund, ann, 1_000);
  const made = await Promise.all(times(20, () => transfer(ledger.db, request)));
  for (const one of made) assert.deepEqual(one, made[0]);
  assert.equal(await balanceOf(ledger.db, fund), 0);
  const other = payment(ann, bob, 10);
  const results = await Promise.allSettled(
    times(20, (n) => transferAll(ledger.db, [{ ...other, amount: n % 2 ? 10 : 20 }, payment(ann, bob, 1)])),
  );
  assert.equal(reasonsOf(results).filter((reason) => reason === 'key-reused').length, 10);
  assert.deepEqual(await problems(), []);
});

test('batches that cross each other in every way never deadlock', async () => {
  const funds = await Promise.all(times(3, (n) => fundOf(ledger.db, `cross-${n}`, 20_000)));
  const people = await Promise.all(times(6, (n) => personAccount(ledger.db, `cross-${n}`)));
  await transferAll(
    ledger.db,
    people.map((person) => payment(funds[0]!, person, 500)),
  );
  const all = [...funds, ...people];
  const crossing = (n: number) =>
    times(5, (k) =>
      payment(all[(n * 5 + k * 7) % 9]!, all[(n * 5 + k * 7 + 1 + ((n + k) % 8)) % 9]!, 1 + ((n + k) % 30)),
    );
  const results = await Promise.allSettled(times(300, (n) => transferAll(ledger.db, crossing(n))));
  assert.ok(reasonsOf(results).every((reason) => reason === 'insufficient-funds'));
  assert.deepEqual(await problems(), []);
});

test('acts that pay one family from several funds, call by call in any order, never deadlock', async () => {
  const funds = await Promise.all(times(4, (n) => fundOf(ledger.db, `family-${n}`, 100_000)));
  const paid = await Promise.all(
    times(100, (n) =>
      transaction(ledger.db, async (tx) => {
        const person = await personAccount(tx, `family-${n}`);
        const order = funds.map((_, k) => funds[(n + k * (n % 2 ? 1 : 3)) % 4]!);
        for (const fund of order) await transfer(tx, payment(fund, person, 100));
        return balanceOf(tx, person);
      }),
    ),
  );
  assert.deepEqual(new Set(paid), new Set([400]));
  assert.deepEqual(await Promise.all(funds.map((fund) => balanceOf(ledger.db, fund))), Array(4).fill(90_000));
});

test('acts that pay the same two people crosswise, call by call: one gives way, whole, and may try again', async () => {
  const fund = await fundOf(ledger.db, 'knot', 1_000);
  const people = [await personAccount(ledger.db, 'knot-ann'), await personAccount(ledger.db, 'knot-bob')];
  const bothHoldOne = rendezvous(2);
  const act = (order: string[], wait?: () => Promise<void>) =>
    transaction(ledger.db, async (tx) => {
      await transfer(tx, payment(fund, order[0]!, 1));
      await wait?.();
      await transfer(tx, payment(fund, order[1]!, 1));
    });
  const results = await Promise.allSettled([act(people, bothHoldOne), act(people.toReversed(), bothHoldOne)]);
  assert.deepEqual(reasonsOf(results), ['crossed']);
  await act(people);
  assert.deepEqual(await Promise.all(people.map((person) => balanceOf(ledger.db, person))), [2, 2]);
});

/** A meeting point: whoever arrives waits until `count` are there. */
function rendezvous(count: number): () => Promise<void> {
  let arrived = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  return () => {
    arrived += 1;
    if (arrived === count) resolve();
    return promise;
  };
}

const backendOf = async (tx: Db) => (await first<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`))!.pid;
const terminate = (pid: number) => sql`select pg_terminate_backend(${pid})`.execute(ledger.db);

test('a connection that is killed within a transaction leaves nothing', async () => {
  const fund = await fundOf(ledger.db, 'killed', 100);
  const ann = await personAccount(ledger.db, 'killed-ann');
  const lost = payment(fund, ann, 60);
  const killed = transaction(ledger.db, async (tx) => {
    await transfer(tx, lost);
    await terminate(await backendOf(tx));
    await transfer(tx, payment(fund, ann, 1));
  });
  await assert.rejects(killed, (error) => !refused('crossed')(error));
  assert.equal(await transferById(ledger.db, transferIdOf(lost.client, lost.key)), undefined);
  assert.equal(await balanceOf(ledger.db, fund), 100);
  await transfer(ledger.db, lost);
  assert.equal(await balanceOf(ledger.db, ann), 60);
});

test('connections killed at random under load: what was acknowledged is there, all else whole or absent', async () => {
  const fund = await fundOf(ledger.db, 'storm', 100_000);
  const people = await Promise.all(times(6, (n) => personAccount(ledger.db, `storm-${n}`)));
  const requests = times(200, (n) => payment(fund, people[n % 6]!, 1 + (n % 9)));
  let answer = Promise.withResolvers<void>();
  let waiting = requests.length;
  const killer = (async () => {
    // One for each answer: who killed faster than a connection can be opened would let nobody come to an end.
    while (waiting > 0) {
      const next = answer.promise;
      await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid()
        and datname = current_database() and backend_type = 'client backend' order by random() limit 1`
        .execute(ledger.db)
        .catch(() => {});
      await next;
    }
  })();
  await Promise.all(
    requests.map(async (request) => {
      // As a client does that gets no answer: the same request again, until there is one.
      while (!(await transfer(ledger.db, request).catch(() => undefined)));
      waiting -= 1;
      answer.resolve();
      answer = Promise.withResolvers();
    }),
  );
  await killer;
  await setImmediate(); // by now the pool has heard of the last one, and does not lend it any more
  const total = requests.reduce((sum, { amount }) => sum + amount, 0);
  assert.equal(await balanceOf(ledger.db, fund), 100_000 - total);
  assert.deepEqual(await problems(), []);
});
