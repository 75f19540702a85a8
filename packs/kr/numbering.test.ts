import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { businessNumber } from './business-number.ts';
import { checkDigitOf, residentNumber } from './numbering.ts';

const DAY = 86_400_000;
const anyone = fc.record({
  serial: fc.integer({ min: 0, max: 899_999 }),
  sex: fc.constantFrom('female', 'male'),
  born_on: fc
    .integer({ min: Date.UTC(1900, 0, 1) / DAY, max: Date.UTC(2026, 11, 31) / DAY })
    .map((days) => new Date(days * DAY).toISOString().slice(0, 10)),
});

describe('resident numbers', () => {
  for (const number of ['900101-1234567', '000229-3000000', '000229-3000001', '991231-0999999', '850615-5123456'])
    it(`${number} is right, whatever its last digit`, () => assert.equal(residentNumber.check(number), undefined));

  for (const number of ['010229-3000000', '900001-1234567', '901301-1234567', '900431-1234567', '000229-1000000'])
    it(`${number} begins with no real date`, () => assert.match(residentNumber.check(number)?.en ?? '', /real date/));

  for (const number of [
    '',
    '9001011234567',
    '900101-123456',
    '900101-12345678',
    '９００１０１-1234567',
    'A00101-1234567',
  ])
    it(`"${number}" is no such number`, () => assert.match(residentNumber.check(number)?.en ?? '', /13-digit/));

  it('have the check digit of before 5 October 2020: 11 less the sum modulo 11', () => {
    assert.equal(checkDigitOf('900101123456'), 8);
    assert.equal(checkDigitOf('000000000000'), 1);
  });

  it('are right when made, say the day and the sex, and differ by serial', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const number = residentNumber.make(one.serial, one);
        assert.equal(residentNumber.check(number), undefined);
        assert.equal(number.slice(0, 6), one.born_on.slice(2).replaceAll('-', ''));
        assert.equal(Number(number[7]) % 2 === 1, one.sex === 'male');
        assert.equal('12'.includes(number[7]!), one.born_on < '2000');
        if (one.serial !== other.serial) assert.notEqual(number, residentNumber.make(other.serial, one));
      }),
    );
  });

  it('are made with a last digit that no number issued before 5 October 2020 has', () => {
    fc.assert(
      fc.property(anyone, (person) => {
        const digits = residentNumber.make(person.serial, person).replace('-', '');
        assert.notEqual(Number(digits[12]), checkDigitOf(digits.slice(0, 12)));
      }),
    );
  });
});

describe('business numbers', () => {
  it('124-81-00998 is right', () => assert.equal(businessNumber.check('124-81-00998'), undefined));
  it('124-81-00999 has a wrong check digit', () =>
    assert.match(businessNumber.check('124-81-00999')?.en ?? '', /check digit/));
  for (const number of ['', '1248100998', '124-81-0099', '124-81-009988', '１24-81-00998'])
    it(`"${number}" is no such number`, () => assert.match(businessNumber.check(number)?.en ?? '', /10-digit/));

  it('are right when made, are of no kind that is given out, and differ by serial', () => {
    const serials = fc.integer({ min: 0, max: 8_999_999 });
    fc.assert(
      fc.property(serials, serials, (one, other) => {
        const number = businessNumber.make(one, { sex: '', born_on: '' });
        assert.equal(businessNumber.check(number), undefined);
        assert.equal(number.slice(4, 6), '00');
        if (one !== other) assert.notEqual(number, businessNumber.make(other, { sex: '', born_on: '' }));
      }),
    );
  });
});
