import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { LOCALES } from '../../kernel/index.ts';
import { readAmount, typedAmount } from './amount.ts';
import { COLOURS, PICTURES, REFUSAL } from './pictures.ts';
import { SIGN_MINUTES, signOf, signsFrom, signText } from './sign.ts';

const PAID_AT = new Date('2026-03-02T04:00:30Z');
const MINUTE = 60_000;
const payment = { shop: 'shop', id: 'payment', salt: 'secret', paidAt: PAID_AT };
const after = (minutes: number) => new Date(PAID_AT.getTime() + minutes * MINUTE);
const look = (of: typeof payment, minute: number) => JSON.stringify(signOf(of, minute));

test('a sign follows from the payment, its secret and the minute, and from nothing else', () => {
  assert.equal(look(payment, 7), look({ ...payment, paidAt: after(3) }, 7));
  const others = [{ shop: 'other' }, { id: 'other' }, { salt: 'other' }].map((change) => ({ ...payment, ...change }));
  const signs = [look(payment, 7), look(payment, 8), ...others.map((other) => look(other, 7))];
  assert.equal(new Set(signs).size, signs.length);
});

test('every colour and picture comes up, and none far more often than others', () => {
  const signs = Array.from({ length: 4_800 }, (_, at) => signOf({ ...payment, id: String(at) }, 0));
  for (const colour of COLOURS) {
    const share = signs.filter((sign) => sign.colour === colour).length / signs.length;
    assert.ok(Math.abs(share - 1 / COLOURS.length) < 0.04, `${colour.name.en} ${share}`);
  }
  for (const picture of PICTURES)
    assert.ok(
      signs.some((sign) => sign.picture === picture),
      picture.name.en,
    );
});

test('a payment has signs for a few minutes; the last ones are known to the phone before they come', () => {
  const first = signsFrom(payment, PAID_AT);
  assert.equal(first.length, SIGN_MINUTES);
  assert.deepEqual(signsFrom(payment, after(2)), first.slice(2));
  assert.deepEqual(signsFrom(payment, after(SIGN_MINUTES)), []);
  assert.deepEqual(signsFrom({ ...payment, salt: null }, PAID_AT), []);
  // A clock of another process that is a little behind shows the same first minute and no more minutes.
  assert.equal(signsFrom(payment, after(-1)).length, SIGN_MINUTES);
});

/** Relative luminance and contrast (WCAG 2.2). */
const luminance = (hex: string): number => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('each colour stands out from white as text does, and has names of its own in every language', () => {
  for (const { hex, name } of [...COLOURS, { hex: REFUSAL, name: { en: 'red' } }])
    assert.ok(1.05 / (luminance(hex) + 0.05) >= 4.5, name.en);
  for (const locale of LOCALES) {
    assert.equal(new Set(COLOURS.map(({ name }) => name[locale])).size, COLOURS.length);
    assert.equal(new Set(PICTURES.map(({ name }) => name[locale])).size, PICTURES.length);
  }
  assert.equal(PICTURES.length, 16);
  assert.match(signText(signOf({ ...payment, id: randomUUID() }, 1), 'en'), /^\w+ · \w+$/);
});

const money = (decimals: number) => ({ code: 'XTS', decimals, format: { ko: '', 'zh-Hant': '', en: '' } });

test('an amount is read as it is typed, and typed as it is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), fc.constantFrom(0, 2, 3), (minor, decimals) => {
      assert.equal(readAmount(typedAmount(minor, money(decimals)), money(decimals)), minor);
    }),
  );
  for (const [typed, minor] of [
    ['１，２５０', 1_250],
    [' 1 250 ', 1_250],
    ['0050', 50],
    ['', undefined],
    ['0', undefined],
    ['-5', undefined],
    ['1e3', undefined],
    ['12.5', undefined],
    ['99999999999', undefined],
  ] as const)
    assert.equal(readAmount(typed, money(0)), minor, typed);
  assert.equal(readAmount('12.5', money(2)), 1_250);
  assert.equal(readAmount('12.505', money(2)), undefined);
});
