import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  applyPaymentStatus,
  balanceOf,
  bankAccount,
  makePayoutFile,
  orderPayouts,
  type PayoutState,
  payoutAccount,
  payoutById,
  payoutIdOf,
  payoutsOfFile,
  readPaymentStatus,
  refusalReason,
  reverse,
  transfer,
  trialBalance,
} from '../index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from '../testing.ts';
import { PAYERS, statusReport } from './testing.ts';

const ledger = ledgerDatabase();

const BUDGET = 5_000;
const PEOPLE = ['ann', 'bob'] as const;
const STATUSES = ['ACSP', 'ACSC', 'ACSC', 'ACCC', 'RJCT', 'RJCT', 'CANC', 'PDNG', 'BLCK'] as const;

/** Few keys, people and amounts, so that a random history meets itself: retries, too little money, answers to the past. */
const wish = fc.record({
  key: fc.nat({ max: 40 }),
  who: fc.constantFrom(...PEOPLE),
  amount: fc.integer({ min: 1, max: 300 }),
  fromFund: fc.nat({ max: 3 }).map((chance) => chance > 0),
});
const answer = fc.record({
  nth: fc.nat({ max: 12 }),
  stray: fc.nat({ max: 9 }).map((chance) => chance === 0),
  status: fc.constantFrom(...STATUSES),
});
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ order: fc.array(wish, { minLength: 1, maxLength: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ file: fc.nat({ max: 5 }), most: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 4, arbitrary: fc.record({ report: fc.nat({ max: 2 }), answers: fc.array(answer, { maxLength: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ report: fc.nat({ max: 2 }), whole: fc.constantFrom(...STATUSES) }) },
  { weight: 2, arbitrary: fc.record({ again: fc.nat({ max: 40 }) }) },
  { weight: 1, arbitrary: fc.record({ pay: fc.constantFrom(...PEOPLE), amount: fc.integer({ min: 1, max: 300 }) }) },
);
type Wish = { key: number; who: (typeof PEOPLE)[number]; amount: number; fromFund: boolean };
type Step =
  | { order: Wish[] }
  | { file: number; most: number }
  | { report: number; answers?: { nth: number; stray: boolean; status: string }[]; whole?: string }
  | { again: number }
  | { pay: (typeof PEOPLE)[number]; amount: number };

/** A payout as anybody would keep it on paper. */
interface Plain {
  wish: Wish;
  state: PayoutState;
}

const PAID = ['ACSC', 'ACCC'];
const REFUSED = ['RJCT', 'CANC'];

/** What an answer makes of a payout. */
function answered(state: PayoutState, status: string): PayoutState {
  const open = state === 'filed' || state === 'accepted';
  if (PAID.includes(status)) return open ? 'settled' : state;
  if (REFUSED.includes(status)) return open ? 'rejected' : state === 'settled' ? 'returned' : state;
  return state === 'filed' && status !== 'BLCK' ? 'accepted' : state;
}

let runs = 0;

async function open() {
  runs += 1;
  const run = `run ${runs}`;
  const fund = await fundOf(ledger.db, run, BUDGET);
  const people = {
    ann: await personAccount(ledger.db, `${run} ann`),
    bob: await personAccount(ledger.db, `${run} bob`),
  };
  return {
    run,
    fund,
    people,
    payouts: new Map<string, Plain>(),
    cash: { fund: BUDGET, ann: 0, bob: 0 },
    files: new Map<number, string[]>(),
  };
}
type World = Awaited<ReturnType<typeof open>>;

async function placeOrders({ run, fund, people, payouts, cash }: World, wishes: readonly Wish[]) {
  const before = { payouts: new Map(payouts), cash: { ...cash } };
  /** In turn, all or none; a key that was used for something else is refused. */
  const plainly = wishes.every((wish) => {
    const known = payouts.get(String(wish.key));
    if (known) return JSON.stringify(known.wish) === JSON.stringify(wish);
    const giver = wish.fromFund ? 'fund' : wish.who;
    if (cash[giver] < wish.amount) return false;
    cash[giver] -= wish.amount;
    payouts.set(String(wish.key), { wish, state: 'ordered' });
    return true;
  });
  if (!plainly) {
    payouts.clear();
    for (const [key, payout] of before.payouts) payouts.set(key, payout);
    Object.assign(cash, before.cash);
  }
  const really = await orderPayouts(
    ledger.db,
    wishes.map(({ key, who, amount, fromFund }) => ({
      ...{ client: run, key: String(key), account: people[who], amount, currency: CURRENCY, payer: run },
      ...{ to: { bankAccount: `1${key}`, name: who }, at: AT, purpose: fromFund ? 'benefit' : 'own' },
      ...(fromFund && { source: fund }),
    })),
  ).then(
    () => true,
    (error) => {
      if (!refusalReason(error)) throw error;
      return false;
    },
  );
  assert.equal(really, plainly);
}

async function makeFile({ run, payouts, files }: World, nth: number, most: number) {
  const file = await makePayoutFile(ledger.db, {
    ...{ client: run, key: String(nth), at: AT, executeOn: '2026-03-03', initiator: run, most },
    ...{ payers: { [run]: PAYERS.treasury! }, decimals: { [CURRENCY]: 0 } },
  });
  const waiting = [...payouts].filter(([, { state }]) => state === 'ordered').length;
  if (files.has(nth)) return;
  assert.equal(file?.payments, waiting === 0 ? undefined : Math.min(most, waiting));
  if (!file) return;
  const { payouts: inIt } = await payoutsOfFile(ledger.db, file.id);
  files.set(nth, [file.id, ...inIt.map(({ key }) => key)]);
  for (const { key } of inIt) {
    assert.equal(payouts.get(key)!.state, 'ordered', 'in one file only');
    payouts.get(key)!.state = 'filed';
  }
}

async function takeAnswers(world: World, { report, answers = [], whole }: Extract<Step, { report: number }>) {
  const { run, payouts, files } = world;
  const [file, ...keys] = [...files.values()][report % Math.max(1, files.size)] ?? [];
  if (file === undefined) return;
  // Stray answers are of other files, and must change nothing.
  const said = answers.map(({ nth, stray, status }) => ({
    key: stray ? String(nth) : keys[nth % keys.length]!,
    status,
  }));
  const unique = [...new Map(said.map((one) => [one.key, one])).values()].filter(({ key }) => payouts.has(key));
  const xml = statusReport({
    ...{ file: { id: file }, ...(whole && { whole }) },
    answers: unique.map(({ key, status }) => ({ id: payoutIdOf(run, key), status })),
  });
  await applyReport(world, xml, keys, unique, whole);
}

async function applyReport(
  world: World,
  xml: string,
  keys: readonly string[],
  answers: readonly { key: string; status: string }[],
  whole?: string,
) {
  const { payouts, cash } = world;
  await applyPaymentStatus(ledger.db, { status: await readPaymentStatus(xml), at: AT });
  for (const key of keys) {
    const payout = payouts.get(key)!;
    const status = answers.find((one) => one.key === key)?.status ?? whole;
    if (!status) continue;
    const after = answered(payout.state, status);
    if (after !== payout.state && (after === 'rejected' || after === 'returned'))
      cash[payout.wish.who] += payout.wish.amount;
    payout.state = after;
  }
}

async function assertSame({ run, fund, people, payouts, cash }: World) {
  const sum = (...states: PayoutState[]) =>
    [...payouts.values()].reduce((total, { state, wish }) => total + (states.includes(state) ? wish.amount : 0), 0);
  assert.equal(await balanceOf(ledger.db, fund), cash.fund);
  for (const who of PEOPLE) assert.equal(await balanceOf(ledger.db, people[who]), cash[who]);
  assert.equal(await balanceOf(ledger.db, payoutAccount(CURRENCY, run)), sum('ordered', 'filed', 'accepted'));
  assert.equal(await balanceOf(ledger.db, bankAccount(CURRENCY, run)), sum('settled'));
  for (const [key, { state }] of payouts) {
    assert.equal((await payoutById(ledger.db, payoutIdOf(run, key)))?.state, state);
  }
  const outside = cash.fund + cash.ann + cash.bob + sum('ordered', 'filed', 'accepted', 'settled');
  assert.equal(outside, BUDGET, 'money is never made or lost');
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
}

test('any history of orders, files and answers ends as on paper: money is never made or lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 50, size: 'max' }), async (steps) => {
      const world = await open();
      const applied: (() => Promise<void>)[] = [];
      for (const step of steps as Step[]) {
        if ('order' in step) await placeOrders(world, step.order);
        else if ('file' in step) await makeFile(world, step.file, step.most);
        else if ('report' in step) {
          const act = () => takeAnswers(world, step);
          applied.push(act);
          await act();
        } else if ('again' in step) await applied[step.again % Math.max(1, applied.length)]?.();
        else {
          const amount = Math.min(step.amount, world.cash.fund);
          if (amount === 0) continue;
          await transfer(ledger.db, payment(world.fund, world.people[step.pay], amount));
          world.cash.fund -= amount;
          world.cash[step.pay] += amount;
        }
      }
      await assertSame(world);
    }),
    { numRuns: 12 },
  );
});

