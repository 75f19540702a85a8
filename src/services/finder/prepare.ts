import { type Day, sha256, type Text } from '../../kernel/index.ts';
import { type Fact, type Pack, parametersOn, ruleTypeOf, type Service } from '../../pack/index.ts';
import type { Facts } from '../../registry/index.ts';
import type { Rule, Scope, Tree, Types } from '../../rules/index.ts';
import { partsOf, type TreeParts, withNames } from './tree-parts.ts';

/** A question that anybody can be asked, by a key that means one thing in all services. */
export interface Ask {
  key: string;
  fact: Fact;
  label: Text;
  hint: Text | undefined;
  /** Changes with the words and the kind of the question: an answer belongs to one of them. */
  mark: string;
}

/** A clause by itself, and whether and when the mere passing of days can change it. */
export interface TimedClause extends TreeParts {
  rule: Rule;
  /** It looks at the day of application. */
  moves: boolean;
}

/** A service in the form in which it is decided for one person after another. */
export interface Candidate {
  service: Service;
  /** Its rule without what only an officer looks at. */
  rule: Rule;
  /** As `rule`, speaking of facts by their keys. */
  ruleByKey: Rule;
  /** What it is worth, as the amount of a rule without conditions. */
  worth: Rule | undefined;
  /** The key of each of its facts. */
  keys: ReadonlyMap<string, string>;
  clauses: ReadonlyMap<string, TimedClause>;
  parametersOn(day: Day): Scope;
}

/** All that is made of a pack once, so that a person's question costs only what is about that person. */
export interface Finder {
  /** Services that a person applies for by themselves. */
  candidates: readonly Candidate[];
  /** Services about a record, by the registry that keeps it, each after those that are decided before it. */
  aboutRecords: ReadonlyMap<string, readonly Candidate[]>;
  /** Every fact of `candidates` by its key, which is its name and by which it speaks of others. */
  facts: ReadonlyMap<string, Fact>;
  /** A service that is about no record was not granted for one: what a decision on it will see as well. */
  assumed: Facts;
  /** For the key of a derived fact, the keys of the facts that it follows from at last. */
  under: ReadonlyMap<string, readonly string[]>;
  asks: ReadonlyMap<string, Ask>;
  /** The types of `facts`. */
  types: Types;
}

const NOT_GRANTED = { value: false, origin: { kind: 'case' } } as const;

const finders = new WeakMap<Pack, Finder>();

/** The finder of a pack, made at the first use. */
export function finderOf(pack: Pack): Finder {
  const made = finders.get(pack) ?? makeFinder(pack);
  finders.set(pack, made);
  return made;
}

function makeFinder(pack: Pack): Finder {
  const found = [...pack.services.values()].filter(({ inFinder }) => inFinder);
  const byMatter = Map.groupBy(inOrderOfNeed(found), ({ about }) => about);
  const candidates = candidatesOf(byMatter.get(undefined) ?? []);
  const facts = factsByKey(candidates);
  return {
    candidates,
    aboutRecords: new Map(
      [...byMatter].flatMap(([about, services]) => (about === undefined ? [] : [[about, candidatesOf(services)]])),
    ),
    facts,
    assumed: Object.fromEntries(
      [...facts].filter(([, { source }]) => source.kind === 'granted').map(([key]) => [key, NOT_GRANTED]),
    ),
    under: new Map(candidates.flatMap(derivedFrom)),
    types: Object.fromEntries([...facts].map(([key, fact]) => [key, ruleTypeOf(pack, fact)])),
    asks: new Map([...facts].flatMap(([key, fact]) => (isAskable(fact) ? [[key, askOf(key, fact)]] : []))),
  };
}

/** The facts of several services, each once, under their keys. */
export function factsByKey(candidates: readonly Candidate[]): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  for (const { service, keys } of candidates) {
    for (const fact of service.facts.values()) {
      const key = keys.get(fact.name)!;
      if (!facts.has(key)) facts.set(key, { ...fact, name: key, source: withNames(sourceByKey(fact, keys), keys) });
    }
  }
  return facts;
}

const sourceByKey = ({ source }: Fact, keys: ReadonlyMap<string, string>): Fact['source'] =>
  source.kind === 'each' ? { ...source, members: keys.get(source.members) ?? source.members } : source;

/** Kinds of answer that can decide something; names, addresses and accounts are told when applying. */
const DECISIVE: ReadonlySet<Fact['type']> = new Set(['integer', 'number', 'money', 'date', 'boolean', 'enum']);

/** Whether a fact is asked here of somebody who looks for what they can get. */
export const isAskable = ({ type, question }: Fact): boolean => question !== undefined && DECISIVE.has(type);

