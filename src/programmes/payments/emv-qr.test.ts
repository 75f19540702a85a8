import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeMerchantCode, type MerchantCode, readMerchantCode } from './emv-qr.ts';
import { crc16, decodeCode, decodeTemplate, encodeObject, withChecksum } from './emv-tlv.ts';

/** The sample code of the specification. */
const SPECIFIED =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

const SHOP = '018f3c2e-7a10-7b3c-9d4e-5f6071829304';
const REQUEST = '018f3c2e-7a10-7b3c-9d4e-5f6071829305';

const sample: MerchantCode = {
  shop: SHOP,
  request: { id: REQUEST, amount: 12_050 },
  category: '5812',
  currency: '978',
  country: 'FR',
  name: 'CAFE DU COIN',
  city: 'LYON',
  local: { language: 'ZH', name: '街角咖啡', city: '里昂' },
  bill: 'A-17',
  store: '12345678',
  terminal: '1',
};

const faultOf = (text: string): string | undefined => {
  const read = readMerchantCode(text, 2);
  return 'fault' in read ? read.fault : undefined;
};

/** The sample code with one data object made another. */
function changed(id: string, value: string | undefined): string {
  const objects = decodeCode(encodeMerchantCode(sample, 2)) as Map<string, string>;
  const written = [...objects].flatMap(([at, old]) =>
    at !== id ? [encodeObject([at, old])] : value === undefined ? [] : [encodeObject([id, value])],
  );
  return withChecksum(written.join('') + (objects.has(id) || !value ? '' : encodeObject([id, value])));
}

test('the checksum is CRC-16/CCITT-FALSE, whose check value is 29B1', () => {
  assert.equal(crc16('123456789'), '29B1');
});

test('the sample of the specification is read as it says', () => {
  const root = decodeCode(SPECIFIED) as Map<string, string>;
  assert.equal(root.get('54'), '23.72');
  assert.equal(root.get('59'), 'BEST TRANSPORT');
  assert.deepEqual(
    [...(decodeTemplate(root.get('64')!) as Map<string, string>)],
    [
      ['00', 'ZH'],
      ['01', '最佳运输'],
      ['02', '北京'],
    ],
  );
  assert.equal(withChecksum([...root].map(encodeObject).join('')), SPECIFIED);
  assert.equal(faultOf(SPECIFIED), 'foreign');
});

test('a dynamic code says whom to pay, how much and for what', () => {
  const text = encodeMerchantCode(sample, 2);
  assert.match(text, /^000201010212/);
  assert.match(text, /5406120\.50/);
  assert.deepEqual(readMerchantCode(text, 2), sample);
});

test('a static code has no amount', () => {
  const still = { ...sample, request: undefined, local: undefined, bill: undefined };
  const text = encodeMerchantCode(still, 0);
  assert.match(text, /^000201010211/);
  assert.deepEqual(readMerchantCode(text, 0), still);
});

test('names are cut, and what is not Latin stands in the language template only', () => {
  const text = encodeMerchantCode({ ...sample, name: `Café ${'x'.repeat(40)}`, city: '高雄 KAOHSIUNG' }, 2);
  const read = readMerchantCode(text, 2) as MerchantCode;
  assert.equal(read.name, `Cafe ${'x'.repeat(20)}`);
  assert.equal(read.city, 'KAOHSIUNG');
  assert.throws(() => encodeMerchantCode({ ...sample, name: '店' }, 2), RangeError);
});

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabc0123456789-.&/');
const latin = (most: number) =>
  fc
    .tuple(letter, fc.array(fc.oneof(letter, fc.constant(' ')), { maxLength: most - 2 }), letter)
    .map((parts) => parts.flat().join('').replace(/ +/g, ' '));
const han = (most: number) =>
  fc
    .array(fc.constantFrom(...'永和豆漿大王서울식당𠮷𪚥'), { minLength: 1, maxLength: most })
    .map((all) => all.join(''));
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const capitals = fc.stringMatching(/^[A-Z]{2}$/);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const plain = { noNullPrototype: true };
const anyCode: fc.Arbitrary<MerchantCode> = fc.record(
  {
    shop: fc.uuid(),
    request: maybe(fc.record({ id: fc.uuid(), amount: fc.integer({ min: 1, max: 9_999_999_999 }) }, plain)),
    category: digits(4),
    currency: digits(3),
    country: capitals,
    name: latin(25),
    city: latin(15),
    local: maybe(fc.record({ language: capitals, name: han(25), city: han(15) }, plain)),
    bill: maybe(latin(25)),
    store: maybe(latin(25)),
    terminal: maybe(latin(25)),
  },
  plain,
);

test('whatever is written is read back the same', () => {
  fc.assert(
    fc.property(anyCode, fc.constantFrom(0, 2, 3), (code, decimals) => {
      assert.deepEqual(readMerchantCode(encodeMerchantCode(code, decimals), decimals), code);
    }),
  );
});

test('any one character that is another makes a code that is refused', () => {
  fc.assert(
    fc.property(anyCode, fc.nat(), fc.integer({ min: 0x20, max: 0x7e }), (code, place, other) => {
      const characters = [...encodeMerchantCode(code, 0)];
      const at = place % characters.length;
      const letter = String.fromCharCode(other);
      fc.pre(letter !== characters[at]);
      assert.equal(faultOf(characters.with(at, letter).join('')), 'checksum');
    }),
    { numRuns: 500 },
  );
});

test('whatever text is scanned, it is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string().map(withChecksum)), (text) => {
      assert.ok(faultOf(text));
    }),
  );
});

test('what the standard asks for has to be there, once, and as it says', () => {
  assert.equal(faultOf(''), 'checksum');
  assert.equal(faultOf('https://example.org'), 'checksum');
  assert.equal(faultOf(changed('58', undefined)), 'missing');
  assert.equal(faultOf(changed('59', undefined)), 'missing');
  assert.equal(faultOf(changed('00', '02')), 'form');
  assert.equal(faultOf(changed('53', 'EUR')), 'value');
  assert.equal(faultOf(changed('60', '里昂')), 'value');
  assert.equal(faultOf(changed('59', 'x'.repeat(26))), 'value');
  assert.equal(faultOf(changed('01', '13')), 'value');
  assert.equal(faultOf(withChecksum('0002015302')), 'form');
  assert.equal(faultOf(withChecksum(`000201${encodeObject(['53', '978'])}${encodeObject(['53', '978'])}`)), 'twice');
  assert.equal(faultOf(changed('26', 'no template')), 'form');
  assert.equal(faultOf(changed('26', undefined)), 'foreign');
});

test('an amount has to be one, in a dynamic code only', () => {
  for (const amount of ['0', '0.00', '12.345', '1,5', '-1', '.5', '99999999999999']) {
    assert.equal(faultOf(changed('54', amount)), 'value', amount);
  }
  assert.equal(faultOf(changed('54', undefined)), 'value');
  assert.equal(faultOf(changed('01', '11')), 'value');
  for (const [text, minor] of [
    ['12', 1200],
    ['12.', 1200],
    ['12.5', 1250],
    ['012.500', 1250],
  ] as const) {
    assert.equal((readMerchantCode(changed('54', text), 2) as MerchantCode).request?.amount, minor);
  }
});

test('what is kept for later use and other schemes are passed over', () => {
  const extended = changed('81', encodeObject(['00', 'other']));
  assert.deepEqual(readMerchantCode(extended, 2), sample);
});
