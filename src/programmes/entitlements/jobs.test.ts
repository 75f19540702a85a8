import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, run, sql, startOfDay, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { MOST_PEOPLE } from '../../registry/index.ts';
import { programmeAccount } from '../accounts.ts';
import { persona } from '../testing.ts';
import { walletOf } from '../wallets/read.ts';
import { remind } from '../wallets/remind.ts';
import { share } from '../wallets/share.ts';
import { take } from '../wallets/take.ts';
import { expire, overPeriods } from './expire.ts';
import { entitlementNow } from './now.ts';
import { beginOpening, openEntitlements } from './open-all.ts';
import { endOfDay, lastDayToTake } from './period.ts';
import { beginRound, holdRound, roundsOf } from './rounds.ts';

const { gov } = await testGovernment('tw');
const TRIPLE = 'triple-stimulus-voucher';
const programme = gov.pack.programmes.get(TRIPLE)!;

/** Minor units in one of the currency. */
const unit = 10 ** gov.pack.currency.decimals;

interface Row {
  person: string;
  amount: number;
  price: number;
  region: string | null;
}
const rights = () =>
  all(
    gov.db,
    sql<Row>`select person, amount, price, region from programmes.entitlement where programme = ${TRIPLE} order by person`,
  );
const roundOf = async (kind: string) => (await roundsOf(gov.db, TRIPLE)).find((round) => round.kind === kind);

describe('opening what people are entitled to', () => {
  test('finds for everybody what each finds alone, price and region too, and says how far it is', async () => {
    await beginOpening(gov.db, gov, programme);
    await openEntitlements(gov);
    const opened = await rights();
    const round = await roundOf('open');
    assert.ok(opened.length > 1_000);
    assert.equal(round?.done, opened.length);
    assert.ok(round.finishedAt !== null && round.examined >= opened.length && round.examined < MOST_PEOPLE * 2);
    assert.ok(opened.some(({ price }) => price === 0) && opened.some(({ price }) => price > 0));
    const some = opened.filter((_, nth) => nth % 97 === 0);
    await run(
      gov.db,
      sql`delete from programmes.entitlement where person = any(${some.map(({ person }) => person)}::uuid[])`,
    );
    for (const { person } of some) await entitlementNow(gov, person, TRIPLE);
    assert.deepEqual(await rights(), opened);
  });

  test('a second run opens nothing anew', async () => {
    const before = await rights();
    await openEntitlements(gov);
    assert.deepEqual(await rights(), before);
  });

  test('broken off in the middle, it goes on where it was', async () => {
    const before = await rights();
    await run(gov.db, sql`delete from programmes.entitlement where programme = ${TRIPLE} and taken = 0`);
    const middle = before[Math.trunc(before.length / 2)]!.person;
    await run(
      gov.db,
      sql`update programmes.round set finished_at = null, position = ${JSON.stringify(middle)}::jsonb
        where programme = ${TRIPLE} and kind = 'open'`,
    );
    await openEntitlements(gov);
    assert.deepEqual(
      await rights(),
      before.filter(({ person }) => person > middle),
    );
  });
});

test('reminders are sent 30 and 7 days before, once each, to those who have something left', async () => {
  const [mother, father, alone] = [
    await persona(gov, 'employed-mother'),
    await persona(gov, 'father'),
    await persona(gov, 'no-newborn'),
  ];
  const key = 'k';
  for (const person of [mother, father, alone]) await take(gov, { person, programme: TRIPLE, channel: 'mobile', key });
  const { balance } = await walletOf(gov, father, TRIPLE);
  await share(gov, { from: father, to: mother, programme: TRIPLE, amount: balance, key });
  const told = async (person: string) =>
    (await inboxOf(gov.db, person, { limit: 50 })).filter(({ title }) => title.en.includes('spend it by')).length;
  const counts = async () => [await told(mother), await told(father), await told(alone)];

  await remind(gov);
  assert.deepEqual(await counts(), [0, 0, 0]);
  gov.clock.set('2027-06-01T09:00:00+08:00');
  await remind(gov);
  await remind(gov);
  assert.deepEqual(await counts(), [1, 0, 1]);
  gov.clock.set('2027-06-24T09:00:00+08:00');
  await remind(gov);
  await remind(gov);
  assert.deepEqual(await counts(), [2, 0, 2]);
});

