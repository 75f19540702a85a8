import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql } from '../../kernel/index.ts';
import { accountOf, balanceOf, fundAccount, transfer, trialBalance } from '../../ledger/index.ts';
import { programmeAccount } from '../accounts.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { periodOf, todayOf } from '../entitlements/period.ts';
import { giveBack } from './give-back.ts';
import { walletOf } from './read.ts';
import { takingRefusal } from './refusals.ts';
import { take } from './take.ts';
import type { Taking } from './taking.ts';

const { gov } = await testGovernment('kr');
const PROGRAMME = 'local-gift-certificate';
const programme = gov.pack.programmes.get(PROGRAMME)!;
const STEP = (programme.take as { step: number }).step;
const DAY_MS = 86_400_000;

/** A few people who are entitled, none of them a persona. */
const people = (
  await all(
    gov.db,
    sql<{ subject: string }>`select subject from registry.record where registry = ${gov.pack.people.registry}
      order by subject limit 40`,
  )
).map(({ subject }) => subject);
const entitled: string[] = [];
let whole = { amount: 0, price: 0 };
for (const person of people) {
  const { state, entitlement } = await entitlementNow(gov, person, PROGRAMME);
  if (state !== 'yes' || entitlement!.amount === 0) continue;
  entitled.push(person);
  whole = entitlement!;
  if (entitled.length === 3) break;
}

const account = accountOf(programmeAccount(gov, programme));

/** Leaves the programme with so much; the rest goes back to its fund. */
async function leave(amount: number): Promise<void> {
  const balance = await balanceOf(gov.db, account);
  if (balance <= amount) return;
  await transfer(gov.db, {
    ...{ client: 'test', key: `${Math.random()}`, debit: account, credit: fundAccount(programme.fund.id, 'KRW') },
    ...{ amount: balance - amount, currency: 'KRW', at: gov.clock.now(), purpose: 'test' },
  });
}

type Act =
  | { kind: 'take'; person: number; steps: number; key: number }
  | { kind: 'give back'; nth: number }
  | { kind: 'wait'; days: number };

const acts = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('take' as const),
        person: fc.nat(2),
        steps: fc.integer({ min: 0, max: 80 }),
        key: fc.nat(30),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('give back' as const), nth: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 20 }) }) },
  ),
  { maxLength: 25 },
);

/** The plainest ledger of takings that there is. */
class Model {
  readonly takings: {
    person: string;
    period: string;
    amount: number;
    price: number;
    at: number;
    back: boolean;
    id: string;
  }[] = [];
  readonly byKey = new Map<string, { steps: number; id: string }>();
  balance = 0;

  taken(person: string, period: string): { amount: number; price: number } {
    const own = this.takings.filter((one) => one.person === person && one.period === period && !one.back);
    const sum = (of: 'amount' | 'price') => own.reduce((total, one) => total + one[of], 0);
    return { amount: sum('amount'), price: sum('price') };
  }
}

let run = 0;

test('whatever people do, they take no more than they are entitled to and the programme has', async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 0, max: 60 }), async (history, funds) => {
      run += 1;
      await leave(funds * 1_000);
      const model = new Model();
      model.balance = await balanceOf(gov.db, account);
      const before = new Map<string, number>();
      const outset = new Map<string, { amount: number; price: number }>();
      for (const person of entitled) {
        before.set(person, (await walletOf(gov, person, PROGRAMME)).balance);
        outset.set(`${person} ${period()}`, await takenOf(person));
      }
      for (const act of history) await step(model, act, outset);
      assert.equal(await balanceOf(gov.db, account), model.balance);
      for (const person of entitled) {
        const own = model.takings.filter((one) => one.person === person && !one.back);
        const sum = own.reduce((total, { amount }) => total + amount, 0);
        assert.equal((await walletOf(gov, person, PROGRAMME)).balance, before.get(person)! + sum);
      }
    }),
    { numRuns: 25 },
  );
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});

const period = () => periodOf(programme, todayOf(gov));

async function takenOf(person: string): Promise<{ amount: number; price: number }> {
  const [row] = await all(
    gov.db,
    sql<{ amount: number; price: number }>`select taken as amount, paid as price from programmes.entitlement
      where person = ${person} and programme = ${PROGRAMME} and period = ${period()}::date`,
  );
  return row ?? { amount: 0, price: 0 };
}

async function step(model: Model, act: Act, outset: Map<string, { amount: number; price: number }>): Promise<void> {
  if (act.kind === 'wait') {
    gov.clock.advance(act.days * DAY_MS);
    if (gov.clock.now() > new Date('2027-11-01')) gov.clock.set('2026-11-02T09:00:00+09:00');
    for (const person of entitled)
      if (!outset.has(`${person} ${period()}`)) outset.set(`${person} ${period()}`, await takenOf(person));
    return;
  }
  if (act.kind === 'give back') return stepBack(model, act.nth);
  const person = entitled[act.person % entitled.length]!;
  const key = `${run} ${act.key}`;
  const amount = act.steps * STEP;
  const known = model.byKey.get(`${person} ${key}`);
  const earlier = outset.get(`${person} ${period()}`) ?? { amount: 0, price: 0 };
  const now = model.taken(person, period());
  // Takings of before this run that were given back in it do not occur: only its own are.
  const left = whole.amount - earlier.amount - now.amount;
  const price = Math.floor((whole.price * (whole.amount - left + amount)) / whole.amount) - earlier.price - now.price;
  const expected = known
    ? known.steps === act.steps
      ? known.id
      : 'key-reused'
    : left === 0
      ? 'nothing-left'
      : amount === 0
        ? 'bad-amount'
        : amount > left
          ? 'too-much'
          : model.balance + price < amount
            ? 'funds-dry'
            : 'taken';
  const outcome = await outcomeOf(take(gov, { person, programme: PROGRAMME, channel: 'mobile', amount, key }));
  if (expected !== 'taken') return assert.equal(typeof outcome === 'string' ? outcome : outcome.id, expected);
  assert.ok(typeof outcome !== 'string', `${String(outcome)} where ${amount} of ${left} could be taken`);
  assert.equal(outcome.price, price);
  model.balance += price - amount;
  model.byKey.set(`${person} ${key}`, { steps: act.steps, id: outcome.id });
  model.takings.push({
    person,
    period: period(),
    amount,
    price,
    at: gov.clock.now().getTime(),
    back: false,
    id: outcome.id,
  });
}

async function stepBack(model: Model, nth: number): Promise<void> {
  const taking = model.takings[nth];
  if (!taking) return;
  const late = Math.floor((startOfToday() - startOf(taking.at)) / DAY_MS) > programme.refund!.days;
  const outcome = await outcomeOf(giveBack(gov, { person: taking.person, taking: taking.id }));
  if (taking.back) assert.ok(typeof outcome !== 'string');
  else if (late || taking.at > gov.clock.now().getTime())
    assert.ok(outcome === 'refund-over' || typeof outcome !== 'string');
  else assert.ok(typeof outcome !== 'string', String(outcome));
  if (typeof outcome === 'string' || taking.back) return;
  taking.back = true;
  model.balance += taking.amount - taking.price;
}

const startOf = (at: number) => Math.floor((at + 9 * 3_600_000) / DAY_MS) * DAY_MS;
const startOfToday = () => startOf(gov.clock.now().getTime());

async function outcomeOf(wish: Promise<Taking>): Promise<Taking | string> {
  try {
    return await wish;
  } catch (error) {
    const reason = takingRefusal(error);
    if (!reason) throw error;
    return reason;
  }
}
