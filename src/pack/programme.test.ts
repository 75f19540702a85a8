import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runExamples } from './examples.ts';
import { formatProblem } from './problems.ts';
import { PROGRAMME, withProgramme } from './programme-fixture.ts';

describe('a right programme', () => {
  const { pack, problems } = withProgramme();

  it('compiles, in minor units', () => {
    assert.deepEqual(problems.map(formatProblem), []);
    const { entitlement, price, law, version, ...programme } = pack!.programmes.get('dog-voucher')!;
    assert.equal(entitlement.id, 'dog-voucher');
    assert.ok(price);
    assert.equal(law[0]!.article, '3');
    assert.match(version, /^[0-9a-f]{64}$/);
    const named = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });
    assert.deepEqual(programme, {
      id: 'dog-voucher',
      agency: 'kennel',
      title: named('Dog voucher'),
      summary: named('Food for dogs'),
      office: 'keeper',
      counter: 'keeper',
      every: 'once',
      take: 'whole',
      window: { from: '2026-02-01', until: '2026-03-31', checked: true },
      channels: [
        { id: 'phone', kind: 'wallet', title: named('Phone'), hint: undefined },
        { id: 'paper', kind: 'paper', title: named('Paper'), hint: undefined, notes: [1000, 1000, 500, 500] },
        { id: 'card', kind: 'cash-back', title: named('Card'), hint: undefined, spend: 3000, back: 1950 },
      ],
      fund: { id: 'dog-fund', limit: 9_000_050 },
      spending: {
        regions: ['north'],
        classes: { refused: ['bar'] },
        goods: { leash: named('Leash') },
        mostAtOnce: 2000,
        mostADay: 2550,
        mostADayAtOneShop: undefined,
      },
      expiry: { on: '2026-06-30' },
      share: { registry: 'homes', field: 'members' },
      refund: { days: 7 },
      change: { spent: 6000, small: { upTo: 1000, spent: 8000 } },
      fee: { rate: 75, vat: 500 },
      spendingExamples: programme.spendingExamples,
    });
    assert.equal(programme.spendingExamples[4]!.spentToday, 1301);
  });

  it('has the land it speaks of', () => {
    assert.deepEqual(Object.keys(pack!.regions), ['north', 'south']);
    assert.deepEqual(Object.keys(pack!.shopClasses), ['shop', 'bar']);
    assert.deepEqual(
      [...pack!.places.values()].map(({ id, at }) => [id, at]),
      [['office', [60, 10.5]]],
    );
    assert.deepEqual(
      pack!.shops.map(({ id, owner, clerks }) => [id, owner, clerks]),
      [['bowl', 'N1', []]],
    );
    assert.equal(pack!.outline[0]!.length, 4);
  });

  it('runs its examples and its purchases', () => {
    const own = runExamples(pack!).filter(({ service }) => service === 'dog-voucher');
    assert.deepEqual(
      own.flatMap(({ differences }) => differences),
      [],
    );
    assert.equal(own.length, 7);
  });

  it('says which of them come out otherwise', () => {
    const differences = (from: string, to: string) =>
      runExamples(withProgramme(PROGRAMME, [from, to]).pack!).flatMap((result) => result.differences);
    assert.deepEqual(differences('price: 10}', 'price: 11}'), ['price: 11 expected, 10 found']);
    assert.deepEqual(differences('amount: 12.5, out: class', 'amount: 12.5, out: paid'), [
      'out: paid expected, class found',
    ]);
  });
});
