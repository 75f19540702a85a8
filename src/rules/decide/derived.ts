import type { Tree } from '../tree.ts';
import type { Scope } from '../values/values.ts';
import { namesOf, unknownNames } from './dependencies.ts';

/** A fact that follows from others. */
export interface Derived {
  readonly name: string;
  readonly tree: Tree;
}

export interface Ordered {
  /** Each after those that it uses; those in a cycle are left out. */
  readonly ordered: readonly Derived[];
  /** The names around each cycle, the first again at the end. */
  readonly cycles: readonly (readonly string[])[];
}

/** Derived facts in the order in which they can be computed (depth first). */
export function inOrder(derived: readonly Derived[]): Ordered {
  const byName = new Map(derived.map((fact) => [fact.name, fact]));
  const done = new Set<string>();
  const ordered: Derived[] = [];
  const cycles: string[][] = [];

  function visit(fact: Derived, path: readonly string[]): void {
    if (done.has(fact.name)) return;
    if (path.includes(fact.name)) {
      cycles.push([...path.slice(path.indexOf(fact.name)), fact.name]);
      return;
    }
    for (const name of namesOf(fact.tree)) {
      const used = byName.get(name);
      if (used) visit(used, [...path, fact.name]);
    }
    done.add(fact.name);
    ordered.push(fact);
  }

  for (const fact of byName.values()) visit(fact, []);
  const cyclic = new Set(cycles.flat());
  return { ordered: ordered.filter(({ name }) => !cyclic.has(name)), cycles };
}

/**
 * The base facts that are unknown and can still change the value of any of the trees, sorted:
 * an unknown derived fact stands for what can still change it. Parameters are the law's and nobody is asked for them.
 */
export function neededFacts(
  trees: readonly Tree[],
  derived: readonly Derived[],
  scope: Scope,
  parameters: Scope,
): string[] {
  const byName = new Map(derived.map(({ name, tree }) => [name, tree]));
  const names = new Set(trees.flatMap((tree) => unknownNames(tree, scope)));
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of names) {
    const tree = byName.get(name);
    for (const under of tree ? unknownNames(tree, scope) : []) names.add(under);
  }
  return [...names].filter((name) => !byName.has(name) && !Object.hasOwn(parameters, name)).sort();
}
