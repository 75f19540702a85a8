import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError } from '../../kernel/index.ts';
import {
  accountOf,
  ensureAccounts,
  orderPayout,
  type PaymentStatus,
  payoutsOfFile,
  transfer,
  trialBalance,
} from '../../ledger/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { dueAccount } from '../accounts.ts';
import { persona } from '../testing.ts';
import {
  answerPayouts,
  asTreasury,
  filePayouts,
  isTreasury,
  payoutActs,
  sendPayouts,
  waitingForBank,
} from './index.ts';

const PROGRAMME = 'triple-stimulus-voucher';

describe('the treasury', async () => {
  const { gov } = await testGovernment();
  const currency = gov.pack.currency.code;
  const mother = await persona(gov, 'employed-mother');
  const officerOf = async (id: string) => ({
    ...gov.pack.demo.personas.find((one) => one.id === id)!.post!,
    person: await persona(gov, id),
  });
  const treasurer = await officerOf('payments-officer');
  const other = await officerOf('programme-officer');
  const due = dueAccount(gov, PROGRAMME, mother);
  const outside = { kind: 'issuance', owner: 'treasury-test', currency } as const;
  await ensureAccounts(gov.db, [due, outside]);

  async function order(key: string, amount: number): Promise<void> {
    const at = gov.clock.now();
    const base = { client: 'test', amount, currency, at, purpose: 'programme-benefit' };
    await transfer(gov.db, { ...base, key: `${key}/due`, debit: accountOf(outside), credit: accountOf(due) });
    await orderPayout(gov.db, { ...base, key, account: accountOf(due), to: { bankAccount: '0041234567890' } });
  }

  const refused = (error: unknown) => error instanceof AppError && error.code === 'not-found';

  test('its office is one role at one agency', async () => {
    assert.ok(isTreasury(gov, treasurer));
    assert.equal(asTreasury(gov, treasurer).name, '財政部國庫署');
    assert.throws(() => asTreasury(gov, other), refused);
    assert.throws(() => asTreasury(gov, { ...treasurer, role: 'clerk' }), refused);
    assert.throws(() => asTreasury({ pack: { ...gov.pack, treasury: undefined } }, treasurer), refused);
  });

  test('a file takes in what waits; a holder without a name gets it from the register, and sees who looked', async () => {
    assert.equal(await filePayouts(gov, treasurer, { key: 'none' }), undefined);
    await order('first', 700);
    await order('second', 300);
    assert.deepEqual(
      [await waitingForBank(gov)].map((one) => [one!.payments, one!.amount]),
      [[2, 1_000]],
    );
    await assert.rejects(filePayouts(gov, other, { key: 'day' }), refused);
    const file = (await filePayouts(gov, treasurer, { key: 'day' }))!;
    assert.equal((await filePayouts(gov, treasurer, { key: 'day' }))!.id, file.id);
    assert.equal(await waitingForBank(gov), undefined);
    const { payouts } = await payoutsOfFile(gov.db, file.id);
    assert.deepEqual(
      payouts.map(({ to }) => to.name),
      ['陳怡君', '陳怡君'],
    );
    const [look] = await disclosuresOf(gov.db, mother, { limit: 1 });
    assert.deepEqual([look!.reader, look!.agency], [treasurer.person, 'treasury']);
    assert.deepEqual(
      (await payoutActs(gov.db, file.id)).map(({ kind }) => kind),
      ['filed'],
    );
  });

  test('it is sent once, and each answer is kept with what it changed', async () => {
    const file = (await filePayouts(gov, treasurer, { key: 'day' }))!.id;
    await assert.rejects(sendPayouts(gov, other, file), refused);
    await Promise.all([1, 2, 3].map(() => sendPayouts(gov, treasurer, file)));
    const { payouts } = await payoutsOfFile(gov.db, file);
    const answers = payouts.map(({ id }, nth) => ({
      endToEndId: id.replaceAll('-', ''),
      ...(nth === 0 ? { status: 'RJCT', reasons: ['AC04'] } : { status: 'ACSC', reasons: [] }),
    }));
    const status: PaymentStatus = {
      ...{ message: 'BANK-1', original: file.replaceAll('-', ''), originalKind: 'pain.001.001.09', reasons: [] },
      batches: [{ batch: 'NOTPROVIDED', reasons: [], answers }],
    };
    await assert.rejects(answerPayouts(gov, other, status), refused);
    const first = await answerPayouts(gov, treasurer, status);
    assert.equal(first.file, file);
    await answerPayouts(gov, treasurer, status);
    const acts = await payoutActs(gov.db, file);
    assert.deepEqual(
      acts.map(({ kind }) => kind),
      ['filed', 'sent', 'answered', 'answered'],
    );
    const [changed, again] = acts.flatMap((act) => (act.kind === 'answered' ? [act.content] : []));
    assert.deepEqual([changed!.settled, changed!.rejected, changed!.unchanged], [1, 1, 0]);
    assert.deepEqual([again!.settled, again!.rejected, again!.unchanged], [0, 0, 2]);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('what was never made cannot be sent', async () => {
    await assert.rejects(sendPayouts(gov, treasurer, mother), refused);
  });
});
