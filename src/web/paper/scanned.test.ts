import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCANNED, scannedOrder, scannedSerial } from './scanned.ts';

const ORDER = 'https://gov.example/office/programmes/stimulus-voucher/paper/counter?code=ABCD2345';
const NOTE = 'https://gov.example/notes/stimulus-voucher/TSV000012340371?v=500&u=2027-06-30&s=abc';

test('of an address in a QR code the number is taken, and what was typed is left as it is', () => {
  assert.equal(scannedOrder(ORDER), 'ABCD2345');
  assert.equal(scannedSerial(NOTE), 'TSV000012340371');
  for (const typed of ['', 'abcd 2345', 'TSV 0000 1234 03 71', 'https://other.example/', 'javascript:alert(1)', '//'])
    assert.deepEqual([scannedOrder(typed), scannedSerial(typed)], [typed, typed]);
  assert.deepEqual([scannedOrder(NOTE), scannedSerial(ORDER)], [NOTE, ORDER]);
});

test('a camera passes over codes of another kind', () => {
  const texts = { order: ORDER, note: NOTE, person: `MADANG:PAY:${'0'.repeat(32)}` };
  assert.match('TSV000012340071', new RegExp(SCANNED.note));
  for (const [wanted, pattern] of Object.entries(SCANNED))
    for (const [kind, text] of Object.entries(texts)) assert.equal(new RegExp(pattern).test(text), kind === wanted);
});