function askOf(key: string, fact: Fact): Ask {
  const { type, unit, options, question } = fact;
  const mark = sha256(JSON.stringify([type, unit, options, question]))
    .toString('hex')
    .slice(0, 16);
  return { key, fact, ...question!, mark };
}

/** What a fact's name means, down to what it follows from: where two services mean the same, it is one fact. */
function meaningOf(service: Service, { type, unit, options, source }: Fact): string {
  const names = source.kind === 'each' ? [source.members] : partsOf(source).names;
  const below = names.map((name) => {
    const under = service.facts.get(name);
    return under ? meaningOf(service, under) : (service.parameters.get(name) ?? name);
  });
  return sha256(JSON.stringify([type, unit, options, source, below])).toString('hex');
}

/**
 * Services with the keys of their facts. A fact has its name for a key; where services mean different things by one name,
 * each of them has its own id in the key.
 */
function candidatesOf(services: readonly Service[]): Candidate[] {
  const meanings = new Map<string, Set<string>>();
  for (const service of services) {
    for (const fact of service.facts.values())
      meanings.set(fact.name, (meanings.get(fact.name) ?? new Set()).add(meaningOf(service, fact)));
  }
  const keyOf = (service: Service, name: string) => (meanings.get(name)!.size > 1 ? `${name}@${service.id}` : name);
  return services.map((service) => {
    const names = [...service.facts.keys()];
    return candidateOf(service, new Map(names.map((name) => [name, keyOf(service, name)])));
  });
}

function candidateOf(service: Service, keys: ReadonlyMap<string, string>): Candidate {
  const rule: Rule = { ...service.rule, flags: [] };
  return {
    service,
    rule,
    ruleByKey: withNames(rule, keys),
    worth: service.worth && {
      derived: derivedIn(rule, everythingUnder(service.worth, rule.derived)),
      clauses: [],
      flags: [],
      amount: service.worth,
    },
    keys,
    clauses: new Map(rule.clauses.map((clause) => [clause.id, timedClause(rule, clause)])),
    parametersOn: parametersByDay(service),
  };
}

/** What each derived fact of a service follows from, by keys. */
function derivedFrom({ service: { facts }, keys }: Candidate): [string, string[]][] {
  const derived = [...facts.values()].flatMap(({ name, source }) =>
    source.kind === 'derived' ? [{ name, tree: source.tree }] : [],
  );
  return derived.map(({ name, tree }) => {
    const { names } = everythingUnder(tree, derived);
    const bases = names.filter((below) => facts.has(below) && !derived.some((other) => other.name === below));
    return [keys.get(name)!, bases.map((below) => keys.get(below)!)];
  });
}

function timedClause(rule: Rule, clause: Rule['clauses'][number]): TimedClause {
  const parts = everythingUnder(clause.tree, rule.derived);
  return {
    rule: { derived: derivedIn(rule, parts), clauses: [clause], flags: [] },
    moves: ['applied_on', 'today', 'now'].some((name) => parts.names.includes(name)),
    ...parts,
  };
}

const derivedIn = ({ derived }: Rule, { names }: TreeParts): Rule['derived'] =>
  derived.filter(({ name }) => names.includes(name));

/** What stands in a tree and in the derived facts that it rests on. */
function everythingUnder(tree: Tree, derived: readonly { name: string; tree: Tree }[]): TreeParts {
  const parts = [partsOf(tree)];
  const names = new Set(parts[0]!.names);
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of names) {
    const under = derived.find((fact) => fact.name === name);
    if (!under) continue;
    const found = partsOf(under.tree);
    parts.push(found);
    for (const below of found.names) names.add(below);
  }
  return {
    names: [...names],
    days: parts.flatMap(({ days }) => days),
    figures: parts.flatMap(({ figures }) => figures),
  };
}

/** Days for which a service's parameters are remembered. */
const MOST_DAYS = 1_000;

function parametersByDay(service: Service): (day: Day) => Scope {
  const known = new Map<Day, Scope>();
  return (day) => {
    const scope = known.get(day) ?? parametersOn(service, day);
    if (known.size >= MOST_DAYS) known.clear();
    known.set(day, scope);
    return scope;
  };
}

/** Each service after those that are decided before it. */
function inOrderOfNeed(services: readonly Service[]): Service[] {
  const byId = new Map(services.map((service) => [service.id, service]));
  const ordered = new Set<Service>();
  const visit = (service: Service) => {
    if (ordered.has(service)) return;
    for (const id of service.after) {
      const earlier = byId.get(id);
      if (earlier) visit(earlier);
    }
    ordered.add(service);
  };
  for (const service of services) visit(service);
  return [...ordered];
}
