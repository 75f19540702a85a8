import { namesOf, type Tree } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import type { Fact, Service } from './model.ts';
import { mayRead } from './parts.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/**
 * Whether a person meets the conditions of another service, as one expression: its clauses joined by `and`. What those
 * speak of comes along: its facts and parameters become the asking service's own, under the same names. The law is that
 * of the asking service's day. A name by which both services mean different things is a mistake.
 */
export function resultOf(bench: Bench, service: Service, at: { file: YamlFile; path: YamlPath }): Tree | undefined {
  const { about = bench.yaml.about, id } = service;
  if (about !== bench.yaml.about) {
    at.file.mistake(at.path, `${id} is about ${about}, and this service is not`);
    return undefined;
  }
  const under = reachOf(service);
  const own = new Set([...Object.keys(bench.yaml.facts ?? {}), ...Object.keys(bench.yaml.parameters ?? {})]);
  const clash = [...under].find((name) => own.has(name));
  if (clash !== undefined) {
    at.file.mistake(at.path, `${id} means something of its own by "${clash}": rename one, or share it in facts.yaml`);
    return undefined;
  }
  for (const name of under) {
    const [fact, parameter] = [service.facts.get(name), service.parameters.get(name)];
    if (fact) bring(bench, fact, at);
    if (parameter) bench.broughtParameters.set(name, parameter);
  }
  return service.clauses.map(({ tree }) => tree).reduce(both);
}

/** The facts and parameters that the clauses rest on, directly or through others. */
function reachOf({ clauses, facts }: Service): Set<string> {
  const reached = new Set(clauses.flatMap(({ tree }) => namesOf(tree)));
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of reached) {
    const fact = facts.get(name);
    for (const below of fact ? restsOn(fact) : []) reached.add(below);
  }
  return reached;
}

function restsOn({ source }: Fact): readonly string[] {
  if (source.kind === 'derived') return namesOf(source.tree);
  if (source.kind === 'count') return source.where ? namesOf(source.where) : [];
  if (source.kind === 'asked') return source.when ? namesOf(source.when) : [];
  return source.kind === 'each' ? [source.members] : [];
}

function registriesOf({ source }: Fact): string[] {
  if (source.kind === 'registry' || source.kind === 'count') return [source.registry];
  return source.kind === 'each' ? Object.values(source.take).map(({ registry }) => registry) : [];
}

const both = (left: Tree, right: Tree): Tree => ({ kind: 'logic', op: 'and', at: left.at, left, right });

function bring(bench: Bench, fact: Fact, at: { file: YamlFile; path: YamlPath }): void {
  for (const id of registriesOf(fact)) {
    const registry = bench.parts.registries.get(id);
    if (registry && bench.agency && !mayRead(bench.agency, registry))
      at.file.mistake(at.path, `${bench.agency} may not read ${id}, which this result rests on`);
  }
  bench.broughtFacts.set(fact.name, fact);
  bench.used.add(fact.name);
}
