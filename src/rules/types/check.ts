import { applyFunction, FUNCTIONS, PROPERTIES, whyNotCallable } from '../evaluate/functions.ts';
import { arithmeticType, negationType } from '../evaluate/operators.ts';
import { type Place, type Problem, ValueError } from '../problem.ts';
import { didYouMean } from '../spelling.ts';
import { type Call, type ComparisonOperator, dispatch, type PerKind, type Test, type Tree } from '../tree.ts';
import type { Kind, Value } from '../values/values.ts';
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
  whyNotComparable,
} from './types.ts';

/** The type of a tree and everything that is wrong with it, in the order of the text. */
export interface Checked {
  readonly type: Type;
  readonly problems: readonly Problem[];
}

interface Environment {
  readonly names: Types;
  readonly problems: Problem[];
}

/**
 * Checks a tree against the types of the names that it may use.
 * Where something is wrong the type there is `any`, so that one mistake is reported once and the rest is still checked.
 */
export function check(tree: Tree, names: Types): Checked {
  const problems: Problem[] = [];
  const type = typeOf(tree, { names, problems });
  problems.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  return { type, problems };
}

const typeOf = (tree: Tree, environment: Environment): Type => dispatch(CHECK, tree, environment);

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

  name({ name, at }, environment) {
    const { names } = environment;
    const unknown = `there is no ${name}${didYouMean(name, Object.keys(names))}`;
    return accept(Object.hasOwn(names, name) ? names[name]! : unknown, at, environment);
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

  quantified({ name, list, satisfies }, environment) {
    const type = typeOf(list, environment);
    const item = itemType(type) ?? `this must be a list, not ${describe(type)}`;
    const names = { ...environment.names, [name]: accept(item, list.at, environment) };
    requireBoolean(satisfies, { ...environment, names });
    return BOOLEAN;
  },

  call: (tree, environment) => accept(callType(tree, environment), tree.at, environment),
};

const itemType = (type: Type): Type | undefined => {
  if (type.kind === 'list') return type.of;
  return kindOfType(type) === undefined ? ANY : undefined;
};

function fieldType(type: Type, field: string): TypeOrReason {
  if (kindOfType(type) === undefined) return ANY;
  if (type.kind === 'list') {
    const of = fieldType(type.of, field);
    return typeof of === 'string' ? of : { kind: 'list', of };
  }
  const fields = fieldsOf(type);
  return Object.hasOwn(fields, field)
    ? fields[field]!
    : `${type.kind === 'record' ? 'the record' : describe(type)} has no ${field}${didYouMean(field, Object.keys(fields))}`;
}

function fieldsOf(type: Type): Types {
  if (type.kind === 'record') return type.fields;
  if (type.kind !== 'date' && type.kind !== 'duration') return {};
  const properties = Object.entries(PROPERTIES[type.kind]);
  return Object.fromEntries(properties.map(([name, property]) => [name, property.type]));
}

const ORDERED: readonly Kind[] = ['number', 'string', 'date', 'duration'];

function comparisonType(op: ComparisonOperator, left: Type, right: Type): TypeOrReason {
  const reason = whyNotComparable(left, right);
  if (reason || op === '=' || op === '!=') return reason ?? BOOLEAN;
  const unordered = [left, right].find((type) => !ORDERED.includes(kindOfType(type) ?? 'number'));
  return unordered ? `${describe(unordered)} has no order` : BOOLEAN;
}

function checkTest(test: Test, type: Type, environment: Environment): void {
  const against = (tree: Tree, op: ComparisonOperator) =>
    accept(comparisonType(op, type, typeOf(tree, environment)), tree.at, environment);
  if (test.kind === 'comparison') against(test.to, test.op);
  if (test.kind === 'range') {
    against(test.low, '>=');
    against(test.high, '<=');
  }
  if (test.kind === 'value') {
    const value = typeOf(test.value, environment);
    const allowed = value.kind === 'list' && type.kind !== 'list' ? value.of : value;
    accept(comparisonType('=', type, allowed), test.at, environment);
  }
}

function callType(call: Call, environment: Environment): TypeOrReason {
  const args = call.arguments.map((argument) => typeOf(argument, environment));
  const name = call.function;
  const builtIn = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!builtIn) return `there is no function ${name}${didYouMean(name, Object.keys(FUNCTIONS))}`;
  const given = builtIn.spreads ? spread(args) : args;
  if (typeof given === 'string') return given;
  const reason = whyNotCallable(name, builtIn, given.map(kindOfType));
  if (reason) return reason;
  const type = builtIn.type(given);
  return typeof type === 'string' ? `${name} ${type}` : (foldedType(call) ?? type);
}

/** Arguments given one by one, as the one list that they are. */
function spread(args: readonly Type[]): readonly Type[] | string {
  const [first] = args;
  if (args.length === 1 && (first?.kind === 'list' || first?.kind === 'any')) return args;
  let of: Type = { kind: 'null' };
  for (const type of args) {
    const both = unify(of, type);
    if (!both) return `cannot put ${describe(of)} and ${describe(type)} together`;
    of = both;
  }
  return [{ kind: 'list', of }];
}

/** `date("2026-02-30")` is wrong before it runs, and `duration("P2M")` is known to be in months. */
function foldedType({ function: name, arguments: args }: Call): TypeOrReason | undefined {
  const texts = args.flatMap((argument): Value[] => (argument.kind === 'string' ? [argument.value] : []));
  if (texts.length !== args.length || texts.length === 0) return undefined;
  try {
    const value = applyFunction(name, texts);
    const isDuration = typeof value === 'object' && value !== null && 'measure' in value;
    return isDuration ? { kind: 'duration', measure: value.measure } : undefined;
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}
