import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  accountOf,
  BATCH_LIMIT,
  distinct,
  LIMIT,
  requestHash,
  reversalOf,
  type TransferRequest,
  transferOf,
} from './model.ts';
import { refusalReason } from './refusals.ts';

const at = new Date('2026-03-02T01:00:00Z');
const request: TransferRequest = {
  client: 'services',
  key: 'case/1',
  debit: accountOf({ kind: 'fund', owner: 'benefits', currency: 'XTS' }),
  credit: accountOf({ kind: 'person', owner: 'ann', currency: 'XTS' }),
  amount: 100,
  currency: 'XTS',
  at,
  purpose: 'benefit',
};

const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;

test('an account is known by its description alone', () => {
  const person = { kind: 'person', owner: 'ann', currency: 'XTS' } as const;
  assert.equal(accountOf(person), accountOf({ ...person }));
  const others = [
    { ...person, kind: 'fund' as const },
    { ...person, owner: 'bob' },
    { ...person, currency: 'XXX' },
    { ...person, reference: 'second' },
  ];
  assert.equal(new Set([person, ...others].map(accountOf)).size, 5);
});

test('an amount is a whole number above zero that is still exact', () => {
  for (const amount of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, LIMIT + 1]) {
    assert.throws(() => transferOf({ ...request, amount }), refused('bad-amount'), String(amount));
  }
  assert.equal(transferOf({ ...request, amount: LIMIT }).amount, LIMIT);
});

test('money goes from one account to another, under a key', () => {
  assert.throws(() => transferOf({ ...request, credit: request.debit }), refused('same-account'));
  assert.throws(() => transferOf({ ...request, key: '' }), refused('no-key'));
  assert.throws(() => transferOf({ ...request, client: '' }), refused('no-key'));
});

test('the request hash differs with everything but the time', () => {
  const changes: Partial<TransferRequest>[] = [
    { debit: accountOf({ kind: 'fund', owner: 'other', currency: 'XTS' }) },
    { credit: accountOf({ kind: 'person', owner: 'bob', currency: 'XTS' }) },
    { amount: 101 },
    { currency: 'XXX' },
    { purpose: 'other' },
    { reference: 'case 1' },
  ];
  const hashes = [{}, ...changes].map((change) => requestHash({ ...request, ...change }).toString('hex'));
  assert.equal(new Set(hashes).size, changes.length + 1);
  assert.deepEqual(requestHash({ ...request, at: new Date(0) }), requestHash(request));
});

test('a reversal goes the other way, once, and has none itself', () => {
  const original = transferOf(request);
  const reversal = reversalOf(original, { at, purpose: 'correction' });
  assert.deepEqual(
    [reversal.debit, reversal.credit, reversal.amount, reversal.reverses],
    [request.credit, request.debit, request.amount, original.id],
  );
  assert.equal(reversalOf(original, { at: new Date(0), purpose: 'correction' }).id, reversal.id);
  assert.throws(() => reversalOf(reversal, { at, purpose: 'correction' }), refused('is-reversal'));
});

test('a batch is a set of transfers in the order of ids', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (keys) => {
      const batch = distinct(keys.map((key) => transferOf({ ...request, key: String(key), amount: key })));
      const ids = batch.map(({ id }) => id);
      assert.deepEqual(ids, [...ids].sort());
      assert.equal(ids.length, new Set(keys).size);
    }),
  );
  const other = transferOf({ ...request, amount: 5 });
  assert.throws(() => distinct([transferOf(request), other]), refused('key-reused'));
  const long = Array.from({ length: BATCH_LIMIT + 1 }, () => transferOf(request));
  assert.throws(() => distinct(long), refused('batch-too-long'));
});
