import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { all, array, run, sql, transaction } from '../kernel/index.ts';
import { commitmentOf, decodeLeaf } from '../log/index.ts';
import { accessOf } from './accesses.ts';
import { disclosing } from './disclosing.ts';
import {
  type Asked,
  type Disclosed,
  disclosuresOf,
  type Occasion,
  openDisclosure,
  type Reader,
  recordDisclosures,
} from './disclosures.ts';
import { type Sample, sampleGovernment } from './fixture.ts';

let gov: Sample;
before(async () => {
  gov = await sampleGovernment();
});
after(() => gov.close());
beforeEach(() => run(gov.db, sql`truncate registry.disclosure, registry.access, log.outbox`));

const [ANNA, BELA] = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b'];
const CONSENT = '018f0000-0000-7000-8000-0000000000cc';
const DAY_MS = 86_400_000;

type Outside = Exclude<Reader, { kind: 'self' }>;
const OFFICER: Outside = { kind: 'officer', person: BELA, agency: 'households' };
const PARTY: Outside = { kind: 'party', party: 'bank', use: 'account' };
const purpose = { text: { ko: '심사', 'zh-Hant': '審查', en: 'To “decide”' } };

const record = (occasion: Occasion, disclosed: readonly Disclosed[]) =>
  transaction(gov.db, (tx) => recordDisclosures(tx, gov, occasion, disclosed));

/** As `record`, by one statement where rows lie. */
function recordByStatement(occasion: Occasion<Outside>, disclosed: readonly Disclosed[]) {
  const looks = disclosed.map(({ person, ...look }) => ({ person, access: accessOf(gov, occasion, look) }));
  const column = (values: readonly string[]) => array(values, 'uuid');
  const seen = sql`select * from unnest(${column(looks.map(({ person }) => person))},
    ${column(looks.map(({ access }) => access.id))}) as seen (person, access)`;
  const accesses = looks.map(({ access }) => access);
  return run(gov.db, sql`with ${disclosing(gov, seen, accesses, occasion)} select`);
}

/** What each of them is told, each held against the leaf of its id; nothing of the log belongs to no disclosure. */
async function toldAndProved(people: readonly string[]) {
  const at = new Date(gov.clock.now().getTime() + 1_000 * DAY_MS);
  const leaves = await all(
    gov.db,
    sql<{ id: string; leaf: Buffer }>`select entry.* from log.outbox, unnest(ids, leaves) as entry (id, leaf)`,
  );
  const leafOf = new Map(leaves.map(({ id, leaf }) => [id, decodeLeaf(leaf)]));
  const told = [];
  for (const person of people)
    for (const { id, ...one } of await disclosuresOf(gov.db, person, { limit: 100, at })) {
      const opened = (await openDisclosure(gov.db, { person, entry: id, at }))!;
      const { kind, agency, at: when, commitment } = leafOf.get(id)!;
      assert.deepEqual([kind, agency, when], ['data.disclosed', one.agency, one.at.toISOString()]);
      assert.equal(commitment, await commitmentOf(opened.salt!, opened.content));
      told.push(JSON.stringify({ person, ...one, content: opened.content }));
    }
  assert.equal(leafOf.size, told.length);
  return told.sort();
}

const law = fc.option(fc.record({ act: fc.string(), article: fc.string() }), { nil: undefined });
const text = fc.string({ unit: 'grapheme' }).filter((one) => one.isWellFormed() && !one.includes('\0'));
const occasions: fc.Arbitrary<Occasion<Outside>> = fc.record({
  reader: fc.constantFrom(OFFICER, PARTY, { kind: 'service', service: 'allowance', agency: 'insurance' } as const),
  purpose: fc.record({ text: fc.record({ ko: text, 'zh-Hant': text, en: text }) }),
  basis: fc.oneof(
    fc.constant({ kind: 'consent', consent: CONSENT } as const),
    law.map((law) => ({ kind: 'statute', ...(law && { law }) }) as never),
    fc.constant(undefined),
  ),
  sealedUntil: fc.constantFrom(undefined, new Date('2026-09-01T00:00:00Z')),
});
const looks = fc.uniqueArray(
  fc.record({
    person: fc.constantFrom(ANNA, BELA),
    registry: fc.constantFrom('persons', 'homes', 'enrolments'),
    fields: fc.uniqueArray(fc.constantFrom('name', 'address', 'salary'), { minLength: 1 }),
    asked: fc.constantFrom<Asked | undefined>(undefined, 'stale'),
  }),
  { minLength: 1, selector: ({ person, registry }) => `${person} ${registry}` },
);

