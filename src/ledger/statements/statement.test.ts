import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import {
  type AccountStatement,
  accountStatement,
  balanceOf,
  camt053,
  ensureAccount,
  reverse,
  statementCsv,
  statementLines,
  statementPage,
  transferAll,
} from '../index.ts';
import { assertValid, schemaErrors, textOf } from '../iso20022/testing.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from '../testing.ts';

const ledger = ledgerDatabase();

const hour = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);
const OPTIONS = { decimals: 2, at: hour(9) };
const FORMULA = '=HYPERLINK("http://evil")';

describe('a statement of account', () => {
  let fund: string;
  let shop: string;
  let march: AccountStatement;
  const period = () => ({ account: shop, from: hour(1), until: hour(5) });

  before(async () => {
    fund = await fundOf(ledger.db, 'fund', 1_000_000);
    shop = await personAccount(ledger.db, 'shop');
    for (const [at, amount, reference] of [
      [0, 1_000, 'before'],
      [1, 250, FORMULA],
      [2, 70, '쿠폰 "5%"\n<&>'],
      [5, 9_999, 'after'],
    ] as const) {
      await transferAll(ledger.db, [payment(fund, shop, amount, { at: hour(at), reference })]);
    }
    const [refunded] = await transferAll(ledger.db, [payment(fund, shop, 30, { at: hour(3), reference: '-1' })]);
    await reverse(ledger.db, refunded!.id, { at: hour(4), purpose: 'correction' });
    march = await accountStatement(ledger.db, period());
  });

  test('a statement begins and ends with what the account held', async () => {
    assert.equal(march.opening, 1_000);
    assert.equal(march.closing, 1_320);
    assert.equal(march.closing, await balanceOf(ledger.db, shop, hour(4.9)));
    assert.deepEqual(march.credits, { count: 3, sum: 350 });
    assert.deepEqual(march.debits, { count: 1, sum: 30 });
    assert.deepEqual([march.kind, march.currency], ['person', CURRENCY]);
  });

  test('its lines are the entries of the period, oldest first, with what the account held after each', async () => {
    const lines = await Array.fromAsync(statementLines(ledger.db, march));
    assert.deepEqual(
      lines.map(({ at, amount, balance }) => [at.getTime(), amount, balance]),
      [
        [hour(1).getTime(), 250, 1_250],
        [hour(2).getTime(), 70, 1_320],
        [hour(3).getTime(), 30, 1_350],
        [hour(4).getTime(), -30, 1_320],
      ],
    );
    assert.ok(lines.every(({ counterparty }) => counterparty === fund));
    assert.equal(lines[3]!.reverses, lines[2]!.transfer);
  });

  test('pages of any length are the same lines', async () => {
    const all = await Array.fromAsync(statementLines(ledger.db, march));
    for (const limit of [1, 2, 3, 4, 10]) {
      const found = [];
      let page = await statementPage(ledger.db, march, { limit });
      found.push(...page.lines);
      while (page.next) {
        page = await statementPage(ledger.db, march, { limit, after: page.next });
        found.push(...page.lines);
      }
      assert.deepEqual(found, all);
    }
  });

  test('an account without entries has a statement, one that was never opened has none', async () => {
    const empty = await personAccount(ledger.db, 'empty');
    const { opening, closing, credits } = await accountStatement(ledger.db, { ...period(), account: empty });
    assert.deepEqual([opening, closing, credits.count], [0, 0, 0]);
    const nobody = '00000000-0000-8000-8000-000000000000';
    await assert.rejects(accountStatement(ledger.db, { ...period(), account: nobody }), { code: 'not-found' });
    await assert.rejects(accountStatement(ledger.db, { account: shop, from: hour(2), until: hour(1) }), {
      code: 'invalid',
    });
  });

  test('lines that do not come to the statement are not given out as one', async () => {
    const stale = { ...march, closing: march.closing + 1 };
    await assert.rejects(Array.fromAsync(statementLines(ledger.db, stale)), { code: 'unavailable' });
  });

  test('as CSV it is read back by another reader, and no cell is a formula', async () => {
    const text = await textOf(
      statementCsv(ledger.db, march, { decimals: 2, headings: { at: '거래 시각', opening: '이월' } }),
    );
    assert.ok(text.startsWith('\ufeff거래 시각,amount,balance,'));
    assert.ok(text.endsWith('\r\n'));
    const rows: string[][] = parse(text, { bom: true });
    assert.deepEqual(
      rows.map(([, amount, balance]) => [amount, balance]),
      [
        ['amount', 'balance'],
        ['', '10.00'],
        ['2.50', '12.50'],
        ['0.70', '13.20'],
        ['0.30', '13.50'],
        ['-0.30', '13.20'],
        ['', '13.20'],
      ],
    );
    assert.deepEqual(
      rows.map((row) => row[5]),
      ['reference', '', `'${FORMULA}`, '쿠폰 "5%"\n<&>', '-1', '', ''],
    );
    assert.equal(rows[1]![4], '이월');
  });

  test('as camt.053 it is valid, and says the balances and each entry', async () => {
    const xml = await textOf(
      camt053(ledger.db, march, { ...OPTIONS, owner: '전통시장 & <아들>', servicer: 'Treasury' }),
    );
    await assertValid(xml, 'camt.053.001.08');
    assert.match(xml, /<Cd>OPBD<\/Cd><\/CdOrPrtry><\/Tp><Amt Ccy="XTS">10\.00<\/Amt><CdtDbtInd>CRDT</);
    assert.match(xml, /<Cd>CLBD<\/Cd><\/CdOrPrtry><\/Tp><Amt Ccy="XTS">13\.20<\/Amt><CdtDbtInd>CRDT</);
    assert.equal(xml.match(/<Ntry>/g)!.length, 4);
    assert.equal(xml.match(/<RvslInd>true<\/RvslInd>/g)!.length, 1);
    assert.match(xml, /<Ustrd>쿠폰 &quot;5%&quot; &lt;&amp;&gt;<\/Ustrd>/);
    assert.equal(
      xml,
      await textOf(camt053(ledger.db, march, { ...OPTIONS, owner: '전통시장 & <아들>', servicer: 'Treasury' })),
    );
  });

  test('an account below zero is one in debit', async () => {
    const issuance = await ensureAccount(ledger.db, { kind: 'issuance', owner: 'fund', currency: CURRENCY });
    const statement = await accountStatement(ledger.db, { account: issuance, from: hour(-1), until: hour(1) });
    const xml = await textOf(camt053(ledger.db, statement, OPTIONS));
    await assertValid(xml, 'camt.053.001.08');
    assert.match(xml, /<Cd>CLBD<\/Cd><\/CdOrPrtry><\/Tp><Amt Ccy="XTS">10000\.00<\/Amt><CdtDbtInd>DBIT</);
  });

  test('the schema is strict: a document with an element too many or a text too long is not valid', async () => {
    const xml = await textOf(camt053(ledger.db, march, OPTIONS));
    assert.notDeepEqual(await schemaErrors(xml.replace('<Acct>', '<Other/><Acct>'), 'camt.053.001.08'), []);
    assert.notDeepEqual(await schemaErrors(xml.replace('<Id>', `<Id>${'1'.repeat(9)}`), 'camt.053.001.08'), []);
  });

  test('whatever people write, both files stay whole', async () => {
    const market = await personAccount(ledger.db, 'market');
    const texts = fc.sample(fc.string({ unit: 'binary', maxLength: 200 }), { seed: 1, numRuns: 60 });
    const references = texts.map((text) => text.replaceAll('\u0000', '').toWellFormed());
    await transferAll(
      ledger.db,
      references.map((reference) => payment(fund, market, 1, { reference })),
    );
    const statement = await accountStatement(ledger.db, { account: market, from: hour(-1), until: hour(1) });
    await assertValid(await textOf(camt053(ledger.db, statement, OPTIONS)), 'camt.053.001.08');
    const rows: string[][] = parse(await textOf(statementCsv(ledger.db, statement, { decimals: 0 })), { bom: true });
    assert.deepEqual(
      rows
        .slice(2, -1)
        .map((row) => row[5]!.replace(/^'/, ''))
        .sort(),
      references.map((text) => text.replace(/^'/, '')).sort(),
    );
  });
});
