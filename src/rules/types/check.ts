import { FUNCTIONS } from '../evaluate/functions/index.ts';
import { arithmeticType, negationType } from '../evaluate/operators.ts';
import { inOrderOfText, type Place, type Problem, ValueError } from '../problem.ts';
import { didYouMean } from '../spelling.ts';
import { dispatch, type PerKind, type Test, type Tree } from '../tree.ts';
import { parseTemporal } from '../values/calendar.ts';
import { applicationType, callType } from './calls.ts';
import { comparisonType, isOrdered, membershipType } from './comparison.ts';
import { fieldType } from './fields.ts';
import { namedType } from './named.ts';
import {
  ANY,
  BARE_NUMBER,
  BOOLEAN,
  describe,
  kindOfType,
  type Type,
  type TypeOrReason,
  type Types,
  unify,
} from './types.ts';

/** The type of a tree and everything that is wrong with it, in the order of the text. */
export interface Checked {
  readonly type: Type;
  readonly problems: readonly Problem[];
}

interface Environment {
  readonly names: Types;
  readonly problems: Problem[];
  /** Any name may be the field of an item of which nothing is known. */
  readonly isOpen: boolean;
}

/**
 * Checks a tree against the types of the names that it may use.
 * Where something is wrong the type there is `any`, so that one mistake is reported once and the rest is still checked.
 */
export function check(tree: Tree, names: Types): Checked {
  const problems: Problem[] = [];
  const type = typeOf(tree, { names, problems, isOpen: false });
  return { type, problems: problems.sort(inOrderOfText) };
}

const typeOf = (tree: Tree, environment: Environment): Type => dispatch(CHECK, tree, environment);

const withNames = (environment: Environment, names: Types): Environment => ({
  ...environment,
  names: { ...environment.names, ...names },
});

/** The type, or `any` and a problem at the place. */
function accept(result: TypeOrReason, at: Place, { problems }: Environment): Type {
  if (typeof result !== 'string') return result;
  problems.push({ at, message: result });
  return ANY;
}

function requireBoolean(tree: Tree, environment: Environment): void {
  const type = typeOf(tree, environment);
  const kind = kindOfType(type) ?? 'boolean';
  accept(kind === 'boolean' ? BOOLEAN : `this must be true or false, not ${describe(type)}`, tree.at, environment);
}

