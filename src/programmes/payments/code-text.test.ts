import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { groupedNumber, newCode, readCode } from './code-text.ts';

const anyCode = fc.constant(null).map(() => newCode());

test('what is shown is read as what it is, scanned or typed in with whatever between', () => {
  fc.assert(
    fc.property(anyCode, fc.constantFrom(' ', '-', '–', '　', '\n'), ({ qr, number, token }, between) => {
      assert.match(qr, /^[0-9A-Z $%*+\-./:]+$/, 'a QR code writes it in its short mode');
      assert.deepEqual(readCode(qr), { number, token });
      assert.deepEqual(readCode(qr.toLowerCase()), { number, token });
      assert.deepEqual(readCode(groupedNumber(number).replaceAll(' ', between)), { number });
    }),
  );
});

test('one wrong digit is always noticed, and two that changed places nearly always', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(11), fc.integer({ min: 1, max: 9 }), ({ number }, place, by) => {
      const digits = [...number].map(Number);
      digits[place] = (digits[place]! + by) % 10;
      assert.equal(readCode(digits.join('')), undefined);
    }),
  );
  const swaps = Array.from({ length: 500 }, () => newCode().number).flatMap((number) =>
    Array.from(
      { length: 11 },
      (_, at) => number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2),
    ).filter((swapped) => swapped !== number),
  );
  const unnoticed = swaps.filter((swapped) => readCode(swapped));
  assert.ok(unnoticed.length < swaps.length / 20, `${unnoticed.length} of ${swaps.length}`);
});

test('anything else is no code, and does not fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void readCode(text)));
  for (const text of ['', '12', '1234567890123', 'MADANG:PAY:', `MADANG:PAY:${'G'.repeat(32)}`]) {
    assert.equal(readCode(text), undefined, text);
  }
});

test('codes do not repeat', () => {
  assert.equal(new Set(Array.from({ length: 2_000 }, () => newCode().qr)).size, 2_000);
});
