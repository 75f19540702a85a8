import { LOCALES } from '../kernel/index.ts';
import type { Tree } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import { DAY, type Expected, money } from './expressions.ts';
import { compileLand, referClass, referRegion } from './land.ts';
import type { Effect, EnrolFact, Fact, FactType, Registry } from './model.ts';
import { refer, registryOf, ruleTypeOf } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { EffectYaml, FactTypeName } from './schema.ts';

/** What the effects of a service may refer to besides the bench. */
export interface Outcome {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly amount: Tree | undefined;
}

type Yaml<V extends string> = Extract<EffectYaml, Record<V, unknown>> extends Record<V, infer Y> ? Y : never;
type Path = readonly (string | number)[];

/** Compiles what a decision does. @param index the place in the list of effects. */
export function compileEffect(bench: Bench, yaml: EffectYaml, index: number, outcome: Outcome): Effect | undefined {
  const path = ['effects', index];
  if ('record' in yaml) return compileRecord(bench, yaml.record, [...path, 'record']);
  if ('pay' in yaml) return compilePay(bench, yaml.pay, [...path, 'pay'], outcome);
  if ('enrol' in yaml) return compileEnrol(bench, yaml.enrol, [...path, 'enrol'], outcome);
  if ('receive' in yaml) return compileReceive(bench, yaml.receive, [...path, 'receive'], outcome);
  if ('issue' in yaml) return compileIssue(bench, yaml.issue, [...path, 'issue']);
  return compileNotify(bench, yaml.notify, [...path, 'notify'], outcome);
}

function compileRecord(bench: Bench, yaml: Yaml<'record'>, path: Path): Effect | undefined {
  const { file } = bench;
  const registry = registryOf(bench.parts, yaml.registry, bench.at(...path, 'registry'));
  if (!registry) return undefined;
  if (bench.agency && registry.agency !== bench.agency) {
    file.mistake(
      [...path, 'registry'],
      `${registry.agency} keeps ${registry.id}: ${bench.yaml.agency} cannot write there`,
    );
  }
  const targets = (['new', 'of', 'about'] as const).filter((key) => yaml[key] !== undefined);
  if (targets.length > 1)
    file.mistakeInKey([...path, targets[1]!], `either ${targets.join(' or ')}: whose record is it?`);
  if (yaml.about && registry.id !== bench.yaml.about)
    file.mistake([...path, 'about'], `this service is not about ${registry.id}`);
  if (yaml.new) checkNewPerson(bench, registry, yaml, path);
  if (!yaml.set && !yaml.add) file.mistake(path, 'this effect writes nothing: "set" or "add" is missing');
  return {
    verb: 'record',
    registry: registry.id,
    target: targetOf(bench, yaml, path),
    set: Object.fromEntries(
      Object.entries(yaml.set ?? {}).map(([name, text]) => [
        name,
        compileField(bench, registry, name, text, [...path, 'set', name]),
      ]),
    ),
    add: Object.fromEntries(
      Object.entries(yaml.add ?? {}).map(([name, role]) => [
        name,
        addition(bench, registry, name, role, [...path, 'add', name]),
      ]),
    ),
  };
}

function targetOf(bench: Bench, yaml: Yaml<'record'>, path: Path): Extract<Effect, { verb: 'record' }>['target'] {
  if (yaml.new) return { kind: 'new', role: yaml.new };
  if (yaml.about) return { kind: 'about' };
  return { kind: 'person', role: bench.role(yaml.of ?? bench.owner, bench.at(...path, 'of')) };
}

/** A new person begins in the registry of people, with everything that a record there must have. */
function checkNewPerson(bench: Bench, registry: Registry, { set = {} }: Yaml<'record'>, path: Path): void {
  const people = bench.parts.pack.people.registry;
  if (registry.id !== people) bench.file.mistake([...path, 'new'], `new people begin in ${people}`);
  const missing = Object.entries(registry.fields)
    .filter(([name, field]) => !field.optional && name !== registry.subject && !Object.hasOwn(set, name))
    .map(([name]) => name);
  if (missing.length > 0)
    bench.file.mistake(path, `a new record of ${registry.id} needs ${missing.join(', ')} under "set"`);
}

const FIELD_WORDS: Partial<Record<FactTypeName, string>> = {
  date: 'a date',
  boolean: 'true or false',
  people: 'a list of people',
};

function compileField(bench: Bench, registry: Registry, name: string, text: string, path: Path): Tree {
  const field = refer(registry.fields, name, `field of ${registry.id}`, bench.at(...path));
  if (name === registry.subject || name === registry.key)
    bench.file.mistake(path, `${name} says which record it is and cannot be set`);
  const type = field ? ruleTypeOf(bench.parts.pack, field) : ({ kind: 'any' } as const);
  const number = type.kind === 'number' ? `a number${type.unit ? ` in ${type.unit}` : ''}` : 'a text';
  const one = type.kind === 'enum' ? `one of ${type.values.join(', ')}` : number;
  return bench.compile(text, bench.at(...path), { type, words: (field && FIELD_WORDS[field.type]) ?? one });
}

function addition(bench: Bench, registry: Registry, name: string, role: string, path: Path): string {
  const field = refer(registry.fields, name, `field of ${registry.id}`, bench.at(...path));
  if (field && field.type !== 'people') bench.file.mistake(path, `${name} holds no list of people`);
  return bench.role(role, bench.at(...path));
}

