import type { Type } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import { type At, TRUTH } from './expressions.ts';
import type { Fact, Registry, Source } from './model.ts';
import { fieldOf, mayRead, recordTypeOf, refer, ruleTypeOf } from './parts.ts';
import { didYouMean } from './problems.ts';
import { checkPattern } from './registries.ts';
import type { FactTypeName, FactYaml } from './schema.ts';

/** A fact as a file gives it, and where: in the service's own file or in the vocabulary. */
export interface Declared {
  readonly name: string;
  readonly yaml: FactYaml;
  readonly at: At;
}

/** What a source may say besides itself. */
const SOURCES = {
  from: ['title', 'person', 'optional'],
  count: ['title', 'person', 'where'],
  granted: ['title'],
  ask: ['title', 'type', 'unit', 'of', 'hint', 'format', 'when', 'optional'],
  derive: ['title', 'type', 'unit', 'of'],
} as const;
type SourceKey = keyof typeof SOURCES;

/** The facts of a service, its own and those it takes from the vocabulary, by name. */
export function declaredFacts(bench: Bench): Map<string, Declared> {
  const { yaml, parts } = bench;
  const shared = parts.files.vocabulary;
  const declared = new Map<string, Declared>();
  for (const [index, name] of (yaml.uses ?? []).entries()) {
    const isBroken = !shared && parts.files.hasVocabulary;
    const fact = isBroken ? undefined : refer(shared?.yaml ?? {}, name, 'fact in facts.yaml', bench.at('uses', index));
    if (fact) declared.set(name, { name, yaml: fact, at: { file: shared!.file, path: [name] } });
    else bench.unresolved.add(name);
  }
  for (const [name, fact] of Object.entries(yaml.facts ?? {})) {
    const at = bench.at('facts', name);
    if (shared && Object.hasOwn(shared.yaml, name)) {
      at.file.mistakeInKey(at.path, `facts.yaml has a fact "${name}": list it under "uses", or choose another name`);
    }
    declared.set(name, { name, yaml: fact, at });
  }
  return declared;
}

/** Compiles facts that are not derived and adds their types to the bench's names; conditions are read once all are known. */
export function compileFacts(bench: Bench, declared: Iterable<Declared>): Map<string, Fact> {
  const facts = new Map<string, Fact>();
  const types: Record<string, Type> = {};
  for (const item of declared) {
    const key = sourceOf(item);
    if (key) checkName(bench, item);
    const fact = key && COMPILE[key](bench, item);
    if (fact) facts.set(item.name, fact);
    else bench.unresolved.add(item.name);
    if (fact && key !== 'derive') types[item.name] = ruleTypeOf(bench.parts.pack, fact);
  }
  for (const name of bench.unresolved) types[name] = { kind: 'any' };
  bench.names = { ...bench.names, ...types };
  return facts;
}

/** Reads the conditions of counts and questions, when the types of all names are known. */
export function withConditions(bench: Bench, fact: Fact, { yaml, at }: Declared): Fact {
  const { source } = fact;
  const place = (key: string): At => ({ file: at.file, path: [...at.path, key] });
  if (source.kind === 'asked' && yaml.when) {
    return { ...fact, source: { ...source, when: bench.compile(yaml.when, place('when'), TRUTH) } };
  }
  const registry = source.kind === 'count' && bench.parts.registries.get(source.registry);
  if (registry && yaml.where) {
    const item = recordTypeOf(bench.parts.pack, registry);
    return { ...fact, source: { ...source, where: bench.compile(yaml.where, place('where'), TRUTH, { item }) } };
  }
  return fact;
}

/** A derived fact has the type that it states, which its expression must give, or the one that its expression gives. */
export function withType(bench: Bench, fact: Fact, { yaml, at }: Declared): Fact {
  const currency = bench.parts.pack.currency.code;
  if (!yaml.type) return { ...fact, ...typeOfGiven(bench.names[fact.name], currency) };
  const expected = { type: ruleTypeOf(bench.parts.pack, fact), words: `what its type says, ${yaml.type}` };
  bench.compile(yaml.derive!, { file: at.file, path: [...at.path, 'derive'] }, expected);
  return fact;
}

function typeOfGiven(type: Type | undefined, currency: string): Pick<Fact, 'type' | 'unit'> {
  const unit = type?.kind === 'number' ? type.unit : undefined;
  const names: Partial<Record<Type['kind'], FactTypeName>> = { date: 'date', boolean: 'boolean', list: 'people' };
  if (type?.kind === 'number') return { type: unit?.split('/')[0] === currency ? 'money' : 'number', unit };
  return { type: (type && names[type.kind]) ?? 'text', unit };
}

function sourceOf({ yaml, at, name }: Declared): SourceKey | undefined {
  const keys = (Object.keys(SOURCES) as SourceKey[]).filter((key) => key in yaml);
  const [key] = keys;
  if (keys.length !== 1 || !key) {
    const found = keys.length === 0 ? 'none' : keys.join(' and ');
    at.file.mistakeInKey(
      at.path,
      `${name} must have exactly one source (${Object.keys(SOURCES).join(', ')}), not ${found}`,
    );
    return undefined;
  }
  const allowed: readonly string[] = [key, ...SOURCES[key]];
  for (const extra of Object.keys(yaml).filter((other) => !allowed.includes(other))) {
    at.file.mistakeInKey([...at.path, extra], `"${extra}" does not go with "${key}"`);
  }
  return key;
}

