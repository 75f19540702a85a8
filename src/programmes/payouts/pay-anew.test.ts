import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql, transaction } from '../../kernel/index.ts';
import {
  accountOf,
  balanceOf,
  ensureAccount,
  orderPayout,
  type PaymentStatus,
  payoutById,
  payoutsOf,
  payoutsOfFile,
  trialBalance,
} from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { dueAccount, programmeAccount } from '../accounts.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { freezeWallet, persona } from '../testing.ts';
import { answerPayouts, filePayouts } from '../treasury/index.ts';
import { lookUpAtCounter, payAnewAtCounter } from '../wallets/counter.ts';
import { payMonthly } from '../wallets/monthly.ts';
import { takingRefusal } from '../wallets/refusals.ts';
import { take } from '../wallets/take.ts';
import { payAnew } from './pay-anew.ts';
import { unpaidOf } from './unpaid.ts';

const BENEFIT = 'child-living-allowance';
const [WRONG, RIGHT, OTHER] = ['0040000000001', '0040000000002', '0040000000003'] as const;
const refused = (reason: string) => (error: unknown) => takingRefusal(error) === reason;

describe('what a bank cannot pay to a person', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get(BENEFIT)!;
  const officerOf = async (id: string) => ({
    ...gov.pack.demo.personas.find((one) => one.id === id)!.post!,
    person: await persona(gov, id),
  });
  const treasurer = await officerOf('payments-officer');
  const person = await entitledPerson();
  const due = accountOf(dueAccount(gov, BENEFIT, person));
  const owed = () => balanceOf(gov.db, due);
  const letters = async (words: string) =>
    (await inboxOf(gov.db, person, { limit: 50 })).filter(({ title }) => title.en.includes(words));
  const sentTo = async () => (await payoutsOf(gov.db, due)).payouts.map(({ state, to }) => [state, to.bankAccount]);
  let files = 0;

  async function entitledPerson(): Promise<string> {
    const listed = await all(
      gov.db,
      sql<{
        subject: string;
      }>`select subject from registry.record where registry = 'low-income-households' order by subject`,
    );
    for (const { subject } of listed) if ((await entitlementNow(gov, subject, BENEFIT)).state === 'yes') return subject;
    throw new Error('Nobody is entitled');
  }

  /** Has the bank answer everything that waits, each payment by its state. */
  async function answered(status: 'RJCT' | 'ACSC', reason = 'AC04'): Promise<PaymentStatus> {
    files += 1;
    gov.clock.advance(60_000);
    const file = (await filePayouts(gov, treasurer, { key: `${files}` }))!;
    const answer = await statusOf(file.id, status, reason);
    await answerPayouts(gov, treasurer, answer);
    return answer;
  }

  async function statusOf(file: string, status: 'RJCT' | 'ACSC', reason: string): Promise<PaymentStatus> {
    const { payouts } = await payoutsOfFile(gov.db, file);
    return {
      ...{ message: 'BANK', original: file.replaceAll('-', ''), originalKind: 'pain.001.001.09', reasons: [] },
      batches: [
        {
          ...{ batch: 'NOTPROVIDED', reasons: [] },
          answers: payouts.map(({ id }) => ({
            endToEndId: id.replaceAll('-', ''),
            ...(status === 'RJCT' ? { status, reasons: [reason] } : { status, reasons: [] }),
          })),
        },
      ],
    };
  }

  let amount = 0;

  test('is theirs, and they are told why, once, however often the bank says it', async () => {
    ({ amount } = await take(gov, { person, programme: BENEFIT, channel: 'bank', bankAccount: WRONG, key: 'k' }));
    const set = await balanceOf(gov.db, accountOf(programmeAccount(gov, programme)));
    const answer = await answered('RJCT');
    for (const _ of [1, 2]) await answerPayouts(gov, treasurer, answer);
    assert.equal(await owed(), amount);
    assert.equal(
      await balanceOf(gov.db, accountOf(programmeAccount(gov, programme))),
      set,
      'nobody else is paid with it',
    );
    const [one, ...more] = await unpaidOf(gov.db, person);
    assert.deepEqual(
      [one!.amount, one!.programme, one!.reason, one!.again, more.length],
      [amount, BENEFIT, 'AC04', null, 0],
    );
    const told = await letters('could not be paid');
    assert.equal(told.length, 1);
    assert.match(told[0]!.body.en, /ends in 0001.*The account is closed/);
    assert.match(told[0]!.body.ko, /해지된 계좌/);
    assert.equal(told[0]!.link, '/vouchers/unpaid');
  });

  test('is paid anew to another account, exactly once; what comes by the month follows', async () => {
    const { payout } = (await unpaidOf(gov.db, person))[0]!;
    const wish = { person, payouts: [payout], bankAccount: RIGHT };
    await assert.rejects(payAnew(gov, { ...wish, bankAccount: '12' }), refused('no-bank-account'));
    assert.equal(await payAnew(gov, { ...wish, person: await persona(gov, 'father') }), 0, 'nobody else’s');
    const counts = await Promise.all([
      payAnew(gov, wish),
      payAnew(gov, { ...wish, bankAccount: OTHER }),
      payAnew(gov, { ...wish, payouts: [payout, payout] }),
    ]);
    assert.deepEqual(
      counts.toSorted((a, b) => a - b),
      [0, 0, 1],
    );
    const [again] = await unpaidOf(gov.db, person);
    assert.equal((await payoutById(gov.db, again!.again!))!.amount, amount);
    assert.equal(await owed(), 0);
    const logged = (await all(gov.db, sql<{ ids: string[] }>`select ids from log.outbox`)).flatMap(({ ids }) => ids);
    assert.ok(logged.includes(again!.entry!));
    assert.equal((await letters('is paid again')).length, 1);
    const standing = await all(
      gov.db,
      sql<{ account: string }>`select bank_account as account from programmes.standing where person = ${person}`,
    );
    assert.deepEqual(standing, [{ account: again!.bankAccount }]);
  });

  test('may come back again, from the bank or after it was paid', async () => {
    await answered('RJCT', 'AC01');
    const [second, first] = await unpaidOf(gov.db, person);
    assert.deepEqual([second!.payout, second!.again, await owed()], [first!.again, null, amount]);
    await payAnew(gov, { person, payouts: [first!.payout, second!.payout], bankAccount: RIGHT });
    const paid = await answered('ACSC');
    assert.equal(await owed(), 0);
    const [batch] = paid.batches;
    gov.clock.advance(60_000);
    const returned = batch!.answers.map(({ endToEndId }) => ({ endToEndId, status: 'RJCT', reasons: ['AC07'] }));
    await answerPayouts(gov, treasurer, { ...paid, batches: [{ ...batch!, answers: returned }] });
    const [third] = await unpaidOf(gov.db, person);
    assert.deepEqual([third!.again, third!.reason, await owed()], [null, 'AC07', amount]);
    assert.equal((await letters('could not be paid')).length, 3);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('is paid by an officer at the counter of the programme, who says so; nothing while it is frozen', async () => {
    const { payout } = (await unpaidOf(gov.db, person))[0]!;
    const wish = { person, payouts: [payout], bankAccount: OTHER };
    const counter = gov.pack.demo.personas.find(({ post }) => post && post.agency === programme.agency);
    const officer = {
      ...{ agency: programme.agency, role: programme.counter ?? programme.office },
      person: await persona(gov, counter?.id ?? 'counter-officer'),
    };
    const stranger = { ...officer, agency: 'treasury' };
    await assert.rejects(payAnewAtCounter(gov, stranger, wish));
    const thaw = await transaction(gov.db, (tx) => freezeWallet(tx, gov, person, BENEFIT));
    await assert.rejects(payAnew(gov, wish), refused('frozen'));
    await thaw();
    const { number } = (
      await all(gov.db, sql<{ number: string }>`select number from identity.person where id = ${person}`)
    )[0]!;
    const seen = await lookUpAtCounter(gov, officer, number);
    assert.deepEqual(
      seen.unpaid.map((one) => one.payout),
      [payout],
    );
    assert.equal(await payAnewAtCounter(gov, officer, wish), 1);
    assert.match((await letters('is paid again'))[0]!.body.en, /officer at a counter/);
    await answered('ACSC');
    assert.equal(await owed(), 0);
  });

  test('what a service pays comes back alike, under its name; the books and what is owed agree', async () => {
    const currency = gov.pack.currency.code;
    const at = gov.clock.now();
    const source = await ensureAccount(gov.db, { kind: 'issuance', owner: 'test', currency });
    const account = await ensureAccount(gov.db, { kind: 'person', owner: person, currency });
    await orderPayout(gov.db, {
      ...{ client: 'services', key: 'case:1', source, account, to: { bankAccount: WRONG }, amount: 500, currency, at },
      ...{ purpose: 'childcare-allowance', reference: 'CASE-1' },
    });
    await answered('RJCT');
    const [one] = await unpaidOf(gov.db, person);
    assert.deepEqual([one!.programme, one!.amount], [null, 500]);
    assert.equal((await letters(gov.pack.services.get('childcare-allowance')!.title.en)).length, 1);
    const disagree = () =>
      all(
        gov.db,
        sql`select owner from ledger.account where kind = 'person' group by 1 having sum(posted) <>
          (select coalesce(sum(amount), 0) from programmes.unpaid where person::text = owner and again is null)`,
      );
    assert.deepEqual(await disagree(), []);
    assert.equal(await payAnew(gov, { person, payouts: [one!.payout], bankAccount: RIGHT }), 1);
    assert.deepEqual(await disagree(), []);
  });

  test('the next month goes to the account that was named', async () => {
    gov.clock.set('2026-12-01T00:10:00+08:00');
    await payMonthly(gov);
    assert.deepEqual((await sentTo())[0], ['ordered', OTHER]);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });
});