function compilePay(bench: Bench, yaml: Yaml<'pay'>, path: Path, { facts, amount }: Outcome): Effect {
  const { parts, file } = bench;
  const fund = refer(parts.pack.funds, yaml.from, 'fund', bench.at(...path, 'from'));
  if (fund && bench.agency && fund.agency !== bench.agency) {
    file.mistake([...path, 'from'], `${yaml.from} is ${fund.agency}'s: ${bench.yaml.agency} cannot pay from it`);
  }
  const account = bench.unresolved.has(yaml.to) ? undefined : refer(facts, yaml.to, 'fact', bench.at(...path, 'to'));
  if (account && account.type !== 'bank-account') file.mistake([...path, 'to'], `${yaml.to} is not a bank account`);
  bench.used.add(yaml.to);
  if (!yaml.amount && !amount) file.mistake(path, 'how much? Neither this effect nor the service has an amount');
  const currency = parts.pack.currency.code;
  const expected: Expected = money(yaml.monthly ? `${currency}/month` : currency);
  const text = yaml.amount ?? bench.yaml.amount ?? '0';
  const tree = bench.compile(text, bench.at(...(yaml.amount ? [...path, 'amount'] : ['amount'])), expected);
  const monthly = yaml.monthly && {
    from: bench.compile(yaml.monthly.from, bench.at(...path, 'monthly', 'from'), DAY),
    until: bench.compile(yaml.monthly.until, bench.at(...path, 'monthly', 'until'), DAY),
  };
  return { verb: 'pay', fund: yaml.from, to: yaml.to, amount: tree, monthly };
}

/** Of which types the facts are that a shop is enrolled with. */
const ENROL_TYPES: Readonly<Record<EnrolFact, readonly FactType[]>> = {
  shop: ['text', 'name'],
  owner: ['text', 'name'],
  number: ['text'],
  class: ['enum'],
  region: ['enum'],
  address: ['text'],
  to: ['bank-account'],
};

function compileEnrol(bench: Bench, yaml: Yaml<'enrol'>, path: Path, { facts }: Outcome): Effect {
  const land = compileLand(bench.parts, bench.parts.files.pack!.file);
  for (const [key, types] of Object.entries(ENROL_TYPES) as [EnrolFact, readonly FactType[]][]) {
    const [name, at] = [yaml[key], bench.at(...path, key)];
    bench.used.add(name);
    const fact = bench.unresolved.has(name) ? undefined : refer(facts, name, 'fact', at);
    if (!fact) continue;
    if (!types.includes(fact.type)) bench.file.mistake(at.path, `${name} is not of type ${types.join(' or ')}`);
    for (const value of Object.keys(fact.options ?? {})) {
      if (key === 'class') referClass(land, value, at);
      else if (key === 'region') referRegion(land, value, at);
    }
  }
  return { verb: 'enrol', person: bench.role(bench.owner, bench.at(...path)), facts: yaml };
}

function compileReceive(bench: Bench, yaml: Yaml<'receive'>, path: Path, { facts }: Outcome): Effect {
  const at = bench.at(...path, 'enrolment');
  bench.used.add(yaml.enrolment);
  const fact = bench.unresolved.has(yaml.enrolment) ? undefined : refer(facts, yaml.enrolment, 'fact', at);
  if (fact && fact.type !== 'text') bench.file.mistake(at.path, `${yaml.enrolment} is not of type text`);
  return { verb: 'receive', person: bench.role(bench.owner, bench.at(...path)), enrolment: yaml.enrolment };
}

/** An agency issues its own credentials. Whose record one speaks of goes by what names its holders. */
function compileIssue(bench: Bench, yaml: Yaml<'issue'>, path: Path): Effect {
  const { file, parts } = bench;
  const credential = refer(parts.files.credentials, yaml.credential, 'credential', bench.at(...path, 'credential'));
  if (credential && bench.agency && credential.yaml.agency !== bench.agency) {
    const { agency } = credential.yaml;
    file.mistake([...path, 'credential'], `${agency} issues ${yaml.credential}: ${bench.yaml.agency} cannot`);
  }
  const to = bench.role(yaml.to ?? bench.owner, bench.at(...path, 'to'));
  const registry = credential?.yaml.holder?.[0]?.split('.')[0];
  if (yaml.about !== undefined) {
    if (credential && registry === undefined)
      file.mistakeInKey([...path, 'about'], `${yaml.credential} speaks of its holder: leave "about" out`);
    return {
      verb: 'issue',
      credential: yaml.credential,
      to,
      about: { kind: 'person', role: bench.role(yaml.about, bench.at(...path, 'about')) },
    };
  }
  if (registry !== undefined && registry !== bench.yaml.about)
    file.mistake(path, `"about" is missing: whose record of ${registry} is it?`);
  return {
    verb: 'issue',
    credential: yaml.credential,
    to,
    about: { kind: registry === undefined ? 'holder' : 'matter' },
  };
}

function compileNotify(bench: Bench, yaml: Yaml<'notify'>, path: Path, outcome: Outcome): Effect {
  for (const locale of LOCALES) checkPlaces(bench, yaml.body[locale], [...path, 'body', locale], outcome);
  const to = bench.role(yaml.to ?? bench.owner, bench.at(...path, 'to'));
  return { verb: 'notify', to, title: yaml.title, body: yaml.body };
}

/** A message's `{name}` is a fact, or the `{amount}` decided. */
function checkPlaces(bench: Bench, text: string, path: Path, { facts, amount }: Outcome): void {
  const known = [
    ...[...facts.values()].filter(({ source }) => source.kind !== 'derived').map(({ name }) => name),
    ...(amount ? ['amount'] : []),
  ];
  for (const [, name = ''] of text.matchAll(/\{(\w+)[^}]*\}/g)) {
    if (!known.includes(name))
      bench.file.mistake(path, `{${name}} is neither a fact nor the amount${didYouMean(name, known)}`);
    bench.used.add(name);
  }
}
