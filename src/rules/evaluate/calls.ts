import { ValueError } from '../problem.ts';
import type { Application, Call, FunctionDefinition } from '../tree.ts';
import { add, compare, multiply, type Numeric, subtract } from '../values/decimal.ts';
import {
  type FunctionValue,
  isList,
  kindOf,
  type Scope,
  type TableValue,
  UNKNOWN,
  type Value,
} from '../values/values.ts';
import type { Compiler } from './compile.ts';
import { guarded, MAX_CALLS, type Run } from './environment.ts';
import { prepareFunction } from './functions/index.ts';
import { converted } from './instance.ts';
import { compileName, isBound } from './names.ts';
import { functionType } from './type-names.ts';

/** The functions whose value for texts is worth keeping: a rule reads `date("2001-01-01")` for everybody. */
const CONSTRUCTORS = ['date', 'time', 'date and time', 'duration'];

/** A call of what the name holds, where that is a function or a table, else of the built-in function. */
export function compileCall(tree: Call, compiler: Compiler): Run {
  const { function: name, names, at } = tree;
  const runs = tree.arguments.map((argument) => compiler.run(argument));
  const bound = isBound(name, compiler.bindings) && compileName({ kind: 'name', name, at }, compiler.bindings);
  const builtIn = prepareFunction(name, runs.length, names);
  const isConstant = CONSTRUCTORS.includes(name) && tree.arguments.every(({ kind }) => kind === 'string');
  let kept: Value | undefined;
  return guarded(at, (environment, frame) => {
    const held = bound ? bound(environment, frame) : ownValue(environment.scope, name);
    if (held !== undefined && (isCallable(held) || !builtIn)) {
      return applyValue(
        held,
        runs.map((run) => run(environment, frame)),
        names,
        name,
      );
    }
    if (kept !== undefined) return kept;
    if (!builtIn) throw new ValueError(`there is no function ${name}`);
    const value = builtIn(
      runs.map((run) => run(environment, frame)),
      environment,
    );
    if (isConstant) kept = value;
    return value;
  });
}

const ownValue = (scope: Scope, name: string): Value | undefined =>
  Object.hasOwn(scope, name) ? scope[name] : undefined;

/** A call of what an expression gives. */
export function compileApplication(tree: Application, compiler: Compiler): Run {
  const runOf = compiler.run(tree.of);
  const runs = tree.arguments.map((argument) => compiler.run(argument));
  return guarded(tree.at, (environment, frame) => {
    const callee = runOf(environment, frame);
    return applyValue(
      callee,
      runs.map((run) => run(environment, frame)),
      tree.names,
      'the function',
    );
  });
}

/** A function that sees what is in scope where it is defined. */
export function compileFunction(tree: FunctionDefinition, compiler: Compiler): Run {
  const { parameters, body } = tree;
  const names = parameters.map(({ name }) => name);
  const run = compiler.inside(names).run(body);
  const type = functionType(tree);
  return (environment, outer) => ({
    kind: 'function',
    parameters: names,
    type,
    call(args) {
      if (args.length !== names.length)
        throw new ValueError(
          `the function takes ${names.length} ${names.length === 1 ? 'argument' : 'arguments'}, not ${args.length}`,
        );
      const values = parameters.map(({ type }, index) => (type ? converted(args[index]!, type) : args[index]!));
      environment.spend(1);
      if (environment.calls >= MAX_CALLS)
        throw new ValueError(`functions call one another more than ${MAX_CALLS} deep`);
      environment.calls += 1;
      try {
        return run(environment, { values, outer });
      } finally {
        environment.calls -= 1;
      }
    },
  });
}

const isCallable = (value: Value): value is FunctionValue | TableValue =>
  typeof value === 'object' &&
  value !== null &&
  !isList(value) &&
  (value.kind === 'function' || value.kind === 'table');

/** Calls a function or a table that is a value; unknown or absent when that is. Throws ValueError. */
function applyValue(callee: Value, args: readonly Value[], names: readonly string[] | undefined, name: string): Value {
  if (callee === UNKNOWN || callee === null) return callee;
  if (!isCallable(callee)) throw new ValueError(`${name} is a ${kindOf(callee)} and cannot be called`);
  if (callee.kind === 'table') return entryOf(callee, args);
  return callee.call(names ? inOrder(callee, args, names) : args);
}

/** Named arguments in the order of the parameters. */
function inOrder({ parameters }: FunctionValue, args: readonly Value[], names: readonly string[]): Value[] {
  const strange = names.find((name) => !parameters.includes(name));
  if (strange !== undefined) throw new ValueError(`the function has no parameter ${strange}`);
  return parameters.map((parameter) => {
    const index = names.indexOf(parameter);
    if (index < 0) throw new ValueError(`the function needs ${parameter}`);
    return args[index]!;
  });
}

/** What a law's table says for a number; throws ValueError below the first row of one that is not marginal. */
function entryOf({ rows, marginal }: TableValue, args: readonly Value[]): Value {
  const [by] = args;
  if (by === UNKNOWN || by === null) return by;
  if (args.length !== 1 || by === undefined || kindOf(by) !== 'number')
    throw new ValueError('a table takes one number');
  const number = by as Numeric;
  const reached = rows.filter(({ from }) => compare(from, number) <= 0);
  if (!marginal) {
    const last = reached.at(-1);
    if (!last) throw new ValueError('the table begins above this number');
    return last.value;
  }
  return reached.reduce<Numeric>((sum, { from, value }, index) => {
    const until = reached[index + 1]?.from ?? number;
    return add(sum, multiply(value, subtract(until, from)));
  }, 0);
}