const CHECK: PerKind<[Environment], Type> = {
  number: () => BARE_NUMBER,
  string: ({ value }) => ({ kind: 'enum', values: [value], literal: true }),
  boolean: () => BOOLEAN,
  null: () => ({ kind: 'null' }),
  temporal: ({ value, at }, environment) => accept(temporalType(value), at, environment),

  name({ name, at }, environment) {
    const { names, isOpen } = environment;
    if (Object.hasOwn(names, name)) return names[name]!;
    const isKnown = isOpen || Object.hasOwn(FUNCTIONS, name);
    return accept(isKnown ? ANY : `there is no ${name}${didYouMean(name, Object.keys(names))}`, at, environment);
  },

  path: (tree, environment) => accept(fieldType(typeOf(tree.of, environment), tree.field), tree.at, environment),

  list({ items }, environment) {
    const of = items.reduce(
      (so: Type, item) => {
        const type = typeOf(item, environment);
        return accept(unify(so, type) ?? `${describe(type)} in a list of ${describe(so)}`, item.at, environment);
      },
      { kind: 'null' },
    );
    return { kind: 'list', of: items.length === 0 ? ANY : of };
  },

  /** A later entry may speak of those before it, and a function of itself. */
  context({ entries }, environment) {
    let fields: Types = {};
    for (const { key, value } of entries) {
      const inside = value.kind === 'function' ? { ...fields, [key]: ANY } : fields;
      const type = typeOf(value, withNames(environment, inside));
      const isTwice = Object.hasOwn(fields, key);
      fields = { ...fields, [key]: accept(isTwice ? `${key} is there twice` : type, value.at, environment) };
    }
    return { kind: 'record', fields };
  },

  range({ low, high, at }, environment) {
    const [from, to] = [low, high].map((end): Type => (end ? typeOf(end, environment) : { kind: 'null' }));
    const of = unify(from!, to!) ?? `cannot make a range of ${describe(from!)} and ${describe(to!)}`;
    const item = accept(of, at, environment);
    return { kind: 'range', of: accept(isOrdered(item) ? item : `${describe(item)} has no order`, at, environment) };
  },

  /** The fields of the items are names in the condition, and `item` is the item itself. What is no list is one item. */
  filter({ of, condition }, environment) {
    const type = typeOf(of, environment);
    const item = type.kind === 'list' ? type.of : kindOfType(type) === undefined ? ANY : type;
    const fields = item.kind === 'record' ? item.fields : {};
    const isOpen = environment.isOpen || kindOfType(item) === undefined;
    const by = typeOf(condition, { ...withNames(environment, { item, ...fields }), isOpen });
    const kind = kindOfType(by);
    if (kind === 'number') return item;
    if (by.kind === 'any') return ANY;
    const reason = `a filter must be a condition or a number, not ${describe(by)}`;
    accept(kind === undefined || kind === 'boolean' ? BOOLEAN : reason, condition.at, environment);
    return { kind: 'list', of: item };
  },

  negate: (tree, environment) => accept(negationType(typeOf(tree.of, environment)), tree.at, environment),

  arithmetic({ op, left, right, at }, environment) {
    const [leftType, rightType] = [typeOf(left, environment), typeOf(right, environment)];
    return accept(arithmeticType(op, leftType, rightType), at, environment);
  },

  compare({ op, left, right, at }, environment) {
    const [leftType, rightType] = [typeOf(left, environment), typeOf(right, environment)];
    return accept(comparisonType(op, leftType, rightType), at, environment);
  },

  in({ of, tests }, environment) {
    const type = typeOf(of, environment);
    for (const test of tests) checkTest(test, type, environment);
    return BOOLEAN;
  },

  instance({ of, type, at }, environment) {
    typeOf(of, environment);
    accept(namedType(type), at, environment);
    return BOOLEAN;
  },

  logic({ left, right }, environment) {
    requireBoolean(left, environment);
    requireBoolean(right, environment);
    return BOOLEAN;
  },

  if(tree, environment) {
    requireBoolean(tree.condition, environment);
    const [yes, no] = [typeOf(tree.consequent, environment), typeOf(tree.alternate, environment)];
    const both = unify(yes, no) ?? `then gives ${describe(yes)} but else gives ${describe(no)}`;
    return accept(both, tree.at, environment);
  },

  for({ variables, result }, environment) {
    let inside = environment;
    for (const { name, list } of variables) inside = withNames(inside, { [name]: itemType(list, inside) });
    return { kind: 'list', of: typeOf(result, withNames(inside, { partial: { kind: 'list', of: ANY } })) };
  },

  quantified({ name, list, satisfies }, environment) {
    requireBoolean(satisfies, withNames(environment, { [name]: itemType(list, environment) }));
    return BOOLEAN;
  },

  call(tree, environment) {
    const types = tree.arguments.map((argument) => typeOf(argument, environment));
    const { names, isOpen } = environment;
    const isField = isOpen && !Object.hasOwn(FUNCTIONS, tree.function) && !Object.hasOwn(names, tree.function);
    return accept(isField ? ANY : callType(tree, types, names), tree.at, environment);
  },

  apply(tree, environment) {
    const called = typeOf(tree.of, environment);
    const types = tree.arguments.map((argument) => typeOf(argument, environment));
    return accept(applicationType(called, tree, types), tree.at, environment);
  },

  function({ parameters, body, at }, environment) {
    const types = parameters.map(({ type }) => (type ? accept(namedType(type), at, environment) : ANY));
    const names = parameters.map(({ name }) => name);
    const bound = Object.fromEntries(names.map((name, index) => [name, types[index]!]));
    const returns = typeOf(body, withNames(environment, bound));
    return { kind: 'function', parameters: types, names, returns };
  },
};

/** The type of what is gone through, one by one: the items of a list, or the numbers or days of a range. */
function itemType(list: Tree, environment: Environment): Type {
  const type = typeOf(list, environment);
  if (type.kind === 'list') return type.of;
  if (kindOfType(type) === undefined) return ANY;
  if (type.kind !== 'range') return accept(`this must be a list, not ${describe(type)}`, list.at, environment);
  const kind = kindOfType(type.of);
  const isEndless = list.kind === 'range' && !(list.low && list.high);
  if (isEndless) return accept('a range without an end cannot be gone through', list.at, environment);
  const isCounted = kind === undefined || kind === 'number' || kind === 'date';
  const reason = `only a range of whole numbers or of dates can be gone through, not one of ${describe(type.of)}`;
  return accept(isCounted ? type.of : reason, list.at, environment);
}

function checkTest(test: Test, type: Type, environment: Environment): void {
  if (test.kind === 'value') {
    accept(membershipType(type, typeOf(test.value, environment)), test.at, environment);
  } else if (test.kind === 'comparison') {
    accept(comparisonType(test.op, type, typeOf(test.to, environment)), test.to.at, environment);
  } else {
    for (const end of [test.low, test.high]) {
      accept(comparisonType('<=', type, typeOf(end, environment)), end.at, environment);
    }
  }
}

/** The type of an at literal, or why it has none. */
function temporalType(text: string): TypeOrReason {
  try {
    const value = parseTemporal(text);
    return value.kind === 'duration' ? { kind: 'duration', measure: value.measure } : { kind: value.kind };
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}
