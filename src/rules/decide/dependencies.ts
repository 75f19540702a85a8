import { evaluate, evaluator } from '../evaluate/evaluate.ts';
import { FUNCTIONS } from '../evaluate/functions/index.ts';
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

/** What is to be known of a tree before there are values. */
interface Anatomy {
  readonly parts: readonly Part[];
  /** The free names, sorted. */
  readonly names: readonly string[];
  /** The built-in functions that are called anywhere in it: a name in scope that holds a function stands before them. */
  readonly builtIns: readonly string[];
  readonly valueIn: (scope: Scope) => Value;
}

const known = new WeakMap<Tree, Anatomy>();

function anatomyOf(tree: Tree): Anatomy {
  let anatomy = known.get(tree);
  if (!anatomy) {
    anatomy = takeApart(tree);
    known.set(tree, anatomy);
  }
  return anatomy;
}

function takeApart(tree: Tree): Anatomy {
  const parts = partsOf(tree);
  const names = parts.flatMap((part) => namesOf(part.tree).filter((name) => !part.binds.includes(name)));
  const builtIns = parts.flatMap((part) => anatomyOf(part.tree).builtIns);
  if (tree.kind === 'name') names.push(tree.name);
  if (tree.kind === 'call') (Object.hasOwn(FUNCTIONS, tree.function) ? builtIns : names).push(tree.function);
  return { parts, names: sorted(names), builtIns: sorted(builtIns), valueIn: evaluator(tree) };
}

/**
 * The free names of a tree, sorted: the facts, parameters and derived facts that it may use. A name in a filter's
 * condition may be a field of the items as well; it is listed, since nothing here knows what the items hold.
 */
export const namesOf = (tree: Tree): string[] => [...anatomyOf(tree).names];

/**
 * The names that are unknown and can still change the tree's value, sorted.
 * Sound: with none left the value is decided, and a name that is not listed cannot change it whatever it turns out to be.
 */
export function unknownNames(tree: Tree, scope: Scope): string[] {
  const names = new Set<string>();
  addOpenNames(tree, scope, names);
  return [...names].sort();
}

/**
 * A part whose value is known is closed: whatever is unknown inside it has been outvoted. A part in which nothing is
 * unknown has nothing to add, and its value need not be looked at.
 */
function addOpenNames(tree: Tree, scope: Scope, open: Set<string>): void {
  if (tree.kind === 'name') {
    if (!isClosed(lookUp(scope, tree.name))) open.add(tree.name);
    return;
  }
  const anatomy = anatomyOf(tree);
  if (isAllKnown(anatomy, scope) || isClosed(anatomy.valueIn(scope))) return;
  if (tree.kind === 'call' && isOpenCallee(tree.function, scope)) open.add(tree.function);
  for (const part of reached(tree, scope)) {
    if (part.binds.length === 0) addOpenNames(part.tree, part.scope, open);
    else for (const name of unknownNames(part.tree, part.scope)) if (!part.binds.includes(name)) open.add(name);
  }
}

function isAllKnown({ names, builtIns }: Anatomy, scope: Scope): boolean {
  for (const name of names) if (!isClosed(lookUp(scope, name))) return false;
  for (const name of builtIns) if (isOpenCallee(name, scope)) return false;
  return true;
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
  const open = (part: Tree): Reached => ({ ...unbound(part), scope });
  if (tree.kind === 'if') return branches(tree, scope).map(open);
  if (tree.kind === 'quantified') return [open(tree.list), ...forEachItem(tree, scope)];
  if (tree.kind === 'filter') return [open(tree.of), ...forEachRecord(tree, scope)];
  return anatomyOf(tree).parts.map(({ tree, binds }) => ({ tree, binds, scope: hiding(scope, binds) }));
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
