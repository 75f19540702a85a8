import { type Fact, type Pack, type Parameter, ruleTypeOf, type Service } from '../../pack/index.ts';
import { itemFields } from '../../registry/index.ts';
import { namesOf, type Rule, type Tree, type Types } from '../../rules/index.ts';

/** What the amounts of a policy are: all that a person ever gets, what they get each month, once, or have to pay back. */
export type Measure = 'whole' | 'month' | 'once' | 'lent';

/** A service in the form in which its cost is worked out. */
export interface Policy {
  service: Service;
  /** Its conditions, with what it is worth to a person as the amount. */
  rule: Rule;
  /** Undefined where it pays nothing. */
  measure: Measure | undefined;
  /** Those that can change who is eligible or for how much. */
  parameters: readonly Parameter[];
  /** The facts that the rule rests on and that follow from no others. */
  facts: readonly Fact[];
  /** Of those, what no registry holds: it is assumed for everybody, or left unknown. */
  assumed: readonly Fact[];
  /** The roles by which the rule, or what is counted for it, names people. */
  roles: readonly string[];
  /** How the rule knows the facts. */
  types: Types;
}

const policies = new WeakMap<Service, Policy>();

/** The policy that a service is; undefined for one that has no conditions. */
export function policyOf(pack: Pack, id: string): Policy | undefined {
  const service = pack.services.get(id);
  if (!service || service.clauses.length === 0) return undefined;
  const policy = policies.get(service) ?? makePolicy(pack, service);
  policies.set(service, policy);
  return policy;
}

/** Every policy of a pack. */
export const policiesOf = (pack: Pack): Policy[] => [...pack.services.keys()].flatMap((id) => policyOf(pack, id) ?? []);

function makePolicy(pack: Pack, service: Service): Policy {
  const rule = ruleOf(service);
  const used = namesUnder(rule, [...rule.clauses.map(({ tree }) => tree), ...(rule.amount ? [rule.amount] : [])]);
  if (service.asOf) used.add(service.asOf);
  const facts = [...service.facts.values()].filter(({ name, source }) => source.kind !== 'derived' && used.has(name));
  const fields = pack.registries.get(service.about ?? '')?.fields ?? {};
  const roles = ['applicant', ...Object.keys(fields).filter((name) => fields[name]!.type === 'person')];
  const named = new Set([...used, ...facts.flatMap(namesOfCondition)]);
  return {
    service,
    rule,
    measure: measureOf(service),
    parameters: [...service.parameters.values()].filter(({ name }) => used.has(name)),
    facts,
    assumed: facts.filter(({ source }) => source.kind === 'asked' || source.kind === 'granted'),
    roles: roles.filter((role) => named.has(role)),
    types: Object.fromEntries(facts.map((fact) => [fact.name, ruleTypeOf(pack, fact)])),
  };
}

/** What a service is worth may speak of its amount, which is then a derived fact like others. */
function ruleOf(service: Service): Rule {
  const { clauses, derived, amount } = service.rule;
  if (!service.worth || isLent(service)) return { clauses, derived, flags: [], ...(amount && { amount }) };
  return {
    clauses,
    derived: amount ? [...derived, { name: 'amount', tree: amount }] : derived,
    flags: [],
    amount: service.worth,
  };
}

/** What is worth nothing to whoever gets it is paid back. */
const isLent = ({ amount, worth }: Service): boolean =>
  amount !== undefined && worth?.kind === 'number' && Number(worth.value) === 0;

function measureOf(service: Service): Measure | undefined {
  if (isLent(service)) return 'lent';
  if (service.worth) return 'whole';
  if (!service.amount) return undefined;
  return service.effects.some((effect) => effect.verb === 'pay' && effect.monthly) ? 'month' : 'once';
}

/** All names that trees speak of, themselves or through derived facts. */
export function namesUnder({ derived }: Pick<Rule, 'derived'>, trees: readonly Tree[]): Set<string> {
  const byName = new Map(derived.map(({ name, tree }) => [name, tree]));
  const names = new Set(trees.flatMap(namesOf));
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of names) {
    const tree = byName.get(name);
    for (const under of tree ? namesOf(tree) : []) names.add(under);
  }
  return names;
}

/** What the condition of a count speaks of. */
export const namesOfCondition = ({ source }: Pick<Fact, 'source'>): string[] =>
  source.kind === 'count' && source.where ? namesOf(source.where) : [];

/** Facts that have to be gathered so that those of a policy can be: whom a list goes through, what a count's condition names. */
export function gatheredFacts({ service, facts }: Policy): Fact[] {
  const wanted = new Set(facts);
  for (const { source } of wanted) {
    for (const name of source.kind === 'each' ? [source.members] : namesOfCondition({ source })) {
      const fact = service.facts.get(name);
      if (fact && fact.source.kind !== 'derived') wanted.add(fact);
    }
  }
  return [...wanted];
}

/** The fields of a registry's records that gathering some facts looks at. */
export function fieldsOf(facts: readonly Fact[]): Map<string, Set<string>> {
  const fields = new Map<string, Set<string>>();
  const want = (registry: string, field: string) =>
    fields.set(registry, (fields.get(registry) ?? new Set()).add(field));
  for (const { source } of facts) {
    if (source.kind === 'registry') want(source.registry, source.field);
    if (source.kind === 'each') for (const { registry, field } of Object.values(source.take)) want(registry, field);
    if (source.kind !== 'count') continue;
    want(source.registry, source.field);
    for (const field of source.where ? itemFields(source.where) : []) want(source.registry, field);
  }
  return fields;
}
