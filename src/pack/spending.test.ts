import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Currency, LOCALES } from '../kernel/index.ts';
import { SPENDING_REFUSALS, type SpendingRefusal, type SpendingTerms } from './model-programme.ts';
import { mostPayable, type Purchase, spendingRefusal } from './spending.ts';
import { spendingRefusalText } from './spending-words.ts';

const OPEN: SpendingTerms = {
  regions: 'any',
  classes: { refused: [] },
  goods: {},
  mostAtOnce: undefined,
  mostADay: undefined,
  mostADayAtOneShop: undefined,
};
const PURCHASE: Purchase = {
  ...{ day: '2026-07-20', firstDay: '2026-07-15', lastDay: '2026-12-31' },
  ...{ class: 'food', region: 'north', home: 'north', amount: 500, goods: [], spentToday: 0, spentTodayHere: 0 },
};
const TOBACCO = { ko: '담배', 'zh-Hant': '菸品', en: 'tobacco' };

/** One limit of the terms, a purchase just within it and one just beyond. */
const LIMITS: [SpendingRefusal, Partial<SpendingTerms>, Partial<Purchase>, Partial<Purchase>][] = [
  ['not-yet', {}, { day: '2026-07-15' }, { day: '2026-07-14' }],
  ['expired', {}, { day: '2026-12-31' }, { day: '2027-01-01' }],
  ['region', { regions: ['north', 'east'] }, { region: 'east' }, { region: 'south' }],
  ['region', { regions: 'home' }, { region: 'south', home: 'south' }, { region: 'north', home: 'south' }],
  ['region', { regions: 'home' }, {}, { home: undefined }],
  ['class', { classes: { admitted: ['food'] } }, {}, { class: 'bank' }],
  ['class', { classes: { refused: ['bank'] } }, {}, { class: 'bank' }],
  ['goods', { goods: { tobacco: TOBACCO } }, { goods: ['tea'] }, { goods: ['tea', 'tobacco'] }],
  ['too-much-at-once', { mostAtOnce: 500 }, {}, { amount: 501 }],
  ['too-much-today', { mostADay: 800 }, { spentToday: 300 }, { spentToday: 301 }],
  ['too-much-today-here', { mostADayAtOneShop: 700 }, { spentTodayHere: 200 }, { spentTodayHere: 201 }],
];

for (const [refusal, terms, within, beyond] of LIMITS) {
  test(`${refusal}: ${JSON.stringify(terms)} allows ${JSON.stringify(within)} and not ${JSON.stringify(beyond)}`, () => {
    assert.equal(spendingRefusal({ ...OPEN, ...terms }, { ...PURCHASE, ...within }), undefined);
    assert.equal(spendingRefusal({ ...OPEN, ...terms }, { ...PURCHASE, ...beyond }), refusal);
  });
}

test('every refusal has such a limit', () => {
  assert.deepEqual(
    SPENDING_REFUSALS.filter((refusal) => !LIMITS.some(([limited]) => limited === refusal)),
    [],
  );
});

const REGIONS = ['north', 'east', 'south'];
const CLASSES = ['food', 'bank', 'books'];
const GOODS = ['tobacco', 'gift-card', 'constructor'];
const limit = fc.option(fc.nat(1_000), { nil: undefined });
const anyTerms: fc.Arbitrary<SpendingTerms> = fc.record({
  regions: fc.oneof(fc.constantFrom('any' as const, 'home' as const), fc.subarray(REGIONS)),
  classes: fc.oneof(fc.record({ admitted: fc.subarray(CLASSES) }), fc.record({ refused: fc.subarray(CLASSES) })),
  goods: fc.subarray(GOODS).map((ids) => Object.fromEntries(ids.map((id) => [id, TOBACCO]))),
  mostAtOnce: limit,
  mostADay: limit,
  mostADayAtOneShop: limit,
});
const anyPurchase: fc.Arbitrary<Purchase> = fc
  .record({
    since: fc.integer({ min: -2, max: 8 }),
    class: fc.constantFrom(...CLASSES),
    region: fc.constantFrom(...REGIONS),
    home: fc.constantFrom(undefined, ...REGIONS),
    amount: fc.integer({ min: 1, max: 1_000 }),
    goods: fc.subarray([...GOODS, 'tea', 'toString']),
    spentToday: fc.nat(1_000),
    spentTodayHere: fc.nat(1_000),
  })
  .map(({ since, ...rest }) => ({
    ...rest,
    firstDay: '2026-07-15',
    lastDay: '2026-07-20',
    day: addDays('2026-07-15', since),
  }));

