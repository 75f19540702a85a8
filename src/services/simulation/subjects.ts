import type { Day } from '../../kernel/index.ts';
import { type Fact, type Pack, recordTypeOf, ruleTypeOf } from '../../pack/index.ts';
import { evaluate, type Scope, type Type, toValue } from '../../rules/index.ts';
import { fieldsOf, gatheredFacts, namesOfCondition, type Policy } from './policy.ts';
import { Registers, type Wanted } from './register.ts';

/** Facts by name, as JSON. */
export type Given = Readonly<Record<string, unknown>>;

/** One person, or one record where the service is about records, as the simulation sees them. */
export interface Subject {
  /** By name, as JSON; null is known to be absent, what is left out is unknown. */
  facts: Given;
  region: string | null;
  bornOn: Day | null;
  /** In the unit of the field that the pack names. */
  income: number | null;
}

/** What finds the subjects of a policy among the rows of a population. */
export interface Subjects {
  registers: Registers;
  /** Everybody of whom the policy could decide: each person of the people's registry, or each record that it is about. */
  all(): Generator<Subject>;
}

/**
 * The subjects of a policy, with the facts that the registries hold of them, gathered as a journey gathers them. Rows of
 * import files are added to `registers` first, people by their number.
 * @param assumed what is taken to be so for everybody: a count's condition may look at it.
 */
export function subjectsOf(pack: Pack, policy: Policy, on: Day, assumed: Given = {}): Subjects {
  const plan = planOf(pack, policy, on, assumed);
  const registers = new Registers(pack, wantedOf(pack, policy, plan));
  function* all(): Generator<Subject> {
    for (const record of registers.all()) {
      const view = new View(plan, registers, record);
      yield { facts: view.facts(), ...view.traits() };
    }
  }
  return { registers, all };
}

type Source<K extends Fact['source']['kind']> = Extract<Fact['source'], { kind: K }>;
interface From<K extends Fact['source']['kind']> {
  fact: Fact;
  source: Source<K>;
}
interface Place {
  registry: string;
  field: string;
}

/** How the facts of one subject after another are gathered: what registers hold, what is counted, one record for each. */
interface Plan {
  held: readonly From<'registry'>[];
  counts: readonly (From<'count'> & { type: Type })[];
  each: readonly From<'each'>[];
  /** Facts that the conditions of counts speak of. */
  named: readonly { name: string; type: Type }[];
  traits: Readonly<Record<'region' | 'born_on' | 'income', Place | undefined>>;
  assumed: Given;
  /** The day of application, as the rules see it. */
  day: Scope;
  /** The field of the listed record that holds who is in a role; the roles that the rule names. */
  roleField(role: string): string;
  roles: readonly string[];
  owner: string;
  about: string | undefined;
}

function planOf(pack: Pack, policy: Policy, on: Day, assumed: Given): Plan {
  const { about, for: owner } = policy.service;
  const facts = gatheredFacts(policy);
  const from = <K extends Fact['source']['kind']>(kind: K) =>
    facts.filter(({ source }) => source.kind === kind).map((fact) => ({ fact, source: fact.source as Source<K> }));
  const named = new Set(facts.flatMap(namesOfCondition));
  const place = (path: string | undefined): Place | undefined => {
    const [registry, field] = path?.split('.') ?? [];
    return registry && field ? { registry, field } : undefined;
  };
  const { subject } = pack.registries.get(about ?? pack.people.registry)!;
  const { region, born_on, income } = pack.simulation;
  return {
    held: from('registry'),
    counts: from('count').map((count) => ({
      ...count,
      type: recordTypeOf(pack, pack.registries.get(count.source.registry)!),
    })),
    each: from('each'),
    named: facts
      .filter(({ name }) => named.has(name))
      .map((fact) => ({ name: fact.name, type: ruleTypeOf(pack, fact) })),
    traits: { region: place(region), born_on: place(born_on), income: place(income) },
    assumed,
    day: { applied_on: toValue({ kind: 'date' }, on) },
    // Whoever applies is the one whose service it is.
    roleField: (role) => (about ? (role === 'applicant' ? owner : role) : subject),
    roles: policy.roles,
    owner,
    about,
  };
}

