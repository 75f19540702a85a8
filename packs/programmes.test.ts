import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Clause, demoShops, loadPack, type Pack } from '../src/pack/index.ts';
import { businessNumber as korean } from './kr/business-number.ts';
import { businessNumber as taiwanese } from './tw/business-number.ts';

type Ring = Pack['outline'][number];

/** Whether a ring goes round a place: how often a line from it to the east crosses it. */
function goesRound(ring: Ring, [latitude, longitude]: readonly [number, number]): boolean {
  const crossings = ring.filter(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!;
    return y > latitude !== nextY > latitude && longitude < ((nextX - x) * (latitude - y)) / (nextY - y) + x;
  });
  return crossings.length % 2 === 1;
}

const PACKS = [
  { id: 'tw', numbering: taiwanese, kinds: ['bank', 'cash-back', 'paper', 'wallet'] },
  { id: 'kr', numbering: korean, kinds: ['bank', 'paper', 'wallet'] },
];

for (const { id, numbering, kinds } of PACKS) {
  describe(`the programmes of ${id}`, () => {
    let pack: Pack;
    before(async () => {
      pack = await loadPack(id);
    });

    it('reach people in every way, once and each month, for all and at home', () => {
      const all = [...pack.programmes.values()];
      const channels = all.flatMap((programme) => programme.channels.map(({ kind }) => kind));
      assert.deepEqual([...new Set(channels)].sort(), kinds);
      assert.deepEqual([...new Set(all.map(({ every }) => every))].sort(), ['month', 'once']);
      assert.ok(all.some(({ spending }) => spending.regions === 'home') && all.some(({ share }) => share));
    });

    it('have examples for yes, no and need, and for each clause that fails', () => {
      for (const { entitlement } of pack.programmes.values()) {
        const outcomes = new Set<string>(entitlement.examples.map(({ out }) => out.eligible));
        assert.deepEqual([...outcomes].sort(), ['need', 'no', 'yes'], entitlement.id);
        const failed = new Set(entitlement.examples.flatMap(({ out }) => out.because ?? []));
        const unseen = entitlement.clauses.filter((clause: Clause) => !failed.has(clause.id));
        assert.deepEqual(unseen, [], entitlement.id);
      }
    });

    it('have purchases for every refusal that their terms can give, but for money in the bank', () => {
      for (const { id, channels, spending, spendingExamples } of pack.programmes.values()) {
        if (channels.every(({ kind }) => kind === 'bank')) continue;
        const possible = [
          'paid',
          'expired',
          ...(spending.regions === 'any' ? [] : ['region']),
          'class',
          ...(Object.keys(spending.goods).length > 0 ? ['goods'] : []),
          ...(spending.mostAtOnce === undefined ? [] : ['too-much-at-once']),
          ...(spending.mostADay === undefined ? [] : ['too-much-today']),
          ...(spending.mostADayAtOneShop === undefined ? [] : ['too-much-today-here']),
        ];
        const seen = new Set<string>(spendingExamples.map(({ out }) => out));
        assert.deepEqual(
          possible.filter((out) => !seen.has(out)),
          [],
          id,
        );
      }
    });

    it('cite an act and an article, or say that it was not checked', () => {
      for (const { entitlement } of pack.programmes.values()) {
        const { law, clauses, parameters } = entitlement;
        const cited = [...law, ...[...clauses, ...parameters.values()].map((one) => one.law)];
        const loose = cited.filter((one) => !one || (/[법法]$/.test(one.act) && !one.article && one.checked !== false));
        assert.deepEqual(loose, [], entitlement.id);
      }
    });

    it('have officers: one at every counter, and two where something can be frozen', () => {
      const posts = pack.demo.personas.map(({ post }) => post && `${post.agency} ${post.role}`);
      for (const { id, agency, office, counter, channels } of pack.programmes.values()) {
        const officers = posts.filter((post) => post === `${agency} ${office}`).length;
        assert.ok(officers >= (channels.every(({ kind }) => kind === 'bank') ? 1 : 2), `${id}: ${officers}`);
        assert.ok(posts.includes(`${agency} ${counter}`), id);
      }
    });

    it('pay out of funds that can bear all of them', () => {
      for (const fund of pack.funds.values()) {
        const limits = [...pack.programmes.values()].flatMap((one) =>
          one.fund.id === fund.id ? [one.fund.limit] : [],
        );
        assert.ok(limits.reduce((sum, limit) => sum + limit, 0) <= fund.budget, fund.id);
      }
    });

    it('have places in every region, and shops of every class that a programme admits, all on the map', () => {
      const shops = [...demoShops(pack, ['A'])];
      const places = [...pack.places.values()];
      assert.deepEqual([...new Set(places.map(({ region }) => region))].sort(), Object.keys(pack.regions).sort());
      const onMap = ({ at }: { at: readonly [number, number] }) => pack.outline.some((ring) => goesRound(ring, at));
      assert.deepEqual(
        [...places, ...shops].filter((one) => !onMap(one)),
        [],
      );
      assert.equal(shops.length, pack.demo.shops! + pack.shops.length);
      for (const shop of shops) assert.ok(pack.regions[shop.region] && pack.shopClasses[shop.class], shop.id);
      const classes = new Set(shops.map((shop) => shop.class));
      for (const { spending } of pack.programmes.values())
        if ('admitted' in spending.classes) assert.ok(spending.classes.admitted.some((one) => classes.has(one)));
    });

    it('know shops by numbers that are right and differ, the same each time', () => {
      const [shops, again] = [[...demoShops(pack, ['A', 'B'])], [...demoShops(pack, ['A', 'B'])]];
      assert.deepEqual(shops, again);
      const numbers = shops.map(({ number }) => number);
      assert.deepEqual(
        numbers.filter((number) => numbering.check(number)),
        [],
      );
      assert.equal(new Set(numbers).size, shops.length);
    });

    it('know the businesses whose shops are written out', () => {
      const businesses = (pack.demo.records.businesses ?? []).map(({ owner, number }) => `${owner} ${number}`);
      for (const { id, owner, number } of pack.shops) assert.ok(businesses.includes(`${owner} ${number}`), id);
    });
  });
}

describe('business numbers', () => {
  it('of Taiwan are divisible by five, and a seventh 7 counts twice', () => {
    for (const number of ['12345675', '04595252']) assert.equal(taiwanese.check(number), undefined);
    for (const number of ['12345674', '12345677', '04595253', '1234567', '123456789', '1234567a'])
      assert.ok(taiwanese.check(number), number);
  });
});
