import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { all, run, sql, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf, trialBalance } from '../../ledger/index.ts';
import { shopAccount, walletAccount } from '../accounts.ts';
import { showCode } from './codes.ts';
import { GUESS_PERIOD, MOST_GUESSES } from './guesses.ts';
import type { Payment, PayRequest } from './model.ts';
import { payerOf } from './payer.ts';
import { paymentsOfPerson } from './reads.ts';
import { paymentRefusal } from './refusals.ts';
import { NOON, newClerk, newShop, newWallet, programmeWith, type Till, tillGovernment } from './testing.ts';

const VOUCHER = 'voucher';
const LIMITED = 'limited';
const town = tillGovernment([programmeWith(VOUCHER), programmeWith(LIMITED, { mostADay: 100, mostADayAtOneShop: 70 })]);

const key = () => randomUUID();
const pay = (gov: Till, request: PayRequest) => payerOf(gov).pay(request);

/** What became of each: the payment, or why there is none. */
async function outcomes(asked: readonly Promise<Payment>[]): Promise<(Payment | string)[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) =>
    one.status === 'fulfilled' ? one.value : (paymentRefusal(one.reason) ?? String(one.reason)),
  );
}
const isPaid = (outcome: Payment | string): outcome is Payment => typeof outcome !== 'string';

const walletHas = (person: string, programme = VOUCHER) =>
  balanceOf(town.gov.db, accountOf(walletAccount(town.gov, programme, person)));
const shopHas = (shop: string, programme = VOUCHER) =>
  balanceOf(town.gov.db, accountOf(shopAccount(town.gov, programme, shop)));

test('of two tills with one code, in two processes, exactly one is paid', async () => {
  const [one, other] = [town.gov, town.open()];
  const tills = [await newShop(one), await newShop(other)];
  for (let round = 0; round < 15; round++) {
    const person = await newWallet(one, VOUCHER, 1_000);
    const { number } = await showCode(one, { person, programme: VOUCHER });
    const results = await outcomes(
      [one, other].flatMap((gov) =>
        tills.map((till) => pay(gov, { way: 'code', code: number, ...till, amount: 100, key: key() })),
      ),
    );
    assert.equal(results.filter(isPaid).length, 1);
    assert.ok(
      results.every((outcome) => isPaid(outcome) || outcome === 'code-used'),
      String(results),
    );
    assert.equal(await walletHas(person), 900);
  }
});

test('a code that is replaced or used while its payment waits is worth nothing', async () => {
  const { shop, clerk } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 1_000);
  for (const meanwhile of [
    () => showCode(town.gov, { person, programme: VOUCHER }),
    () =>
      run(
        town.gov.db,
        sql`update programmes.code set payment = id, shop = id from (select gen_random_uuid() as id) as n`,
      ),
  ]) {
    const { number: code } = await showCode(town.gov, { person, programme: VOUCHER });
    const wallet = accountOf(walletAccount(town.gov, VOUCHER, person));
    const paid = await transaction(town.gov.db, async (tx) => {
      await run(tx, sql`select from ledger.account where id = ${wallet} and lane = 0 for update`);
      const waiting = outcomes([pay(town.gov, { way: 'code', code, shop, clerk, amount: 100, key: key() })]);
      while (!(await isWaitedFor())) await sleep(10);
      await meanwhile();
      return { waiting };
    });
    assert.match(String(await paid.waiting), /code-(unknown|used)/);
  }
  assert.equal(await walletHas(person), 1_000);
});

