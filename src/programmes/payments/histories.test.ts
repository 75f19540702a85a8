import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { run, sql } from '../../kernel/index.ts';
import { accountOf, balanceOf, ensureAccount, expireLots, lotsOf, trialBalance } from '../../ledger/index.ts';
import { shopAccount, walletAccount } from '../accounts.ts';
import { CLOCK_SKEW, showCode } from './codes.ts';
import type { PayRequest } from './model.ts';
import { payerOf } from './payer.ts';
import { PlainTill } from './plain-till.ts';
import { paymentRefusal } from './refusals.ts';
import { NOON, newShop, newWallet, programmeWith, type Till, tillGovernment } from './testing.ts';

const GOODS = { tobacco: { ko: '담배', 'zh-Hant': '菸品', en: 'tobacco' } };
const PROGRAMMES = [
  programmeWith('voucher'),
  programmeWith('limited', { goods: GOODS, mostAtOnce: 60, mostADay: 150, mostADayAtOneShop: 90 }),
];
const town = tillGovernment(PROGRAMMES);
const DAY = 86_400_000;

/** A small generator of random numbers (mulberry32): `chance(n)` is a whole number below n. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * A random history, the same for the same seed, in two processes whose clocks differ: codes shown, paid with, tried again
 * and late; scans; several at once; refunds; retries of anything; freezes, pauses, days that pass and lots that expire. Each
 * answer is compared with the plain till, and in the end every lot and every shop.
 */
