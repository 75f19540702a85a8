import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../../test/support/government.ts';
import { all, sql } from '../../../kernel/index.ts';
import { relatedPeople } from '../../../registry/index.ts';
import { makeTrade, type Planted } from '../testing/trade.ts';
import { SIGNAL_NAMES, watchTrade } from './watch.ts';

interface Case {
  signal: string;
  subject: string;
  score: number;
}

describe('what looks like fraud', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get('triple-stimulus-voucher')!;
  const rows = await all(gov.db, sql<{ id: string }>`select id from identity.person order by id limit 1500`);
  const planted = await makeTrade(gov, {
    programme,
    seed: 7,
    until: gov.clock.now(),
    days: 13,
    shops: 80,
    people: rows.map(({ id }) => id),
    familyOf: async (person) => [...(await relatedPeople(gov.db, gov, person))],
  });
  await watchTrade(gov);
  const casesOf = () =>
    all(gov.db, sql<Case>`select signal, subject, score from programmes.suspicion order by signal, subject`);
  const cases = await casesOf();
  const names = (one: Case, { who }: Planted) => who.some((id) => one.subject.includes(id));

  test('every plain fraud is found by its own signal', () => {
    for (const fraud of planted.filter(({ faint, who }) => !faint && who.length > 0)) {
      assert.ok(
        cases.some((one) => one.signal === fraud.fraud && names(one, fraud)),
        `${fraud.fraud} ${fraud.who.join(' ')}`,
      );
    }
    assert.deepEqual(
      new Set(planted.map(({ fraud }) => fraud)),
      new Set(SIGNAL_NAMES.filter((name) => name !== 'device-pace')),
    );
  });

  test('few cases are about honest people', (t) => {
    const right = cases.filter((one) => planted.some((fraud) => names(one, fraud)));
    const found = planted.filter((fraud) => cases.some((one) => names(one, fraud)));
    t.diagnostic(`precision ${right.length} of ${cases.length}, recall ${found.length} of ${planted.length}`);
    for (const one of cases.filter((one) => !right.includes(one))) t.diagnostic(`wrong: ${JSON.stringify(one)}`);
    for (const one of planted.filter((one) => !found.includes(one))) t.diagnostic(`missed: ${one.fraud} ${one.faint}`);
    assert.ok(right.length / cases.length >= 0.8);
    assert.ok(found.length / planted.length >= 0.6);
  });

  test('looking again changes nothing', async () => {
    await watchTrade(gov);
    assert.deepEqual(await casesOf(), cases);
  });
});
