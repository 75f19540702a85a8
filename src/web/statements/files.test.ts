import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { accountOf, ensureAccounts, transferAll } from '../../ledger/index.ts';
import { assertValid } from '../../ledger/iso20022/testing.ts';
import { shopAccount } from '../../programmes/index.ts';
import { STATEMENT_FORMS, type StatementForm, statementFile } from './files.ts';
import type { StatementSubject } from './subject.ts';

const LINES = 2_400;

describe('a long statement', async () => {
  const { gov } = await testGovernment();
  const programme = gov.pack.programmes.get('triple-stimulus-voucher')!;
  const shop = randomUUID();
  const spec = shopAccount(gov, programme.id, shop);
  const currency = gov.pack.currency.code;
  const outside = { kind: 'issuance', owner: 'statement-test', currency } as const;
  await ensureAccounts(gov.db, [spec, outside]);
  const began = gov.clock.now().getTime();
  for (let from = 0; from < LINES; from += 800) {
    await transferAll(
      gov.db,
      Array.from({ length: 800 }, (_, nth) => ({
        ...{
          client: 'test',
          key: `${shop}/${from + nth}`,
          debit: accountOf(outside),
          credit: accountOf(spec),
          currency,
        },
        ...{ amount: from + nth + 1, at: new Date(began + from + nth), purpose: 'payment', reference: '=1+1' },
      })),
    );
  }
  gov.clock.advance(60_000);
  const subject: StatementSubject = {
    ...{ gov, locale: 'ko', programme, account: accountOf(spec), owner: '가게 <1> & Co', path: '/' },
  };
  const today = { from: '2026-11-01', until: '2026-11-02' };
  const total = (LINES * (LINES + 1)) / 2;
  const written = async (form: StatementForm, whose = subject) => {
    const response = await statementFile(whose, today, form);
    assert.match(response.headers.get('content-disposition')!, /^attachment; filename="[\w.-]+"$/);
    return Buffer.from(await response.arrayBuffer());
  };

  test('as CSV has each line with the balance after it, and no formula', async () => {
    const rows = (await written('csv'))
      .toString()
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split(','));
    assert.equal(rows.length, LINES + 3);
    const amounts = rows.slice(2, -1).map(([, amount]) => Number(amount));
    assert.equal(
      amounts.reduce((sum, amount) => sum + amount, 0),
      total,
    );
    assert.equal(Number(rows.at(-2)![2]), total);
    assert.equal(Number(rows.at(-1)![2]), total);
    assert.deepEqual([...new Set(rows.slice(2, -1).map((row) => row.slice(3, 6).join('|')))], ["|결제|'=1+1"]);
  });

  test('as camt.053 is valid, adds up, and names nobody who is not to be known', async () => {
    const xml = (await written('xml')).toString();
    await assertValid(xml, 'camt.053.001.08');
    assert.equal(xml.match(/<Ntry>/g)!.length, LINES);
    assert.doesNotMatch(xml, /RltdPties/);
    const named = (await written('xml', { ...subject, counterpartyOf: () => '손님' })).toString();
    await assertValid(named, 'camt.053.001.08');
    assert.equal(named.match(/<Dbtr><Pty><Nm>손님<\/Nm><\/Pty><\/Dbtr>/g)!.length, LINES);
  });

  test('as PDF goes on over pages and ends', async () => {
    const pdf = (await written('pdf')).toString('latin1');
    assert.match(pdf, /^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    const pages = Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf)?.[1]);
    assert.ok(pages > LINES / 50 && pages < LINES / 40, String(pages));
  });

  test('of an account that was never opened is empty in each form', async () => {
    const never = { ...subject, account: accountOf(shopAccount(gov, programme.id, randomUUID())) };
    for (const form of STATEMENT_FORMS) assert.ok((await written(form, never)).length > 100, form);
  });
});
