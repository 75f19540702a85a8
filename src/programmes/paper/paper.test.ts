import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { AppError, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf, lotsOf, trialBalance } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { noteAccount } from '../accounts.ts';
import { payerOf } from '../payments/payer.ts';
import { newShop } from '../payments/testing.ts';
import { orderAccount } from './accounts.ts';
import { askToLift, blockRange, liftBlock } from './blocks.ts';
import { checkNote } from './check.ts';
import { handOver, takeBackSet } from './hand-over.ts';
import { lapseOverdue } from './lapse.ts';
import { bringBack, deliver, destroy } from './moves.ts';
import { cancelOrder, ordersOf, reorderPaper } from './orders.ts';
import { cancelRun, markPrinted, openSheets, orderPrintRun, printRunOf } from './runs.ts';
import { placesWithStock } from './stock.ts';
import { paperTally } from './tally.ts';
import {
  ask,
  fundOf,
  handedSetOf,
  NOTES,
  OFFICER,
  OTHER_OFFICER,
  orderSet,
  paperGovernment,
  paperProgramme,
  prefixOf,
  scratchOf,
  serialOf,
  stockUp,
  WORTH,
} from './testing.ts';

const voucher = paperProgramme('north-stimulus-voucher');
const gift = paperProgramme('city-gift-note', { expiry: { months: 60 } });
const opened = paperGovernment([voucher, gift]);

const refusal = (words: RegExp) => (error: unknown) => error instanceof AppError && words.test(error.message);
const why = async (serial: string) => ((await ask(opened.gov, voucher, serial)) as { refused: string }).refused;

test('from the printer to the hand: a set is ordered, its money set aside, and only handing it over fills its notes', async () => {
  const { gov } = opened;
  const run = await orderPrintRun(gov, { programme: voucher, sets: 10, officer: OFFICER });
  assert.deepEqual([run.notes, run.expiresOn, run.state], [NOTES, '2026-12-31', 'ordered']);
  assert.deepEqual(await placesWithStock(gov.db, gov, voucher.id), []);
  await openSheets(gov, { programme: voucher, run: run.id, officer: OFFICER, first: run.first, last: run.first + 4 });
  await markPrinted(gov, { programme: voucher, run: run.id, officer: OFFICER });
  await assert.rejects(
    openSheets(gov, { programme: voucher, run: run.id, officer: OFFICER, first: run.first, last: run.last }),
    refusal(/closed/),
  );
  await deliver(gov, { programme: voucher, first: run.first, last: run.first + 3, place: 'east', officer: OFFICER });
  assert.deepEqual(
    (await placesWithStock(gov.db, gov, voucher.id)).map(({ place, free }) => [place.id, free]),
    [['east', 4]],
  );

  const before = await balanceOf(gov.db, fundOf(gov, voucher));
  const order = await orderSet(gov, voucher);
  assert.equal(await balanceOf(gov.db, fundOf(gov, voucher)), before - WORTH);
  const note = serialOf(voucher, run.first, 1);
  assert.equal(
    ((await checkNote(gov.db, gov, { serial: note })) as { standing: { state: string } }).standing.state,
    'unissued',
  );
  assert.match(await why(note), /never handed out/);

  const closed = await handOver(gov, {
    programme: voucher,
    code: ` ${order.code.toLowerCase()} `,
    serial: note,
    officer: OFFICER,
  });
  assert.deepEqual([closed.state, closed.set], ['handed', run.first]);
  for (const [index, value] of NOTES.entries()) {
    const account = accountOf(noteAccount(gov, voucher.id, serialOf(voucher, run.first, index + 1)));
    assert.deepEqual(await lotsOf(gov.db, account), [{ expiresAt: order.expiresAt, balance: value, held: 0 }]);
  }
  assert.equal(await balanceOf(gov.db, accountOf(orderAccount(gov, voucher.id, order.taking))), 0);
  assert.deepEqual(await ask(gov, voucher, note), { value: 200 });
  const tally = await paperTally(gov.db, voucher.id);
  assert.deepEqual([tally.printed, tally.stored, tally.free, tally.handed], [10, 6, 3, 1]);
  assert.deepEqual(
    (await ordersOf(gov.db, order.person)).map(({ state }) => state),
    ['handed'],
  );
});

test('a set is handed over once, at its own place, for an order that waits, and never of another programme', async () => {
  const { gov } = opened;
  const { note } = await handedSetOf(gov, voucher);
  const other = await stockUp(gov, voucher, 1, 'west');
  const gifts = await stockUp(gov, gift, 1);
  await stockUp(gov, voucher, 1);
  const order = await orderSet(gov, voucher);
  const give = (serial: string, code = order.code) =>
    handOver(gov, { programme: voucher, code, serial, officer: OFFICER });
  await assert.rejects(give(note(1)), refusal(/handed over before/));
  await assert.rejects(give(serialOf(voucher, other, 0)), refusal(/not delivered to this place/));
  await assert.rejects(give(serialOf(gift, gifts, 0)), refusal(/another programme/));
  await assert.rejects(give(serialOf(voucher, 99_999, 0)), refusal(/not delivered/));
  await assert.rejects(give('TSV 1'), refusal(/mistyped/));
  await assert.rejects(give(note(1), 'ABCDEFGH'), refusal(/no order/));
  await transaction(gov.db, (tx) => cancelOrder(tx, gov, order));
  await assert.rejects(give(note(1)), refusal(/no order/));
});