/** The same, said as a list of conditions that must all hold. */
function allowed(terms: SpendingTerms, purchase: Purchase): boolean {
  const { regions, classes, goods, mostAtOnce, mostADay, mostADayAtOneShop } = terms;
  const places = regions === 'home' ? [purchase.home] : regions === 'any' ? REGIONS : regions;
  const kinds = 'admitted' in classes ? classes.admitted : CLASSES.filter((one) => !classes.refused.includes(one));
  return (
    purchase.day >= purchase.firstDay &&
    purchase.day <= purchase.lastDay &&
    places.includes(purchase.region) &&
    kinds.includes(purchase.class) &&
    Object.keys(goods).every((one) => !purchase.goods.includes(one)) &&
    purchase.amount <= (mostAtOnce ?? 1e9) &&
    purchase.spentToday + purchase.amount <= (mostADay ?? 1e9) &&
    purchase.spentTodayHere + purchase.amount <= (mostADayAtOneShop ?? 1e9)
  );
}

test('a purchase is refused exactly where one of the conditions does not hold', () => {
  fc.assert(
    fc.property(anyTerms, anyPurchase, (terms, purchase) => {
      assert.equal(spendingRefusal(terms, purchase) === undefined, allowed(terms, purchase));
    }),
    { numRuns: 2_000 },
  );
});

test('what is refused is refused for more money too, and what is allowed for less', () => {
  fc.assert(
    fc.property(anyTerms, anyPurchase, fc.nat(500), (terms, purchase, more) => {
      const dearer = { ...purchase, amount: purchase.amount + more };
      if (spendingRefusal(terms, purchase)) assert.ok(spendingRefusal(terms, dearer));
      if (!spendingRefusal(terms, dearer)) assert.equal(spendingRefusal(terms, purchase), undefined);
    }),
  );
});

test('the most that can be paid is allowed and one more is not, where only amounts are limited', () => {
  const limited = anyTerms.map(({ mostAtOnce, mostADay, mostADayAtOneShop }) => ({
    ...OPEN,
    ...{ mostAtOnce, mostADay, mostADayAtOneShop },
  }));
  fc.assert(
    fc.property(limited, fc.nat(800), fc.nat(800), (terms, spentToday, spentTodayHere) => {
      const purchase = { ...PURCHASE, spentToday, spentTodayHere };
      const most = mostPayable(terms, purchase);
      if (most === Number.MAX_SAFE_INTEGER) return;
      if (most > 0) assert.equal(spendingRefusal(terms, { ...purchase, amount: most }), undefined);
      assert.ok(spendingRefusal(terms, { ...purchase, amount: most + 1 }));
    }),
  );
});

const CURRENCY: Currency = {
  code: 'XTS',
  decimals: 0,
  format: { ko: '{amount}점', 'zh-Hant': '{amount} 點', en: '{amount} points' },
};

test('every refusal is put into words, with its limits, for the till and for the payer', () => {
  for (const [refusal, terms, , beyond] of LIMITS) {
    const purchase = { ...PURCHASE, spentToday: 100, ...beyond };
    for (const reader of ['till', 'payer'] as const) {
      const text = spendingRefusalText(refusal, reader, { ...OPEN, ...terms }, purchase, CURRENCY);
      for (const locale of LOCALES) assert.match(text[locale], /^[^{}]+[.。]$/u, `${refusal} ${reader} ${locale}`);
    }
  }
});

test('the payer learns what is left, the till does not', () => {
  const terms = { ...OPEN, mostADay: 800 };
  const words = (reader: 'till' | 'payer') =>
    spendingRefusalText('too-much-today', reader, terms, { ...PURCHASE, spentToday: 650 }, CURRENCY).en;
  assert.equal(words('payer'), 'You can spend 800 points a day. You can pay up to 150 points more today.');
  assert.doesNotMatch(words('till'), /\d/);
});