/** Every field that the facts, the roles and the pack's breakdown look at. */
function wantedOf(pack: Pack, policy: Policy, { roles, owner, about, traits, counts, held, roleField }: Plan): Wanted {
  const fields = fieldsOf(gatheredFacts(policy));
  const listed = about ?? pack.people.registry;
  const want = ({ registry, field }: Place) => fields.set(registry, (fields.get(registry) ?? new Set()).add(field));
  const people = [...held, ...counts].map(({ source }) => source.person);
  for (const role of [owner, ...roles, ...people]) want({ registry: listed, field: roleField(role) });
  for (const place of Object.values(traits)) if (place) want(place);
  return { fields, listed, counted: counts.map(({ source }) => source) };
}

/** One subject's way into the registers. */
class View {
  readonly #plan: Plan;
  readonly #registers: Registers;
  readonly #record: Given;

  constructor(plan: Plan, registers: Registers, record: Given) {
    this.#plan = plan;
    this.#registers = registers;
    this.#record = record;
  }

  facts(): Given {
    const { held, counts, each, roles, assumed } = this.#plan;
    const known: Record<string, unknown> = { ...assumed };
    for (const role of roles) known[role] = this.#person(role);
    for (const { fact, source } of held) known[fact.name] = this.#field(source);
    if (counts.length > 0) {
      const scope = this.#scope(known);
      for (const { fact, source, type } of counts) known[fact.name] = this.#count(source, type, scope);
    }
    for (const { fact, source } of each) known[fact.name] = this.#each(source, known[source.members]);
    return known;
  }

  traits(): Omit<Subject, 'facts'> {
    const { traits, owner } = this.#plan;
    const person = this.#person(owner);
    const value = (place: Place | undefined): unknown =>
      person && place ? (this.#registers.recordOf(place.registry, person)?.[place.field] ?? null) : null;
    return {
      region: value(traits.region) as string | null,
      bornOn: value(traits.born_on) as Day | null,
      income: value(traits.income) as number | null,
    };
  }

  /** The number of the person in a role. */
  #person(role: string): string | undefined {
    const number = this.#record[this.#plan.roleField(role)];
    return typeof number === 'string' ? number : undefined;
  }

  #field({ registry, field, person }: Source<'registry'>): unknown {
    if (registry === this.#plan.about) return this.#record[field] ?? null;
    const number = this.#person(person);
    return number === undefined ? undefined : (this.#registers.recordOf(registry, number)?.[field] ?? null);
  }

  #each({ take }: Source<'each'>, members: unknown): unknown {
    if (!Array.isArray(members)) return members === null ? null : undefined;
    return members.map((member: string) => {
      const record: Record<string, unknown> = {};
      for (const name of Object.keys(take)) {
        const { registry, field } = take[name]!;
        record[name] = this.#registers.recordOf(registry, member)?.[field] ?? null;
      }
      return record;
    });
  }

  #count({ registry, field, person, where }: Source<'count'>, type: Type, scope: Scope): number | undefined {
    const number = this.#person(person);
    if (number === undefined) return undefined;
    const records = this.#registers.through(registry, field, number);
    if (!where) return records.size;
    return [...records].filter((row) => evaluate(where, { ...scope, item: toValue(type, row) }) === true).length;
  }

  /** What is known of the facts that conditions name, with the people and the day. */
  #scope(known: Given): Scope {
    const { named, roles, day } = this.#plan;
    const values: Record<string, Scope[string]> = { ...day };
    for (const role of roles) if (known[role] !== undefined) values[role] = known[role] as string;
    for (const { name, type } of named) if (known[name] !== undefined) values[name] = toValue(type, known[name]);
    return values;
  }
}