/** Whether a statement here waits for a row that another transaction has locked. */
async function isWaitedFor(): Promise<boolean> {
  const waiting = await all(
    town.gov.db,
    sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
}

test('one wallet at two shops, by two processes, is not spent twice, and its caps hold', async () => {
  const processes = [town.gov, town.open()];
  const shops = [await newShop(town.gov), await newShop(town.gov)];
  for (let round = 0; round < 10; round++) {
    const [poor, capped] = [await newWallet(town.gov, VOUCHER, 100), await newWallet(town.gov, LIMITED, 1_000)];
    const results = await outcomes(
      processes.flatMap((gov) =>
        shops.flatMap(({ shop }) => [
          pay(gov, { way: 'scan', person: poor, programme: VOUCHER, shop, amount: 60, key: key() }),
          pay(gov, { way: 'scan', person: capped, programme: LIMITED, shop, amount: 40, key: key() }),
        ]),
      ),
    );
    assert.equal(await walletHas(poor), 40, String(results));
    assert.equal(await walletHas(capped, LIMITED), 1_000 - 2 * 40, String(results));
    assert.equal(results.filter(isPaid).length, 3);
  }
});

test('one wish that comes in everywhere at once, and again, is paid once', async () => {
  const processes = [town.gov, town.open(), town.open()];
  const { shop } = await newShop(town.gov);
  const person = await newWallet(town.gov, LIMITED, 1_000);
  const request: PayRequest = { way: 'scan', person, programme: LIMITED, shop, amount: 30, key: key() };
  const results = await outcomes([...processes, ...processes].map((gov) => pay(gov, { ...request })));
  assert.equal(new Set(results.map((outcome) => (isPaid(outcome) ? outcome.id : outcome))).size, 1);
  assert.equal(await walletHas(person, LIMITED), 970);
  assert.equal((await paymentsOfPerson(town.gov.db, { person, limit: 5 })).length, 1);
});

test('many refunds of one payment, by two processes, do not give back more than was paid', async () => {
  const processes = [town.gov, town.open()];
  const { shop, clerk } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 100);
  const { id } = await pay(town.gov, { way: 'scan', person, programme: VOUCHER, shop, amount: 100, key: key() });
  const same = key();
  const asked = processes.flatMap((gov) =>
    [key(), key(), same].map((key) => payerOf(gov).refund({ shop, payment: id, amount: 30, clerk, key })),
  );
  const settled = await Promise.allSettled(asked);
  const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [paymentRefusal(one.reason)] : []));
  assert.ok(
    refusals.every((reason) => reason === 'more-than-paid'),
    String(refusals),
  );
  assert.deepEqual([await walletHas(person), await shopHas(shop)], [90, 10]);
});

test('what cannot even be asked fails alone', async () => {
  const { gov } = town;
  const { shop } = await newShop(gov);
  const people = await Promise.all(Array.from({ length: 8 }, () => newWallet(gov, VOUCHER, 10)));
  const request = (person: string, shop: string): PayRequest => ({
    ...{ way: 'scan', person, programme: VOUCHER, shop, amount: 10, key: key() },
  });
  const lane = shop.at(-1);
  const results = await outcomes([
    ...people.map((person) => pay(gov, request(person, shop))),
    pay(gov, request(people[0]!, `not a shop ${lane}`)),
  ]);
  assert.equal(results.filter(isPaid).length, 8, String(results));
  assert.equal(await shopHas(shop), 80);
});

/** As a client does that gets no answer: the same again, until there is one. */
async function persistently(gov: Till, request: PayRequest): Promise<Payment> {
  for (;;) {
    try {
      return await pay(gov, request);
    } catch (error) {
      if (paymentRefusal(error)) throw error;
    }
  }
}

