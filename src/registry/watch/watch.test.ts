import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { all, createLogger, createMetrics, run, sql, transaction } from '../../kernel/index.ts';
import { recordDisclosures } from '../disclosures.ts';
import { findEligible } from '../eligible/find.ts';
import { DAY, eligibleResident, settle, type Town, townGovernment } from '../eligible/fixture.ts';
import { writeEligible } from '../eligible/write.ts';
import { readFacts } from '../read.ts';
import { registryRoom } from '../room.ts';
import { type AlarmsUntil, alarmsFor } from './alarms.ts';
import type { ConsentedLook } from './consents.ts';
import { openSettlement, settleAlarm } from './settle.ts';

let town: Town;
const lines: string[] = [];
const asked: ConsentedLook[] = [];
let covers = (_: ConsentedLook) => false;
let figures: ReturnType<typeof createMetrics>;
let watch: () => Promise<void>;

before(async () => {
  town = await townGovernment();
  await run(town.db, sql`create table written (person uuid primary key, amount numeric)`);
});
after(() => town.close());
beforeEach(async () => {
  await run(
    town.db,
    sql`truncate registry.record, registry.reference, registry.disclosure, registry.access,
    registry.alarm, registry.watch, log.outbox, written`,
  );
  for (const seen of [lines, asked]) seen.length = 0;
  covers = () => false;
  figures = createMetrics();
  const gov = { ...town, metrics: figures, logger: createLogger('error', { write: (line) => lines.push(line) }) };
  const room = registryRoom(gov, {
    async consentsCover(_, looks) {
      asked.push(...looks);
      return looks.map(covers);
    },
  });
  watch = room.jobs!['registry.watch-disclosures'] as () => Promise<void>;
});

const settled = () => town.clock.advance(6 * 60_000);
const reasons = async () =>
  (await all(town.db, sql<{ reason: string }>`select reason from registry.alarm order by reason`)).map(
    ({ reason }) => reason,
  );

const PERSON = '018f0000-0000-7000-8000-00000000000a';
const CONSENT = '018f0000-0000-7000-8000-0000000000cc';

const PURPOSE = { text: { ko: '-', 'zh-Hant': '-', en: '-' } };

interface ByHand {
  kind?: string;
  reader?: string;
  use?: string | null;
  agency?: string;
  registry?: string;
  fields?: string[];
  salt?: string | null;
}

/** A row that somebody writes past the door. */
async function byHand({
  kind = 'service',
  reader = 'heating',
  use = null,
  agency = 'kennel',
  registry = 'incomes',
  fields = ['monthly'],
  salt = 'a salt',
}: ByHand) {
  await run(
    town.db,
    sql`with made as (
        insert into registry.access (id, reader_kind, reader, use, agency, registry, fields, purpose)
        values (gen_random_uuid(), ${kind}, ${reader}, ${use}, ${agency}, ${registry}, ${fields}, ${JSON.stringify(PURPOSE)}::jsonb)
        returning id)
      insert into registry.disclosure (person, id, at, access, salt)
      select ${PERSON}, gen_random_uuid(), ${town.clock.now()}, id, ${salt} from made`,
  );
}

describe('what went through the door', () => {
  test('raises no alarm, however many were read at once', async () => {
    const ids = await settle(town, [eligibleResident('N1'), eligibleResident('N2'), eligibleResident('N3')]);
    const heating = { service: town.pack.services.get('heating')!, day: DAY };
    await findEligible(town.db, town, heating);
    await writeEligible(town.db, town, {
      ...heating,
      write: sql`insert into written select person, amount from found returning amount`,
    });
    const person = ids.get('N1')!;
    for (const reader of [
      { kind: 'officer', person, agency: 'town' },
      { kind: 'relative', person, agency: 'town' },
      { kind: 'service', service: 'heating', agency: 'kennel' },
    ] as const)
      await readFacts(town.db, town, {
        reader,
        purpose: PURPOSE,
        reads: [{ registry: 'incomes', person, fields: ['monthly'] }],
      });
    settled();
    await watch();
    assert.deepEqual([await reasons(), lines], [[], []]);
  });
});

