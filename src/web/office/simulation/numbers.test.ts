import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOCALES } from '../../../kernel/index.ts';
import { numberText, peopleText, roughMoney, shareText, signed } from './numbers.ts';

const euro = { code: 'EUR', decimals: 2, format: { ko: '{amount}유로', 'zh-Hant': '{amount} 歐元', en: '€{amount}' } };

test('amounts are rounded as each language counts', () => {
  const rough = (amount: number) => LOCALES.map((locale) => roughMoney(amount, euro, locale));
  assert.deepEqual(rough(1_637_900_000), ['16.38억유로', '16.38 億歐元', '€1.638 billion']);
  assert.deepEqual(rough(557_600_000_000), ['5,576억유로', '5,576 億歐元', '€557.6 billion']);
  assert.deepEqual(rough(84_000), ['84,000.00유로', '84,000.00 歐元', '€84,000.00']);
  assert.deepEqual(rough(0), ['0.00유로', '0.00 歐元', '€0.00']);
});

test('counts, shares and differences', () => {
  assert.equal(peopleText(1234.4, 'ko'), '1,234명');
  assert.equal(numberText(0.000_001), '0.000001');
  assert.deepEqual([shareText(1, 3), shareText(0, 0), shareText(5, 5)], ['33.3%', '0%', '100%']);
  assert.deepEqual([signed(5, String), signed(-5, String), signed(0, String)], ['+\u20605', '−\u20605', '±0']);
});
