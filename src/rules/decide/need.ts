import type { Tree } from '../tree.ts';
import type { Scope } from '../values/values.ts';
import { unknownNames } from './dependencies.ts';

/**
 * The facts that are unknown and can still change the value of any of the trees, sorted. An unknown derived fact stands
 * for what can still change it, but one that may be told stands for itself. Parameters are the law's and nobody is
 * asked for them.
 * @param derived what each derived fact that cannot be told follows from.
 */
export function neededFacts(
  trees: readonly Tree[],
  derived: ReadonlyMap<string, Tree>,
  scope: Scope,
  parameters: Scope,
): string[] {
  const names = new Set(trees.flatMap((tree) => unknownNames(tree, scope)));
  // A set is gone through in the order of insertion, including what is inserted meanwhile.
  for (const name of names) {
    const tree = derived.get(name);
    for (const under of tree ? unknownNames(tree, scope) : []) names.add(under);
  }
  return [...names].filter((name) => !derived.has(name) && !Object.hasOwn(parameters, name)).sort();
}
