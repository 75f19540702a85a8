import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { all, createLogger, movableClock, sql } from '../../kernel/index.ts';
import { inboxOf } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { eligibleResident, START, settle, type Town, townOn } from '../../registry/eligible/fixture.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { parse } from '../../rules/index.ts';
import { forgetAll, letters, offeringPack, offeringTown, openCase } from './fixture.ts';
import { offerToEligible } from './offers.ts';

let town: Town;
before(async () => {
  town = await offeringTown();
});
after(() => town.close());
beforeEach(async () => {
  town.clock.set(START);
  await forgetAll(town);
});

const neighbours = (count: number) => Array.from({ length: count }, (_, index) => eligibleResident(`N${index}`));
const poorNot = (number: string) => eligibleResident(number, { incomes: { monthly: 9000 } });
const withWindows = (...windows: [from: string, until: string][]): Government => ({
  ...town,
  pack: offeringPack(windows.map(([from, until]) => ({ from, until }))),
});

describe('who is offered a service', () => {
  test('those whom the registries show to be eligible, in their inbox, with the way to it', async () => {
    const ids = await settle(town, [eligibleResident('N1'), poorNot('N2')]);
    assert.equal(await offerToEligible(town), 1);
    const [letter, ...more] = await inboxOf(town.db, ids.get('N1')!, { limit: 5 });
    assert.deepEqual(
      [letter!.title.en, letter!.body.ko, letter!.link, more.length],
      ['Offer', 'Body', '/services/heating', 0],
    );
    assert.deepEqual([...(await letters(town)).keys()], [ids.get('N1')]);
  });

  test('not again, the same day or another, and whoever becomes eligible is found the next night', async () => {
    const ids = await settle(town, [eligibleResident('N1'), poorNot('N2')]);
    await offerToEligible(town);
    await settle(town, [eligibleResident('N2')]);
    assert.equal(await offerToEligible(town), 0, 'the round of this day is over');
    town.clock.set('2026-03-03T00:05:00Z');
    assert.equal(await offerToEligible(town), 1);
    assert.deepEqual([...(await letters(town)).values()], [['/services/heating'], ['/services/heating']]);
    const told = await disclosuresOf(town.db, ids.get('N1')!, { limit: 50 });
    assert.equal(told.length, 5, 'who was offered it is not looked at again');
  });

  test('nobody who has it, or has applied', async () => {
    const ids = await settle(town, neighbours(4));
    const states = ['approved', 'review', 'refused'];
    for (const [index, state] of states.entries()) await openCase(town, ids.get(`N${index}`)!, 'heating', state);
    await openCase(town, ids.get('N3')!, 'savings', 'approved');
    await offerToEligible(town);
    assert.deepEqual([...(await letters(town)).keys()], [ids.get('N3')]);
  });
});

describe('windows', () => {
  test('nobody is told before it opens or after it closed, and all on its first day', async () => {
    await settle(town, neighbours(2));
    const gov = withWindows(['2026-03-03', '2026-03-05']);
    assert.equal(await offerToEligible(gov), 0);
    town.clock.set('2026-03-02T23:30:00Z'); // half past midnight there
    assert.equal(await offerToEligible(gov), 2);
    await forgetAll(town);
    await settle(town, neighbours(2));
    town.clock.set('2026-03-06T00:30:00Z');
    assert.equal(await offerToEligible(gov), 0);
  });

  test('each window is told anew, also to those who were refused in an earlier one', async () => {
    const ids = await settle(town, neighbours(3));
    const gov = withWindows(['2026-03-01', '2026-03-31'], ['2026-09-01', '2026-09-30']);
    assert.equal(await offerToEligible(gov), 3);
    await openCase(town, ids.get('N0')!, 'heating', 'approved');
    await openCase(town, ids.get('N1')!, 'heating', 'refused');
    town.clock.set('2026-09-01T06:00:00Z');
    assert.equal(await offerToEligible(gov), 2);
    town.clock.set('2026-09-02T06:00:00Z');
    assert.equal(await offerToEligible(gov), 0);
    const told = await letters(town);
    assert.deepEqual(
      ['N0', 'N1', 'N2'].map((number) => told.get(ids.get(number)!)!.length),
      [1, 2, 2],
    );
  });
});

/** A process whose clock stops it after so many looks at it: what it has not committed is undone. */
function dyingAfter(looks: number): Government {
  let left = looks;
  const clock = movableClock(START);
  const now = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return clock.now();
  };
  return { ...town, clock: { now } };
}

describe('a round that is broken off', () => {
  test('goes on in another process, and everybody is told once', async () => {
    const ids = await settle(town, neighbours(10));
    const told = async () => (await letters(town)).size;
    let deaths = 0;
    for (let looks = 1; (await told()) < 10; looks += 3) {
      const before = await told();
      await offerToEligible(dyingAfter(looks), 3);
      if ((await told()) > before && (await told()) < 10) deaths += 1;
      assert.equal((await told()) % 3 === 0 || (await told()) === 10, true, 'a batch is told as a whole');
    }
    assert.ok(deaths > 0, 'it was broken off between batches');
    assert.equal(await offerToEligible(town, 3), 0);
    assert.deepEqual(
      [...(await letters(town)).values()],
      [...ids].map(() => ['/services/heating']),
    );
    const [round] = await all(
      town.db,
      sql<{ offered: number; day: string }>`select offered, day from services.offer_round`,
    );
    assert.deepEqual(round, { offered: 10, day: '2026-03-02' });
  });

  test('does so much at a time, so that a process that is told to stop need not wait long', async () => {
    await settle(town, neighbours(25));
    assert.deepEqual(
      [await offerToEligible(town, 1), await offerToEligible(town, 1), await offerToEligible(town, 1)],
      [20, 5, 0],
    );
  });

  test('two processes share it, and everybody is told once', async () => {
    await settle(town, neighbours(30));
    const other = townOn(town.url);
    const counts = await Promise.all([offerToEligible(town, 4), offerToEligible(other, 4)]);
    const left = await offerToEligible(town, 4);
    await other.pool.end();
    assert.equal(counts[0]! + counts[1]! + left, 30);
    assert.deepEqual(new Set([...(await letters(town)).values()].map((links) => links.length)), new Set([1]));
  });
});

test('a service that cannot be looked for holds up no other', async () => {
  await settle(town, neighbours(1));
  const lines: string[] = [];
  // A pack with such a rule is refused when it is loaded; should one come by another way, it is told and passed over.
  const heating = town.pack.services.get('heating')!;
  const tree = parse('string join([string(age)]) = "18"');
  const clauses = heating.rule.clauses.map((clause) => (clause.id === 'grown-up' ? { ...clause, tree } : clause));
  const broken = { ...heating, id: 'broken', rule: { ...heating.rule, clauses } };
  const services = new Map([['broken', broken], ...town.pack.services]);
  const logger = createLogger('error', { write: (line) => void lines.push(line) });
  assert.equal(await offerToEligible({ ...town, logger, pack: { ...town.pack, services } }), 1);
  assert.match(lines.join(), /clause grown-up.*"service":"broken"/);
});
