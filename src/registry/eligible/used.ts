import type { Fact, Service } from '../../pack/index.ts';
import { namesOf, type Tree } from '../../rules/index.ts';

type Kind = Fact['source']['kind'];

/** A fact that comes from a certain kind of source. */
export type FactFrom<K extends Kind> = Fact & { readonly source: Extract<Fact['source'], { kind: K }> };

/** Those of some facts that come from a kind of source. */
export const factsFrom = <K extends Kind>(kind: K, facts: readonly Fact[]): FactFrom<K>[] =>
  facts.filter((fact): fact is FactFrom<K> => fact.source.kind === kind);

/** The facts that go through people, list by list of who these are. */
export const listsIn = (facts: readonly Fact[]): FactFrom<'each'>[][] => [
  ...Map.groupBy(factsFrom('each', facts), ({ source }) => source.members).values(),
];

/** Everything that a service's clauses and its amount rest on, and further expressions. */
export function factsUsed({ rule, facts }: Service, also: readonly Tree[] = []): Fact[] {
  const trees = [...rule.clauses.map(({ tree }) => tree), ...(rule.amount ? [rule.amount] : []), ...also];
  const names = reachedFrom(trees, facts);
  return [...facts.values()].filter(({ name }) => names.has(name));
}

/** The names that trees speak of, and those that these rest on in turn. */
export function reachedFrom(trees: readonly Tree[], facts: Service['facts']): ReadonlySet<string> {
  const names = new Set(trees.flatMap(namesOf));
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of names) for (const below of restsOn(facts.get(name))) names.add(below);
  return names;
}

function restsOn(fact: Fact | undefined): readonly string[] {
  if (fact?.source.kind === 'derived') return namesOf(fact.source.tree);
  if (fact?.source.kind === 'each') return [fact.source.members];
  return fact?.source.kind === 'count' && fact.source.where ? namesOf(fact.source.where) : [];
}

/** The fields of `item` that a condition on records looks at, each once. */
export function itemFields(tree: Tree): string[] {
  const fields = new Set<string>();
  JSON.stringify(tree, (_, node: { kind?: string; of?: { kind?: string; name?: string }; field?: string }) => {
    if (node?.kind === 'path' && node.of?.kind === 'name' && node.of.name === 'item') fields.add(node.field!);
    return node;
  });
  return [...fields];
}
