import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import {
  batchesOfFile,
  makePayoutFile,
  markPayoutFileSent,
  orderPayouts,
  type PayoutFile,
  type PayoutFileRequest,
  type PayoutRequest,
  payoutFileById,
  payoutFiles,
  payoutFileText,
  payoutsOfFile,
  statesOfFile,
} from '../index.ts';
import { assertValid, textOf } from '../iso20022/testing.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase } from '../testing.ts';
import { PAYERS } from './testing.ts';

const ledger = ledgerDatabase();
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);

let keys = 0;
async function ordered(count: number, more: Partial<PayoutRequest> = {}) {
  keys += 1;
  const fund = await fundOf(ledger.db, `fund ${keys}`, 1_000_000);
  return orderPayouts(
    ledger.db,
    Array.from({ length: count }, (_, nth) => ({
      ...{ client: 'test', key: `${keys}/${nth}`, account: fund, amount: 100 + nth, currency: CURRENCY },
      ...{
        to: { bankAccount: `7000000${nth}`, name: `Payee ${nth}` },
        at: later(keys * 100 + nth),
        purpose: 'benefit',
        ...more,
      },
    })),
  );
}

const made = (more: Partial<PayoutFileRequest> = {}): Promise<PayoutFile | undefined> => {
  keys += 1;
  return makePayoutFile(ledger.db, {
    ...{ client: 'test', key: `file ${keys}`, at: later(keys), executeOn: '2026-03-03', initiator: '부처 <A&B>' },
    ...{ payers: PAYERS, decimals: { [CURRENCY]: 2 }, ...more },
  });
};

const fileText = (file: PayoutFile) => textOf(payoutFileText(ledger.db, file.id));

/** How often each element is in a document, and the texts of some. */
function read(xml: string, names: readonly string[]): Record<string, string[]> {
  const found: Record<string, string[]> = Object.fromEntries(names.map((name) => [name, []]));
  const parser = new SaxesParser();
  let text = '';
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    found[name]?.push(text);
    text = '';
  });
  parser.write(xml).close();
  return found;
}

test('without orders there is no file', async () => {
  assert.equal(await made(), undefined);
});

test('a file has what was ordered, is valid, and adds up', async () => {
  const payouts = await ordered(25, { reference: 'A-1 <b>&\u0001\n' });
  await ordered(3, { payer: 'market' });
  const file = (await made())!;
  assert.deepEqual([file.payments, file.state, file.executeOn], [28, 'made', '2026-03-03']);
  const batches = await batchesOfFile(ledger.db, file.id);
  assert.deepEqual(
    batches.map(({ payer, payments, amount }) => [payer, payments, amount]),
    [
      ['market', 3, 303],
      ['treasury', 25, 2_800],
    ],
  );
  const xml = await fileText(file);
  await assertValid(xml, 'pain.001.001.09');
  const { NbOfTxs, CtrlSum, InstdAmt, EndToEndId, Nm, Ustrd } = read(xml, [
    ...['NbOfTxs', 'CtrlSum', 'InstdAmt', 'EndToEndId', 'Nm', 'Ustrd'],
  ]);
  assert.deepEqual(NbOfTxs, ['28', '3', '25']);
  assert.deepEqual(CtrlSum, ['31.03', '3.03', '28.00']);
  assert.equal(
    InstdAmt!.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0),
    3_103,
  );
  assert.equal(new Set(EndToEndId).size, 28);
  assert.ok(payouts.every(({ id }) => EndToEndId!.includes(id.replaceAll('-', ''))));
  assert.equal(Nm![0], '부처 <A&B>');
  assert.equal(Ustrd!.at(-1), 'A-1 <b>&');
  assert.deepEqual(await statesOfFile(ledger.db, file.id), { filed: 28 });
  assert.equal(await made(), undefined, 'nothing is left for another file');
});

test('its text is the same each time, and asked for again so is the file', async () => {
  await ordered(5);
  const key = 'of today';
  const file = (await made({ key }))!;
  const text = await fileText(file);
  await markPayoutFileSent(ledger.db, file.id, later(9_000));
  await ordered(5);
  const again = (await made({ key }))!;
  assert.deepEqual(again, { ...file, state: 'sent', sentAt: later(9_000) });
  assert.equal(await fileText(again), text);
  await made();
});

test('the oldest go first, and what is too many waits for the next file', async () => {
  const old = await ordered(4, { at: later(-50) });
  await ordered(6);
  const first = (await made({ most: 4 }))!;
  const { payouts } = await payoutsOfFile(ledger.db, first.id);
  assert.deepEqual(new Set(payouts.map(({ id }) => id)), new Set(old.map(({ id }) => id)));
  assert.equal((await made({ most: 4 }))?.payments, 4);
  assert.equal((await made({ most: 4 }))?.payments, 2);
});

test('only the payers and currencies that are asked for are taken', async () => {
  await ordered(2);
  assert.equal(await made({ payers: { market: PAYERS.market! } }), undefined);
  assert.equal(await made({ decimals: { XAU: 0 } }), undefined);
  assert.equal((await made())?.payments, 2);
});

test('two who make files at once share the payouts out', async () => {
  await ordered(40);
  const files = await Promise.all([made({ most: 15 }), made({ most: 15 }), made({ most: 15 })]);
  assert.deepEqual(files.map((file) => file?.payments).sort(), [10, 15, 15]);
});

test('names that were not known are asked for, some at a time, and kept with the payout', async () => {
  await ordered(7, { to: { bankAccount: '123' } });
  const asked: string[] = [];
  const file = (await made({
    holders: async (owners) => {
      asked.push(...owners);
      return new Map(owners.map((owner) => [owner, `홀더 ${owner}`]));
    },
  }))!;
  assert.equal(asked.length, 1);
  const xml = await fileText(file);
  assert.equal(read(xml, ['Nm']).Nm!.filter((name) => name === `홀더 ${asked[0]}`).length, 7);
  await ordered(1, { to: { bankAccount: '123' } });
  assert.match(await fileText((await made())!), /<Cdtr><Nm>NOTPROVIDED<\/Nm><\/Cdtr>/);
});

test('a payer whom no bank knows makes no file and leaves the orders', async () => {
  await ordered(2);
  const payers = { treasury: { name: 'Treasury', bankAccount: 'no account!' } };
  await assert.rejects(made({ payers }), { code: 'invalid' });
  assert.equal((await made())?.payments, 2);
});

test('files and their payouts are listed page by page', async () => {
  await ordered(9);
  const file = (await made())!;
  const { files, next } = await payoutFiles(ledger.db, { limit: 1 });
  assert.equal(files.length, 1);
  assert.ok(next);
  assert.notEqual((await payoutFiles(ledger.db, { limit: 1, before: next! })).files[0]!.id, files[0]!.id);
  const ids: string[] = [];
  let page = await payoutsOfFile(ledger.db, file.id, { limit: 4 });
  ids.push(...page.payouts.map(({ id }) => id));
  while (page.next) {
    page = await payoutsOfFile(ledger.db, file.id, { limit: 4, after: page.next });
    ids.push(...page.payouts.map(({ id }) => id));
  }
  assert.equal(new Set(ids).size, 9);
  assert.deepEqual((await payoutsOfFile(ledger.db, file.id, { state: 'settled' })).payouts, []);
  assert.deepEqual(await payoutFileById(ledger.db, file.id), file);
  await assert.rejects(textOf(payoutFileText(ledger.db, '00000000-0000-8000-8000-000000000000')), {
    code: 'not-found',
  });
});