async function history(seed: number, acts: number): Promise<void> {
  const chance = randomOf(seed);
  const any = <T>(list: readonly T[]): T => list[chance(list.length)]!;
  const plain = new PlainTill(PROGRAMMES, town.gov.pack.timeZone);
  const processes: Till[] = [town.gov, town.open()];
  const { db } = town.gov;
  const returnTo = await ensureAccount(db, { kind: 'person', owner: `sweep ${seed}`, currency: 'XTS' });
  const shops = await Promise.all(
    [{ mostAtOnce: 40 }, { mostRefund: 20 }, {}, {}, { state: 'frozen' as const }].map(async (options) => {
      const till = await newShop(town.gov, options);
      plain.shops.set(till.shop, { state: 'active', clerk: till.clerk, mostAtOnce: 1e9, mostRefund: 1e9, ...options });
      return till;
    }),
  );
  const people = Array.from({ length: 4 }, () => randomUUID() as string);
  let now = Date.parse(NOON);
  const numbers: string[] = [];
  const requests: PayRequest[] = [];
  const refunds: Parameters<ReturnType<typeof payerOf>['refund']>[0][] = [];
  const ids: string[] = [];

  const give = async (person: string) => {
    const programme = any(PROGRAMMES).id;
    const expiry = Math.ceil(now / DAY) * DAY + (1 + chance(4)) * DAY;
    const amount = 100 + chance(300);
    await newWallet(town.gov, programme, [[new Date(expiry).toISOString(), amount]], person);
    plain.give(`${person} ${programme}`, expiry, amount);
  };
  const newRequest = (): PayRequest => {
    const { shop, clerk } = any(shops);
    const wish = { shop, amount: 1 + chance(chance(6) === 0 ? 300 : 50), key: randomUUID() as string };
    const goods = chance(8) === 0 ? { goods: ['tobacco'] } : {};
    if (numbers.length > 0 && chance(3) > 0) {
      const code = chance(4) === 0 ? any(numbers) : numbers.at(-1)!;
      return { way: 'code', code, ...wish, ...goods, clerk: chance(10) === 0 ? any(shops).clerk : clerk };
    }
    return { way: 'scan', person: any(people), programme: any(PROGRAMMES).id, ...wish, ...goods };
  };
  /** A new one, an old one again, or an old key with something else. */
  const nextRequest = (): PayRequest => {
    const choice = requests.length > 0 ? chance(8) : 7;
    const request =
      choice < 2 ? any(requests) : choice === 2 ? { ...newRequest(), key: any(requests).key } : newRequest();
    requests.push(request);
    return request;
  };
  const process = () => any(processes);
  const compare = async (asked: Promise<{ id: string }>, expected: number | string, what: string) => {
    const found = await asked.then(
      ({ id }) => id,
      (error) => paymentRefusal(error) ?? String(error),
    );
    if (typeof expected === 'string') return assert.equal(found, expected, what);
    ids[expected] ??= found;
    assert.equal(found, ids[expected], what);
  };
  const toggle = (set: Set<string>, name: string, on: () => Promise<unknown>, off: () => Promise<unknown>) => {
    if (set.delete(name)) return off();
    set.add(name);
    return on();
  };
  const freeze = (kind: 'wallet' | 'shop', subject: string, programme: string) =>
    toggle(
      plain.frozen,
      kind === 'shop' ? subject : `${subject} ${programme}`,
      () =>
        run(
          db,
          sql`insert into programmes.freeze (id, kind, subject, programme, reason, proposed_by, proposed_at, confirmed_by,
            confirmed_at) values (${randomUUID()}, ${kind}, ${subject}, ${programme}, 'why', ${randomUUID()},
            ${new Date(now)}, ${randomUUID()}, ${new Date(now)})`,
        ),
      () =>
        run(
          db,
          sql`update programmes.freeze set ended_at = ${new Date(now)}
            where kind = ${kind} and subject = ${subject} and programme = ${programme}`,
        ),
    );
  /** What is frozen or paused is let go before anything else is. */
  const hinder = async () => {
    const [paused] = plain.paused;
    if (paused) return pause(paused);
    const [frozen] = plain.frozen;
    if (!frozen)
      return any([
        () => freeze('wallet', any(people), any(PROGRAMMES).id),
        () => freeze('shop', any(shops).shop, 'voucher'),
        () => pause(any(PROGRAMMES).id),
      ])();
    const [subject, programme] = frozen.split(' ');
    return programme ? freeze('wallet', subject!, programme) : freeze('shop', subject!, 'voucher');
  };
  const pause = (id: string) =>
    toggle(
      plain.paused,
      id,
      () =>
        run(
          db,
          sql`insert into programmes.programme (id, state, changed_at) values (${id}, 'paused', ${new Date(now)})`,
        ),
      () => run(db, sql`delete from programmes.programme where id = ${id}`),
    );

  const ACTS: [number, (what: string) => Promise<unknown>][] = [
    [3, () => give(any(people))],
    [
      8,
      async () => {
        const [person, programme, gov] = [any(people), any(PROGRAMMES).id, process()];
        const { number } = await showCode(gov, { person, programme });
        plain.show(number, `${person} ${programme}`, gov.clock.now());
        numbers.push(number);
      },
    ],
    [
      16,
      async (what) => {
        const [request, gov] = [nextRequest(), process()];
        const expected = plain.pay(request, gov.clock.now());
        await compare(payerOf(gov).pay(request), expected, `${what} ${JSON.stringify(request)}`);
      },
    ],
    [
      3,
      async (what) => {
        // Several at once, each twice, of different people: then their order makes no difference.
        const gov = process();
        const wishes = people.map(
          (person): PayRequest => ({
            ...{ way: 'scan', person, programme: any(PROGRAMMES).id, shop: any(shops).shop, amount: 1 + chance(60) },
            key: randomUUID(),
          }),
        );
        requests.push(...wishes);
        const expected = wishes.map((wish) => plain.pay(wish, gov.clock.now()));
        const asked = [...wishes, ...wishes].map((wish) => payerOf(gov).pay({ ...wish }));
        await Promise.allSettled(asked);
        for (const [nth, one] of asked.entries()) await compare(one, expected[nth % wishes.length]!, what);
      },
    ],
    [
      6,
      async (what) => {
        if (plain.payments.length === 0) return;
        const nth = chance(plain.payments.length);
        const { shop } = plain.payments[nth]!;
        const { clerk } = shops.find((one) => one.shop === shop)!;
        const fresh = { shop, payment: ids[nth]!, amount: 1 + chance(40), clerk, key: randomUUID() as string };
        const request = refunds.length > 0 && chance(4) === 0 ? any(refunds) : fresh;
        refunds.push(request);
        const expected = plain.refund(request, ids.indexOf(request.payment));
        const found = await payerOf(process())
          .refund(request)
          .then(
            () => 'refunded',
            (error) => paymentRefusal(error) ?? String(error),
          );
        assert.equal(found, expected, `${what} ${JSON.stringify(request)}`);
      },
    ],
    [3, hinder],
    [
      1,
      async () => {
        const at = new Date(now - CLOCK_SKEW);
        for (const { id: reference } of PROGRAMMES) {
          for await (const _ of expireLots(db, { reference, returnTo, at }));
        }
        plain.sweep(at);
      },
    ],
  ];
  for (const person of [...people, ...people, ...people]) await give(person);
  const drawn = ACTS.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
  for (let nth = 0; nth < acts; nth++) {
    now += any([0, 1_000, 20_000, 61_000, 400_000, chance(6) === 0 ? DAY / 3 : 5_000]);
    // Their clocks differ, but never more than is allowed for.
    for (const gov of processes) gov.clock.set(new Date(now + chance(CLOCK_SKEW / 2)));
    await any(drawn)(`seed ${seed}, act ${nth}`);
  }
  for (const [purse, lots] of plain.wallets) {
    const [person, programme] = purse.split(' ') as [string, string];
    const found = await lotsOf(db, accountOf(walletAccount(town.gov, programme, person)));
    const expected = lots.filter(({ amount }) => amount > 0).map(({ expiry, amount }) => [expiry, amount]);
    assert.deepEqual(
      found.map(({ expiresAt, balance }) => [expiresAt!.getTime(), balance]),
      expected,
      purse,
    );
  }
  for (const { shop } of shops) {
    for (const { id } of PROGRAMMES) {
      const found = await balanceOf(db, accountOf(shopAccount(town.gov, id, shop)));
      assert.equal(found, plain.takings.get(`${shop} ${id}`) ?? 0);
    }
  }
  assert.deepEqual((await trialBalance(db)).problems, []);
  for (const id of plain.paused) await run(db, sql`delete from programmes.programme where id = ${id}`);
}

for (const seed of [1, 2, 3, 4]) {
  test(`a random history is as at the plain till (seed ${seed})`, () => history(seed, 120));
}