function checkName(bench: Bench, { name, at }: Declared): void {
  if (Object.hasOwn(bench.names, name))
    at.file.mistakeInKey(at.path, `the name ${name} is taken by a role or by what every service knows`);
  if (Object.hasOwn(bench.yaml.parameters ?? {}, name)) at.file.mistakeInKey(at.path, `${name} is a parameter as well`);
}

const COMPILE: Record<SourceKey, (bench: Bench, declared: Declared) => Fact | undefined> = {
  from(bench, item) {
    const { yaml, at, name } = item;
    const place = { file: at.file, path: [...at.path, 'from'] };
    const found = fieldOf(bench.parts, yaml.from!, place);
    if (!found) return undefined;
    const { registry, field } = found;
    const source: Source = {
      kind: 'registry',
      registry: registry.id,
      field: found.name,
      person: personOf(bench, item, registry),
    };
    checkAccess(bench, registry, place);
    const { type, unit, of: options } = field;
    return {
      name,
      type,
      unit,
      options,
      title: yaml.title ?? field.title,
      optional: yaml.optional ?? field.optional ?? false,
      source,
    };
  },

  count(bench, item) {
    const { yaml, at, name } = item;
    const place = { file: at.file, path: [...at.path, 'count'] };
    const found = fieldOf(bench.parts, yaml.count!, place);
    if (!found) return undefined;
    const { registry, name: field } = found;
    if (!registry.foundBy.includes(field)) {
      at.file.mistake(
        place.path,
        `records of ${registry.id} are not found by ${field}${didYouMean(field, registry.foundBy)}`,
      );
    }
    checkAccess(bench, registry, place);
    const person = bench.role(yaml.person ?? bench.owner, { file: at.file, path: [...at.path, 'person'] });
    const source: Source = { kind: 'count', registry: registry.id, field, person, where: undefined };
    return {
      name,
      type: 'integer',
      unit: undefined,
      options: undefined,
      title: titleOf(item),
      optional: false,
      source,
    };
  },

  granted(bench, { yaml, at, name }) {
    const place = { file: at.file, path: [...at.path, 'granted'] };
    const service = refer(bench.parts.files.services, yaml.granted!, 'service', place);
    if (!service) return undefined;
    const source: Source = { kind: 'granted', service: yaml.granted! };
    return {
      name,
      type: 'boolean',
      unit: undefined,
      options: undefined,
      title: yaml.title ?? service.yaml.title,
      optional: false,
      source,
    };
  },

  ask(_bench, item) {
    const { yaml, at, name } = item;
    if (!yaml.type) {
      at.file.mistake(at.path, `type is missing: what kind of answer is ${name}?`);
      return undefined;
    }
    if (yaml.type === 'enum' && !yaml.of) at.file.mistake(at.path, 'an enum needs its values under "of"');
    if (yaml.type === 'person' || yaml.type === 'people')
      at.file.mistake([...at.path, 'type'], 'people cannot be asked for, only found');
    if (yaml.format) checkPattern(yaml.format, at.file, [...at.path.map(String), 'format']);
    const source: Source = { kind: 'asked', label: yaml.ask!, hint: yaml.hint, format: yaml.format, when: undefined };
    const { type, unit, of: options, optional = false } = yaml;
    return { name, type, unit, options, title: titleOf(item), optional, source };
  },

  derive(bench, item) {
    const { yaml, at, name } = item;
    const tree = bench.parse(yaml.derive!, { file: at.file, path: [...at.path, 'derive'] });
    const { type = 'text', unit, of: options } = yaml;
    return { name, type, unit, options, title: titleOf(item), optional: false, source: { kind: 'derived', tree } };
  },
};

const NO_TITLE = { ko: '', 'zh-Hant': '', en: '' };

function titleOf({ yaml, at, name }: Declared) {
  if (!yaml.title) at.file.mistake(at.path, `title is missing: by what name do people know ${name}?`);
  return yaml.title ?? NO_TITLE;
}

/** Whose record it is; the record that the application is about needs nobody to find it. */
function personOf(bench: Bench, { yaml, at }: Declared, registry: Registry): string {
  const path = [...at.path, 'person'];
  if (registry.id !== bench.yaml.about) return bench.role(yaml.person ?? bench.owner, { file: at.file, path });
  if (yaml.person)
    at.file.mistakeInKey(path, 'this is read from the record that the application is about: leave "person" out');
  return registry.subject;
}

function checkAccess(bench: Bench, registry: Registry, { file, path }: At): void {
  const { agency } = bench;
  if (agency && !mayRead(agency, registry))
    file.mistake(path, `${agency} may not read ${registry.id}: it is not under "read" there`);
}