test('when the time is over nothing is taken, what was not taken is gone, and unspent money is the programme’s again', async () => {
  const account = accountOf(programmeAccount(gov, programme));
  const mother = await persona(gov, 'employed-mother');
  gov.clock.set('2027-06-30T23:59:59+08:00');
  await expire(gov);
  const before = await rights();
  const { balance } = await walletOf(gov, mother, TRIPLE);
  assert.ok(before.length > 100 && balance > 0);

  gov.clock.set('2027-07-01T00:00:00+08:00');
  assert.equal((await walletOf(gov, mother, TRIPLE)).balance, 0);
  const held = await balanceOf(gov.db, account);
  await expire(gov);
  const left = await rights();
  assert.equal(left.length, 3);
  const closed = await roundOf('close');
  assert.deepEqual([closed?.done, closed?.examined], [before.length - 3, before.length]);
  assert.equal(await balanceOf(gov.db, account), held + 9_000 * unit);
  await expire(gov);
  assert.deepEqual(await rights(), left);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});

describe('periods', () => {
  const monthly = {
    ...programme,
    every: 'month' as const,
    window: { from: '2026-09-15', until: '2026-12-10', checked: true },
  };

  test('each month that is past is over, and the last one with the window', () => {
    assert.deepEqual(overPeriods(monthly, '2026-12-10', '2026-11-02'), ['2026-09-01', '2026-10-01']);
    assert.deepEqual(overPeriods(monthly, '2026-12-10', '2026-12-11').at(-1), '2026-12-01');
    assert.deepEqual(overPeriods(monthly, '2026-12-10', '2026-12-10').at(-1), '2026-11-01');
    assert.deepEqual(overPeriods(programme, '2027-06-30', '2027-06-30'), []);
    assert.deepEqual(overPeriods(programme, '2027-06-30', '2027-07-01'), [programme.window.from]);
  });

  test('a month’s is taken by its end, and by the end of the window', () => {
    const now = {
      programme: monthly,
      state: 'open',
      takeUntil: '2026-12-10',
      spendUntil: undefined,
      funded: 0,
      isOpened: true,
    } as const;
    assert.equal(lastDayToTake(now, '2026-11-02'), '2026-11-30');
    assert.equal(lastDayToTake(now, '2026-12-02'), '2026-12-10');
  });

  test('a day begins and ends by the clocks of its zone, on those days too on which they change', () => {
    assert.equal(startOfDay('2026-11-02', 'Asia/Seoul').toISOString(), '2026-11-01T15:00:00.000Z');
    assert.equal(endOfDay('2026-11-02', 'Asia/Taipei').toISOString(), '2026-11-02T16:00:00.000Z');
    assert.equal(startOfDay('2026-03-29', 'Europe/Berlin').toISOString(), '2026-03-28T23:00:00.000Z');
    assert.equal(endOfDay('2026-03-29', 'Europe/Berlin').toISOString(), '2026-03-29T22:00:00.000Z');
    assert.equal(startOfDay('2026-11-01', 'America/New_York').toISOString(), '2026-11-01T04:00:00.000Z');
    assert.equal(endOfDay('2026-11-01', 'America/New_York').toISOString(), '2026-11-02T05:00:00.000Z');
  });
});

test('rounds are held by one process at a time', async () => {
  const key = { programme: TRIPLE, kind: 'pay', period: '2027-07-01' } as const;
  await beginRound(gov.db, key, gov.clock.now());
  await transaction(gov.db, async (tx) => {
    assert.ok(await holdRound(tx, key));
    assert.equal(await transaction(gov.db, (other) => holdRound(other, key)), undefined);
  });
});
