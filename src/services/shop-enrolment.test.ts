import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { AppError, transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { bankAccountOf, enrolShop, findShops, shopsOf } from '../programmes/index.ts';
import { mattersOf, saveAnswers, startApplication, submitApplication, viewJourney } from './index.ts';
import { casesByService, persona, settle } from './testing/people.ts';

/** Applies for a persona's newest business to take part; asked is nothing but what the answers are for. */
async function apply(gov: Government, id: string, answers: Record<string, string>) {
  const person = await persona(gov, id);
  const [own] = await mattersOf(gov.db, gov, person, 'businesses');
  const application = await startApplication(gov, person, { service: 'shop-enrolment', matter: own!.matter }, 'en');
  await transaction(gov.db, async (tx) => {
    const journey = await viewJourney(tx, gov, person, application);
    assert.deepEqual(journey.questions.map(({ fact }) => fact.name).sort(), Object.keys(answers).sort());
    await saveAnswers(tx, gov, journey, answers);
  });
  await submitApplication(gov, person, application);
  await settle(gov);
  const cases = await casesByService(gov, person, application);
  return { person, kase: cases['shop-enrolment']! };
}

for (const { pack, owner, before, name, region, account } of [
  { pack: 'tw', owner: 'father', before: 'shop-owner', name: '興隆咖啡', region: 'taipei', account: '0081234567890' },
  {
    pack: 'kr',
    owner: 'new-father',
    before: 'founder',
    name: '봄내길 책방',
    region: 'gyeonggi',
    account: '08812345678901',
  },
]) {
  describe(`a business of ${pack} becomes a shop`, async () => {
    const { gov } = await testGovernment(pack);

    test('what the business register knows is not asked, and the owner stands at the till at once', async () => {
      const { person, kase } = await apply(gov, owner, { shop_class: 'cafe', account });
      assert.equal(kase.state, 'approved');
      const [own, ...more] = await shopsOf(gov.db, person);
      assert.equal(more.length, 0);
      const { inForce } = await bankAccountOf(gov.db, gov, own!.shop.id);
      assert.deepEqual(
        [own!.shop.name, own!.shop.class, own!.shop.region, inForce, own!.shop.state],
        [name, 'cafe', region, account, 'active'],
      );
      assert.equal(own!.clerk.role, 'owner');
      assert.ok(own!.clerk.name.length > 0);
      assert.deepEqual(kase.decision?.effects?.[0], { verb: 'enrol', shop: own!.shop.id });
    });

    test('it is found where its money may be spent', async () => {
      const programme = [...gov.pack.programmes.values()].find(({ spending }) => 'refused' in spending.classes)!;
      const { shops } = await findShops(gov.db, gov, { programme, region, text: name, limit: 50 });
      assert.ok(shops.some((shop) => shop.name === name && shop.class === 'cafe'));
    });

    test('who was enrolled by it cannot apply for the same business again', async () => {
      await assert.rejects(apply(gov, owner, {}), { code: 'invalid' });
    });

    test('of a business that took part before, only an officer says no, and why', async () => {
      const { kase } = await apply(gov, before, { shop_class: 'cafe', account });
      assert.equal(kase.state, 'review');
      assert.deepEqual(kase.decision?.because, ['first']);
    });

    test('the same number cannot take part twice, whoever owns it', async () => {
      const person = await persona(gov, owner);
      const [own] = await shopsOf(gov.db, person);
      const { number, address } = own!.shop;
      const again = {
        owner: person,
        ownerName: 'A',
        number,
        name: 'B',
        class: 'cafe',
        region,
        address,
        bankAccount: '1',
      };
      await assert.rejects(
        transaction(gov.db, (tx) => enrolShop(tx, gov, again)),
        (error) => error instanceof AppError && error.code === 'conflict' && error.message.includes(number),
      );
      assert.equal((await shopsOf(gov.db, person)).length, 1);
    });
  });
}

describe('shops where a programme may be spent', async () => {
  const { gov } = await testGovernment('kr');
  const programme = (id: string) => gov.pack.programmes.get(id)!;

  test('only classes that its terms admit, and at home only', async () => {
    const all = await findShops(gov.db, gov, {
      programme: programme('local-gift-certificate'),
      home: 'jeju',
      limit: 500,
    });
    assert.ok(all.shops.length > 5);
    assert.deepEqual([...new Set(all.shops.map((shop) => shop.region))], ['jeju']);
    const refused = new Set(['big-store', 'online', 'nightlife', 'tobacco']);
    assert.deepEqual(
      all.shops.filter((shop) => refused.has(shop.class)),
      [],
    );
    const markets = await findShops(gov.db, gov, {
      programme: programme('onnuri-paper'),
      class: 'big-store',
      limit: 5,
    });
    assert.deepEqual(markets, { shops: [], next: undefined });
    const elsewhere = { programme: programme('local-gift-certificate'), home: 'jeju', region: 'seoul', limit: 5 };
    assert.deepEqual((await findShops(gov.db, gov, elsewhere)).shops, []);
  });

  test('page by page, each shop once, in the order of their names', async () => {
    const search = { programme: programme('emergency-relief'), region: 'seoul', class: 'restaurant' };
    const whole = await findShops(gov.db, gov, { ...search, limit: 500 });
    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await findShops(gov.db, gov, { ...search, limit: 7, ...(after && { after }) });
      found.push(...page.shops.map(({ id }) => id));
      after = page.next;
    } while (after);
    assert.deepEqual(
      found,
      whole.shops.map(({ id }) => id),
    );
    assert.equal(new Set(found).size, found.length);
  });

  test('nothing but what a passer-by sees is given', async () => {
    const { shops } = await findShops(gov.db, gov, {
      programme: programme('emergency-relief'),
      text: "빵집 ' %",
      limit: 5,
    });
    assert.deepEqual(shops, []);
    const { shops: bakeries } = await findShops(gov.db, gov, {
      programme: programme('emergency-relief'),
      text: '느린 빵집',
      limit: 1,
    });
    assert.deepEqual(Object.keys(bakeries[0]!).sort(), [
      'address',
      'class',
      'id',
      'latitude',
      'longitude',
      'name',
      'region',
    ]);
  });
});
