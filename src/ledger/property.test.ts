import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AppError, transaction } from '../kernel/index.ts';
import {
  balanceOf,
  ensureAccount,
  openFund,
  refusalReason,
  reverse,
  type Transfer,
  type TransferRequest,
  transferAll,
  transferIdOf,
  trialBalance,
} from './index.ts';
import { PlainLedger } from './plain-ledger.ts';
import { AT, CURRENCY, ledgerDatabase } from './testing.ts';

const ledger = ledgerDatabase();

/** Few accounts, keys and amounts, so that a random history meets itself: retries, reused keys, empty accounts. */
const ACCOUNTS = ['fund', 'other fund', 'ann', 'bob', 'eve', 'foreigner', 'nobody'] as const;
type AccountName = (typeof ACCOUNTS)[number];

const account = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<AccountName>('fund', 'other fund', 'ann', 'bob', 'eve') },
  { weight: 1, arbitrary: fc.constantFrom<AccountName>('foreigner', 'nobody') },
);
const amount = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -5, 1.5, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1) },
);
const wish = fc.record({ key: fc.integer({ min: 1, max: 25 }), debit: account, credit: account, amount });
type Wish = { key: number; debit: AccountName; credit: AccountName; amount: number };
const step = fc.oneof(
  { weight: 4, arbitrary: fc.array(wish, { minLength: 1, maxLength: 4 }).map((batch) => ({ batch })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 25 }).map((key) => ({ reverse: key })) },
);
type Step = { batch: Wish[] } | { reverse: number };
const history = fc.record({
  budgets: fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 90 })),
  steps: fc.array(step, { minLength: 1, maxLength: 25 }),
});

let runs = 0;
const why = { at: AT, purpose: 'correction' };

/** Opens the same accounts in the ledger and in the plain one; each history has accounts and keys of its own. */
async function open(budgets: readonly number[]) {
  runs += 1;
  const run = `run${runs}`;
  const plain = new PlainLedger();
  const ids = {} as Record<AccountName, string>;
  for (const [index, name] of (['fund', 'other fund'] as const).entries()) {
    const spec = { owner: `${run} ${name}`, currency: CURRENCY };
    const budget = { client: run, key: name, currency: CURRENCY, at: AT, amount: budgets[index]!, purpose: 'budget' };
    const opened = await openFund(ledger.db, { ...budget, fund: spec.owner, budget: budget.amount });
    ids[name] = plain.open({ kind: 'fund', ...spec });
    plain.transferAll([{ ...budget, debit: plain.open({ kind: 'issuance', ...spec }), credit: ids[name] }]);
    assert.deepEqual(opened, { account: ids[name], transfer: plain.transfers.get(transferIdOf(run, name)) });
  }
  for (const name of ['ann', 'bob', 'eve', 'foreigner'] as const) {
    const currency = name === 'foreigner' ? 'XXX' : CURRENCY;
    const spec = { kind: 'person', owner: `${run} ${name}`, currency } as const;
    ids[name] = plain.open(spec);
    assert.equal(await ensureAccount(ledger.db, spec), ids[name]);
  }
  ids.nobody = '00000000-0000-8000-8000-000000000000';
  const requestOf = ({ key, debit, credit, amount }: Wish): TransferRequest => ({
    ...{ client: run, key: String(key), debit: ids[debit], credit: ids[credit] },
    ...{ amount, currency: CURRENCY, at: AT, purpose: 'test' },
  });
  return { run, plain, requestOf };
}

/** What came of a step: transfers, or the reason of the refusal. A fault is thrown on. */
async function outcomeOf(work: () => Transfer[] | Promise<Transfer[]>): Promise<Transfer[] | string> {
  try {
    return await work();
  } catch (error) {
    const reason = refusalReason(error);
    if (!reason) throw error;
    return `${(error as AppError).code}: ${reason}`;
  }
}

async function assertSameBalances(plain: PlainLedger) {
  for (const [id, { balance, floor }] of plain.accounts) {
    assert.equal(await balanceOf(ledger.db, id), balance);
    assert.equal(await balanceOf(ledger.db, id, AT), balance);
    assert.ok(balance >= floor);
  }
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
}

test('any history, one step after the other, ends as in the plain ledger, each step alike', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ budgets, steps }) => {
      const { run, plain, requestOf } = await open(budgets);
      for (const step of steps as Step[]) {
        const expected = await outcomeOf(() =>
          'batch' in step
            ? plain.transferAll(step.batch.map(requestOf))
            : [plain.reverse(transferIdOf(run, String(step.reverse)), why)],
        );
        const found = await outcomeOf(async () =>
          'batch' in step
            ? transferAll(ledger.db, step.batch.map(requestOf))
            : [await reverse(ledger.db, transferIdOf(run, String(step.reverse)), why)],
        );
        assert.deepEqual(found, expected);
      }
      await assertSameBalances(plain);
    }),
    { numRuns: 40 },
  );
});

test('any history, all steps at once, some undone: what was acknowledged is all there is, and nobody deadlocks', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.boolean()), async ({ budgets, steps }, undo) => {
      const { run, plain, requestOf } = await open(budgets);
      const acknowledged = new Map<string, Transfer>();
      await Promise.all(
        (steps as Step[]).map(async (step) => {
          const undone = undo.next().value;
          const outcome = await outcomeOf(() =>
            transaction(ledger.db, async (tx) => {
              const made =
                'batch' in step
                  ? await transferAll(tx, step.batch.map(requestOf))
                  : [await reverse(tx, transferIdOf(run, String(step.reverse)), why)];
              if (undone) throw undoing;
              return made;
            }).catch((error) => {
              if (error === undoing) return [];
              throw error;
            }),
          );
          assert.notEqual(outcome, 'unavailable: crossed');
          if (typeof outcome === 'string') return;
          for (const transfer of outcome) {
            assert.deepEqual(acknowledged.get(transfer.id) ?? transfer, transfer, 'one key, one transfer');
            acknowledged.set(transfer.id, transfer);
          }
        }),
      );
      for (const { debit, credit, amount } of acknowledged.values()) {
        plain.accounts.get(debit)!.balance -= amount;
        plain.accounts.get(credit)!.balance += amount;
      }
      await assertSameBalances(plain);
    }),
    { numRuns: 80, endOnFailure: true }, // a race does not shrink
  );
});

const undoing = new Error('undone by its caller');