test('a range is blocked by one officer and lifted by two; its notes are refused with the reason, and cannot be handed over', async () => {
  const { gov } = opened;
  const start = await stockUp(gov, voucher, 10, 'west');
  const [one, two] = [await orderSet(gov, voucher, 'west'), await orderSet(gov, voucher, 'west')];
  const give = (code: string, set: number) =>
    handOver(gov, { programme: voucher, code, serial: serialOf(voucher, set, 0), officer: OFFICER });
  await give(one.code, start);
  const tally = await paperTally(gov.db, voucher.id);
  const free = (await placesWithStock(gov.db, gov, voucher.id)).find(({ place }) => place.id === 'west')!.free;
  const request = { programme: voucher, first: start, last: start + 5, reason: 'stolen', officer: OFFICER } as const;
  const block = await blockRange(gov, { ...request, handedToo: false, words: 'A van was robbed' });
  assert.deepEqual([block.sets, block.lapsed], [5, 0]);
  assert.equal(
    (await placesWithStock(gov.db, gov, voucher.id)).find(({ place }) => place.id === 'west')!.free,
    free - 5,
  );
  await assert.rejects(give(two.code, start + 1), refusal(/blocked/));
  const stolen = serialOf(voucher, start + 1, 1);
  assert.match(await why(stolen), /blocked since .* \(stolen\)/);
  // What was handed out before is its owner's, unless it is meant as well.
  const owned = serialOf(voucher, start, 1);
  assert.deepEqual(await ask(gov, voucher, owned), { value: 200 });
  const wider = await blockRange(gov, {
    ...request,
    handedToo: true,
    reason: 'counterfeit',
    words: 'Copies were seen',
  });
  assert.equal(wider.sets, 0);
  assert.match(await why(owned), /copies were found/);

  const lift = (id: string, officer: string) => liftBlock(gov, { programme: voucher, block: id, officer });
  await assert.rejects(lift(wider.id, OTHER_OFFICER), refusal(/Another officer/));
  await askToLift(gov, { programme: voucher, block: wider.id, officer: OFFICER });
  await assert.rejects(lift(wider.id, OFFICER), refusal(/Another officer/));
  await lift(wider.id, OTHER_OFFICER);
  assert.deepEqual(await ask(gov, voucher, owned), { value: 200 });
  await assert.rejects(give(two.code, start + 1), refusal(/blocked/));
  await askToLift(gov, { programme: voucher, block: block.id, officer: OTHER_OFFICER });
  await lift(block.id, OFFICER);
  await assert.rejects(lift(block.id, OFFICER), refusal(/lifted already/));
  assert.deepEqual(await paperTally(gov.db, voucher.id), tally);
  await give(two.code, start + 1);
});

test('what is stolen from under people’s orders makes the newest of them lapse, and they are told', async () => {
  const { gov } = opened;
  const start = await stockUp(gov, gift, 4, 'west');
  const orders = [];
  for (let nth = 0; nth < 3; nth += 1) {
    orders.push(await orderSet(gov, gift, 'west'));
    gov.clock.advance(1_000);
  }
  const money = await balanceOf(gov.db, fundOf(gov, gift));
  const block = await blockRange(gov, {
    ...{ programme: gift, first: start, last: start + 2, handedToo: false, reason: 'lost', words: 'A sack is missing' },
    officer: OFFICER,
  });
  assert.deepEqual([block.sets, block.lapsed], [3, 2]);
  const [eldest, , newest] = orders;
  assert.equal((await ordersOf(gov.db, newest!.person))[0]!.state, 'lapsed');
  assert.equal((await ordersOf(gov.db, eldest!.person))[0]!.state, 'waiting');
  assert.equal(await balanceOf(gov.db, fundOf(gov, gift)), money + 2 * WORTH);
  assert.equal((await inboxOf(gov.db, newest!.person, { limit: 5 })).length, 1);
  const again = { person: newest!.person, taking: newest!.taking };
  await assert.rejects(
    transaction(gov.db, (tx) => reorderPaper(tx, gov, { ...again, place: 'west' })),
    refusal(/none left/),
  );
  await stockUp(gov, gift, 1, 'east');
  const anew = await transaction(gov.db, (tx) => reorderPaper(tx, gov, { ...again, place: 'east' }));
  assert.notEqual(anew.code, newest!.code);
  await assert.rejects(
    transaction(gov.db, (tx) => reorderPaper(tx, gov, { ...again, place: 'east' })),
    refusal(/still waits/),
  );
});

