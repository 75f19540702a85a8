import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Fact, type ImportRow, loadPack, type Pack, runExamplesOf, type Service } from '../../src/pack/index.ts';
import { people } from './population.ts';

const TODAY = '2026-11-21';
const COUNT = 2_000;

/** What everybody answers to what only they can know. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  account: '08812345678901',
  future_saving: 300_000,
  leap_saving: 300_000,
  tomorrow_saving: 100_000,
  training: '용접',
  loan_for: 'tuition',
  home_price: 400_000_000,
  first_home: true,
  monthly_fare: 80_000,
  culture_wish: 'exhibition',
  counselling_kind: 'in-person',
  needs_formula: false,
  preschool_kind: 'day-care',
  care_hours: 40,
  premature: false,
  leave_month: 1,
  hours_before: 40,
  hours_after: 30,
  died_on: '2026-11-01',
  holds_funeral: true,
  crisis: 'job-loss',
  seriously_ill: false,
  wished_region: '전주시',
  business_cost: 50_000_000,
  shop_class: 'restaurant',
};

type Row = ImportRow['row'];

/** The registries in memory: a person's own record, else one that lists them, as the registry room finds it. */
class Records {
  readonly #byPerson = new Map<string, Row>();
  readonly #counts = new Map<string, number>();
  readonly #pack: Pack;

  constructor(pack: Pack, rows: Iterable<ImportRow>) {
    this.#pack = pack;
    for (const { registry, row } of rows) {
      const { subject, foundBy } = pack.registries.get(registry)!;
      for (const field of foundBy) {
        const own = field === subject;
        for (const person of [row[field]].flat()) {
          const place = `${registry} ${person}`;
          const through = `${registry}.${field} ${person}`;
          this.#counts.set(through, (this.#counts.get(through) ?? 0) + 1);
          if (own || !this.#byPerson.has(place)) this.#byPerson.set(place, row);
        }
      }
    }
  }

  field(registry: string, field: string, person: string): unknown {
    return this.#byPerson.get(`${registry} ${person}`)?.[field] ?? null;
  }

  /** What is known of a person for a service. @throws Error for a source that this test does not know */
  valueOf({ name, source }: Fact, person: string): unknown {
    if (source.kind === 'registry') return this.field(source.registry, source.field, person);
    // What a student card says of them.
    if (name === 'museum_student') return this.field('enrolments', 'status', person) === 'enrolled';
    if (source.kind === 'asked') return ANSWERS[name];
    if (source.kind === 'granted') return false;
    if (source.kind === 'count') return this.#counts.get(`${source.registry}.${source.field} ${person}`) ?? 0;
    if (source.kind !== 'each') throw new Error(`${name}: this test knows no ${source.kind}`);
    const list = this.#listOf(source.members, person) as string[] | null;
    const taken = Object.entries(source.take);
    if (list === null) return null;
    return list.map((member) =>
      Object.fromEntries(taken.map(([as, { registry, field }]) => [as, this.field(registry, field, member)])),
    );
  }

  #listOf(fact: string, person: string): unknown {
    for (const service of this.#pack.services.values()) {
      const found = service.facts.get(fact);
      if (found) return this.valueOf(found, person);
    }
    return [];
  }

  /** A service's facts about a person, as an example gives them. */
  factsFor(service: Service, person: string): Record<string, unknown> {
    const given = [...service.facts.values()].filter(({ source }) => source.kind !== 'derived');
    return Object.fromEntries([
      ['applicant', person],
      ...given.map((fact) => [fact.name, this.valueOf(fact, person)] as const),
    ]);
  }
}

describe('who qualifies', () => {
  let pack: Pack;
  let records: Records;
  let persons: string[];
  before(async () => {
    pack = await loadPack('kr');
    const rows = [...people(7, COUNT, TODAY)];
    records = new Records(pack, rows);
    persons = rows.filter(({ registry }) => registry === 'persons').map(({ row }) => String(row.person));
  });

  /** How many would be told yes: everybody as an example that says so. */
  const qualify = (service: Service): number => {
    const on = service.window.at(-1)?.until ?? TODAY;
    const examples = persons.map((person) => ({
      on,
      in: records.factsFor(service, person),
      out: { eligible: 'yes' } as const,
    }));
    const results = runExamplesOf(pack, { ...service, examples });
    const others = results.flatMap(({ differences }) => differences.filter((text) => !/^(amount|review):/.test(text)));
    assert.deepEqual(
      [...new Set(others)].filter((text) => text !== 'eligible: yes expected, no found'),
      [],
      service.id,
    );
    return results.length - others.length;
  };

  it('each service finds some among the synthetic people, and not everybody', () => {
    const listed = [...pack.services.values()].filter(({ inFinder }) => inFinder);
    const found = listed.map((service) => ({ id: service.id, count: qualify(service) }));
    assert.deepEqual(
      found.filter(({ count }) => count === 0 || count > COUNT * 0.9),
      [],
    );
  });

  it('each programme finds some, and those for everybody nearly all', () => {
    for (const { id, entitlement } of pack.programmes.values()) {
      const count = qualify(entitlement);
      assert.ok(
        count > 0 && count > COUNT * 0.8 === ['local-gift-certificate', 'onnuri-paper'].includes(id),
        `${id}: ${count}`,
      );
    }
  });
});
