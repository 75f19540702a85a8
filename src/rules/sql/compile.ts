import { namesOf } from '../decide/dependencies.ts';
import { NotCompilable, type Place } from '../problem.ts';
import {
  type Call,
  type Comparison,
  dispatch,
  type Filter,
  type Iteration,
  type PerKind,
  type Quantified,
  type Test,
  type Tree,
} from '../tree.ts';
import { arithmetic } from './arithmetic.ts';
import { constantOf, nodeOfValue } from './constants.ts';
import { DATE_PROPERTIES } from './dates.ts';
import { DURATION_PROPERTIES } from './durations.ts';
import {
  type Environment,
  type Node,
  type Property,
  type RecordOfNodes,
  type Rows,
  termOf,
  withNames,
} from './environment.ts';
import { FALSE, lengthOf } from './fragment.ts';
import { SQL_FUNCTIONS } from './functions.ts';
import { filtered, isAmong, presence, quantified } from './groups.ts';
import { choice, combined, comparison, conditionOf, FALSE_TERM, fold, negation } from './logic.ts';
import { negative } from './numbers.ts';
import { lookedUp } from './tables.ts';
import { ABSENT, type Term, type TermKind, term, UNKNOWN_TERM } from './term.ts';

/** A tree that becomes longer than this as SQL is refused: PostgreSQL would plan it longer than it runs. */
export const MOST_CHARACTERS = 200_000;

/** The node of a tree. @throws NotCompilable */
export function compileTree(tree: Tree, environment: Environment): Node {
  const constant = constantOf(tree, environment);
  if (constant !== undefined) return nodeOfValue(constant, tree.at);
  const node = dispatch(COMPILE, tree, environment);
  if (node.shape === 'term' && lengthOf(node.value) + lengthOf(node.absent) > MOST_CHARACTERS)
    throw new NotCompilable(tree.at, 'this becomes too long as SQL');
  return node;
}

const termIn = (tree: Tree, environment: Environment): Term => termOf(compileTree(tree, environment), tree);

/** The term of a tree that stands where a condition must. */
export const conditionIn = (tree: Tree, environment: Environment): Term =>
  conditionOf(termIn(tree, environment), tree.at);

const refuse =
  (what: string) =>
  ({ at }: Tree): never => {
    throw new NotCompilable(at, `${what} cannot be said in SQL`);
  };

/** Literals are constants, which never come here. */
const COMPILE: PerKind<[Environment], Node> = {
  number: refuse('a number'),
  string: refuse('a text'),
  boolean: refuse('a truth'),
  null: refuse('null'),
  temporal: refuse('a date'),

  name({ name, at }, { names }) {
    const node = names.get(name);
    return node ? node(at) : UNKNOWN_TERM;
  },

  path(tree, environment) {
    return partOf(compileTree(tree.of, environment), tree.field, tree.at, environment);
  },

  list: ({ items }, environment) => ({ shape: 'items', items: items.map((item) => compileTree(item, environment)) }),
  context: refuse('a context'),
  range: refuse('a range as a value'),
  filter: compileFilter,

  negate({ of, at }, environment) {
    const value = termIn(of, environment);
    if (isOneOf(value, ['number', 'days', 'months'])) return negative(value);
    throw new NotCompilable(at, `cannot negate a ${value.kind}`);
  },

  arithmetic: (tree, environment) =>
    arithmetic(environment, tree, termIn(tree.left, environment), termIn(tree.right, environment)),

  compare(tree, environment) {
    const [left, right] = [compileTree(tree.left, environment), compileTree(tree.right, environment)];
    return (
      withNull(tree, left, right) ?? comparison(tree.op, termOf(left, tree.left), termOf(right, tree.right), tree.at)
    );
  },

  in({ of, tests }, environment) {
    const value = termIn(of, environment);
    return fold(
      'or',
      tests.map((test) => passes(value, test, environment)),
    );
  },

  instance: refuse('instance of'),

  logic: ({ op, left, right }, environment) =>
    combined(op, conditionIn(left, environment), conditionIn(right, environment)),

  if(tree, environment) {
    const condition = conditionIn(tree.condition, environment);
    return choice(
      environment,
      condition,
      termIn(tree.consequent, environment),
      termIn(tree.alternate, environment),
      tree.at,
    );
  },

  for: compileIteration,
  quantified: compileQuantified,

  call: compileCall,

  apply: refuse('a call of an expression'),
  function: refuse('a function'),
};

/** A law's table that is not in force yet is unknown, and so is what it says. */
function compileCall(call: Call, environment: Environment): Node {
  const args = call.arguments.map((argument) => compileTree(argument, environment));
  const held = environment.names.get(call.function)?.(call.at);
  if (held?.shape === 'table') return lookedUp(environment, held.table, tableArgument(args, call));
  if (held?.shape === 'term' && held.kind === 'nothing') return held;
  const compile = Object.hasOwn(SQL_FUNCTIONS, call.function) ? SQL_FUNCTIONS[call.function] : undefined;
  if (!compile || call.names) throw new NotCompilable(call.at, `${call.function} cannot be called so in SQL`);
  return compile({ environment, call, args });
}

/** A list is compared with null, and with nothing else. */
function withNull({ op }: Comparison, left: Node, right: Node): Term | undefined {
  const list = left.shape === 'rows' ? left : right;
  const other = left.shape === 'rows' ? right : left;
  if (list.shape !== 'rows' || other !== ABSENT || (op !== '=' && op !== '!=')) return undefined;
  return op === '=' ? negation(presence(list)) : presence(list);
}

