import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nationalId } from './numbering.ts';

const anyone = fc.record({
  serial: fc.integer({ min: 0, max: 9_999_999 }),
  sex: fc.constantFrom('female', 'male'),
  area: fc.option(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), { nil: undefined }),
});
const numberOf = ({ serial, sex, area }: { serial: number; sex: string; area: string | undefined }) =>
  nationalId.make(serial, { sex, born_on: '2026-01-01', ...(area !== undefined && { area }) });

describe('identity numbers', () => {
  for (const number of ['A123456789', 'A800000014', 'A900000007', 'AB00000001', 'AC01234567']) {
    it(`${number} is right`, () => assert.equal(nationalId.check(number), undefined));
  }
  for (const number of ['A123456788', 'A800000015']) {
    it(`${number} has a wrong check digit`, () => assert.match(nationalId.check(number)?.en ?? '', /check digit/));
  }
  for (const number of [
    '',
    'A12345678',
    'A1234567890',
    'a123456789',
    'A323456789',
    '1123456789',
    'A１２３４５６７８９',
  ]) {
    it(`"${number}" is no such number`, () => assert.match(nationalId.check(number)?.en ?? '', /10-character/));
  }

  it('are right when made, say the sex, and differ by serial', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const number = numberOf(one);
        assert.equal(nationalId.check(number), undefined);
        assert.equal(number[1], one.sex === 'male' ? '1' : '2');
        if (one.serial !== other.serial) assert.notEqual(number, numberOf(other));
      }),
    );
  });

  it('no longer fit when one digit is changed', () => {
    fc.assert(
      fc.property(anyone, fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 9 }), (person, place, change) => {
        const digits = [...numberOf(person)];
        digits[place] = String((Number(digits[place]) + change) % 10);
        // The weights of the digits share a factor with ten, so that some changes of one digit go unseen.
        const weight = place === 9 ? 1 : 9 - place;
        const isSeen = (weight * (Number(digits[place]) - Number(numberOf(person)[place]))) % 10 !== 0;
        assert.equal(nationalId.check(digits.join('')) !== undefined, isSeen);
      }),
    );
  });
});