/** Cuts off the connections that are in the middle of payments, so many times. */
async function cutOff(times: number): Promise<void> {
  for (let nth = 0; nth < times; nth++) {
    await sleep(20 + 7 * nth);
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid()
      and datname = current_database() and state <> 'idle'`
      .execute(town.gov.db)
      .catch(() => {});
  }
}

test('connections that are cut off in the middle cost nobody anything', async () => {
  const gov = town.open();
  const shops = await Promise.all(Array.from({ length: 4 }, () => newShop(town.gov)));
  const people = await Promise.all(Array.from({ length: 40 }, () => newWallet(town.gov, VOUCHER, 100)));
  const cutting = cutOff(12);
  const rounds = Array.from({ length: 10 }, (_, nth) => nth);
  await Promise.all(
    people.map(async (person, nth) => {
      for (const round of rounds) {
        const { shop } = shops[(nth + round) % 4]!;
        await persistently(gov, { way: 'scan', person, programme: VOUCHER, shop, amount: 9, key: key() });
      }
    }),
  );
  await cutting;
  await setImmediate(); // by now the pool has heard of the last ones, and does not lend them any more
  assert.deepEqual(
    await Promise.all(people.map((person) => walletHas(person))),
    people.map(() => 10),
  );
  const taken = await Promise.all(shops.map(({ shop }) => shopHas(shop)));
  assert.equal(
    taken.reduce((sum, one) => sum + one),
    40 * 90,
  );
});

test('guesses are counted for the clerk and for the shop, in every process, until the period is over', async () => {
  const processes = [town.gov, town.open()];
  const { shop, clerk } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 100);
  const take = (gov: Till, code: string, by: string) =>
    outcomes([pay(gov, { way: 'code', code, shop, clerk: by, amount: 1, key: key() })]);
  const guess = async (by: string) => (await take(processes[guessed % 2]!, numbers[guessed++]!, by))[0];
  let guessed = 0;
  // Numbers of which nobody shows any: codes that were shown and replaced.
  const numbers: string[] = [];
  for (let nth = 0; nth < 60; nth++) numbers.push((await showCode(town.gov, { person, programme: VOUCHER })).number);
  const { number, qr } = await showCode(town.gov, { person, programme: VOUCHER });
  for (let nth = 0; nth < MOST_GUESSES.clerk; nth++) assert.equal(await guess(clerk), 'code-unknown');
  assert.deepEqual(await take(town.gov, number, clerk), ['too-many-guesses'], 'even the right one');
  const colleague = await newClerk(town.gov, shop);
  for (let nth = MOST_GUESSES.clerk; nth < MOST_GUESSES.shop; nth++) {
    assert.equal(await guess(colleague), 'code-unknown');
  }
  const third = await newClerk(town.gov, shop);
  assert.deepEqual(await take(town.gov, number, third), ['too-many-guesses'], 'the shop has had too many');
  assert.ok(isPaid((await take(town.gov, qr, third))[0]!), 'nobody can guess what is scanned');
  town.gov.clock.advance(GUESS_PERIOD);
  const again = await showCode(town.gov, { person, programme: VOUCHER });
  assert.ok(isPaid((await take(town.gov, again.number, clerk))[0]!));
  town.gov.clock.set(NOON);
});

test('many guesses at once are counted one by one', async () => {
  const { shop, clerk } = await newShop(town.gov);
  const person = await newWallet(town.gov, VOUCHER, 100);
  const numbers: string[] = [];
  for (let nth = 0; nth < 30; nth++) numbers.push((await showCode(town.gov, { person, programme: VOUCHER })).number);
  const results = await outcomes(
    numbers.slice(0, 29).map((code) => pay(town.gov, { way: 'code', code, shop, clerk, amount: 1, key: key() })),
  );
  assert.equal(results.filter((one) => one === 'code-unknown').length, MOST_GUESSES.clerk);
  assert.equal(results.filter((one) => one === 'too-many-guesses').length, 29 - MOST_GUESSES.clerk);
});

test('an address that tries at many shops is found out, too', async () => {
  const person = await newWallet(town.gov, VOUCHER, 100);
  const address = '192.0.2.7';
  const results: (Payment | string)[] = [];
  for (let shops = 0; shops < 7; shops++) {
    const { shop, clerk } = await newShop(town.gov);
    for (let nth = 0; nth < MOST_GUESSES.clerk; nth++) {
      const { number: code } = await showCode(town.gov, { person, programme: VOUCHER });
      await showCode(town.gov, { person, programme: VOUCHER });
      results.push(
        ...(await outcomes([pay(town.gov, { way: 'code', code, shop, clerk, amount: 1, key: key(), address })])),
      );
    }
  }
  assert.equal(results.filter((one) => one === 'code-unknown').length, MOST_GUESSES.address);
});

test('after all of that the books balance', async () => {
  assert.deepEqual((await trialBalance(town.gov.db)).problems, []);
});