test('what nobody picks up in time can be ordered by others, and its money goes back', async () => {
  const { gov } = opened;
  const before = await paperTally(gov.db, voucher.id);
  await stockUp(gov, voucher, 1);
  const money = await balanceOf(gov.db, fundOf(gov, voucher));
  const order = await orderSet(gov, voucher);
  gov.clock.advance(14 * 24 * 3_600_000);
  await lapseOverdue(gov);
  assert.equal((await ordersOf(gov.db, order.person))[0]!.state, 'waiting');
  gov.clock.advance(24 * 3_600_000);
  await lapseOverdue(gov);
  await lapseOverdue(gov);
  assert.equal((await ordersOf(gov.db, order.person))[0]!.state, 'lapsed');
  assert.equal(await balanceOf(gov.db, fundOf(gov, voucher)), money + before.reserved * WORTH);
  assert.equal((await inboxOf(gov.db, order.person, { limit: 5 })).length, 1);
  const after = await paperTally(gov.db, voucher.id);
  assert.deepEqual([after.free - before.free, after.reserved], [1 + before.reserved, 0]);
  await transaction(gov.db, (tx) => cancelOrder(tx, gov, order));
  await assert.rejects(
    transaction(gov.db, (tx) => cancelOrder(tx, gov, order)),
    refusal(/closed/),
  );
});

test('a whole set can be given back, one of which a note is spent cannot; what came back is worth nothing', async () => {
  const { gov } = opened;
  const [whole, used] = [await handedSetOf(gov, voucher), await handedSetOf(gov, voucher)];
  const { shop, clerk } = await newShop(gov);
  const secret = await scratchOf(gov, voucher, used.note(1));
  const request = {
    way: 'note',
    programme: voucher.id,
    serial: used.note(1),
    secret,
    amount: 200,
    key: 'once',
  } as const;
  await payerOf(gov).pay({ ...request, shop, clerk });
  const money = await balanceOf(gov.db, fundOf(gov, voucher));
  const back = ({ order: { person, taking } }: typeof whole) =>
    transaction(gov.db, (tx) => takeBackSet(tx, gov, { person, taking, officer: OFFICER }));
  await assert.rejects(back(used), refusal(/were spent/));
  await back(whole);
  await assert.rejects(back(whole), refusal(/no order/));
  assert.equal(await balanceOf(gov.db, fundOf(gov, voucher)), money + WORTH);
  assert.match(await why(whole.note(1)), /given back or destroyed/);
});

test('sets go back to the store and are destroyed; what people wait for stays, and nothing is done twice', async () => {
  const { gov } = opened;
  const start = await stockUp(gov, voucher, 5, 'west');
  const move = (first: number, last: number) => ({ programme: voucher, first, last, officer: OFFICER });
  const { free } = (await placesWithStock(gov.db, gov, voucher.id)).find(({ place }) => place.id === 'west')!;
  for (let nth = 0; nth < free - 2; nth += 1) await orderSet(gov, voucher, 'west');
  await assert.rejects(bringBack(gov, { ...move(start, start + 4), place: 'west' }), refusal(/At most 2/));
  await assert.rejects(destroy(gov, move(start, start)), refusal(/cannot be moved/));
  assert.equal(await bringBack(gov, { ...move(start, start + 1), place: 'west' }), 2);
  assert.equal(await destroy(gov, move(start, start)), 1);
  await assert.rejects(deliver(gov, { ...move(start, start), place: 'east' }), refusal(/cannot be moved/));
  await assert.rejects(deliver(gov, { ...move(start + 1, start + 1), place: 'moon' }), refusal(/from the list/));
  await assert.rejects(deliver(gov, { ...move(start + 1, start), place: 'east' }), refusal(/in this order/));
  await assert.rejects(deliver(gov, { ...move(90_000, 90_001), place: 'east' }), refusal(/cannot be moved/));
});

test('a print run is given up before it is printed, its numbers are gone; nobody prints more than there are', async () => {
  const { gov } = opened;
  const run = await orderPrintRun(gov, { programme: voucher, sets: 3, officer: OFFICER });
  await cancelRun(gov, { programme: voucher, run: run.id, officer: OFFICER });
  await assert.rejects(markPrinted(gov, { programme: voucher, run: run.id, officer: OFFICER }), refusal(/closed/));
  const next = await orderPrintRun(gov, { programme: voucher, sets: 1, officer: OFFICER });
  assert.equal(next.first, run.last + 1);
  await assert.rejects(printRunOf(gov.db, voucher.id, randomUUID()), refusal(/no such/));
  for (const sets of [0, -1, 1.5, 1e9])
    await assert.rejects(orderPrintRun(gov, { programme: voucher, sets, officer: OFFICER }), refusal(/Enter a number/));
  const bare = paperProgramme('bare', { channels: [] });
  await assert.rejects(orderPrintRun(gov, { programme: bare, sets: 1, officer: OFFICER }), refusal(/no paper/));
  assert.equal(prefixOf(voucher), 'NSV');
});

test('after all this the books hold', async () => {
  const report = await trialBalance(opened.gov.db);
  assert.deepEqual(report.problems, []);
});
