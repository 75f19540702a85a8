import type { Day } from '../../kernel/index.ts';
import { type Fact, type Pack, recordTypeOf, ruleTypeOf } from '../../pack/index.ts';
import { evaluate, type Scope, toValue } from '../../rules/index.ts';
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
  const { about } = policy.service;
  const facts = gatheredFacts(policy);
  const registers = new Registers(pack, wantedOf(pack, policy, facts));
  function* all(): Generator<Subject> {
    for (const record of registers.recordsOf(about ?? pack.people.registry)) {
      const view = new View(pack, policy, registers, record, on);
      yield { facts: { ...view.roles(), ...view.factsOf(facts, assumed) }, ...view.traits() };
    }
  }
  return { registers, all };
}

/** Every field that the facts, the roles and the pack's breakdown look at. */
function wantedOf(pack: Pack, { service, roles }: Policy, facts: readonly Fact[]): Wanted {
  const wanted = fieldsOf(facts);
  const want = (registry: string, field?: string) => {
    const fields = wanted.get(registry) ?? new Set();
    wanted.set(registry, field === undefined ? fields : fields.add(field));
  };
  want(service.about ?? pack.people.registry);
  if (service.about) {
    const people = facts.flatMap(({ source }) => ('person' in source ? [source.person] : []));
    for (const role of [service.for, ...roles, ...people]) if (role !== 'applicant') want(service.about, role);
  }
  for (const path of Object.values(pack.simulation)) {
    const [registry = '', field = ''] = path.split('.');
    want(registry, field);
  }
  return wanted;
}

type Source<K extends Fact['source']['kind']> = Extract<Fact['source'], { kind: K }>;

/** One subject's way into the registers. */
class View {
  readonly #pack: Pack;
  readonly #policy: Policy;
  readonly #registers: Registers;
  readonly #record: Given;
  readonly #on: Day;

  constructor(pack: Pack, policy: Policy, registers: Registers, record: Given, on: Day) {
    this.#pack = pack;
    this.#policy = policy;
    this.#registers = registers;
    this.#record = record;
    this.#on = on;
  }

  /** What registers hold, then what is counted of them, then one record for each of several people. */
  factsOf(facts: readonly Fact[], assumed: Given): Given {
    const known: Record<string, unknown> = { ...assumed };
    for (const { name, source } of facts) if (source.kind === 'registry') known[name] = this.#field(source);
    const counts = facts.filter(({ source }) => source.kind === 'count');
    const named = new Set(counts.flatMap(namesOfCondition));
    const scope = this.#scope(
      facts.filter(({ name }) => named.has(name)),
      known,
    );
    for (const { name, source } of counts) known[name] = this.#count(source as Source<'count'>, scope);
    for (const { name, source } of facts) {
      if (source.kind === 'each') known[name] = this.#each(source, known[source.members]);
    }
    return known;
  }

  /** The people by the roles that the rule names, as far as there are any. */
  roles(): Given {
    return Object.fromEntries(this.#policy.roles.map((role) => [role, this.#person(role)]));
  }

  traits(): Omit<Subject, 'facts'> {
    const person = this.#person(this.#policy.service.for);
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
    const { about, for: owner } = this.#policy.service;
    const { subject } = this.#pack.registries.get(about ?? this.#pack.people.registry)!;
    const number = this.#record[!about ? subject : role === 'applicant' ? owner : role];
    return typeof number === 'string' ? number : undefined;
  }

  #field({ registry, field, person }: Source<'registry'>): unknown {
    if (registry === this.#policy.service.about) return this.#record[field] ?? null;
    const number = this.#person(person);
    return number === undefined ? undefined : (this.#registers.recordOf(registry, number)?.[field] ?? null);
  }

  #each({ take }: Source<'each'>, members: unknown): unknown {
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

  #count({ registry, field, person, where }: Source<'count'>, scope: Scope): number | undefined {
    const number = this.#person(person);
    if (number === undefined) return undefined;
    const records = this.#registers.through(registry, field, number);
    if (!where) return records.size;
    const type = recordTypeOf(this.#pack, this.#pack.registries.get(registry)!);
    return [...records].filter((row) => evaluate(where, { ...scope, item: toValue(type, row) }) === true).length;
  }

  /** What is known of the facts that conditions name, with the people and the day. */
  #scope(facts: readonly Fact[], known: Given): Scope {
    const values = facts
      .filter(({ name }) => known[name] !== undefined)
      .map((fact) => [fact.name, toValue(ruleTypeOf(this.#pack, fact), known[fact.name])] as const);
    const people = Object.entries(this.roles()).filter(([, person]) => person !== undefined);
    return {
      ...(Object.fromEntries(people) as Scope),
      ...Object.fromEntries(values),
      applied_on: toValue({ kind: 'date' }, this.#on),
    };
  }
}
