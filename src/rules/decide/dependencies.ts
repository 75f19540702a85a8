import { evaluate } from '../evaluate/evaluate.ts';
import { FUNCTIONS } from '../evaluate/functions.ts';
import { childrenOf, type Filter, type Quantified, type Tree } from '../tree.ts';
import {
  isKnown,
  isList,
  kindOf,
  lookUp,
  type RecordValue,
  type Scope,
  UNKNOWN,
  type Value,
} from '../values/values.ts';

/** An expression directly inside another, and the names that have a meaning of their own in it. */
export interface Part {
  readonly tree: Tree;
  readonly binds: readonly string[];
}

const unbound = (tree: Tree): Part => ({ tree, binds: [] });

/** The parts of the kinds of tree that give names a meaning of their own. */
const BINDERS: { readonly [K in Tree['kind']]?: (tree: Extract<Tree, { kind: K }>) => readonly Part[] } = {
  quantified: ({ name, list, satisfies }) => [unbound(list), { tree: satisfies, binds: [name] }],
  filter: ({ of, condition }) => [unbound(of), { tree: condition, binds: ['item'] }],
  function: ({ parameters, body }) => [{ tree: body, binds: parameters.map(({ name }) => name) }],
  context: ({ entries }) => {
    const keys = entries.map(({ key }) => key);
    return entries.map(({ value }, index) => ({ tree: value, binds: keys.slice(0, index) }));
  },
  for: ({ variables, result }) => {
    const names = variables.map(({ name }) => name);
    const lists = variables.map(({ list }, index) => ({ tree: list, binds: names.slice(0, index) }));
    return [...lists, { tree: result, binds: [...names, 'partial'] }];
  },
};

/** The expressions directly inside a tree, each with the names that it binds there. */
export function partsOf(tree: Tree): readonly Part[] {
  const parts = BINDERS[tree.kind] as ((tree: Tree) => readonly Part[]) | undefined;
  return parts ? parts(tree) : childrenOf(tree).map(unbound);
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const found = new WeakMap<Tree, readonly string[]>();

/**
 * The free names of a tree, sorted: the facts, parameters and derived facts that it may use. A name in a filter's
 * condition may be a field of the items as well; it is listed, since nothing here knows what the items hold.
 */
export function namesOf(tree: Tree): string[] {
  let names = found.get(tree);
  if (!names) {
    names = sorted(freeNames(tree));
    found.set(tree, names);
  }
  return [...names];
}

function freeNames(tree: Tree): string[] {
  const inside = partsOf(tree).flatMap((part) => freeNames(part.tree).filter((name) => !part.binds.includes(name)));
  if (tree.kind === 'name') return [tree.name];
  return tree.kind === 'call' && !Object.hasOwn(FUNCTIONS, tree.function) ? [tree.function, ...inside] : inside;
}

/**
 * The names that are unknown and can still change the tree's value, sorted.
 * Sound: with none left the value is decided, and a name that is not listed cannot change it whatever it turns out to be.
 */
export const unknownNames = (tree: Tree, scope: Scope): string[] =>
  tree.kind === 'name' && lookUp(scope, tree.name) === UNKNOWN ? [tree.name] : sorted(openNames(tree, scope));

/** A part whose value is known is closed: whatever is unknown inside it has been outvoted. */
function openNames(tree: Tree, scope: Scope): string[] {
  if (isClosed(evaluate(tree, scope))) return [];
  if (tree.kind === 'name') return [tree.name];
  const inside = reached(tree, scope).flatMap((part) =>
    openNames(part.tree, part.scope).filter((name) => !part.binds.includes(name)),
  );
  return tree.kind === 'call' && isOpenCallee(tree.function, scope) ? [tree.function, ...inside] : inside;
}

/** What a function gives may hang on names that were unknown where it was written. */
const isClosed = (value: Value): boolean => isKnown(value) && kindOf(value) !== 'function';

const isOpenCallee = (name: string, scope: Scope): boolean =>
  Object.hasOwn(scope, name) ? !isClosed(lookUp(scope, name)) : !Object.hasOwn(FUNCTIONS, name);

/** A part as it is evaluated. */
interface Reached extends Part {
  readonly scope: Scope;
}

/**
 * The parts that a value depends on, in the scopes in which they are evaluated: a quantifier's or filter's condition for
 * each item, of an `if` only the branch that is taken. Where a part's own names have no single value they are unknown.
 */
export function reached(tree: Tree, scope: Scope): readonly Reached[] {
  if (tree.kind === 'if') return branches(tree, scope).map((part) => ({ ...unbound(part), scope }));
  if (tree.kind === 'quantified') return [{ ...unbound(tree.list), scope }, ...forEachItem(tree, scope)];
  if (tree.kind === 'filter') return [{ ...unbound(tree.of), scope }, ...forEachRecord(tree, scope)];
  return partsOf(tree).map((part) => ({ ...part, scope: hiding(scope, part.binds) }));
}

function branches(tree: Extract<Tree, { kind: 'if' }>, scope: Scope): readonly Tree[] {
  const condition = evaluate(tree.condition, scope);
  if (condition === UNKNOWN) return childrenOf(tree);
  return [condition === true ? tree.consequent : tree.alternate];
}

function hiding(scope: Scope, names: readonly string[]): Scope {
  return names.length === 0 ? scope : { ...scope, ...Object.fromEntries(names.map((name) => [name, UNKNOWN])) };
}

function forEachItem({ name, list, satisfies }: Quantified, scope: Scope): readonly Reached[] {
  const items = itemsOf(evaluate(list, scope));
  return items.map((item) => ({ tree: satisfies, binds: [name], scope: { ...scope, [name]: item } }));
}

function forEachRecord({ of, condition }: Filter, scope: Scope): readonly Reached[] {
  return itemsOf(evaluate(of, scope)).map((item) => {
    const fields = kindOf(item) === 'record' ? (item as RecordValue).fields : {};
    return { tree: condition, binds: ['item', ...Object.keys(fields)], scope: { ...scope, item, ...fields } };
  });
}

/** What is no list may still become one of any items. */
const itemsOf = (value: Value): readonly Value[] => (isList(value) ? value : [UNKNOWN]);