test('one by one or by one statement, the same is told, and each is proved by a leaf of its own', async () => {
  const body = async (occasion: Occasion<Outside>, disclosed: Disclosed[]) => {
    await run(gov.db, sql`truncate registry.disclosure, registry.access, log.outbox`);
    await record(occasion, disclosed);
    const one = await toldAndProved([ANNA, BELA]);
    assert.equal(one.length, disclosed.length);
    await run(gov.db, sql`truncate registry.disclosure, registry.access, log.outbox`);
    await recordByStatement(occasion, disclosed);
    assert.deepEqual(await toldAndProved([ANNA, BELA]), one);
  };
  await fc.assert(fc.asyncProperty(occasions, looks, body), { numRuns: 25 });
});

describe('what allowed a read', () => {
  const look = { person: ANNA, registry: 'persons', fields: ['name'] };

  test('a consent is told with the party that has it, for which use, and by which agency it was told', async () => {
    await record({ reader: PARTY, purpose, basis: { kind: 'consent', consent: CONSENT } }, [look]);
    const [told] = await disclosuresOf(gov.db, ANNA, { limit: 1 });
    const { readerKind, reader, use, agency, consent, isLogged } = told!;
    assert.deepEqual(
      { readerKind, reader, use, agency, consent, isLogged },
      { readerKind: 'party', reader: 'bank', use: 'account', agency: 'households', consent: CONSENT, isLogged: true },
    );
    const opened = await openDisclosure(gov.db, { person: ANNA, entry: told!.id, at: gov.clock.now() });
    assert.deepEqual(opened!.content, {
      reader: PARTY,
      ...{ agency: 'households', registry: 'persons', fields: ['name'], purpose, person: ANNA },
      basis: { kind: 'consent', consent: CONSENT },
    });
  });

  test('a law that the basis names is the one that is told', async () => {
    const law = { act: 'Act on Cats', article: '9' } as never;
    await record({ reader: OFFICER, purpose, basis: { kind: 'statute', law } }, [look]);
    const [told] = await disclosuresOf(gov.db, ANNA, { limit: 1 });
    assert.deepEqual(told!.purpose, { ...purpose, law });
  });

  test('what opens a leaf is for the person whose data it was', async () => {
    await record({ reader: OFFICER, purpose }, [look]);
    const [told] = await disclosuresOf(gov.db, ANNA, { limit: 1 });
    const { id } = told!;
    assert.equal(await openDisclosure(gov.db, { person: BELA, entry: id, at: gov.clock.now() }), undefined);
    assert.ok(await openDisclosure(gov.db, { person: ANNA, entry: id, at: gov.clock.now() }));
  });
});

describe('what the law seals', () => {
  const look = { person: ANNA, registry: 'persons', fields: ['name'] };
  const at = () => gov.clock.now();

  test('is told when the seal has ended, at its place in time, and nothing tells of it before', async () => {
    const sealedUntil = new Date(at().getTime() + 90 * DAY_MS);
    for (let nth = 0; nth < 6; nth++) {
      gov.clock.advance(1_000);
      await record({ reader: OFFICER, purpose, ...(nth % 2 === 1 && { sealedUntil }) }, [look]);
    }
    const [hidden] = await all(
      gov.db,
      sql<{ id: string }>`select id from registry.disclosure where salt is not null
      and sealed_until is not null`,
    );
    const open = await disclosuresOf(gov.db, ANNA, { limit: 3, at: at() });
    assert.equal(open.length, 3, 'a page is full all the same');
    assert.equal((await disclosuresOf(gov.db, ANNA, { limit: 9, at: at() })).length, 3);
    assert.equal(await openDisclosure(gov.db, { person: ANNA, entry: hidden!.id, at: at() }), undefined);
    gov.clock.advance(90 * DAY_MS);
    assert.equal((await disclosuresOf(gov.db, ANNA, { limit: 9 })).length, 3, 'without an instant never');
    const all6 = await disclosuresOf(gov.db, ANNA, { limit: 9, at: at() });
    assert.deepEqual(
      all6.map(({ sealedUntil }) => sealedUntil !== null),
      [true, false, true, false, true, false],
    );
    assert.ok(await openDisclosure(gov.db, { person: ANNA, entry: hidden!.id, at: at() }));
  });
});
