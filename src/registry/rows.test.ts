import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Registry } from '../pack/index.ts';
import { checkValue, type FieldRule, personIds } from './fields.ts';
import { enrolments, homes, numbering, persons } from './fixture.ts';
import { checkRow, type Data } from './rows.ts';

const number = fc.nat(9_999_999).map((serial) => numbering.make(serial, { sex: '', born_on: '' }));
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
const isoDay = day.map((date) => date.toISOString().slice(0, 10));
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && !/\p{Cc}|\ufffd/u.test(text));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const personRow = fc.record({
  number,
  name: words,
  sex: fc.constantFrom('male', 'female'),
  born_on: isoDay,
  mother: maybe(number),
  note: maybe(words),
});
const homeRow = fc.record({
  head: number,
  members: fc.uniqueArray(number, { minLength: 1, maxLength: 6 }),
  address: words,
});
const enrolmentRow = fc.record({
  insured: number,
  employer: fc.stringMatching(/^[0-9]{8}$/),
  salary: fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100),
  days: fc.maxSafeInteger(),
  share: maybe(fc.double({ min: -1e15, max: 1e15, noNaN: true })),
  active: fc.boolean(),
  account: maybe(fc.stringMatching(/^[0-9]{3}-[0-9]{6,12}$/)),
});

const cases: [Registry, fc.Arbitrary<Data>][] = [
  [persons, personRow],
  [homes, homeRow],
  [enrolments, enrolmentRow],
];
const anyRow = fc.constantFrom(...cases).chain(([registry, row]) => fc.tuple(fc.constant(registry), row));

const present = (row: Data) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
const asStored = (row: Data) => JSON.parse(JSON.stringify(present(row)));

/** The row as the cells of a CSV file. */
const asText = (row: Data) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Array.isArray(value) ? value.join(';') : String(value ?? '')]),
  );

function fieldsWrong(registry: Registry, row: unknown): string[] {
  const checked = checkRow(registry, row, numbering);
  return 'problems' in checked ? checked.problems.map((problem) => problem.field) : [];
}

test('a right row comes back as it is, and again when what came back is checked', () => {
  fc.assert(
    fc.property(anyRow, ([registry, row]) => {
      const once = checkRow(registry, row, numbering);
      assert.deepEqual(JSON.parse(JSON.stringify(once)), { value: asStored(row) });
      assert.deepEqual(checkRow(registry, (once as { value: Data }).value, numbering), once);
    }),
  );
});

test('a row of CSV cells means what the same row means in JSON, an empty cell what null means', () => {
  fc.assert(
    fc.property(anyRow, ([registry, row]) => {
      const share = row.share === undefined ? undefined : Math.round(row.share as number);
      const plain = registry === enrolments ? { ...row, share } : row;
      const withNulls = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, value ?? null]));
      assert.deepEqual(checkRow(registry, asText(plain), numbering), checkRow(registry, withNulls, numbering));
    }),
  );
});

/** Values that no field of a type takes. */
const WRONG: Record<FieldRule['type'], unknown[]> = {
  text: [5, {}, ['a'], 'nul \0', 'half \ud800', 'bytes \ufffd', 'x'.repeat(2_001)],
  name: [5, true, 'two\nlines', '\u0007', '王'.repeat(201)],
  integer: [1.5, '1.5', '1e3', 'x', 2 ** 53, '9999999999999999', true, '٣'],
  number: ['x', '1,000', '0x10', Number.NaN, Infinity, 1e16, {}, 'Infinity'],
  money: ['NT$5', 0.00001, '1.23456', 1e21, true],
  date: ['2026-02-30', '2026-3-5', '20260305', 20_260_305, '2026-03-05T00:00:00Z', '0115-13-01'],
  boolean: ['yes', 1, 0, 'null'],
  enum: ['other', 'Male', 5, '__proto__', 'constructor', ['male']],
  person: ['12', 'a1234', 5, ['A1234'], 'A1234 B1234', `A${'1'.repeat(65)}`],
  people: ['A1234;x', [['A1234']], ['A1234', 'A1234'], 'A1234;A1234', 5, { 0: 'A1234' }, Array(501).fill('A1234')],
  'bank-account': [5, '1', '004/123', '<script>', 'x'.repeat(60)],
};

test('whatever is wrong with a value, the problem names its field, and it alone', () => {
  const mutation = anyRow.chain(([registry, row]) =>
    fc.constantFrom(...Object.keys(registry.fields)).chain((field) => {
      const rule: FieldRule = registry.fields[field]!;
      return fc.record({
        registry: fc.constant(registry),
        field: fc.constant(field),
        row: fc.constantFrom(...WRONG[rule.type]).map((value) => ({ ...row, [field]: value })),
      });
    }),
  );
  fc.assert(
    fc.property(mutation, ({ registry, field, row }) => {
      assert.deepEqual(fieldsWrong(registry, row), [field]);
    }),
    { numRuns: 500 },
  );
});

test('what a registry must have cannot be left out, and what it does not know cannot be put in', () => {
  fc.assert(
    fc.property(anyRow, fc.constantFrom(undefined, null, '', '  ', []), ([registry, row], nothing) => {
      for (const [field, rule] of Object.entries(registry.fields))
        assert.deepEqual(fieldsWrong(registry, { ...row, [field]: nothing }), rule.optional ? [] : [field]);
      assert.deepEqual(fieldsWrong(registry, { ...row, unheard_of: nothing }), ['unheard_of']);
      assert.deepEqual(fieldsWrong(registry, JSON.parse('{"__proto__": 1}')).slice(0, 1), ['__proto__']);
    }),
  );
});

test('nothing at all that JSON can say makes the check throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...cases), (value, [registry]) => {
      checkRow(registry, value, numbering);
      for (const type of Object.keys(WRONG) as FieldRule['type'][]) checkValue(value, { type }, personIds);
    }),
  );
  for (const row of [null, undefined, 5, 'x', [], [{}]]) assert.deepEqual(fieldsWrong(persons, row), ['']);
});

test('a subject and a key are needed even where they are declared optional', () => {
  const { insured, employer } = enrolments.fields;
  const fields = { insured: { ...insured!, optional: true }, employer: { ...employer!, optional: true } };
  assert.deepEqual(fieldsWrong({ ...enrolments, fields }, {}), ['insured', 'employer']);
});

test('rare letters and length count by letters, and a format holds for the whole text', () => {
  const name = (text: string) => checkValue(text, { type: 'name' }, personIds);
  assert.deepEqual(name('𠮷'.repeat(200)), { value: '𠮷'.repeat(200) });
  assert.ok('reason' in name('𠮷'.repeat(201)));
  assert.ok('reason' in checkValue('123456789', { type: 'text', format: '[0-9]{8}' }, personIds));
  assert.ok('reason' in checkValue('ab', { type: 'text', format: 'a|abc' }, personIds));
});