test('all steps at once: whatever is acknowledged, the books hold and nobody is paid twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const world = await open();
      const { run, fund, people } = world;
      const wishes = (steps as Step[]).flatMap((one) => ('order' in one ? one.order : []));
      await Promise.allSettled(
        wishes.map(({ key, who, amount }) =>
          orderPayouts(ledger.db, [
            {
              ...{ client: run, key: String(key), account: people[who], amount, currency: CURRENCY, payer: run },
              ...{ to: { bankAccount: '1' }, at: AT, purpose: 'benefit', source: fund },
            },
          ]),
        ),
      );
      const request = {
        ...{ client: run, at: AT, executeOn: '2026-03-03', initiator: run, payers: { [run]: PAYERS.treasury! } },
        decimals: { [CURRENCY]: 0 },
      };
      const made = await Promise.all(
        [1, 2, 3].map((key) => makePayoutFile(ledger.db, { ...request, key: `${key % 2}` })),
      );
      const files = [...new Set(made.flatMap((file) => (file ? [file.id] : [])))];
      const reports = files.flatMap((id) =>
        ['ACSP', 'ACSC', 'RJCT', 'ACSC', 'RJCT'].map((whole) => statusReport({ file: { id }, whole })),
      );
      await Promise.all(
        reports.map(async (xml) => applyPaymentStatus(ledger.db, { status: await readPaymentStatus(xml), at: AT })),
      );
      const accounts = [fund, people.ann, people.bob, payoutAccount(CURRENCY, run), bankAccount(CURRENCY, run)];
      const balances = await Promise.all(accounts.map((account) => balanceOf(ledger.db, account)));
      assert.equal(
        balances.reduce((sum, balance) => sum + balance, 0),
        BUDGET,
      );
      assert.ok(balances.every((balance) => balance >= 0));
      assert.deepEqual((await trialBalance(ledger.db)).problems, []);
    }),
    { numRuns: 10, endOnFailure: true }, // a race does not shrink
  );
});

test('an ordered payout that somebody reverses by hand shows in the trial balance', async () => {
  const { run, fund, people } = await open();
  const [payout] = await orderPayouts(ledger.db, [
    {
      ...{ client: run, key: '1', account: people.ann, amount: 5, currency: CURRENCY, payer: run, source: fund },
      ...{ to: { bankAccount: '1' }, at: AT, purpose: 'benefit' },
    },
  ]);
  await reverse(ledger.db, payout!.transfer, { at: AT, purpose: 'mistake' });
  const { problems } = await trialBalance(ledger.db);
  assert.deepEqual(problems, [{ rule: 'payouts-equal-clearing', subject: `${run} ${CURRENCY}`, off: -5 }]);
});