const isOneOf = ({ kind }: Term, kinds: readonly TermKind[]): boolean => kind === 'nothing' || kinds.includes(kind);

function tableArgument([by, ...more]: readonly Node[], call: Call): Term {
  if (by?.shape === 'term' && more.length === 0 && isOneOf(by, ['number'])) return by;
  throw new NotCompilable(call.at, 'a table takes one number');
}

/** A field of a record, of each row of a list, or a property of a date or duration. */
function partOf(node: Node, field: string, at: Place, environment: Environment): Node {
  if (node.shape === 'record') return fieldOf(node, field, at);
  if (node.shape === 'rows') return { ...node, item: partOf(node.item, field, at, environment) };
  if (node.shape === 'items') {
    return { shape: 'items', items: node.items.map((item) => partOf(item, field, at, environment)) };
  }
  const of = termOf(node, { at });
  if (of.kind === 'nothing') return of;
  const properties = PROPERTIES[of.kind] ?? {};
  const property = Object.hasOwn(properties, field) ? properties[field] : undefined;
  if (!property) throw new NotCompilable(at, `a ${of.kind} has no ${field} in SQL`);
  return property(environment, of);
}

const PROPERTIES: Partial<Record<TermKind, Readonly<Record<string, Property>>>> = {
  date: DATE_PROPERTIES,
  days: DURATION_PROPERTIES.days,
  months: DURATION_PROPERTIES.months,
};

/** A field that a record does not have is unknown. */
const fieldOf = ({ fields }: RecordOfNodes, field: string, at: Place): Node => fields.get(field)?.(at) ?? UNKNOWN_TERM;

/** What names mean inside a filter: the item, and its fields by their own names. */
function insideItem(environment: Environment, item: Node): Environment {
  const fields = item.shape === 'record' ? [...item.fields.keys()] : [];
  const names = fields.map((name): [string, (at: Place) => Node] => [
    name,
    (at) => bareField(environment, item, name, at),
  ]);
  return withNames(environment, new Map([['item', () => item], ...names]));
}

/** A name means the item's field; where the item is null, which has none, what it means outside. */
function bareField(environment: Environment, item: Node, name: string, at: Place): Node {
  const field = partOf(item, name, at, environment);
  if (item.shape !== 'record' || item.absent === FALSE) return field;
  const outside = environment.names.get(name)?.(at) ?? UNKNOWN_TERM;
  return choice(environment, term('boolean', item.absent), termOf(outside, { at }), termOf(field, { at }), at);
}

function compileFilter({ of, condition, at }: Filter, environment: Environment): Rows {
  const list = compileTree(of, environment);
  if (list.shape !== 'rows') throw new NotCompilable(at, 'in SQL only a list of records can be filtered');
  const holds = conditionIn(condition, insideItem(environment, list.item));
  const isPlace = CONDITIONS.includes(condition.kind) ? FALSE_TERM : termIn(condition, insideItem(environment, ABSENT));
  return filtered(list, holds, isPlace);
}

/** Trees of these kinds are conditions whatever they are about; of the others, the evaluator tells by their value only. */
const CONDITIONS: readonly Tree['kind'][] = ['boolean', 'compare', 'in', 'instance', 'logic', 'quantified'];

/** `for x in list return …`: the list seen by what is made of each item. */
function compileIteration({ variables, result, at }: Iteration, environment: Environment): Node {
  const [variable] = variables;
  if (variables.length !== 1 || !variable || namesOf(result).includes('partial'))
    throw new NotCompilable(at, 'in SQL one list is gone through at a time, each item by itself');
  const list = compileTree(variable.list, environment);
  const resultFor = (item: Node) => compileTree(result, withNames(environment, new Map([[variable.name, () => item]])));
  if (list.shape === 'rows') return { ...list, item: resultFor(list.item) };
  if (list.shape === 'items') return { shape: 'items', items: list.items.map(resultFor) };
  if (list.shape === 'term' && list.kind === 'nothing') return list;
  throw new NotCompilable(at, 'in SQL only a list can be gone through');
}

function compileQuantified(tree: Quantified, environment: Environment): Term {
  const list = compileTree(tree.list, environment);
  const conditionFor = (item: Node) =>
    conditionIn(tree.satisfies, withNames(environment, new Map([[tree.name, () => item]])));
  if (list.shape === 'rows') return quantified(environment, tree.quantifier, list, conditionFor(list.item));
  if (list.shape === 'items') return fold(tree.quantifier === 'some' ? 'or' : 'and', list.items.map(conditionFor));
  if (list.shape === 'term' && list.kind === 'nothing') return list;
  throw new NotCompilable(tree.at, 'in SQL only a list can be gone through');
}

function passes(value: Term, test: Test, environment: Environment): Term {
  if (test.kind === 'comparison') return comparison(test.op, value, termIn(test.to, environment), test.at);
  if (test.kind === 'range') {
    const low = comparison(test.includesLow ? '>=' : '>', value, termIn(test.low, environment), test.at);
    const high = comparison(test.includesHigh ? '<=' : '<', value, termIn(test.high, environment), test.at);
    return combined('and', low, high);
  }
  const allowed = compileTree(test.value, environment);
  if (allowed.shape === 'rows' || allowed.shape === 'items') return isAmong(environment, value, allowed, test.at);
  return comparison('=', value, termOf(allowed, test.value), test.at);
}
