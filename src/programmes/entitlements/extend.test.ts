import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError, type Day, first, run, sql, uuidOf } from '../../kernel/index.ts';
import { accountOf, ensureAccount, lotsOf, transfer, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { noteAccount, programmeAccount, walletAccount } from '../accounts.ts';
import { extendProgramme, type ProgrammeOfficer } from '../office/index.ts';
import { checkNote } from '../paper/check.ts';
import { handOver } from '../paper/hand-over.ts';
import { ordersOf } from '../paper/orders.ts';
import { OFFICER, serialOf, stockUp } from '../paper/testing.ts';
import { payerOf } from '../payments/payer.ts';
import { paymentRefusal } from '../payments/refusals.ts';
import { findShops } from '../shops/find.ts';
import { persona } from '../testing.ts';
import { giveBack } from '../wallets/give-back.ts';
import { walletEvents, walletOf } from '../wallets/read.ts';
import { remind } from '../wallets/remind.ts';
import { take } from '../wallets/take.ts';
import { contentOfTaking, takenBy } from '../wallets/taking.ts';
import { expire } from './expire.ts';
import { extendWhatIsOut } from './extend.ts';
import { endOfDay } from './period.ts';
import { roundsOf } from './rounds.ts';

const TRIPLE = 'triple-stimulus-voucher';

describe('a later last day for spending', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get(TRIPLE)!;
  const { timeZone } = gov.pack;
  const until = (day: Day) => endOfDay(day, timeZone);
  const [mother, father, alone, owner] = (await Promise.all(
    ['employed-mother', 'father', 'no-newborn', 'shop-owner'].map((id) => persona(gov, id)),
  )) as [string, string, string, string];
  const officer: ProgrammeOfficer = {
    ...gov.pack.demo.personas.find(({ id }) => id === 'programme-officer')!.post!,
    person: await persona(gov, 'programme-officer'),
  };
  const extend = (spendUntil: Day) =>
    extendProgramme(gov, officer, TRIPLE, { spendUntil }, { reason: 'More time.', key: uuidOf('extend', spendUntil) });
  const [shop] = (await findShops(gov.db, gov, { programme, class: 'restaurant', limit: 1 })).shops;
  const pay = (person: string, amount: number, key: string) => {
    gov.clock.advance(60_000);
    return payerOf(gov).pay({ way: 'scan', shop: shop!.id, person, programme: TRIPLE, amount, key });
  };
  const wallet = (person: string) => accountOf(walletAccount(gov, TRIPLE, person));
  const expiries = async (account: string) => (await lotsOf(gov.db, account)).map(({ expiresAt }) => expiresAt);
  const takingOf = async (person: string) => (await takenBy(gov.db, person, { programme: TRIPLE }))[0]!;
  const told = async (person: string) =>
    (await inboxOf(gov.db, person, { limit: 50 })).filter(({ title }) => title.en.includes('spend it by'));
  const toldOfMore = async (person: string) =>
    (await inboxOf(gov.db, person, { limit: 50 })).filter(({ title }) => title.en.includes('you now have until'));
  const [OLD, NEW] = ['2027-06-30', '2027-08-31'] as const;
  /** Money that comes into a wallet with the day as it was, like that of a taking that began before the office decided. */
  const late = async (person: string, amount: number) => {
    const account = await ensureAccount(gov.db, walletAccount(gov, TRIPLE, person));
    const [debit, currency] = [accountOf(programmeAccount(gov, programme)), gov.pack.currency.code];
    const base = { client: 'test', key: `late/${amount}`, purpose: 'test', at: gov.clock.now() };
    await transfer(gov.db, { ...base, debit, credit: account, amount, currency, lot: until(OLD) });
  };
  let spentBefore: string;
  let paper: { order: string; serial: string };

  test('reaches what is in wallets and on paper, and nothing moves for it', async () => {
    for (const person of [mother, father]) await take(gov, { person, programme: TRIPLE, channel: 'mobile', key: 'k' });
    const [place] = gov.pack.places.keys();
    const set = await stockUp(gov, programme, 2, place);
    for (const person of [alone, owner])
      await take(gov, { person, programme: TRIPLE, channel: 'paper', place: place!, key: 'k' });
    const [own] = await ordersOf(gov.db, alone);
    await handOver(gov, { programme, code: own!.code, serial: serialOf(programme, set, 0), officer: OFFICER });
    paper = { order: (await ordersOf(gov.db, owner))[0]!.code, serial: serialOf(programme, set + 1, 0) };
    spentBefore = (await pay(mother, 3_000, 'all')).id;
    const committed = contentOfTaking(await takingOf(father));
    const { events } = await walletEvents(gov, { person: father, programme: TRIPLE });

    await extend(NEW);
    await pay(father, 100, 'meanwhile');
    await extendWhatIsOut(gov);

    for (const account of [wallet(father), accountOf(noteAccount(gov, TRIPLE, serialOf(programme, set, 1)))])
      assert.deepEqual(await expiries(account), [until(NEW)]);
    for (const person of [mother, father, alone, owner])
      assert.deepEqual((await takingOf(person)).expiresAt, until(NEW));
    assert.equal((await ordersOf(gov.db, owner))[0]!.expiresAt.getTime(), until(NEW).getTime());
    const check = await checkNote(gov.db, gov, { serial: serialOf(programme, set, 1) });
    assert.ok(check.state === 'known' && check.standing.until === NEW);
    assert.deepEqual(contentOfTaking(await takingOf(father)), committed, 'what the log was told can still be checked');
    const after = await walletEvents(gov, { person: father, programme: TRIPLE });
    assert.deepEqual(after.events.slice(1), events);
    const [round] = (await roundsOf(gov.db, TRIPLE)).filter(({ kind }) => kind === 'extend');
    assert.ok(round!.finishedAt && round!.done >= 3 && round!.period === OLD);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('whoever has money left or took paper is told, once, and who has spent it all is not', async () => {
    await extendWhatIsOut(gov);
    assert.deepEqual(
      await Promise.all([mother, father, alone, owner].map(async (person) => (await toldOfMore(person)).length)),
      [0, 1, 1, 1],
    );
    const [[wallets], [papers]] = await Promise.all([toldOfMore(father), toldOfMore(alone)]);
    assert.match(wallets!.title.en, /31 August 2027|August 31, 2027/);
    assert.match(wallets!.body.en, /You have NT\$2,900 left/);
    assert.match(papers!.body.en, /even where an earlier day is printed/);
  });

  test('finds what came in with the old day while the office decided', async () => {
    await late(owner, 11);
    assert.deepEqual(await expiries(wallet(owner)), [until(OLD)]);
    await extendWhatIsOut(gov);
    assert.deepEqual(await expiries(wallet(owner)), [until(NEW)]);
  });

  test('broken off, it goes on where it was, and nothing is swept up before it is through', async () => {
    await run(
      gov.db,
      sql`update programmes.round set finished_at = null, position = '{"part": "lots"}'
        where programme = ${TRIPLE} and kind = 'extend'`,
    );
    await late(alone, 22);
    gov.clock.set('2027-07-02T09:00:00+08:00');
    await expire(gov);
    await extendWhatIsOut(gov);
    await expire(gov);
    assert.equal((await walletOf(gov, alone, TRIPLE)).balance, 22);
    assert.equal((await walletOf(gov, father, TRIPLE)).balance, 2_900);
  });

  test('after the old last day one pays, is refunded into money that lasts, and is handed what was ordered', async () => {
    await pay(father, 200, 'after');
    const { id: shopId } = shop!;
    const clerk = (await first(
      gov.db,
      sql<{ person: string }>`select person from programmes.clerk where shop = ${shopId} and role = 'owner'`,
    ))!.person;
    const before = (await walletOf(gov, mother, TRIPLE)).balance;
    await payerOf(gov).refund({ shop: shopId, clerk, payment: spentBefore, amount: 1_000, key: 'back' });
    assert.equal((await walletOf(gov, mother, TRIPLE)).balance, before + 1_000);
    await expire(gov);
    assert.equal((await walletOf(gov, mother, TRIPLE)).balance, before + 1_000);
    await handOver(gov, { programme, code: paper.order, serial: paper.serial, officer: OFFICER });
    const [handed] = (await ordersOf(gov.db, owner)).map(({ set }) => set!);
    assert.deepEqual(await expiries(accountOf(noteAccount(gov, TRIPLE, serialOf(programme, handed!, 2)))), [
      until(NEW),
    ]);
  });

  test('people are reminded of the new day', async () => {
    await remind(gov);
    const earlier = (await told(father)).length;
    gov.clock.set('2027-08-02T09:00:00+08:00');
    await remind(gov);
    await remind(gov);
    const letters = await told(father);
    assert.equal(letters.length, earlier + 1);
    assert.match(letters[0]!.title.en, /31 August 2027|August 31, 2027/);
  });

  test('it is decided before the last day begins', async () => {
    gov.clock.set('2027-08-31T00:00:00+08:00');
    await assert.rejects(extend('2027-09-30'), (error) => error instanceof AppError && error.code === 'conflict');
    await pay(father, 1, 'the last day');
    gov.clock.set('2027-09-01T00:00:00+08:00');
    await assert.rejects(pay(father, 1, 'over'), (error) => paymentRefusal(error) !== undefined);
    await expire(gov);
    assert.deepEqual(await expiries(wallet(father)), []);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });
});

test('what was taken before can be given back whole after', async () => {
  const { gov } = await testGovernment('tw');
  const person = await persona(gov, 'father');
  const officer: ProgrammeOfficer = {
    ...gov.pack.demo.personas.find(({ id }) => id === 'programme-officer')!.post!,
    person: await persona(gov, 'programme-officer'),
  };
  const { id } = await take(gov, { person, programme: TRIPLE, channel: 'mobile', key: 'k' });
  const wish = { reason: 'More time.', key: uuidOf('extend') };
  await extendProgramme(gov, officer, TRIPLE, { spendUntil: '2027-12-31' }, wish);
  await extendWhatIsOut(gov);
  assert.equal((await giveBack(gov, { person, taking: id })).state, 'given-back');
  assert.equal((await walletOf(gov, person, TRIPLE)).balance, 0);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});
