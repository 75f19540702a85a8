import { describe, test } from 'node:test';
import { testGovernment } from '/work/main/test/support/government.ts';
import { all, sql } from '/work/main/src/kernel/index.ts';
import { relatedPeople } from '/work/main/src/registry/index.ts';
import { cashOut, wholeBalance, night } from '/work/main/src/programmes/office/fraud/shops.ts';
import { makeTrade } from '/work/main/src/programmes/office/testing/trade.ts';
describe('x', async () => {
  const { gov } = await testGovernment('tw');
  test('y', async () => {
  const rows = await all(gov.db, sql<{ id: string }>`select id from identity.person order by id limit 1500`);
  console.log('people', rows.length, Object.keys(gov.pack.regions).length, Object.keys(gov.pack.shopClasses));
  const planted = await makeTrade(gov, { programme: gov.pack.programmes.get('triple-stimulus-voucher')!, seed: 7, until: gov.clock.now(), days: 13, shops: 80, people: rows.map(({ id }) => id),
    familyOf: async (person) => [...(await relatedPeople(gov.db, gov, person))] });
  for (const p of planted.filter((x) => ['cash-out','night','whole-balance'].includes(x.fraud)))
    console.log(p.fraud, await all(gov.db, sql`select count(*), min(paid_at), max(paid_at), min(amount), count(distinct person), sum((amount>=2700)::int) w from programmes.payment where shop = ${p.who[0]}`));
  for (const g of [cashOut, wholeBalance, night]) for (const f of await all(gov.db, g({programme:'triple-stimulus-voucher', since:'2026-10-01', zone:'Asia/Taipei'}))) console.log(f.subject, f.strength, f.measures, f.payments.length);
  console.log(await all(gov.db, sql`select shop, count(*) n, sum((p.amount >= 0.95*t.amount)::int) w, sum((p.paid_at between t.taken_at and t.taken_at + interval '1 hour')::int) soon from programmes.payment p left join programmes.taking t on t.person = p.person group by shop order by w desc nulls last limit 8`));
  });
});
