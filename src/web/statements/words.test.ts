import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LOCALES } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { reasonText } from './payout-words.ts';
import { isKnownPurpose, purposeText } from './purposes.ts';

const SOURCE = fileURLToPath(new URL('../../', import.meta.url));

/** The codes that rooms give to the transfers they book, as they stand in the code. */
function purposesInCode(): string[] {
  const files = globSync('{ledger,programmes}/**/*.ts', { cwd: SOURCE }).filter(
    (path) => !/\.test\.ts$|testing|simulator/.test(path),
  );
  const codes = files.flatMap((path) =>
    [...readFileSync(`${SOURCE}${path}`, 'utf8').matchAll(/\bpurpose: '([a-z-]+)'(?! \|)/g)].map(([, code]) => code!),
  );
  return [...new Set(codes)].sort();
}

test('every transfer that is booked has words for what it was', () => {
  const codes = purposesInCode();
  assert.ok(codes.length > 10);
  assert.deepEqual(
    codes.filter((code) => !isKnownPurpose(code)),
    [],
  );
});

test('what a service paid bears its name, and what nobody knows is a transfer', () => {
  const title = { ko: '급여', 'zh-Hant': '給付', en: 'Benefit of a service' };
  const gov = { pack: { services: new Map([['benefit', { title }]]) } } as unknown as Government;
  assert.equal(purposeText(gov, 'benefit').en, 'Benefit of a service');
  assert.equal(purposeText(gov, 'constructor').en, 'Transfer');
  assert.equal(purposeText(gov, 'payment').en, 'Payment');
});

test('a reason of a bank is said in words, with its code and what the bank wrote', () => {
  assert.equal(reasonText('AC04', 'en'), 'The account is closed (AC04)');
  assert.equal(reasonText('AC04 closed in May', 'zh-Hant'), '帳戶已結清（AC04）：closed in May');
  assert.equal(reasonText('ZZ99', 'en'), 'The bank refused it (ZZ99)');
  assert.equal(reasonText('ask the branch', 'en'), 'The bank refused it: ask the branch');
  for (const code of ['AC01', 'AC06', 'AM04', 'AM05', 'BE04', 'RC01', 'MS03', 'CUST'])
    for (const locale of LOCALES)
      assert.doesNotMatch(reasonText(code, locale), /The bank refused it|^은행이 거절했어요|^銀行拒絕/);
});
