import { evaluate } from '../evaluate/evaluate.ts';
import { childrenOf, type Quantified, type Tree } from '../tree.ts';
import { isKnown, isList, type Scope, UNKNOWN, type Value } from '../values/values.ts';

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** The free names of a tree, sorted: the facts, parameters and derived facts that it may use. */
export const namesOf = (tree: Tree): string[] => sorted(freeNames(tree));

function freeNames(tree: Tree): string[] {
  if (tree.kind === 'name') return [tree.name];
  if (tree.kind !== 'quantified') return childrenOf(tree).flatMap(freeNames);
  return [...freeNames(tree.list), ...freeNames(tree.satisfies).filter((name) => name !== tree.name)];
}

/**
 * The names that are unknown and can still change the tree's value, sorted.
 * Sound: with none left the value is decided, and a name that is not listed cannot change it whatever it turns out to be.
 */
export const unknownNames = (tree: Tree, scope: Scope): string[] => sorted(openNames(tree, scope));

/** A part whose value is known is closed: whatever is unknown inside it has been outvoted. */
function openNames(tree: Tree, scope: Scope): string[] {
  if (isKnown(evaluate(tree, scope))) return [];
  if (tree.kind === 'name') return [tree.name];
  if (tree.kind === 'quantified') return openInQuantified(tree, scope);
  return reachable(tree, scope).flatMap((child) => openNames(child, scope));
}

/** The children that the value depends on: all, but for the branch that is not taken. */
function reachable(tree: Tree, scope: Scope): readonly Tree[] {
  if (tree.kind !== 'if') return childrenOf(tree);
  const condition = evaluate(tree.condition, scope);
  if (condition === UNKNOWN) return childrenOf(tree);
  return [condition === true ? tree.consequent : tree.alternate];
}

function openInQuantified({ name, list, satisfies }: Quantified, scope: Scope): string[] {
  const value = evaluate(list, scope);
  const items: readonly Value[] = isList(value) ? value : [UNKNOWN];
  const inCondition = items.flatMap((item) => openNames(satisfies, { ...scope, [name]: item }));
  return [...openNames(list, scope), ...inCondition.filter((open) => open !== name)];
}
