import type { Day } from '../../kernel/index.ts';
import { type Fact, type ImportRow, type Pack, recordTypeOf, ruleTypeOf, type Service } from '../../pack/index.ts';
import { evaluate, type Scope, type Tree, toValue } from '../../rules/index.ts';
import { Registers, type Wanted } from './register.ts';

/** Facts that no registry holds: what a simulation takes them to be for everybody. One that is left out stays unknown. */
export type Assumptions = Readonly<Record<string, unknown>>;

/** One person, or one record where the service is about records, as the simulation sees them. */
export interface Subject {
  /** By name, as JSON; null is known to be absent, what is left out is unknown. */
  facts: Readonly<Record<string, unknown>>;
  region: string | null;
  bornOn: Day | null;
  /** In the unit of the field that the pack names. */
  income: number | null;
}

/** The facts that a simulation can only assume, since no registry holds them. */
export const assumedFacts = (service: Service): Fact[] =>
  [...service.facts.values()].filter(({ source }) => source.kind === 'asked' || source.kind === 'granted');

/**
 * Everybody of whom a service could decide, with the facts that the registries hold of them: each person of the people's
 * registry, or each record that the service is about.
 * @param rows a population as rows of import files, people by their number.
 */
export function* subjectsOf(
  pack: Pack,
  service: Service,
  rows: Iterable<ImportRow>,
  { on, assumptions = {} }: { on: Day; assumptions?: Assumptions },
): Generator<Subject> {
  const registers = new Registers(pack, wantedOf(pack, service));
  for (const row of rows) registers.add(row);
  const facts = [...service.facts.values()];
  for (const record of registers.recordsOf(service.about ?? pack.people.registry)) {
    const view = new View(pack, service, registers, record, on);
    yield { facts: { ...assumptions, ...view.factsOf(facts) }, ...view.breakdown() };
  }
}

/** Every field that the service's facts and the pack's breakdown look at. */
function wantedOf(pack: Pack, service: Service): Wanted {
  const wanted = new Map<string, Set<string>>([[service.about ?? pack.people.registry, new Set()]]);
  const want = (registry: string, field: string) => {
    wanted.set(registry, (wanted.get(registry) ?? new Set()).add(field));
  };
  for (const { source } of service.facts.values()) {
    if (source.kind === 'registry') want(source.registry, source.field);
    if (source.kind === 'count') {
      want(source.registry, source.field);
      for (const field of source.where ? fieldsOfItem(source.where) : []) want(source.registry, field);
    }
    if (source.kind === 'each') for (const { registry, field } of Object.values(source.take)) want(registry, field);
  }
  for (const path of Object.values(pack.simulation)) {
    const [registry = '', field = ''] = path.split('.');
    want(registry, field);
  }
  return wanted;
}

/** The fields of `item` that a condition looks at. */
function fieldsOfItem(tree: Tree): string[] {
  const fields: string[] = [];
  JSON.stringify(tree, (_, node: { kind?: string; of?: { kind?: string; name?: string }; field?: string }) => {
    if (node?.kind === 'path' && node.of?.kind === 'name' && node.of.name === 'item') fields.push(node.field!);
    return node;
  });
  return fields;
}

/** One subject's way into the registers. */
class View {
  readonly #pack: Pack;
  readonly #service: Service;
  readonly #registers: Registers;
  readonly #record: Readonly<Record<string, unknown>>;
  readonly #on: Day;

  constructor(pack: Pack, service: Service, registers: Registers, record: Readonly<Record<string, unknown>>, on: Day) {
    this.#pack = pack;
    this.#service = service;
    this.#registers = registers;
    this.#record = record;
    this.#on = on;
  }

  factsOf(facts: readonly Fact[]): Record<string, unknown> {
    const known: Record<string, unknown> = {};
    for (const fact of facts) {
      if (fact.source.kind === 'registry') known[fact.name] = this.#field(fact.source);
    }
    for (const { name, source } of facts) {
      if (source.kind === 'each') known[name] = this.#each(source, known[source.members]);
    }
    for (const { name, source } of facts) {
      if (source.kind === 'count') known[name] = this.#count(source, known);
    }
    return known;
  }

  breakdown(): Omit<Subject, 'facts'> {
    const person = this.#person(this.#service.for);
    const value = (path: string | undefined): unknown => {
      const [registry = '', field = ''] = path?.split('.') ?? [];
      return person && path ? (this.#registers.recordOf(registry, person)?.[field] ?? null) : null;
    };
    const { region, born_on, income } = this.#pack.simulation;
    return {
      region: value(region) as string | null,
      bornOn: value(born_on) as Day | null,
      income: value(income) as number | null,
    };
  }

  /** The number of the person in a role; whoever applies is the one whose service it is. */
  #person(role: string): string | undefined {
    const { about, for: owner } = this.#service;
    if (!about) return String(this.#record[this.#pack.registries.get(this.#pack.people.registry)!.subject]);
    const number = this.#record[role === 'applicant' ? owner : role];
    return number === undefined ? undefined : String(number);
  }

  #field({ registry, field, person }: Extract<Fact['source'], { kind: 'registry' }>): unknown {
    if (registry === this.#service.about) return this.#record[field] ?? null;
    const number = this.#person(person);
    return number === undefined ? undefined : (this.#registers.recordOf(registry, number)?.[field] ?? null);
  }

  #each({ take }: Extract<Fact['source'], { kind: 'each' }>, members: unknown): unknown {
    if (!Array.isArray(members)) return members === null ? null : undefined;
    const places = Object.entries(take);
    return members.map((member) =>
      Object.fromEntries(
        places.map(([name, { registry, field }]) => [
          name,
          this.#registers.recordOf(registry, String(member))?.[field] ?? null,
        ]),
      ),
    );
  }

  #count(
    { registry, field, person, where }: Extract<Fact['source'], { kind: 'count' }>,
    known: Readonly<Record<string, unknown>>,
  ): number | undefined {
    const number = this.#person(person);
    if (number === undefined) return undefined;
    const records = this.#registers.through(registry, field, number);
    if (!where) return records.length;
    const scope = this.#scope(known);
    const type = recordTypeOf(this.#pack, this.#pack.registries.get(registry)!);
    return records.filter((row) => evaluate(where, { ...scope, item: toValue(type, row) }) === true).length;
  }

  #scope(known: Readonly<Record<string, unknown>>): Scope {
    const entries = [...this.#service.facts.values()]
      .filter(({ name }) => known[name] !== undefined)
      .map((fact) => [fact.name, toValue(ruleTypeOf(this.#pack, fact), known[fact.name])] as const);
    return { ...Object.fromEntries(entries), applied_on: toValue({ kind: 'date' }, this.#on) };
  }
}