describe('a row written past the door', () => {
  const CASES: readonly [string, ByHand][] = [
    ['registry', { registry: 'secrets' }],
    ['registry', { fields: ['no-such-field'] }],
    ['agency', { kind: 'officer', reader: PERSON, agency: 'harbour' }],
    ['agency', { kind: 'relative', reader: PERSON, agency: 'harbour' }],
    ['service', { reader: 'no-such-service' }],
    ['service', { reader: 'heating', agency: 'town' }],
    ['service', { fields: ['person'] }],
    ['agency', { kind: 'party', reader: 'nobody', use: 'spying' }],
    ['unlogged', { salt: null }],
  ];
  for (const [reason, row] of CASES)
    test(`${reason}: ${JSON.stringify(row)}`, async () => {
      await byHand(row);
      await watch();
      assert.deepEqual(await reasons(), [], 'it may belong to what has yet to commit');
      settled();
      await watch();
      assert.deepEqual(await reasons(), [reason]);
      const { values } = await figures.registry.getSingleMetric('madang_disclosures_not_allowed_total')!.get();
      assert.deepEqual(
        values.map(({ labels, value }) => [labels.reason, value]),
        [[reason, 1]],
      );
      assert.match(lines.join(), /nothing allowed it/);
      assert.ok(!lines.join().includes(PERSON));
    });

  test('is looked at once, and what comes later is found', async () => {
    await byHand({ reader: 'no-such-service' });
    settled();
    for (let nth = 0; nth < 3; nth++) await watch();
    assert.equal(lines.length, 1);
    await byHand({ salt: null });
    settled();
    await watch();
    assert.deepEqual(await reasons(), ['service', 'unlogged']);
  });

  test('is shown to whoever looks after the registry at its agency, and to nobody else', async () => {
    await byHand({ reader: 'no-such-service' });
    settled();
    await watch();
    const seen = (agency: string, role: string) => alarmsFor(town.db, town, { agency, role }, { limit: 5 });
    const [alarm, ...more] = await seen('town', 'clerk');
    assert.deepEqual(more, []);
    assert.deepEqual(
      [alarm!.reason, alarm!.reader, alarm!.registry, alarm!.fields],
      ['service', 'no-such-service', 'incomes', ['monthly']],
    );
    assert.ok(!JSON.stringify(alarm).includes(PERSON));
    assert.deepEqual([await seen('town', 'janitor'), await seen('kennel', 'clerk')], [[], []]);
  });

  describe('is settled', () => {
    const clerk = { person: '018f0000-0000-7000-8000-00000000000b', agency: 'town', role: 'clerk' };
    const seen = (after?: AlarmsUntil) => alarmsFor(town.db, town, clerk, { limit: 2, after });
    const settleAs = (who: typeof clerk, id: string) =>
      transaction(town.db, (tx) => settleAlarm(tx, town, who, { id, settlement: 'A script of ours.' }));

    test('by who looks after the registry, once, with what they found; open ones stand first', async () => {
      for (let nth = 0; nth < 3; nth++) await byHand({ reader: 'no-such-service' });
      settled();
      await watch();
      const [newest] = await seen();
      await settleAs(clerk, newest!.id);
      await assert.rejects(settleAs(clerk, newest!.id), { code: 'conflict' });
      const page = await seen();
      const last = page.at(-1)!;
      const [done, ...more] = await seen({ id: last.id, settled: false });
      assert.deepEqual([page.map(({ settledAt }) => settledAt), more], [[null, null], []]);
      assert.deepEqual(
        [done!.id, done!.settledAt, done!.settlement],
        [newest!.id, town.clock.now(), 'A script of ours.'],
      );
      const opened = (role: string) =>
        openSettlement(town.db, town, 'alarm.settled', { entry: done!.entry!, post: { agency: 'town', role } });
      assert.equal((await opened('clerk'))!.content.settlement, 'A script of ours.');
      assert.equal(await opened('janitor'), undefined);
    });

    test('by nobody else: not by who looked, nor by whose data it is', async () => {
      await byHand({ kind: 'officer', reader: clerk.person, agency: 'harbour' });
      settled();
      await watch();
      const { id } = (await seen())[0]!;
      for (const person of [clerk.person, PERSON])
        await assert.rejects(settleAs({ ...clerk, person }, id), { code: 'forbidden' });
      const janitor = { ...clerk, person: CONSENT, role: 'janitor' };
      await assert.rejects(settleAs(janitor, id), { code: 'not-found' });
    });
  });
});

describe('a look that names a consent', () => {
  const reader = { kind: 'party', party: 'bank', use: 'account' } as const;
  const occasion = { reader, purpose: PURPOSE, basis: { kind: 'consent', consent: CONSENT } } as const;
  const look = (person: string) =>
    transaction(town.db, (tx) =>
      recordDisclosures(tx, town, occasion, [{ person, registry: 'incomes', fields: ['monthly', 'share'] }]),
    );

  test('is held against it once: for whom, by whom, which fields, and when', async () => {
    covers = () => true;
    const at = town.clock.now();
    await look(PERSON);
    settled();
    for (let nth = 0; nth < 2; nth++) await watch();
    const fields = ['incomes.monthly', 'incomes.share'];
    assert.deepEqual(asked, [{ consent: CONSENT, person: PERSON, reader, fields, at }]);
    assert.deepEqual(await reasons(), []);
  });

  test('raises an alarm where the consent does not cover it, and for that one only', async () => {
    covers = ({ person }) => person === PERSON;
    const people = Array.from(
      { length: 1_003 },
      (_, nth) => `018f0000-0000-7000-8000-${String(nth).padStart(12, '0')}`,
    );
    for (const person of [people[7]!, PERSON]) await look(person);
    settled();
    await watch();
    assert.deepEqual(await reasons(), ['consent']);
    covers = ({ person }) => person !== people.at(-1);
    await transaction(town.db, (tx) =>
      recordDisclosures(
        tx,
        town,
        occasion,
        people.map((person) => ({ person, registry: 'incomes', fields: ['share'] })),
      ),
    );
    settled();
    await watch();
    assert.deepEqual(await reasons(), ['consent', 'consent']);
  });
});
