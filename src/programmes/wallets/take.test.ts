import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { programmeAccount } from '../accounts.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { freezeWallet, persona } from '../testing.ts';
import { cardOf, reportSpending } from './cards.ts';
import { giveBack } from './give-back.ts';
import { walletEvents, walletOf, walletsOf } from './read.ts';
import { takingRefusal } from './refusals.ts';
import { take } from './take.ts';

const { gov } = await testGovernment('tw');
const PROGRAMME = 'triple-stimulus-voucher';
const programme = gov.pack.programmes.get(PROGRAMME)!;
const mother = await persona(gov, 'employed-mother');
const father = await persona(gov, 'father');

const wish = (person: string, more: object = {}) => ({
  person,
  programme: PROGRAMME,
  channel: 'mobile',
  key: 'k',
  ...more,
});
const refused = (reason: string) => (error: unknown) => takingRefusal(error) === reason;
const unit = 10 ** gov.pack.currency.decimals;

describe('who is entitled', () => {
  test('is told yes with the amount, and sees that the programme has read of them', async () => {
    const { state, entitlement, because } = await entitlementNow(gov, mother, PROGRAMME);
    assert.deepEqual([state, entitlement?.amount, entitlement?.taken, because], ['yes', 3000 * unit, 0, []]);
    const readers = (await disclosuresOf(gov.db, mother, { limit: 9 })).map(({ reader }) => reader);
    assert.ok(readers.includes(PROGRAMME));
  });

  test('is told no with the clause, in three languages, and nothing is opened', async () => {
    const stranger = '00000000-0000-7000-8000-00000000abcd';
    const { state, because, explain, entitlement } = await entitlementNow(gov, stranger, PROGRAMME);
    assert.deepEqual([state, because, entitlement], ['no', ['registered'], undefined]);
    for (const locale of ['ko', 'zh-Hant', 'en'] as const)
      assert.ok(explain!(locale).clauses.some(({ outcome, text }) => outcome === 'no' && text !== ''));
    assert.equal((await all(gov.db, sql`select from programmes.entitlement where person = ${stranger}`)).length, 0);
    await assert.rejects(take(gov, wish(stranger)), refused('not-entitled'));
  });
});

describe('taking', () => {
  test('puts the whole into the wallet, once, with its price and an entry in the log', async () => {
    const account = accountOf(programmeAccount(gov, programme));
    const before = await balanceOf(gov.db, account);
    const taking = await take(gov, wish(mother));
    assert.deepEqual([taking.amount, taking.state, taking.period], [3000 * unit, 'done', programme.window.from]);
    assert.deepEqual(await take(gov, wish(mother)), taking);
    assert.equal((await walletOf(gov, mother, PROGRAMME)).balance, 3000 * unit);
    assert.equal(await balanceOf(gov.db, account), before - taking.amount + taking.price);
    const { events } = await walletEvents(gov, { person: mother, programme: PROGRAMME });
    assert.deepEqual(
      events.map(({ kind, amount, entry }) => [kind, amount, entry]),
      [['taken', 3000 * unit, taking.entry]],
    );
    const [wallet] = await walletsOf(gov, mother);
    assert.equal(wallet?.lots[0]?.expiresAt?.toISOString(), taking.expiresAt.toISOString());
  });

  test('the same key for something else, a second time and a part are refused', async () => {
    await assert.rejects(take(gov, wish(mother, { channel: 'card' })), refused('key-reused'));
    await assert.rejects(take(gov, wish(mother, { key: 'again' })), refused('nothing-left'));
    await assert.rejects(take(gov, wish(father, { amount: 1000 * unit })), refused('whole-only'));
    await assert.rejects(take(gov, wish(father, { channel: 'none' })), refused('bad-channel'));
  });

  test('what was given back can be taken again, and the price has come back', async () => {
    const account = accountOf(programmeAccount(gov, programme));
    const before = await balanceOf(gov.db, account);
    const taking = await take(gov, wish(father));
    const back = await giveBack(gov, { person: father, taking: taking.id });
    assert.equal(back.state, 'given-back');
    assert.deepEqual(await giveBack(gov, { person: father, taking: taking.id }), back);
    assert.equal(await balanceOf(gov.db, account), before);
    assert.equal((await walletOf(gov, father, PROGRAMME)).balance, 0);
    const again = await take(gov, wish(father, { key: 'second' }));
    assert.notEqual(again.id, taking.id);
    await assert.rejects(giveBack(gov, { person: mother, taking: again.id }), refused('unknown-taking'));
  });

  test('many requests of one person at once take it once', async () => {
    const person = await persona(gov, 'no-newborn');
    const keys = Array.from({ length: 20 }, (_, nth) => `key ${nth % 4}`);
    const outcomes = await Promise.allSettled(keys.map((key) => take(gov, wish(person, { key }))));
    const taken = new Set(outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : [])));
    assert.equal(taken.size, 1);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5);
    assert.equal((await walletOf(gov, person, PROGRAMME)).balance, 3000 * unit);
  });

  test('an officer who takes it for somebody is written down, and the person is told', async () => {
    const person = await persona(gov, 'unmarried-mother');
    const officer = await persona(gov, 'registrar');
    const taking = await take(gov, wish(person, { officer }));
    assert.equal(taking.byOfficer, officer);
    const titles = (await inboxOf(gov.db, person, { limit: 9 })).map(({ title }) => title.en);
    assert.ok(titles.some((title) => title.includes('counter')));
  });

  test('from a wallet that is frozen nothing is taken, and none once the window is over', async () => {
    const person = await persona(gov, 'contradicted-father');
    const end = await transaction(gov.db, (tx) => freezeWallet(tx, gov, person, PROGRAMME));
    await assert.rejects(take(gov, wish(person)), refused('frozen'));
    await end();
    const now = gov.clock.now();
    gov.clock.set('2027-07-01T00:00:01+08:00');
    await assert.rejects(take(gov, wish(person)), refused('not-open'));
    gov.clock.set(now);
    await take(gov, wish(person));
  });
});

test('cash-back counts what is reported of the card, once each, and pays when it is enough', async () => {
  const person = await persona(gov, 'contradicted-mother');
  const card = '4000-1234-5678-9010';
  await assert.rejects(
    take(gov, wish(person, { channel: 'card', card: '12', bankAccount: '123456789' })),
    refused('no-card'),
  );
  const taking = await take(gov, wish(person, { channel: 'card', card, bankAccount: '00412345678901' }));
  assert.equal(taking.price, 0);
  const report = (key: string, amount: number, of = 'restaurant') =>
    reportSpending(gov, {
      programme: PROGRAMME,
      card: '4000123456789010',
      amount: amount * unit,
      class: of,
      region: 'taipei',
      on: '2026-11-02',
      key,
    });
  assert.deepEqual(await report('1', 2900), { counts: true, refusal: undefined, paid: false });
  assert.deepEqual(await report('1', 2900), { counts: true, refusal: undefined, paid: false });
  assert.equal((await report('2', 500, 'utility')).refusal, 'class');
  assert.equal((await report('3', -50)).paid, false);
  assert.equal((await report('4', 149)).paid, false);
  assert.equal((await report('5', 1)).paid, true);
  assert.equal((await report('6', 1000)).paid, true);
  const now = await cardOf(gov.db, person, PROGRAMME, programme.window.from);
  assert.deepEqual([now?.spent, now?.lastDigits, now?.paidAt !== null], [3000 * unit, '9010', true]);
});

test('the books hold', async () => {
  const report = await trialBalance(gov.db);
  assert.deepEqual(report.problems, []);
});
