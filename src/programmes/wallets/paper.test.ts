import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf, trialBalance } from '../../ledger/index.ts';
import { programmeAccount } from '../accounts.ts';
import { handOver } from '../paper/hand-over.ts';
import { ordersOf } from '../paper/orders.ts';
import { addStock, removeStock, stockOf } from '../paper/stock.ts';
import { OFFICER, serialOf, stockUp } from '../paper/testing.ts';
import { persona } from '../testing.ts';
import { giveBack } from './give-back.ts';
import { takingRefusal } from './refusals.ts';
import { take } from './take.ts';
import { takingById } from './taking.ts';

const TRIPLE = 'triple-stimulus-voucher';

test('of the last sets at a place each goes to one person, with its price, and back to the place when given back', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get(TRIPLE)!;
  const place = [...gov.pack.places.keys()][0]!;
  const account = accountOf(programmeAccount(gov, programme));
  const free = async () => (await stockOf(gov.db, TRIPLE)).find((one) => one.place === place)?.free ?? 0;
  await transaction(gov.db, async (tx) => {
    await removeStock(tx, TRIPLE, place, await free());
    await addStock(tx, TRIPLE, place, 3);
  });
  const people = await Promise.all(
    ['employed-mother', 'father', 'no-newborn', 'unmarried-mother', 'contradicted-father'].map((id) =>
      persona(gov, id),
    ),
  );
  const wish = (person: string) => ({ person, programme: TRIPLE, channel: 'paper', place, key: 'k' });
  const before = await balanceOf(gov.db, account);

  await assert.rejects(
    take(gov, { ...wish(people[0]!), place: 'nowhere' }),
    (error) => takingRefusal(error) === 'no-place',
  );
  const outcomes = await Promise.allSettled(people.map((person) => take(gov, wish(person))));
  const taken = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [takingRefusal(one.reason)] : []));
  assert.deepEqual([taken.length, refused], [3, ['no-stock', 'no-stock']]);
  const [first] = taken;
  assert.deepEqual([first!.state, await free()], ['ordered', 0]);
  const paid = taken.reduce((sum, { amount, price }) => sum + amount - price, 0);
  assert.equal(await balanceOf(gov.db, account), before - paid);
  assert.equal((await ordersOf(gov.db, first!.person))[0]?.taking, first!.id);

  for (const { person, id } of taken) await giveBack(gov, { person, taking: id });
  assert.equal(await balanceOf(gov.db, account), before);
  assert.equal(await free(), 3);
  assert.deepEqual((await trialBalance(gov.db)).problems, []);
});

test('paper is ordered until it is handed over, then done, and given back at the counter it is given back', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get(TRIPLE)!;
  const place = [...gov.pack.places.keys()][0]!;
  const set = await stockUp(gov, programme, 1, place);
  const person = await persona(gov, 'employed-mother');
  const taking = await take(gov, { person, programme: TRIPLE, channel: 'paper', place, key: 'k' });
  const [order] = await ordersOf(gov.db, person);
  const stateOf = async () => (await takingById(gov.db, person, taking.id))!.state;
  const give = (code: string) =>
    handOver(gov, { programme, code, serial: serialOf(programme, set, 0), officer: OFFICER });
  await assert.rejects(give('ABCDEFGH'));
  assert.equal(await stateOf(), 'ordered');
  await give(order!.code);
  assert.equal(await stateOf(), 'done');
  await giveBack(gov, { person, taking: taking.id, officer: OFFICER });
  assert.equal(await stateOf(), 'given-back');
});

test('a counter that hands over and a person who cancels at the same time do not wait for each other for ever', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get(TRIPLE)!;
  const place = [...gov.pack.places.keys()][0]!;
  const people = await Promise.all(
    ['employed-mother', 'father', 'no-newborn', 'unmarried-mother'].map((id) => persona(gov, id)),
  );
  const set = await stockUp(gov, programme, people.length, place);
  for (const [nth, person] of people.entries()) {
    const taking = await take(gov, { person, programme: TRIPLE, channel: 'paper', place, key: 'race' });
    const [order] = await ordersOf(gov.db, person);
    const serial = serialOf(programme, set + nth, 0);
    const outcomes = await Promise.allSettled([
      handOver(gov, { programme, code: order!.code, serial, officer: OFFICER }),
      giveBack(gov, { person, taking: taking.id }),
    ]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    assert.equal(refused.length, 1);
    assert.ok(refused[0] instanceof AppError, String(refused[0]));
    const { state } = (await takingById(gov.db, person, taking.id))!;
    assert.equal(state, outcomes[0]!.status === 'fulfilled' ? 'done' : 'given-back');
  }
});
