import type { Type } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import { type At, TRUTH } from './expressions.ts';
import { COMPILE, SOURCES, type SourceKey } from './fact-sources.ts';
import type { Fact } from './model.ts';
import { recordTypeOf, ruleTypeOf } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { FactTypeName, FactYaml } from './schema.ts';

/** A fact as a file gives it, and where: in the service's own file or in the vocabulary. */
export interface Declared {
  readonly name: string;
  readonly yaml: FactYaml;
  readonly at: At;
}

/** The facts of a service, its own and those it takes from the vocabulary, by name. */
export function declaredFacts(bench: Bench): Map<string, Declared> {
  const { yaml, parts } = bench;
  const { vocabulary } = parts.files;
  const declared = new Map<string, Declared>();
  for (const name of parts.shared.reach(usedOf(bench))) {
    const fact = vocabulary?.yaml[name];
    if (fact) declared.set(name, { name, yaml: fact, at: { file: vocabulary.file, path: [name] } });
  }
  for (const [name, fact] of Object.entries(yaml.facts ?? {})) {
    const at = bench.at('facts', name);
    if (vocabulary && Object.hasOwn(vocabulary.yaml, name)) {
      at.file.mistakeInKey(at.path, `facts.yaml has a fact "${name}": list it under "uses", or choose another name`);
    }
    declared.set(name, { name, yaml: fact, at });
  }
  return declared;
}

/** What a service lists under "uses", as far as there is such a thing. */
function usedOf(bench: Bench): string[] {
  const { shared, files } = bench.parts;
  const where = files.parameters ? 'facts.yaml, nor a parameter in parameters.yaml' : 'facts.yaml';
  return (bench.yaml.uses ?? []).filter((name, index) => {
    if (shared.names.includes(name)) return true;
    bench.unresolved.add(name);
    if (!files.hasBrokenVocabulary) {
      const { file, path } = bench.at('uses', index);
      file.mistake(path, `there is no fact "${name}" in ${where}${didYouMean(name, shared.names)}`);
    }
    return false;
  });
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
    if (fact && fact.source.kind !== 'derived') types[item.name] = ruleTypeOf(bench.parts.pack, fact);
  }
  for (const [name, fact] of bench.broughtFacts) {
    if (facts.has(name)) continue;
    facts.set(name, fact);
    if (fact.source.kind !== 'derived') types[name] = ruleTypeOf(bench.parts.pack, fact);
  }
  for (const name of bench.unresolved) types[name] = { kind: 'any' };
  bench.names = { ...bench.names, ...types };
  return facts;
}

/** Reads the conditions of counts and questions, when the types of all names are known. */
export function withConditions(bench: Bench, fact: Fact, { yaml, at }: Declared): Fact {
  const { source } = fact;
  if (source.kind === 'each') {
    const members = bench.names[source.members];
    const isPeople = members?.kind === 'any' || (members?.kind === 'list' && members.of.kind === 'string');
    if (!isPeople) at.file.mistake([...at.path, 'each'], `${source.members} is no fact of type people`);
  }
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
  if (type?.kind === 'list' && type.of.kind === 'record') return { type: 'records', unit };
  if (type?.kind === 'number') return { type: unit?.split('/')[0] === currency ? 'money' : 'number', unit };
  return { type: (type && names[type.kind]) ?? 'text', unit };
}

/** The members that name a source; a credential is named by `from`, as a registry's field is. */
const KEYS = (Object.keys(SOURCES) as SourceKey[]).filter((key) => key !== 'credential');

function sourceOf({ yaml, at, name }: Declared): SourceKey | undefined {
  const keys = KEYS.filter((key) => key in yaml);
  const key = keys[0] === 'from' && yaml.from === 'credential' ? 'credential' : keys[0];
  if (keys.length !== 1 || !key) {
    const found = keys.length === 0 ? 'none' : keys.join(' and ');
    at.file.mistakeInKey(at.path, `${name} must have exactly one source (${KEYS.join(', ')}), not ${found}`);
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
