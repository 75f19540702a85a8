import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatSerial, MOST_NOTES, MOST_SETS, parseSerial, prefixesFor, spokenSerial } from './serial.ts';

const serials = fc
  .tuple(
    fc.stringMatching(/^[A-HJ-NP-Z]{2,4}$/),
    fc.integer({ min: 1, max: MOST_SETS }),
    fc.integer({ min: 0, max: MOST_NOTES }),
  )
  .map(([prefix, set, place]) => ({ prefix, set, place }));

test('a serial that is written, spoken or typed in any usual way is read as itself', () => {
  fc.assert(
    fc.property(serials, fc.constantFrom('', ' ', '-', ' – '), (serial, between) => {
      const written = formatSerial(serial);
      assert.deepEqual(parseSerial(written), serial);
      assert.deepEqual(parseSerial(spokenSerial(written).replaceAll(' ', between).toLowerCase()), serial);
      const misread = written.slice(0, -12) + written.slice(-12).replaceAll('0', 'O').replaceAll('1', 'l');
      assert.deepEqual(parseSerial(misread), serial);
    }),
  );
});

test('one wrong character, or two that changed places, are told', () => {
  fc.assert(
    fc.property(serials, fc.nat(), fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'), (serial, at, other) => {
      const written = formatSerial(serial);
      const nth = at % written.length;
      const isDigit = nth >= written.length - 12;
      if (written[nth] !== (isDigit && other === 'L' ? '1' : other))
        assert.equal(parseSerial(written.slice(0, nth) + other + written.slice(nth + 1)), undefined);
      const [a, b] = [written[nth]!, written[nth + 1]];
      if (b !== undefined && a !== b)
        assert.equal(parseSerial(written.slice(0, nth) + b + a + written.slice(nth + 2)), undefined);
    }),
  );
});

test('what is no serial is none, however long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
      const read = parseSerial(typed);
      assert.ok(read === undefined || formatSerial(read).length > 0);
    }),
  );
  assert.equal(parseSerial(formatSerial({ prefix: 'TSV', set: 0, place: 1 })), undefined);
});

test('letters: the initials first, then others of the same first letter, each once', () => {
  const letters = [...prefixesFor('triple-stimulus-voucher')];
  assert.equal(letters[0], 'TSV');
  assert.ok(letters.every((prefix) => /^T[A-HJ-NP-Z]{2}$/.test(prefix)));
  assert.ok(new Set(letters).size >= 576);
});
