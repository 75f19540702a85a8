import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { personOf } from '../../src/credentials/cards/testing.ts';
import { all, run, sql, transaction } from '../../src/kernel/index.ts';
import { everyAct } from '../../src/programmes/testing/every-act.ts';
import * as registry from '../../src/registry/index.ts';
import { submitApplication } from '../../src/services/index.ts';
import { persona, prepareBirth, settle } from '../../src/services/testing/people.ts';
import { testGovernment } from '../support/government.ts';
import { isProgram, isTest, linesWith, sourceFiles, withoutComments } from '../support/source.ts';

/*
 * There is no way to what registries hold of people but through reads that are recorded. Shown from three sides: who names
 * the tables at all, what each function of the room's door gives away, and what is left in log lines and figures after
 * everything was done once.
 */

const code = sourceFiles()
  .filter((file) => isProgram(file) && !isTest(file) && /^(src|packs|bin)\//.test(file.path))
  .map(({ path, text }) => ({ path, text: withoutComments(text) }));

const pathsWith = (pattern: RegExp): string[] => [
  ...new Set(
    linesWith(code, pattern)
      .map((line) => line.split(':')[0]!)
      .filter((path) => !/(fixture|testing)/.test(path)),
  ),
];

describe('the tables of records', () => {
  /** Each file that names them, and what of them it lets out. */
  const NAMING: Readonly<Record<string, string>> = {
    'src/registry/find.ts': 'finds records for reads',
    'src/registry/references.ts': 'writes references; of families it gives who they are',
    'src/registry/store.ts': 'writes records',
    'src/registry/eligible/records.ts': 'a part of statements that disclose what they find',
    'src/registry/eligible/statement.ts': 'such a statement',
  };
  /** Each file that finds whole records, and what becomes of them. */
  const FINDING: Readonly<Record<string, string>> = {
    'src/registry/find.ts': 'has it; gives heads of records, without what they say',
    'src/registry/read.ts': 'records the disclosures',
    'src/registry/people.ts': 'gives who stands in a record',
  };

  test('are named in a few files only', () => {
    const table = /\bregistry\.(?:record|record_history|reference)\b/;
    assert.deepEqual(pathsWith(table).sort(), Object.keys(NAMING).sort());
    const quoted = /["'`]registry["'`]\s*\.\s*["'`]?record|set_config\([^)]*search_path|\bset search_path\b/;
    assert.deepEqual(pathsWith(quoted), []);
  });

  test('are read whole in fewer', () => {
    assert.deepEqual(pathsWith(/\bfindRecords\(/).sort(), Object.keys(FINDING).sort());
  });

  test('are in no statement that is put together from a name that is given', () => {
    const given = /sql\.(?:raw|table|ref)\([^)]*(?:record_history|registry\.)/;
    assert.deepEqual(pathsWith(given), []);
  });
});

describe('the door of the registries', async () => {
  const { gov } = await testGovernment('kr');
  const purpose = { text: { ko: '-', 'zh-Hant': '-', en: '-' } };
  const { people } = gov.pack;
  const keeper = gov.pack.registries.get(people.registry)!.agency;
  const reader = { kind: 'officer', person: '018f0000-0000-7000-8000-00000000000a', agency: keeper } as const;
  const programme = gov.pack.programmes.get('local-gift-certificate')!;
  const day = '2026-11-02';
  let person: string;
  let values: string[];
  before(async () => {
    const [row] = await all(
      gov.db,
      sql<{
        subject: string;
      }>`select subject from registry.record where registry = ${people.registry} order by 1 limit 1`,
    );
    person = row!.subject;
    values = await valuesHeld(gov.db);
    await run(gov.db, sql`create table found_here (person uuid primary key, amount numeric)`);
  });

  const told = async () =>
    (await all(gov.db, sql<{ n: number }>`select count(*)::int as n from registry.disclosure`))[0]!.n;
  const name = { registry: people.registry, fields: [people.name] };

  /** Those that give what registries say, or do something with it, for whoever asks. */
  const READING: Readonly<Record<string, () => Promise<unknown>>> = {
    readFacts: () => registry.readFacts(gov.db, gov, { reader, purpose, reads: [{ ...name, person }] }),
    readEach: () => registry.readEach(gov.db, gov, [{ reader, purpose, reads: [{ ...name, person }] }]),
    namesOf: () => registry.namesOf(gov.db, gov, { reader, purpose, people: [person] }),
    readMany: async () => {
      for await (const page of registry.readMany(gov, { reader, purpose, reads: [name], people: [person] }))
        return page;
    },
    gatherFacts: () =>
      registry.gatherFacts(gov.db, gov, {
        facts: [...programme.entitlement.facts.values()],
        roles: { applicant: person },
        matter: null,
        answers: {},
        readerOf: () => ({ kind: 'service', service: programme.id, agency: programme.agency }),
        purpose,
        granted: () => undefined,
        appliedOn: day,
      }),
    findEligible: () => registry.findEligible(gov.db, gov, { service: programme.entitlement, day }),
    writeEligible: () =>
      registry.writeEligible(gov.db, gov, {
        ...{ service: programme.entitlement, day },
        write: sql`insert into found_here select person, amount from found returning amount`,
      }),
  };

  /** Those that look at records and give nothing of what they say. */
  const GIVING_NOTHING: Readonly<Record<string, () => Promise<unknown>>> = {
    recordsOf: () => registry.recordsOf(gov.db, gov, { registry: people.registry, person }),
    peopleOfRecord: () => registry.peopleOfRecord(gov.db, gov, { registry: people.registry, subject: person, key: '' }),
    relatedPeople: async () => [...(await registry.relatedPeople(gov.db, gov, person))],
    rolesOf: () => registry.rolesOf(gov.db, gov, person, { registry: people.registry, subject: person, key: '' }),
    disclosuresOf: () => registry.disclosuresOf(gov.db, person, { limit: 9 }),
    openDisclosure: async () => {
      await READING.readFacts!();
      const [one] = await registry.disclosuresOf(gov.db, person, { limit: 1 });
      return registry.openDisclosure(gov.db, { person, entry: one!.id, at: gov.clock.now() });
    },
    alarmsFor: () => registry.alarmsFor(gov.db, gov, { agency: keeper, role: 'registrar' }, { limit: 9 }),
  };

  /** The others, and why they are none of both. */
  const OTHERS: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      ['assess', 'compute', 'minorUnits', 'scopeOf', 'checkRow', 'checkValue', 'itemFields', 'isKeeper'].map((pure) => [
        pure,
        'works on what it is given',
      ]),
    ),
    ...Object.fromEntries(
      ['writeRecord', 'writeRecords', 'patchRecord', 'addPerson', 'importFile', 'settleAlarm'].map((writer) => [
        writer,
        'writes',
      ]),
    ),
    alarmFor: 'one of what alarmsFor gives',
    openSettlement: 'what an officer wrote of an alarm',
    nodesOf: 'which nodes there are',
    platformKey: 'a key of this installation',
    registryRoom: 'the room',
  };

  test('has no function of which is not known what it gives', () => {
    const functions = Object.entries(registry).filter(([, value]) => typeof value === 'function');
    const known = [READING, GIVING_NOTHING, OTHERS].flatMap((list) => Object.keys(list));
    assert.deepEqual(functions.map(([name]) => name).sort(), known.sort());
  });

  for (const [name, read] of Object.entries(READING))
    test(`${name} records what it reads`, async () => {
      const before = await told();
      await read();
      const after = await told();
      assert.ok(after > before);
      const [unlogged] = await all(
        gov.db,
        sql`select from registry.disclosure where salt is null
          or id not in (select unnest(ids) from log.outbox union all select id from log.entry) limit 1`,
      );
      assert.equal(unlogged, undefined, 'each with an entry of the public log');
    });

  for (const [name, look] of Object.entries(GIVING_NOTHING))
    test(`${name} gives nothing that a registry says`, async () => {
      const given = JSON.stringify(await look());
      assert.deepEqual(
        values.filter((value) => given.includes(value)),
        [],
      );
    });

  test('lets nobody read as themself what is another’s', async () => {
    const self = { kind: 'self', person: reader.person } as const;
    const asked = registry.readFacts(gov.db, gov, { reader: self, purpose, reads: [{ ...name, person }] });
    await assert.rejects(asked, { code: 'forbidden' });
  });
});

describe('everything done once', async () => {
  const { gov, lines } = await testGovernment();
  before(async () => {
    await everyAct(gov);
    const mother = await persona(gov, 'unmarried-mother');
    await submitApplication(gov, mother, await prepareBirth(gov, mother));
    await settle(gov);
    const who = await personOf(gov, 'A200000012');
    // What fails in the database quotes the row that it failed on.
    const failing = transaction(gov.db, (tx) =>
      run(
        tx,
        sql`insert into registry.record select * from registry.record where subject = ${who} and registry = 'persons'`,
      ),
    );
    await failing.catch((error: unknown) => gov.logger.error({ err: error }, 'a row twice'));
  });

  test('leaves no value of a register in log lines or figures', async () => {
    const values = await valuesHeld(gov.db);
    assert.ok(values.length > 20 && lines.some((line) => line.includes('a row twice')));
    const said = [...lines, await gov.metrics.registry.metrics()].join('\n');
    assert.deepEqual(
      values.filter((value) => said.includes(value)),
      [],
    );
  });

  test('raises no alarm: a law or a consent allowed each look', async () => {
    gov.clock.advance(6 * 60_000);
    await registry.registryRoom(gov).jobs!['registry.watch-disclosures']!(undefined as never);
    const alarms = await all(
      gov.db,
      sql`select distinct reason, a.reader_kind, a.reader, a.agency, a.registry, a.fields from registry.alarm
        join registry.disclosure d using (person, id) join registry.access a on a.id = d.access`,
    );
    assert.deepEqual(alarms, []);
  });
});

/** What registers say of people in words of their own: names, addresses, accounts. */
async function valuesHeld(db: Parameters<typeof all>[0]): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ value: string }>`select distinct value #>> '{}' as value
      from registry.record, jsonb_each(data) as field (name, value)
      where jsonb_typeof(value) = 'string' and length(value #>> '{}') >= 3
        and value #>> '{}' ~ '[^ -~]'`,
  );
  return rows.map(({ value }) => value);
}
